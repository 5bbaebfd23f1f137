"""An invented Netherlands: counts per gemeente and month that come out as the published figures did.

Nothing in it is of a real gemeente but its name, its residents and its share of people with debts: who counts more, who
reaches more, is drawn by lot. Calibrated on `monitor/data/gepubliceerd.csv`; a test holds the years to it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt

from tijdig.monitor.netherlands import LandGemeente, gemeenten_on, published
from tijdig.rules.terms import PartnerType

YEARS = (2022, 2023, 2024)
INSURER, LANDLORD = PartnerType.ZORGVERZEKERAAR, PartnerType.VERHUURDER
ENERGY, WATER = PartnerType.ENERGIELEVERANCIER, PartnerType.DRINKWATERBEDRIJF
MARCH = 3
DEBT_WEIGHT = 0.6  # how strongly the share of people with debts pulls the number of signals; our own guess
APART_SIGNALS, APART_REACH = 0.18, 0.30  # how much gemeenten differ, on a log scale; our own guess
EARLIER_HALF = 0.95  # the first half of 2023 against its year: 3.8 of 4.0
VPS_HELP = 1.75  # 14 against 8 per cent of the meldingen, 2022
TRIED_2022, TRIED_2023 = 0.76, 0.78  # on the way to the 80 per cent of 2024; not published


@dataclass(frozen=True, kw_only=True)
class Maandtelling:
    """What one gemeente would deliver about one month: counts, nobody in it."""

    code: str
    maand: date
    inwoners: int
    software: str
    signalen: dict[PartnerType, int]
    meldingen: int
    geprobeerd: int
    bereikt: int
    hulp: int
    quick_fix: int
    verwijzing_financieel: int

    @property
    def verwijzing_niet_financieel(self) -> int:
        return self.hulp - self.quick_fix - self.verwijzing_financieel


@dataclass(frozen=True, kw_only=True)
class _Deelnemer:
    """A gemeente with what was drawn for it once and for all."""

    gemeente: LandGemeente
    vanaf: date
    software: str
    signals: float
    reach: float


@dataclass(frozen=True, kw_only=True)
class _Jaar:
    """What is known of a year, as shares of one and rates per resident."""

    rate: float
    meldingen: float
    mix: dict[PartnerType, float]
    tried: float
    reached: float
    helped: float


def invent_country(*, seed: int = 1, years: Sequence[int] = YEARS) -> list[Maandtelling]:
    """Every delivering gemeente, every month of these years; the same seed gives the same country."""
    draw = random.Random(seed)  # noqa: S311 (an invented country, no secret)
    members = _members(draw, years)
    return [telling for year in years for telling in _year(draw, members, year)]


def _year(draw: random.Random, members: Sequence[_Deelnemer], year: int) -> Iterator[Maandtelling]:
    known = _known(year)
    for month in (date(year, number, 1) for number in range(1, 13)):
        here = [m for m in members if m.vanaf <= month and m.gemeente.exists_on(month)]
        level_signals = _level(here, year, [m.signals for m in here])
        level_reach = _level(here, year, [m.signals * m.reach for m in here]) / level_signals
        helps = [m.signals * m.reach * (VPS_HELP if m.software == "VPS" else 1.0) for m in here]
        level_help = _level(here, year, helps) / (level_signals * level_reach)
        season, mix = _season(known, month)
        for member in here:
            yield _telling(
                draw, member, month, known, mix, rate=known.rate * season * member.signals / level_signals,
                reach=member.reach / level_reach,
                help_=(VPS_HELP if member.software == "VPS" else 1.0) / level_help,
            )  # fmt: skip


def _telling(
    draw: random.Random, member: _Deelnemer, month: date, known: _Jaar, mix: dict[PartnerType, float], *,
    rate: float, reach: float, help_: float,
) -> Maandtelling:  # fmt: skip
    residents = member.gemeente.residents_in(month.year)
    signals = {kind: _poisson(draw, rate * share * residents) for kind, share in mix.items()}
    total = sum(signals.values())
    meldingen = draw.binomialvariate(total, min(1.0, known.meldingen / known.rate))
    tried = draw.binomialvariate(meldingen, known.tried)
    reached = draw.binomialvariate(tried, min(0.9, known.reached / known.tried * reach))
    helped = draw.binomialvariate(reached, min(0.95, known.helped * help_))
    quick = draw.binomialvariate(helped, published()["2021", "quick_fix"] / 100)
    financial = published()["2021", "verwijzing_financieel"] / (100 - published()["2021", "quick_fix"])
    return Maandtelling(
        code=member.gemeente.code, maand=month, inwoners=residents, software=member.software, signalen=signals,
        meldingen=meldingen, geprobeerd=tried, bereikt=reached, hulp=helped, quick_fix=quick,
        verwijzing_financieel=draw.binomialvariate(helped - quick, financial),
    )  # fmt: skip


def _members(draw: random.Random, years: Sequence[int]) -> list[_Deelnemer]:
    """Who delivers from when: the larger sooner, as many as were published in January and December."""
    found: list[_Deelnemer] = []
    joined: set[str] = set()
    for year in years:
        for number in range(1, 13):
            month = date(year, number, 1)
            here = gemeenten_on(month)
            wanted = _between(
                published()[f"{year}-01", "gemeenten"], published()[f"{year}-12", "gemeenten"], number
            )
            waiting = [g for g in here if g.code not in joined]
            delivering = sum(g.code in joined for g in here)
            chosen = sorted(waiting, key=lambda g: -_eagerness(draw, g))[: max(0, wanted - delivering)]
            joined |= {g.code for g in chosen}
            found += [_deelnemer(draw, g, month) for g in chosen]
    return found


def _deelnemer(draw: random.Random, gemeente: LandGemeente, month: date) -> _Deelnemer:
    vps = draw.random() < published()["2022" if month.year <= 2022 else "2023", "vps_gemeenten"] / 100
    debts = gemeente.schulden or 0.045
    return _Deelnemer(
        gemeente=gemeente, vanaf=month, software="VPS" if vps else "RIS",
        signals=(debts / 0.059) ** DEBT_WEIGHT * exp(draw.gauss(0, APART_SIGNALS)),
        reach=exp(draw.gauss(0, APART_REACH)) * (1.15 if vps else 1.0),
    )  # fmt: skip


def _eagerness(draw: random.Random, gemeente: LandGemeente) -> float:
    """Large gemeenten joined first, though not all of them."""
    return log(gemeente.residents_in(2023)) + draw.gauss(0, 2.5)


def _level(members: Sequence[_Deelnemer], year: int, weights: Sequence[float]) -> float:
    """The mean of these weights over residents, so that together they come out at the published rate."""
    residents = [member.gemeente.residents_in(year) for member in members]
    return sum(w * r for w, r in zip(weights, residents, strict=True)) / sum(residents)


def _season(known: _Jaar, month: date) -> tuple[float, dict[PartnerType, float]]:
    """March is the month of insurers (premium of January); the year keeps its mean. 2023 grew through the year."""
    peak = (
        published()["2022-03", "signalen_per_1000_per_maand"]
        / published()["2022", "signalen_per_1000_per_maand"]
    )
    season = peak if month.month == MARCH else (12 - peak) / 11
    if month.year == 2023:
        season *= EARLIER_HALF if month.month <= 6 else 2 - EARLIER_HALF
    more = 1 + (peak - 1) / known.mix[INSURER] if month.month == MARCH else 1.0
    weights = {kind: share * (more if kind is INSURER else 1.0) for kind, share in known.mix.items()}
    whole = sum(weights.values())
    return season, {kind: share / whole for kind, share in weights.items()}


def _known(year: int) -> _Jaar:
    told = published()
    rate = told[str(year), "signalen_per_1000_per_maand"]
    part = told.get((str(year), "meldingen_per_1000_per_maand"), rate * told["2023", "meldingen_per_1000_per_maand"]
                    / told["2023", "signalen_per_1000_per_maand"])  # fmt: skip
    return _Jaar(
        rate=rate / 1000, meldingen=part / 1000, mix=_mix(year),
        tried={2022: TRIED_2022, 2023: TRIED_2023}.get(year, told["2024", "geprobeerd"] / 100),
        reached=told[str(year), "bereikt"] / 100, helped=told[str(year), "hulp_van_bereikt"] / 100,
    )  # fmt: skip


def _mix(year: int) -> dict[PartnerType, float]:
    """Of 2022 only the insurers were published: the others then keep the proportions of 2023."""
    told, period = published(), "2024H1" if year == 2024 else "2023"
    mix = {kind: told[period, str(kind)] for kind in (INSURER, LANDLORD, ENERGY, WATER)}
    whole = sum(mix.values())
    return {kind: share / whole for kind, share in mix.items()}


def _between(first: float, last: float, month: int) -> int:
    return round(first + (last - first) * (month - 1) / 11)


def _poisson(draw: random.Random, mean: float) -> int:
    """By the product of draws when small, by the normal curve when large."""
    if mean > 40:
        return max(0, round(draw.gauss(mean, sqrt(mean))))
    limit, count, product = exp(-mean), 0, draw.random()
    while product > limit:
        count += 1
        product *= draw.random()
    return count
