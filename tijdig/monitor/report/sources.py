"""Where a report has its figures from: always a protected table, of one gemeente or of many (R-MON-4, R-MON-6)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import hypot, sqrt

from tijdig.monitor.comparing.layout import SHARED, Kubusregel
from tijdig.monitor.definitions import newest
from tijdig.monitor.figures import BASE, PART, REST, SUM, read_cells, sides_of
from tijdig.monitor.netherlands import all_gemeenten
from tijdig.monitor.periods import Periode
from tijdig.monitor.protecting import protected
from tijdig.monitor.words import month_words
from tijdig.rules.catalogue import AVERAGES, INDICATOREN
from tijdig.rules.funnel import CLEAR
from tijdig.rules.indicators import ALLE, Dimensie
from tijdig.rules.proportions import Interval, wilson
from tijdig.rules.suppression import STEP, Beschermd, Profiel, Sleutel
from tijdig.rules.yearly import Deel, Methode, mean_of_months, pooled, year_figure

from .partition import figures

MONTHS_IN_YEAR = 12
MOST_ROUNDING = STEP * STEP / 4  # the variance that rounding one cell adds at most
WHOLE = ""  # in place of a gemeente: all of them together


@dataclass(frozen=True)
class Jaarcijfers:
    """The figures of one year, from a protected table of cells that count everybody once (`partition.py`).

    `inwoners`: per gemeente and month in which it delivered; empty when they are not known. `leverden`: of the country,
    which gemeenten delivered a figure in a month.
    """

    jaar: int
    maanden: tuple[date, ...]
    tabel: Beschermd
    inwoners: Mapping[tuple[str, date], int]
    methode: Methode
    leverden: Mapping[tuple[str, date], frozenset[str]] = field(default_factory=dict)

    # Cells are added up before they are put together again: what comes out is the same, and there are fewer.
    @cached_property
    def _monthly(self) -> dict[Sleutel, int]:
        """By (maand, indicator, dimensie, waarde, side): sums of protected cells."""
        found = figures(self.tabel.sums(lambda key: (*key[:5], WHOLE)))
        return {key[:5]: count for key, count in found.items()}

    @cached_property
    def _yearly(self) -> dict[Sleutel, int]:
        """By (gemeente, indicator, dimensie, waarde, side)."""
        found = figures(self.tabel.sums(lambda key: (None, *key[1:])))
        return {(key[5], *key[1:5]): count for key, count in found.items()}

    def months(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> list[Deel]:
        """Teller and noemer of each month."""
        return [
            _deel(indicator, self._monthly, (month, indicator, dimensie, waarde)) for month in self.maanden
        ]

    def whole(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> Deel:
        """All months together: what a table of counts shows."""
        parts = self.months(indicator, dimensie, waarde)
        return Deel(teller=sum(p.teller for p in parts), noemer=sum(p.noemer for p in parts))

    def figure(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> float | None:
        """The figure of the year, by the method of this report."""
        months = [[part] for part in self.months(indicator, dimensie, waarde) if part.noemer]
        return year_figure(months, self.methode)

    def part_of(self, indicator: str, dimensie: Dimensie, waarde: str) -> float | None:
        """Which part of a count has this value, by the method of this report."""
        whole = self.months(indicator)
        months = [
            Deel(teller=one.teller, noemer=all_.teller)
            for one, all_ in zip(self.months(indicator, dimensie, waarde), whole, strict=True)
            if all_.teller
        ]
        return (
            mean_of_months([m] for m in months) if self.methode is Methode.MAANDGEMIDDELDE else pooled(months)
        )

    def values(self, indicator: str, dimensie: Dimensie) -> list[str]:
        """Which values there are, the largest first."""
        found = {str(key[3]) for key in self._monthly if key[1] == indicator and key[2] == dimensie}
        return sorted(found, key=lambda value: (-self.whole(indicator, dimensie, value).teller, value))

    def rates(self, indicator: str) -> list[Deel]:
        """A count of each month with the residents of who delivered in it."""
        residents = self.residents_by_month()
        return [
            Deel(teller=part.teller, noemer=residents.get(month, 0))
            for month, part in zip(self.maanden, self.months(indicator), strict=True)
        ]

    def residents_by_month(self) -> dict[date, int]:
        found: dict[date, int] = {}
        for (_, month), count in self.inwoners.items():
            found[month] = found.get(month, 0) + count
        return found

    def gemeenten_in(self, month: date) -> int:
        return len(self.codes_in(month))

    def codes_in(self, month: date) -> frozenset[str]:
        """The gemeenten that delivered in this month."""
        return frozenset(code for code, when in self.inwoners if when == month)

    def with_figure(self, indicator: str, month: date) -> frozenset[str]:
        """Those that delivered this figure in it; to tell on how many it rests."""
        return self.leverden.get((indicator, month), frozenset())

    def always(self) -> frozenset[str]:
        """The gemeenten that delivered in every month."""
        months: dict[str, int] = {}
        for code, _ in self.inwoners:
            months[code] = months.get(code, 0) + 1
        return frozenset(code for code, count in months.items() if count == len(self.maanden))

    def of_one(
        self, gemeente: str, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = ""
    ) -> Deel:
        """The whole year of one gemeente; to know how much gemeenten differ, never to show."""
        return _deel(indicator, self._yearly, (gemeente, indicator, dimensie, waarde))

    def rate_of_one(self, gemeente: str, indicator: str) -> Deel:
        residents = sum(self.inwoners.get((gemeente, month), 0) for month in self.maanden)
        return Deel(teller=self.of_one(gemeente, indicator).teller, noemer=residents)


@dataclass(frozen=True, kw_only=True)
class Bron:
    """All that a report is written from: this year, the year before when there is one, and the day of counting."""

    naam: str
    landelijk: bool
    nu: Jaarcijfers
    eerder: Jaarcijfers | None
    geteld_op: date
    profiel: Profiel
    verzonnen: bool = False
    ingelezen: bool = False  # delivered by others: the day is that of the last reading

    @property
    def periode(self) -> str:
        """ "maart 2026 tot en met oktober 2026"; of one month that month."""
        first, last = self.nu.maanden[0], self.nu.maanden[-1]
        return month_words(first) if first == last else f"{month_words(first)} tot en met {month_words(last)}"

    @property
    def is_whole_year(self) -> bool:
        return len(self.nu.maanden) == MONTHS_IN_YEAR

    def sure(self, deel: Deel) -> Interval | None:
        """How sure a share of one gemeente is (95%). Rounding makes it less sure: both reaches squared and added."""
        if self.landelijk or not deel.noemer:
            return None
        chance, share = wilson(deel.teller, deel.noemer), deel.teller / deel.noemer
        if self.profiel is Profiel.EIGEN:
            return chance
        rounding = CLEAR * sqrt(MOST_ROUNDING * len(self.nu.maanden)) / deel.noemer
        return Interval(
            low=max(0.0, share - hypot(share - chance.low, rounding)),
            high=min(1.0, share + hypot(chance.high - share, rounding)),
        )

    def panel(self) -> list[str]:
        """The gemeenten that delivered in every month of both years."""
        return sorted(self.nu.always() & self.eerder.always()) if self.eerder else []


def own_source(*, gemeente_code: str, naam: str, jaar: int, geteld_op: date, profiel: Profiel) -> Bron | None:
    """From the cube of one gemeente: the whole months of that year. None: there are none."""
    last = min(date(jaar, MONTHS_IN_YEAR, 1), _last_whole_month(geteld_op))
    if last.year < jaar:
        return None
    nu = _own_year(gemeente_code, Periode(van=date(jaar, 1, 1), tot=last), profiel)
    if nu is None:
        return None
    before = Periode(van=nu.maanden[0], tot=nu.maanden[-1]).earlier(MONTHS_IN_YEAR)
    eerder = _own_year(gemeente_code, before, profiel)
    # Half a year against a whole one would say something about the calendar.
    same = eerder is not None and len(eerder.maanden) == len(nu.maanden)
    return Bron(
        naam=naam,
        landelijk=False,
        nu=nu,
        eerder=eerder if same else None,
        geteld_op=geteld_op,
        profiel=profiel,
    )


def country_source(
    cells: Iterable[Kubusregel],
    *,
    jaar: int,
    geteld_op: date,
    verzonnen: bool = False,
    ingelezen: bool = False,
) -> Bron | None:
    """From the cubes that gemeenten delivered, for everybody to read. None: nobody delivered in that year."""
    version = {ALLE, newest().versie}
    by_year: dict[int, list[Kubusregel]] = {jaar: [], jaar - 1: []}
    for cell in cells:
        if cell.maand.year in by_year and cell.definitie in version:
            by_year[cell.maand.year].append(cell)
    nu, eerder = (_country_year(by_year[year], year) for year in (jaar, jaar - 1))
    if nu is None:
        return None
    whole = eerder is not None and len(eerder.maanden) == len(nu.maanden)
    return Bron(
        naam="Nederland", landelijk=True, nu=nu, eerder=eerder if whole else None, geteld_op=geteld_op,
        profiel=Profiel.OPENBAAR, verzonnen=verzonnen, ingelezen=ingelezen,
    )  # fmt: skip


def _own_year(code: str, periode: Periode, profiel: Profiel) -> Jaarcijfers | None:
    found = read_cells(
        periode, definitie=newest().versie, indicators=list(INDICATOREN),
        dimensies=SHARED,
    )  # fmt: skip
    cells = {(*key, code): count for key, count in found.items()}
    months = tuple(sorted({month for key in cells if isinstance(month := key[0], date)}))
    if not months:
        return None
    gemeente = next((g for g in all_gemeenten() if g.code == code), None)
    residents = {(code, month): gemeente.residents_in(month.year) for month in months} if gemeente else {}
    return Jaarcijfers(months[0].year, months, protected(cells, profiel), residents, Methode.GEPOOLD)


def _country_year(found: Sequence[Kubusregel], jaar: int) -> Jaarcijfers | None:
    if not found:
        return None
    cells: dict[Sleutel, int] = {}
    for cell in found:
        for side, count in sides_of(cell.indicator, cell.teller, cell.noemer):
            cells[cell.maand, cell.indicator, cell.dimensie, cell.waarde, side, cell.gemeente] = count
    known = {gemeente.code: gemeente for gemeente in all_gemeenten()}
    delivered = {(cell.gemeente, cell.maand) for cell in found}
    residents = {
        (code, month): known[code].residents_in(month.year) for code, month in delivered if code in known
    }
    months = tuple(sorted({cell.maand for cell in found}))
    by_figure: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for cell in found:
        by_figure[cell.indicator, cell.maand].add(cell.gemeente)
    return Jaarcijfers(
        jaar, months, protected(cells, Profiel.OPENBAAR), residents, Methode.MAANDGEMIDDELDE,
        {place: frozenset(codes) for place, codes in by_figure.items()},
    )  # fmt: skip


def _last_whole_month(day: date) -> date:
    return date(day.year - (day.month == 1), (day.month - 2) % MONTHS_IN_YEAR + 1, 1)


def _deel(indicator: str, cells: Mapping[Sleutel, int], place: Sleutel) -> Deel:
    part, rest, total, base = (cells.get((*place, side), 0) for side in (PART, REST, SUM, BASE))
    return Deel(
        teller=part + total,
        noemer=part + rest if INDICATOREN[indicator].noemer and indicator not in AVERAGES else base,
    )
