"""Where a report has its figures from: always a protected table, of one gemeente or of many (R-MON-4, R-MON-6)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import hypot, sqrt

from tijdig.monitor.comparing.layout import NETHERLANDS, SHARED, Kubusregel
from tijdig.monitor.definitions import breuken_of, newest
from tijdig.monitor.figures import read_cells
from tijdig.monitor.periods import Periode, month_after
from tijdig.monitor.population import names
from tijdig.monitor.protecting import protected, protected_cuts, protected_months
from tijdig.monitor.reference import OF_THE_PROJECT, Inwoners
from tijdig.monitor.words import month_words
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.compared import MONTHS_IN_QUARTER, quarter_of
from tijdig.rules.funnel import CLEAR
from tijdig.rules.indicators import Breuk, Dimensie, Reeks
from tijdig.rules.proportions import Interval, wilson
from tijdig.rules.suppression import NOISE, Profiel, Sleutel
from tijdig.rules.yearly import Deel, Methode

from .country import KINDS, Landtelling, counted_lines, other_versions
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
    code: str = ""  # of one gemeente
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
        most = self.nu.tabel.step**2 / 4 + NOISE  # the variance that drawing one cell adds at most
        rounding = CLEAR * sqrt(most * len(self.nu.perioden)) / deel.noemer
        return Interval(
            low=max(0.0, share - hypot(share - chance.low, rounding)),
            high=min(1.0, share + hypot(chance.high - share, rounding)),
        )

    def breaks(self, *reeksen: Reeks) -> list[Breuk]:
        """The known breaks of these lines between the first month of the year before and the last of this one; also
        what this gemeente itself changed. What comes every year is in both."""
        first, last = month_after(self.nu.maanden[0], -MONTHS_IN_YEAR), self.nu.maanden[-1]
        known = [b for b in breuken_of(self.code) if b.raakt & set(reeksen) and not b.jaarlijks]
        return sorted((b for b in known if b.moments(first, last)), key=lambda b: b.maand)

    def panel(self, indicator: str = "") -> list[str]:
        """The gemeenten that delivered (this figure) in every month of both years."""
        return sorted(self.nu.always(indicator) & self.eerder.always(indicator)) if self.eerder else []


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
        code=gemeente_code,
        soorten={
            versie: made for versie in other_versions()
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
    years, kinds = counted_lines(cells, (jaar, jaar - 1))
    return country_of(
        years[jaar], years[jaar - 1], kinds=kinds, geteld_op=geteld_op, verzonnen=verzonnen, ingelezen=ingelezen,
        inwoners=inwoners,
    )  # fmt: skip


def country_of(
    counted: Landtelling,
    before: Landtelling,
    *,
    kinds: Mapping[str, Landtelling],
    geteld_op: date,
    verzonnen: bool = False,
    ingelezen: bool = False,
    inwoners: Inwoners = OF_THE_PROJECT,
) -> Bron | None:
    """The same from what was added up already."""
    nu, eerder = _country_year(counted, inwoners), _country_year(before, inwoners)
    if nu is None:
        return None
    whole = eerder is not None and len(eerder.maanden) == len(nu.maanden)
    return Bron(
        naam="Nederland", landelijk=True, nu=nu, eerder=eerder if whole else None, geteld_op=geteld_op,
        profiel=Profiel.OPENBAAR, verzonnen=verzonnen, ingelezen=ingelezen,
        inwoners=inwoners,
        soorten={versie: made for versie, found in kinds.items() if (made := _country_year(found, inwoners))},
    )  # fmt: skip


def _own_year(
    code: str, periode: Periode, profiel: Profiel, inwoners: Inwoners, *, kinds_by: str = ""
) -> Jaarcijfers | None:
    """For own staff by month, as counted; for others by whole quarter, like all that goes out (R-MON-6)."""
    found = read_cells(
        periode, definitie=kinds_by or newest().versie, indicators=KINDS if kinds_by else list(INDICATOREN),
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
    tabel, naast = protected_cuts(_by_quarter(cells), profiel)
    return Jaarcijfers(
        months[0].year, tuple(months), tabel, residents, Methode.GEPOOLD, naast=naast, stap=MONTHS_IN_QUARTER
    )


def _of_whole_quarters(months: Sequence[date]) -> list[date]:
    """The months of the quarters of which none lacks."""
    there = Counter(map(quarter_of, months))
    return [month for month in months if there[quarter_of(month)] == MONTHS_IN_QUARTER]


def _by_quarter(cells: Mapping[Sleutel, int]) -> dict[Sleutel, int]:
    """The same cells, months of one quarter added."""
    found: dict[Sleutel, int] = {}
    for (month, *place), count in cells.items():
        key = (quarter_of(month) if isinstance(month, date) else month, *place)
        found[key] = found.get(key, 0) + count
    return found


def _country_year(counted: Landtelling, inwoners: Inwoners) -> Jaarcijfers | None:
    """Of all together by month (R-MON-4): sums of each gemeente and quarter, as those are drawn for open data too."""
    if not counted.maanden:
        return None
    tabel, naast, apart = protected_months(
        counted.kwartalen, counted.samen, Profiel.OPENBAAR, name=NETHERLANDS
    )
    delivered = {(code, month) for code, month in counted.leverden if code in names()}
    return Jaarcijfers(
        counted.jaar, counted.maanden, tabel,
        {(code, month): inwoners.of(code, month.year) for code, month in delivered}, Methode.MAANDGEMIDDELDE,
        naast=naast, eenheden=apart, leverden=counted.per_cijfer,
    )  # fmt: skip


def _last_whole_month(day: date) -> date:
    return date(day.year - (day.month == 1), (day.month - 2) % MONTHS_IN_YEAR + 1, 1)
