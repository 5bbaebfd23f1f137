"""Where a report has its figures from: always a protected table, of one gemeente or of many (R-MON-4, R-MON-6)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import hypot, sqrt

from tijdig.monitor.comparing.layout import NETHERLANDS, SHARED, Kubusregel
from tijdig.monitor.definitions import definities, newest
from tijdig.monitor.figures import read_cells, sides_of
from tijdig.monitor.periods import Periode
from tijdig.monitor.population import names
from tijdig.monitor.protecting import protected, protected_cuts, protected_together
from tijdig.monitor.reference import OF_THE_PROJECT, Inwoners
from tijdig.monitor.words import month_words
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.compared import MONTHS_IN_QUARTER, quarter_of
from tijdig.rules.funnel import CLEAR
from tijdig.rules.indicators import ALLE, Dimensie
from tijdig.rules.proportions import Interval, wilson
from tijdig.rules.suppression import Profiel, Sleutel
from tijdig.rules.yearly import Deel, Methode

from .year import Jaarcijfers

MONTHS_IN_YEAR = 12


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
    inwoners: Inwoners = OF_THE_PROJECT
    soorten: Mapping[str, Jaarcijfers] = field(
        default_factory=dict
    )  # kinds of melding by the other definitions

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
        most = self.nu.tabel.step**2 / 4  # the variance that rounding one cell adds at most
        rounding = CLEAR * sqrt(most * len(self.nu.perioden)) / deel.noemer
        return Interval(
            low=max(0.0, share - hypot(share - chance.low, rounding)),
            high=min(1.0, share + hypot(chance.high - share, rounding)),
        )

    def panel(self) -> list[str]:
        """The gemeenten that delivered in every month of both years."""
        return sorted(self.nu.always() & self.eerder.always()) if self.eerder else []


def own_source(
    *, gemeente_code: str, naam: str, jaar: int, geteld_op: date, profiel: Profiel,
    inwoners: Inwoners = OF_THE_PROJECT,
) -> Bron | None:  # fmt: skip
    """From the cube of one gemeente: the whole months of that year. None: there are none."""
    last = min(date(jaar, MONTHS_IN_YEAR, 1), _last_whole_month(geteld_op))
    if last.year < jaar:
        return None
    periode = Periode(van=date(jaar, 1, 1), tot=last)
    nu = _own_year(gemeente_code, periode, profiel, inwoners)
    if nu is None:
        return None
    before = Periode(van=nu.maanden[0], tot=nu.maanden[-1]).earlier(MONTHS_IN_YEAR)
    eerder = _own_year(gemeente_code, before, profiel, inwoners)
    # Half a year against a whole one would say something about the calendar.
    same = eerder is not None and len(eerder.maanden) == len(nu.maanden)
    return Bron(
        naam=naam,
        landelijk=False,
        nu=nu,
        eerder=eerder if same else None,
        geteld_op=geteld_op,
        profiel=profiel,
        soorten={
            versie: made for versie in _others()
            if (made := _own_year(gemeente_code, periode, profiel, inwoners, kinds_by=versie))
        },
    )  # fmt: skip


def country_source(
    cells: Iterable[Kubusregel],
    *,
    jaar: int,
    geteld_op: date,
    verzonnen: bool = False,
    ingelezen: bool = False,
    inwoners: Inwoners = OF_THE_PROJECT,
) -> Bron | None:
    """From the cubes that gemeenten delivered, for everybody to read. None: nobody delivered in that year."""
    by_year: dict[int, list[Kubusregel]] = {jaar: [], jaar - 1: []}
    by_version: dict[str, list[Kubusregel]] = {versie: [] for versie in _others()}
    for cell in cells:
        if cell.maand.year in by_year and cell.definitie in {ALLE, newest().versie}:
            by_year[cell.maand.year].append(cell)
        elif (
            cell.maand.year == jaar
            and cell.definitie in by_version
            and _is_kind(cell.indicator, cell.dimensie)
        ):
            by_version[cell.definitie].append(cell)
    nu, eerder = (_country_year(by_year[year], year, inwoners) for year in (jaar, jaar - 1))
    if nu is None:
        return None
    whole = eerder is not None and len(eerder.maanden) == len(nu.maanden)
    return Bron(
        naam="Nederland", landelijk=True, nu=nu, eerder=eerder if whole else None, geteld_op=geteld_op,
        profiel=Profiel.OPENBAAR, verzonnen=verzonnen, ingelezen=ingelezen,
        inwoners=inwoners,
        soorten={
            versie: made for versie, found in by_version.items() if (made := _country_year(found, jaar, inwoners))
        },
    )  # fmt: skip


def _others() -> list[str]:
    return [d.versie for d in definities() if d.versie != newest().versie]


def _is_kind(indicator: str, dimensie: Dimensie) -> bool:
    return INDICATOREN[indicator].per_definitie and dimensie is Dimensie.GEEN


def _own_year(
    code: str, periode: Periode, profiel: Profiel, inwoners: Inwoners, *, kinds_by: str = ""
) -> Jaarcijfers | None:
    """For own staff by month, as counted; for others by whole quarter, like everything that goes out (R-MON-6)."""
    kinds = [name for name, indicator in INDICATOREN.items() if indicator.per_definitie]
    found = read_cells(
        periode, definitie=kinds_by or newest().versie, indicators=kinds if kinds_by else list(INDICATOREN),
        dimensies=(Dimensie.GEEN,) if kinds_by else SHARED,
    )  # fmt: skip
    months = sorted({month for key in found if isinstance(month := key[0], date)})
    own = profiel is Profiel.EIGEN
    if not own:
        months = _of_whole_quarters(months)
    if not months:
        return None
    cells: dict[Sleutel, int] = {(*key, code): count for key, count in found.items() if key[0] in months}
    known = code in names()
    residents = {(code, month): inwoners.of(code, month.year) for month in months} if known else {}
    if own:
        tabel = protected(cells, profiel)
        return Jaarcijfers(months[0].year, tuple(months), tabel, residents, Methode.GEPOOLD)
    tabel, _ = protected_cuts(_put_together(quarter_of, cells), profiel)
    _, naast = protected_cuts(_put_together(lambda month: month.replace(month=1), cells), profiel)
    return Jaarcijfers(
        months[0].year, tuple(months), tabel, residents, Methode.GEPOOLD, naast=naast, stap=MONTHS_IN_QUARTER
    )


def _of_whole_quarters(months: Sequence[date]) -> list[date]:
    """The months of the quarters of which none lacks."""
    there = Counter(map(quarter_of, months))
    return [month for month in months if there[quarter_of(month)] == MONTHS_IN_QUARTER]


def _put_together(period_of: Callable[[date], date], cells: Mapping[Sleutel, int]) -> dict[Sleutel, int]:
    """The same cells, months of one period added."""
    found: dict[Sleutel, int] = {}
    for (month, *place), count in cells.items():
        key = (period_of(month) if isinstance(month, date) else month, *place)
        found[key] = found.get(key, 0) + count
    return found


def _country_year(found: Sequence[Kubusregel], jaar: int, inwoners: Inwoners) -> Jaarcijfers | None:
    """Of all together by month (R-MON-4), rounded as one; and of each apart by quarter."""
    if not found:
        return None
    together: dict[Sleutel, int] = {}
    apart: dict[Sleutel, int] = {}
    by_figure: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for cell in found:
        by_figure[cell.indicator, cell.maand].add(cell.gemeente)
        for side, count in sides_of(cell.indicator, cell.teller, cell.noemer):
            place = (cell.indicator, cell.dimensie, cell.waarde, side)
            month: Sleutel = (cell.maand, *place, cell.gemeente)
            one: Sleutel = (quarter_of(cell.maand), *place, cell.gemeente)
            together[month] = count
            if cell.dimensie is Dimensie.GEEN:  # who is set beside the year before, is not split
                apart[one] = apart.get(one, 0) + count
    delivered = {(cell.gemeente, cell.maand) for cell in found if cell.gemeente in names()}
    tabel, naast = protected_together(together, Profiel.OPENBAAR, name=NETHERLANDS)
    return Jaarcijfers(
        jaar, tuple(sorted({cell.maand for cell in found})), tabel,
        {(code, month): inwoners.of(code, month.year) for code, month in delivered}, Methode.MAANDGEMIDDELDE,
        naast=naast, eenheden=protected(apart, Profiel.OPENBAAR),
        leverden={place: frozenset(codes) for place, codes in by_figure.items()},
    )  # fmt: skip


def _last_whole_month(day: date) -> date:
    return date(day.year - (day.month == 1), (day.month - 2) % MONTHS_IN_YEAR + 1, 1)
