"""What all gemeenten delivered in a year, added up for the national report, before it is drawn (R-MON-4, R-MON-6).

From the lines of files, or from the store in a few questions: sums per gemeente and quarter, and of all per month.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tijdig.monitor.comparing.layout import NETHERLANDS, Kubusregel
from tijdig.monitor.comparing.store import delivered_by_month, delivered_by_quarter, who_delivered
from tijdig.monitor.definitions import newest
from tijdig.monitor.figures import sides_of
from tijdig.rules.compared import quarter_of
from tijdig.rules.indicators import ALLE
from tijdig.rules.suppression import Sleutel

type Count = tuple[int, int | None]  # teller and noemer


@dataclass(frozen=True, kw_only=True)
class Landtelling:
    """`kwartalen`: (quarter, indicator, dimensie, waarde, side, gemeente); `samen`: of all together, with its month.

    `leverden`: who delivered in which month; `per_cijfer`: the same of each figure.
    """

    jaar: int
    kwartalen: dict[Sleutel, int] = field(default_factory=dict)
    samen: dict[Sleutel, int] = field(default_factory=dict)
    leverden: set[tuple[str, date]] = field(default_factory=set)
    per_cijfer: Mapping[tuple[str, date], frozenset[str]] = field(default_factory=dict)

    @property
    def maanden(self) -> tuple[date, ...]:
        return tuple(sorted({month for _, month in self.leverden}))


def counted_lines(cells: Iterable[Kubusregel], years: Sequence[int]) -> dict[int, Landtelling]:
    """By the newest definition; of these years alone."""
    version, told = {ALLE, newest().versie}, set()
    found = {year: Landtelling(jaar=year) for year in years}
    for cell in cells:
        counted = found.get(cell.maand.year)
        if counted is None or cell.definitie not in version:
            continue
        place, count = (cell.indicator, str(cell.dimensie), cell.waarde), (cell.teller, cell.noemer)
        told.add((cell.gemeente, cell.maand, cell.indicator))
        add(counted.kwartalen, quarter_of(cell.maand), place, cell.gemeente, count)
        add(counted.samen, cell.maand, place, NETHERLANDS, count)
    return {year: _with_who(counted, told) for year, counted in found.items()}


def counted_in_store(years: Sequence[int]) -> dict[int, Landtelling]:
    """The same of what was delivered: three questions, whatever the number of gemeenten."""
    found = {year: Landtelling(jaar=year) for year in years}
    for row in delivered_by_quarter(years):
        place, count = (row["indicator"], row["dimensie"], row["waarde"]), (row["t"], row["n"])
        add(found[row["kwartaal"].year].kwartalen, row["kwartaal"], place, row["code"], count)
    for row in delivered_by_month(years):
        place, count = (row["indicator"], row["dimensie"], row["waarde"]), (row["t"], row["n"])
        add(found[row["maand"].year].samen, row["maand"], place, NETHERLANDS, count)
    told = who_delivered(years)
    return {year: _with_who(counted, told) for year, counted in found.items()}


def _with_who(counted: Landtelling, told: Iterable[tuple[str, date, str]]) -> Landtelling:
    by_figure: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for code, month, indicator in told:
        if month.year == counted.jaar:
            by_figure[indicator, month].add(code)
            counted.leverden.add((code, month))
    return replace(counted, per_cijfer={place: frozenset(codes) for place, codes in by_figure.items()})


def add(
    cells: dict[Sleutel, int], period: date, place: tuple[str, str, str], gemeente: str, count: Count
) -> None:
    """A figure of one place into these cells, by its sides."""
    indicator, dimensie, waarde = place
    for side, number in sides_of(indicator, *count):
        key = (period, indicator, dimensie, waarde, side, gemeente)
        cells[key] = cells.get(key, 0) + number
