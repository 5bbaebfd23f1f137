"""How a comparison reads: values, quarters, where a gemeente lies, and what may not be concluded."""

from collections.abc import Sequence
from datetime import date

from tijdig.monitor.words import number, percent
from tijdig.rules.casemix import ratio_interval
from tijdig.rules.compared import MONTHS_IN_QUARTER
from tijdig.rules.funnel import Eenheid, Ligging, Schaal
from tijdig.rules.proportions import Interval, wilson
from tijdig.rules.suppression import Getal
from tijdig.rules.vergelijkcijfers import Vergelijkcijfer

NO_JUDGEMENT = (
    "Een verschil is een begin van een gesprek, geen oordeel. Gemeenten verschillen in wie er wonen, in hoe ze werken "
    "en vooral in wat ze vastleggen. Er is daarom geen ranglijst."
)
FINE = 2  # per 1,000 residents: below this a tenth is too coarse
PLACES = {
    Ligging.BINNEN: "binnen de gewone spreiding",
    Ligging.HOGER: "aan de hoge kant",
    Ligging.LAGER: "aan de lage kant",
    Ligging.DUIDELIJK_HOGER: "duidelijk hoger",
    Ligging.DUIDELIJK_LAGER: "duidelijk lager",
}


def value_words(cijfer: Vergelijkcijfer, value: float | None) -> str:
    """A share in per cents, a rate per 1,000 residents a month."""
    if value is None:
        return "geen cijfer"
    if cijfer.schaal is Schaal.AANDEEL:
        return percent(value)
    return number(1000 * value, 2 if 1000 * value < FINE else 1)


def axis_words(cijfer: Vergelijkcijfer, value: float) -> str:
    """The same at an axis, with a place behind the comma only when it says something."""
    if cijfer.schaal is Schaal.VERHOUDING:
        return number(1000 * value, 0 if value >= 0.01 else 1)
    return f"{number(100 * value, 0 if abs(100 * value - round(100 * value)) < 1e-6 else 1)}%"


def sure_of(cijfer: Vergelijkcijfer, unit: Eenheid) -> Interval:
    """Between which the true figure may well lie (95%): Wilson for a share, Byar for a rate."""
    if cijfer.schaal is Schaal.AANDEEL:
        return wilson(round(unit.teller), unit.noemer)
    found = ratio_interval(unit.teller, 1.0)
    return Interval(low=found.low / unit.noemer, high=found.high / unit.noemer)


def between_words(cijfer: Vergelijkcijfer, found: Interval) -> str:
    low, high = value_words(cijfer, found.low), value_words(cijfer, found.high)
    return f"{low} tot {high}"


def count_words(found: Getal, step: int) -> str:
    """A count, or that it is too small to show."""
    if found.value is None:
        return f"minder dan {2 * step}"
    return number(found.value)


def base_words(cijfer: Vergelijkcijfer, found: Getal, step: int, months: int) -> str:
    """What a figure rests on; residents as they are, not once for every month."""
    return count_words(found, step) if cijfer.noemer is not None else number((found.value or 0) / months)


def unit_cells(cijfer: Vergelijkcijfer, unit: Eenheid, months: int) -> tuple[str, str, str, str]:
    """Count, base, figure and how sure it is: the cells of a row."""
    return (
        number(unit.teller), base_words(cijfer, Getal(value=unit.noemer), 1, months), value_words(cijfer, unit.share),
        between_words(cijfer, sure_of(cijfer, unit)),
    )  # fmt: skip


def quarter_words(kwartaal: date) -> str:
    """ "3e kwartaal 2024"."""
    place = (kwartaal.month - 1) // MONTHS_IN_QUARTER + 1
    return f"{place}e kwartaal {kwartaal.year}"


def quarter_code(kwartaal: date) -> str:
    """As it stands in an address: "2024K3"."""
    return f"{kwartaal.year}K{(kwartaal.month - 1) // MONTHS_IN_QUARTER + 1}"


def span_words(kwartalen: Sequence[date]) -> str:
    """ "1e kwartaal 2024 tot en met 4e kwartaal 2024", or the year when it is one."""
    first, last = kwartalen[0], kwartalen[-1]
    if first == last:
        return quarter_words(first)
    if (first.month, last.month, first.year) == (1, 10, last.year):
        return f"Heel {first.year}"
    return f"{quarter_words(first)} tot en met {quarter_words(last)}"
