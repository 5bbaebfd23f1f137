"""An invented Netherlands: counts per gemeente and month that come out as the published figures did.

Nothing in it is of a real gemeente but its name, its residents and its share of people with debts: who counts more, who
reaches more, is drawn by lot. Calibrated on `monitor/data/gepubliceerd.csv`; a test holds the years to it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt

from tijdig.demo.country_years import ENERGY, WITHIN, Jaar, known_of, season_of
from tijdig.monitor.netherlands import LandGemeente, all_gemeenten, gemeenten_on, published
from tijdig.rules.terms import Contactsoort, PartnerType

YEARS = (2022, 2023, 2024)  # 36 months; 2021 can be asked for as well
DEBT_WEIGHT = 0.6  # how strongly the share of people with debts pulls the number of signals; our own guess
APART_SIGNALS, APART_REACH = 0.18, 0.30  # how much gemeenten differ, on a log scale; our own guess
VPS_HELP = 1.75  # 14 against 8 per cent of the meldingen, 2022
OVERLAP = 0.01  # meervoudig and opeenvolgend at once: 11 + 40 - 50 of a hundred in 2023
END_OF_SUPPLY = date(2023, 4, 1)  # from when an energy supplier tells it
# How attempts are spread, and how many of a kind lead to contact. Telephone, letter and visit as published of 2021;
# what is left is our own guess, so that all together come out at the meldingen that are reached.
SPREAD = {Contactsoort.TELEFOON: 0.50, Contactsoort.BRIEF: 0.19, Contactsoort.HUISBEZOEK: 0.11,
          Contactsoort.EMAIL: 0.10, Contactsoort.SMS_WHATSAPP: 0.10}  # fmt: skip
CONTACT = {Contactsoort.TELEFOON: 0.13, Contactsoort.BRIEF: 0.15, Contactsoort.HUISBEZOEK: 0.35,
           Contactsoort.EMAIL: 0.06, Contactsoort.SMS_WHATSAPP: 0.08}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Maandtelling:
    """What one gemeente would deliver about one month: counts, nobody in it."""

    code: str
    maand: date
    inwoners: int
    software: str
    signalen: dict[PartnerType, int]
    einde_levering: int
    meldingen: int
    meervoudig: int
    opeenvolgend: int
    beide: int  # of the meldingen that are meervoudig, how many are opeenvolgend as well
    binnen: dict[int, int]  # of those opeenvolgend alone, how many lie no more than so many months back
    pogingen: dict[Contactsoort, tuple[int, int]]  # how many, and with contact
    geprobeerd: int
    bereikt: int
    hulp: int
    quick_fix: int
    verwijzing_financieel: int

    @property
    def in_melding(self) -> int:
        """Signals in a melding: one each, and two where there was more than one partner."""
        return self.meldingen + self.meervoudig

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


def invent_country(
    *, seed: int = 1, years: Sequence[int] = YEARS, joining: bool = True
) -> list[Maandtelling]:
    """Every delivering gemeente, every month of these years; the same seed gives the same country.

    `joining` False: all gemeenten deliver from the first month (342 of them, 36 months).
    """
    draw = random.Random(seed)  # noqa: S311 (an invented country, no secret)
    members = _members(draw, years, joining)
    return [telling for year in years for telling in _year(draw, members, year)]


def _year(draw: random.Random, members: Sequence[_Deelnemer], year: int) -> Iterator[Maandtelling]:
    known = known_of(year)
    for month in (date(year, number, 1) for number in range(1, 13)):
        here = [m for m in members if m.vanaf <= month and m.gemeente.exists_on(month)]
        level_signals = _level(here, year, [m.signals for m in here])
        level_reach = _level(here, year, [m.signals * m.reach for m in here]) / level_signals
        helps = [m.signals * m.reach * (VPS_HELP if m.software == "VPS" else 1.0) for m in here]
        level_help = _level(here, year, helps) / (level_signals * level_reach)
        season, mix = season_of(known, month)
        for member in here:
            yield _telling(
                draw, member, month, known, mix, rate=known.rate * season * member.signals / level_signals,
                reach=member.reach / level_reach,
                help_=(VPS_HELP if member.software == "VPS" else 1.0) / level_help,
            )  # fmt: skip


def _telling(
    draw: random.Random, member: _Deelnemer, month: date, known: Jaar, mix: dict[PartnerType, float], *,
    rate: float, reach: float, help_: float,
) -> Maandtelling:  # fmt: skip
    residents = member.gemeente.residents_in(month.year)
    signals = {kind: _poisson(draw, rate * share * residents) for kind, share in mix.items()}
    total = sum(signals.values())
    meldingen = draw.binomialvariate(total, min(1.0, known.meldingen / known.rate))
    several = min(draw.binomialvariate(meldingen, known.meervoudig), total - meldingen)
    again = draw.binomialvariate(meldingen, known.opeenvolgend)
    both = _overlap(draw, known, meldingen, several, again)
    tried = draw.binomialvariate(meldingen, known.tried)
    reached = draw.binomialvariate(tried, min(0.9, known.reached / known.tried * reach))
    helped = draw.binomialvariate(reached, min(0.95, known.helped * help_))
    quick = draw.binomialvariate(helped, published()["2021", "quick_fix"] / 100)
    financial = published()["2021", "verwijzing_financieel"] / (100 - published()["2021", "quick_fix"])
    return Maandtelling(
        code=member.gemeente.code, maand=month, inwoners=residents, software=member.software, signalen=signals,
        einde_levering=_end_of_supply(draw, month, signals[ENERGY]), meldingen=meldingen, meervoudig=several,
        opeenvolgend=again, beide=both, geprobeerd=tried, bereikt=reached,
        binnen=_how_far_back(f"{member.gemeente.code} {month} {total} {meldingen} {again}", again - both),
        pogingen=_attempts(draw, tried, reached), hulp=helped, quick_fix=quick,
        verwijzing_financieel=draw.binomialvariate(helped - quick, financial),
    )  # fmt: skip


def _overlap(draw: random.Random, known: Jaar, meldingen: int, several: int, again: int) -> int:
    """As many as overlap when half of all is neither: 11 + 40 - 50 of a hundred."""
    both = draw.binomialvariate(several, OVERLAP / known.meervoudig)
    return max(min(both, again), several + again - meldingen)


def _how_far_back(what: str, alone: int) -> dict[int, int]:
    """By a lot of its own: drawn in passing it would change all that is drawn after it."""
    draw = random.Random(what)  # noqa: S311 (an invented country, no secret)
    near = draw.binomialvariate(alone, WITHIN[1])
    return {1: near, 3: near + draw.binomialvariate(alone - near, (WITHIN[3] - WITHIN[1]) / (1 - WITHIN[1]))}


def _end_of_supply(draw: random.Random, month: date, energy: int) -> int:
    """The share of a year was published; in 2023 it came from nine months."""
    if month < END_OF_SUPPLY:
        return 0
    told = published()
    of_year = (
        told["2023", "einde_levering"] * 12 / 9 if month.year == 2023 else told["2024", "einde_levering"]
    )
    return draw.binomialvariate(energy, of_year / 100)


def _attempts(draw: random.Random, tried: int, reached: int) -> dict[Contactsoort, tuple[int, int]]:
    """Who is reached was reached once; before that, and with the others, attempts were without contact."""
    every = sum(SPREAD[kind] * CONTACT[kind] for kind in SPREAD)
    contacts = _shared(draw, reached, {kind: SPREAD[kind] * CONTACT[kind] for kind in SPREAD})
    without = max(tried - reached, _poisson(draw, reached * (1 - every) / every))
    others = _shared(draw, without, {kind: SPREAD[kind] * (1 - CONTACT[kind]) for kind in SPREAD})
    return {kind: (contacts[kind] + others[kind], contacts[kind]) for kind in SPREAD}


def _shared[K](draw: random.Random, count: int, weights: dict[K, float]) -> dict[K, int]:
    """So many things over these kinds, by lot."""
    found, left, whole = {}, count, sum(weights.values())
    for kind, weight in weights.items():
        found[kind] = draw.binomialvariate(left, min(1.0, weight / whole)) if left else 0
        left, whole = left - found[kind], whole - weight
        whole = max(whole, 1e-12)
    return found


def _members(draw: random.Random, years: Sequence[int], joining: bool) -> list[_Deelnemer]:
    """Who delivers from when: the larger sooner, as many as were published in January and December."""
    found: list[_Deelnemer] = []
    joined: set[str] = set()
    for year in years:
        for number in range(1, 13):
            month = date(year, number, 1)
            here = gemeenten_on(month)
            merged = [g for g in here if g.code not in joined and _delivered_before(g, joined)]
            joined |= {g.code for g in merged}
            found += [_deelnemer(draw, g, month) for g in merged]
            wanted = _wanted(year, number) if joining else len(here)
            waiting = [g for g in here if g.code not in joined]
            delivering = sum(g.code in joined for g in here)
            chosen = sorted(waiting, key=lambda g: -_eagerness(draw, g))[: max(0, wanted - delivering)]
            joined |= {g.code for g in chosen}
            found += [_deelnemer(draw, g, month) for g in chosen]
    return found


def _delivered_before(gemeente: LandGemeente, joined: set[str]) -> bool:
    """A new gemeente goes on with what those it was made of delivered."""
    return any(old.opgegaan_in == gemeente.code and old.code in joined for old in all_gemeenten())


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


def _wanted(year: int, month: int) -> int:
    """How many deliver: evenly from those of January to those of December."""
    first, last = (published()[f"{year}-{number:02d}", "gemeenten"] for number in (1, 12))
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
