"""Published figures of gemeenten: what was loaded, or else the small table of the project (`data/`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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


def residents_per_year(code: str, years: Iterable[int]) -> dict[int, int]:
    """On 1 January of each year: as loaded, else of the nearest year in the table of the project. One question."""
    rows = Referentiecijfer.objects.filter(cijfer=Contextcijfer.INWONERS, gemeentecode=code)
    loaded = {jaar: int(waarde) for jaar, waarde in rows.values_list("jaar", "waarde")}
    own = next((g for g in all_gemeenten() if g.code == code), None)
    known = {**(own.inwoners if own else {}), **loaded}
    if not known:
        return {}
    return {year: known[min(known, key=lambda there: (abs(there - year), there))] for year in years}


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
