"""Published figures of gemeenten: what was loaded, or else the small table of the project (`data/`)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from tijdig.rules.terms import Contextcijfer

from .models import Referentiecijfer
from .netherlands import YEARS, all_gemeenten, gemeenten_on

IN_PER_CENTS = frozenset(
    {Contextcijfer.PROBLEMATISCHE_SCHULDEN, Contextcijfer.LAAG_INKOMEN, Contextcijfer.SOCIAAL_MINIMUM,
     Contextcijfer.CORPORATIEWONINGEN, Contextcijfer.EENPERSOONSHUISHOUDENS}
)  # fmt: skip
OWN_TABLE = "tabel van Tijdig, naar CBS"
DEBTS_OF = 2023  # of which year the shares in the table of the project are


@dataclass(frozen=True, kw_only=True)
class Reeks:
    """One published figure of many gemeenten, of one year."""

    cijfer: Contextcijfer
    jaar: int
    bron: str
    waarden: Mapping[str, float]


def published_of(cijfer: Contextcijfer) -> Reeks | None:
    """The latest year there is, by code of the gemeente; None: nothing was loaded and the project has none."""
    rows = list(Referentiecijfer.objects.filter(cijfer=cijfer).order_by("-jaar", "gemeentecode"))
    loaded = [row for row in rows if row.jaar == rows[0].jaar]
    own = _of_the_project(cijfer)
    if loaded and (own is None or loaded[0].jaar >= own.jaar):
        return Reeks(
            cijfer=cijfer, jaar=loaded[0].jaar, bron=loaded[0].bron,
            waarden={row.gemeentecode: row.waarde for row in loaded},
        )  # fmt: skip
    return own


@dataclass(frozen=True)
class Inwoners:
    """Residents on 1 January: as loaded, else those in the table of the project. The one place that tells (R-MON-4)."""

    geladen: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def of(self, code: str, year: int) -> int:
        """Of that year, or of the nearest there is a number of; nought of a gemeente that nobody knows."""
        known = self.known(code)
        return known[min(known, key=lambda there: (abs(there - year), there))] if known else 0

    def known(self, code: str) -> dict[int, int]:
        return {**_own_residents().get(code, {}), **self.geladen.get(code, {})}


OF_THE_PROJECT = Inwoners()


def residents() -> Inwoners:
    """Of all gemeenten. One question."""
    rows = Referentiecijfer.objects.filter(cijfer=Contextcijfer.INWONERS)
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for code, year, count in rows.values_list("gemeentecode", "jaar", "waarde"):
        found[code][year] = int(count)
    return Inwoners(found)


def residents_per_year(code: str, years: Iterable[int]) -> dict[int, int]:
    """Of one gemeente."""
    found = residents()
    return {year: found.of(code, year) for year in years} if found.known(code) else {}


@cache
def _own_residents() -> dict[str, dict[int, int]]:
    return {gemeente.code: gemeente.inwoners for gemeente in all_gemeenten()}


def loaded_shares(wanted: Mapping[str, Contextcijfer]) -> dict[str, dict[str, float]]:
    """By name, of the last year that was loaded: gemeente → value. Older than the table of the project: left out."""
    rows = Referentiecijfer.objects.filter(cijfer__in=wanted.values()).order_by("jaar")
    found: dict[str, tuple[int, dict[str, float]]] = {}
    for cijfer, year, code, value in rows.values_list("cijfer", "jaar", "gemeentecode", "waarde"):
        if cijfer not in found or found[cijfer][0] < year:
            found[cijfer] = (year, {})
        found[cijfer][1][code] = value
    first = {Contextcijfer.PROBLEMATISCHE_SCHULDEN: DEBTS_OF}
    return {
        name: found[cijfer][1]
        for name, cijfer in wanted.items()
        if cijfer in found and found[cijfer][0] >= first.get(cijfer, 0)
    }


def _of_the_project(cijfer: Contextcijfer) -> Reeks | None:
    year = YEARS[-1]
    now = gemeenten_on(date(year, 1, 1))
    if cijfer is Contextcijfer.INWONERS:
        found = {g.code: float(g.residents_in(year)) for g in now}
        return Reeks(cijfer=cijfer, jaar=year, bron=OWN_TABLE, waarden=found)
    if cijfer is Contextcijfer.PROBLEMATISCHE_SCHULDEN:
        shares = {g.code: 100 * g.schulden for g in now if g.schulden is not None}
        return Reeks(cijfer=cijfer, jaar=DEBTS_OF, bron=OWN_TABLE, waarden=shares)
    return None
