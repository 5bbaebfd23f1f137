"""The figures of all gemeenten as they may be seen: own ones whole, those of others rounded first (R-MON-6).

This is the only place that reads `Vergelijkcel`. Only whole quarters leave it, so that no month follows
from two of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncQuarter

from tijdig.monitor.models import Kubuscel, Vergelijkcel
from tijdig.rules.compared import (
    KETEN,
    MONTHS_IN_QUARTER,
    Ketendeel,
    Vergelijkcijfer,
    chain_refusal,
    parts_of,
)
from tijdig.rules.indicators import ALLE
from tijdig.rules.suppression import Beschermd, Getal, Profiel, Sleutel, protect
from tijdig.rules.terms import Cijferbron
from tijdig.sealed import drawing_key

REAL = (Cijferbron.EIGEN, Cijferbron.KUBUSBESTAND, Cijferbron.DDAS)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One gemeente in one whole quarter, as counted: not to be shown."""

    code: str
    kwartaal: date
    delen: Mapping[Ketendeel, int]
    zonder_uitslag: tuple[int, int] | None  # of so many attempts
    zonder_eindresultaat: tuple[int, int] | None  # of so many meldingen


@dataclass(frozen=True, kw_only=True)
class Land:
    """All gemeenten over some quarters. `verzonnen`: none of it is real."""

    kwartalen: tuple[date, ...]
    own_code: str
    eigen: Beschermd
    anderen: Beschermd
    verzonnen: bool
    tellingen: Mapping[str, tuple[Telling, ...]]

    @property
    def codes(self) -> list[str]:
        return sorted(self.tellingen)

    def number(self, code: str, delen: Iterable[Ketendeel]) -> Getal:
        """So many of these parts together, of one gemeente, as it may be seen."""
        table = self.eigen if code == self.own_code else self.anderen
        return table.number((code, t.kwartaal, deel) for t in self.tellingen[code] for deel in delen)

    def figure(self, code: str, cijfer: Vergelijkcijfer, residents: int) -> tuple[Getal, Getal]:
        """Teller and noemer; residents count once for every month."""
        teller = self.number(code, cijfer.delen)
        if cijfer.noemer is None:
            months = MONTHS_IN_QUARTER * len(self.tellingen[code])
            return teller, Getal(value=residents * months)
        return teller, self.number(code, cijfer.noemer)


def quarters_known(own_code: str = "") -> list[date]:
    """The quarters that some other gemeente was counted in, oldest first."""
    rows = _in_use().values_list(TruncQuarter("maand"), flat=True).distinct()
    return sorted(rows)


def read_land(kwartalen: Sequence[date], own_code: str, profiel: Profiel = Profiel.DEELNEMERS) -> Land:
    """Two questions: the store, and the own cube. What is invented is never mixed with what is real."""
    invented = not _real().exists()
    counted = _whole_quarters(_in_use(), kwartalen)
    if not invented and own_code:
        own = Kubuscel.objects.filter(dimensie="", definitie=ALLE)
        counted |= {
            (own_code, quarter): telling
            for (_, quarter), telling in _whole_quarters(own, kwartalen, own_code).items()
        }
    by_code: defaultdict[str, list[Telling]] = defaultdict(list)
    for (code, _), telling in sorted(counted.items()):
        by_code[code].append(telling)
    return _protected(by_code, kwartalen, own_code, profiel, invented)


def _protected(
    by_code: Mapping[str, list[Telling]], kwartalen: Sequence[date], own_code: str, profiel: Profiel, invented: bool
) -> Land:  # fmt: skip
    cells: dict[Sleutel, int] = {
        (code, telling.kwartaal, deel): count
        for code, tellingen in by_code.items()
        for telling in tellingen
        for deel, count in telling.delen.items()
    }
    own = {key: count for key, count in cells.items() if key[0] == own_code}
    secret = drawing_key()
    return Land(
        kwartalen=tuple(kwartalen), own_code=own_code, verzonnen=invented,
        eigen=protect(own, Profiel.EIGEN if profiel is not Profiel.OPENBAAR else profiel, secret=secret),
        anderen=protect(cells, profiel, secret=secret),
        tellingen={code: tuple(tellingen) for code, tellingen in by_code.items()},
    )  # fmt: skip


def _real() -> QuerySet[Vergelijkcel]:
    return Vergelijkcel.objects.filter(bron__in=REAL)


def _in_use() -> QuerySet[Vergelijkcel]:
    """The real figures, or as long as there are none the invented ones."""
    real = _real()
    return real if real.exists() else Vergelijkcel.objects.filter(bron=Cijferbron.SYNTHETISCH)


def _whole_quarters(
    cells: QuerySet[Any], kwartalen: Sequence[date], own_code: str = ""
) -> dict[tuple[str, date], Telling]:
    """One row per gemeente and quarter, of the source that goes first; a quarter of which a month lacks is left out."""
    sums = {name: Sum("teller", filter=Q(indicator=name)) for name in (*KETEN, "C7", "K3")}
    bases = {f"{name}_noemer": Sum("noemer", filter=Q(indicator=name)) for name in ("C7", "K3")}
    wanted = cells.annotate(kwartaal=TruncQuarter("maand")).filter(kwartaal__in=kwartalen)
    by = ("kwartaal",) if own_code else ("code", "bron", "kwartaal")
    rows = wanted.values(*by).annotate(maanden=Count("maand", distinct=True), **sums, **bases)
    order = {str(bron): place for place, bron in enumerate(Cijferbron)}
    found: dict[tuple[str, date], Telling] = {}
    for row in sorted(rows, key=lambda row: -order.get(row.get("bron", ""), 0)):
        counts = {name: row[name] or 0 for name in KETEN}
        if row["maanden"] < MONTHS_IN_QUARTER or chain_refusal(counts):
            continue
        code = own_code or row["code"]
        found[code, row["kwartaal"]] = Telling(
            code=code, kwartaal=row["kwartaal"], delen=parts_of(counts),
            zonder_uitslag=_pair(row, "C7"), zonder_eindresultaat=_pair(row, "K3"),
        )  # fmt: skip
    return found


def _pair(row: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    whole = row[f"{name}_noemer"]
    return None if whole is None else (row[name] or 0, whole)
