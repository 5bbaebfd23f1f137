"""What all gemeenten delivered in a year, added up for the national report, before it is drawn (R-MON-4, R-MON-6).

From the lines of files, or from the store in a few questions: sums per gemeente and quarter, and of all per month.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tijdig.monitor.comparing.layout import NETHERLANDS, Kubusregel
from tijdig.monitor.comparing.store import delivered_by_month, delivered_by_quarter, who_delivered
from tijdig.monitor.definitions import definities, newest
from tijdig.monitor.figures import sides_of
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.compared import quarter_of
from tijdig.rules.indicators import ALLE, Dimensie
from tijdig.rules.suppression import Sleutel

type Count = tuple[int, int | None]  # teller and noemer
type Who = tuple[str, date, str]  # gemeente, month, figure

KINDS = [name for name, indicator in INDICATOREN.items() if indicator.per_definitie]


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


def other_versions() -> list[str]:
    """By which definitions kinds of melding were counted as well."""
    return [d.versie for d in definities() if d.versie != newest().versie]


def counted_lines(
    cells: Iterable[Kubusregel], years: Sequence[int]
) -> tuple[dict[int, Landtelling], dict[str, Landtelling]]:
    """Of these years, by the newest definition; and of the first the kinds of melding by each other one."""
    told: set[Who] = set()
    found = {year: Landtelling(jaar=year) for year in years}
    kinds = {versie: Landtelling(jaar=years[0]) for versie in other_versions()}
    for cell in cells:
        counted = _where(cell, found, kinds, years[0])
        if counted is None:
            continue
        place, count = (cell.indicator, str(cell.dimensie), cell.waarde), (cell.teller, cell.noemer)
        add(counted.kwartalen, quarter_of(cell.maand), place, cell.gemeente, count)
        add(counted.samen, cell.maand, place, NETHERLANDS, count)
        counted.leverden.add((cell.gemeente, cell.maand))
        if cell.maand.year in found and counted is found[cell.maand.year]:
            told.add((cell.gemeente, cell.maand, cell.indicator))
    return {year: _with_who(counted, told) for year, counted in found.items()}, kinds


def _where(
    cell: Kubusregel, found: Mapping[int, Landtelling], kinds: Mapping[str, Landtelling], first: int
) -> Landtelling | None:
    if cell.definitie in {ALLE, newest().versie}:
        return found.get(cell.maand.year)
    if cell.maand.year == first and cell.indicator in KINDS and cell.dimensie is Dimensie.GEEN:
        return kinds.get(cell.definitie)
    return None


def counted_in_store(years: Sequence[int]) -> tuple[dict[int, Landtelling], dict[str, Landtelling]]:
    """The same of what was delivered: a few questions, whatever the number of gemeenten."""
    found = {year: Landtelling(jaar=year) for year in years}
    kinds = {versie: Landtelling(jaar=years[0]) for versie in other_versions()}
    for row in delivered_by_quarter(years, kinds, KINDS):
        if (counted := _of_row(row, row["kwartaal"].year, found, kinds, years[0])) is not None:
            add(counted.kwartalen, row["kwartaal"], _place(row), row["code"], (row["t"], row["n"]))
    for row in delivered_by_month(years, kinds, KINDS):
        if (counted := _of_row(row, row["maand"].year, found, kinds, years[0])) is not None:
            add(counted.samen, row["maand"], _place(row), NETHERLANDS, (row["t"], row["n"]))
    told = who_delivered(years)
    for counted in kinds.values():
        months = {key[0] for key in counted.samen}
        counted.leverden.update((code, month) for code, month, _ in told if month in months)
    return {year: _with_who(counted, told) for year, counted in found.items()}, kinds


def _of_row(
    row: Mapping[str, Any], year: int, found: Mapping[int, Landtelling], kinds: Mapping[str, Landtelling], first: int
) -> Landtelling | None:  # fmt: skip
    if row["definitie"] in kinds:
        return kinds[row["definitie"]] if year == first else None
    return found[year]


def _place(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["indicator"], row["dimensie"], row["waarde"]


def _with_who(counted: Landtelling, told: Iterable[Who]) -> Landtelling:
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
