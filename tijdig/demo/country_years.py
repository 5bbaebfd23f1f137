"""What was published of each year, as what an invented year must come out at (`monitor/data/gepubliceerd.csv`)."""

from dataclasses import dataclass
from datetime import date

from tijdig.monitor.netherlands import published
from tijdig.rules.terms import PartnerType

INSURER, LANDLORD = PartnerType.ZORGVERZEKERAAR, PartnerType.VERHUURDER
ENERGY, WATER = PartnerType.ENERGIELEVERANCIER, PartnerType.DRINKWATERBEDRIJF
MARCH = 3
# Of signals that come back within six months, the part that does within three: as `country_rows.py` draws them.
# How far back the nearest earlier signal lies is invented: of those within six months, this part lies within so many.
WITHIN: dict[int, float] = {months: (months / 6) ** (1 / 1.6) for months in (1, 3)}
TRIED = {2022: 0.76, 2023: 0.78}  # on the way to the 80 per cent of 2024; not published


@dataclass(frozen=True, kw_only=True)
class Jaar:
    """What is known of a year, as shares of one and rates per resident."""

    rate: float
    meldingen: float
    mix: dict[PartnerType, float]
    tried: float
    reached: float
    helped: float
    meervoudig: float
    opeenvolgend: float
    first_half: float  # of the rate of the year


def known_of(year: int) -> Jaar:
    """What this year must come out at; what was not published keeps the proportions of a year that was."""
    told, period = published(), str(year)
    rate = told[period, "signalen_per_1000_per_maand"]
    first = told.get((f"{year}H1", "signalen_per_1000_per_maand"), rate)
    last = told.get((f"{year}H2", "signalen_per_1000_per_maand"), 2 * rate - first)
    near = "2021" if year <= 2021 else "2024"
    return Jaar(
        rate=rate / 1000, meldingen=_meldingen(period, rate) / 1000, mix=_mix(year),
        tried=TRIED[year] if year in TRIED else told[near, "geprobeerd"] / 100,
        reached=told[period, "bereikt"] / 100, helped=told[period, "hulp_van_bereikt"] / 100,
        meervoudig=_several(period), opeenvolgend=_again(year),
        first_half=2 * first / (first + last),
    )  # fmt: skip


def _several(period: str) -> float:
    """Of 2022 no kinds were published that can be compared: those of 2023."""
    told = published()
    return told.get((period, "meervoudig"), told["2023", "meervoudig"]) / 100


def _again(year: int) -> float:
    """Of the meldingen, how many had a signal in the six months before, as 2023 counts it.

    2021 looked three months back and left out what was also meervoudig.
    """
    told = published()
    if year <= 2021:
        return told["2021", "opeenvolgend"] / 100 / WITHIN[3] / (1 - told["2021", "meervoudig"] / 100)
    return told["2024" if year >= 2024 else "2023", "opeenvolgend"] / 100


def _meldingen(period: str, rate: float) -> float:
    """Per 1,000 residents a month. Of 2021 the share of signals in a melding is known; a meervoudige holds two."""
    told = published()
    if (period, "meldingen_per_1000_per_maand") in told:
        return told[period, "meldingen_per_1000_per_maand"]
    if (period, "in_melding") in told:
        return rate * told[period, "in_melding"] / 100 / (1 + _several(period))
    return rate * told["2023", "meldingen_per_1000_per_maand"] / told["2023", "signalen_per_1000_per_maand"]


def _mix(year: int) -> dict[PartnerType, float]:
    """Of 2021 and 2022 only the insurers were published: the others then keep the proportions of 2023."""
    told, period = published(), "2024H1" if year == 2024 else "2023"
    mix = {kind: told[period, str(kind)] for kind in (INSURER, LANDLORD, ENERGY, WATER)}
    first = told.get((str(year), str(INSURER)), mix[INSURER])
    rest = sum(mix.values()) - mix[INSURER]
    return {
        kind: first / 100 if kind is INSURER else share / rest * (1 - first / 100)
        for kind, share in mix.items()
    }


def season_of(known: Jaar, month: date) -> tuple[float, dict[PartnerType, float]]:
    """March is the month of insurers (premium of January); the year keeps its mean. 2021 and 2023 grew."""
    peak = (
        published()["2022-03", "signalen_per_1000_per_maand"]
        / published()["2022", "signalen_per_1000_per_maand"]
    )
    season = peak if month.month == MARCH else (12 - peak) / 11
    season *= known.first_half if month.month <= 6 else 2 - known.first_half
    more = 1 + (peak - 1) / known.mix[INSURER] if month.month == MARCH else 1.0
    weights = {kind: share * (more if kind is INSURER else 1.0) for kind, share in known.mix.items()}
    whole = sum(weights.values())
    return season, {kind: share / whole for kind, share in weights.items()}
