"""The figures of all gemeenten as they may be seen: own ones whole, those of others rounded first (R-MON-6).

This is the only place that reads `Vergelijkcel`. Only whole quarters leave it, so that no month follows from two of
them, and no count that was not rounded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncQuarter

from tijdig.monitor.figures import sides_of
from tijdig.monitor.models import Kubuscel, Vergelijkcel
from tijdig.monitor.protecting import SIGNALS, protected_parts, step_key
from tijdig.monitor.reference import Inwoners
from tijdig.monitor.report.partition import partition
from tijdig.rules.compared import (
    KETEN,
    MONTHS_IN_QUARTER,
    Ketendeel,
    Vergelijkcijfer,
    chain_refusal,
    parts_of,
    quarter_of,
)
from tijdig.rules.indicators import ALLE, Dimensie
from tijdig.rules.suppression import Beschermd, Getal, Profiel, Sleutel
from tijdig.rules.terms import Cijferbron

REAL = (Cijferbron.EIGEN, Cijferbron.KUBUSBESTAND, Cijferbron.DDAS)
ORDER = {str(bron): place for place, bron in enumerate(Cijferbron)}  # the first of these goes first

type Plaats = tuple[str, date]  # a gemeente and a quarter


class Registratiedeel(NamedTuple):
    """How well was recorded, in whole per cents of attempts and of meldingen. None: unknown."""

    zonder_uitslag: int | None
    zonder_eindresultaat: int | None


@dataclass(frozen=True, kw_only=True)
class Telling:
    """That there are figures of one gemeente in one whole quarter, and whose."""

    code: str
    kwartaal: date
    bron: str


@dataclass(frozen=True)
class _Geteld:
    """What was counted of one gemeente in one quarter; it stays inside."""

    telling: Telling
    delen: Mapping[Ketendeel, int]
    uitslag: tuple[int, int] | None
    eindresultaat: tuple[int, int] | None


@dataclass(frozen=True, kw_only=True)
class Land:
    """All gemeenten over some quarters. `verzonnen`: none of it is real."""

    kwartalen: tuple[date, ...]
    own_code: str
    eigen: Beschermd
    anderen: Beschermd
    verzonnen: bool
    tellingen: Mapping[str, tuple[Telling, ...]]
    registratie: Mapping[
        tuple[str, date | None], Registratiedeel
    ]  # of a quarter; None: of all of them together
    signalen: Mapping[Plaats, tuple[Sleutel, ...]] = field(default_factory=dict)  # for the public alone

    @property
    def codes(self) -> list[str]:
        return sorted(self.tellingen)

    def number(self, code: str, delen: Iterable[Ketendeel]) -> Getal:
        """So many of these parts together, of one gemeente over all quarters, as it may be seen."""
        return self.together(self.tellingen[code], delen)

    def together(self, tellingen: Iterable[Telling], delen: Iterable[Ketendeel]) -> Getal:
        """The same of some quarters of some gemeenten."""
        tellingen, delen = list(tellingen), frozenset(delen)
        own = all(t.code == self.own_code for t in tellingen)
        keys = (key for t in tellingen for key in self._keys(t.code, t.kwartaal, delen))
        return (self.eigen if own else self.anderen).number(keys)

    def figure(self, code: str, cijfer: Vergelijkcijfer, inwoners: Inwoners) -> tuple[Getal, Getal]:
        """Teller and noemer; residents of each quarter count once for every month of it."""
        teller = self.number(code, cijfer.delen)
        if cijfer.noemer is None:
            there = (inwoners.of(code, t.kwartaal.year) for t in self.tellingen[code])
            return teller, Getal(value=MONTHS_IN_QUARTER * sum(there))
        return teller, self.number(code, cijfer.noemer)

    def _keys(self, code: str, kwartaal: date, delen: frozenset[Ketendeel]) -> Iterable[Sleutel]:
        """All signals are for the public those by type of partner, as in a report: the same cells, the same sum."""
        if Ketendeel.SIGNAAL_ERBIJ in delen and (code, kwartaal) in self.signalen:
            return self.signalen[code, kwartaal]
        return [step_key(code, kwartaal, deel) for deel in sorted(delen)]


def quarters_known() -> list[date]:
    """The quarters that some other gemeente was counted in, oldest first."""
    rows = _in_use().filter(dimensie="").values_list(TruncQuarter("maand"), flat=True).distinct()
    return sorted(rows)


def read_land(kwartalen: Sequence[date], own_code: str, profiel: Profiel = Profiel.DEELNEMERS) -> Land:
    """Two questions: the store, and the own cube. What is invented is never mixed with what is real."""
    invented = not _real().exists()
    counted = _whole_quarters(_in_use(), kwartalen)
    if not invented and own_code:
        counted |= _whole_quarters(Kubuscel.objects.filter(definitie=ALLE), kwartalen, own_code)
    by_code: defaultdict[str, list[Telling]] = defaultdict(list)
    for (code, _), geteld in sorted(counted.items()):
        by_code[code].append(geteld.telling)
    cells: dict[Sleutel, int] = {
        step_key(code, quarter, deel): count
        for (code, quarter), geteld in counted.items()
        for deel, count in geteld.delen.items()
    }
    signals = (
        _signals([geteld.telling for geteld in counted.values()], kwartalen)
        if profiel is Profiel.OPENBAAR
        else {}
    )
    own = {key: count for key, count in cells.items() if key[-1] == own_code}
    return Land(
        kwartalen=tuple(kwartalen), own_code=own_code, verzonnen=invented,
        eigen=protected_parts(own, Profiel.EIGEN if profiel is not Profiel.OPENBAAR else profiel),
        anderen=protected_parts(cells | signals, profiel), signalen=_by_place(signals),
        tellingen={code: tuple(tellingen) for code, tellingen in by_code.items()},
        registratie=_recorded(counted),
    )  # fmt: skip


def _recorded(counted: Mapping[Plaats, _Geteld]) -> dict[tuple[str, date | None], Registratiedeel]:
    found: defaultdict[tuple[str, date | None], list[_Geteld]] = defaultdict(list)
    for (code, quarter), geteld in counted.items():
        found[code, quarter].append(geteld)
        found[code, None].append(geteld)
    return {
        place: Registratiedeel(_per_cent(g.uitslag for g in there), _per_cent(g.eindresultaat for g in there))
        for place, there in found.items()
    }


def _per_cent(pairs: Iterable[tuple[int, int] | None]) -> int | None:
    known = [pair for pair in pairs if pair is not None]
    whole = sum(noemer for _, noemer in known)
    return round(100 * sum(teller for teller, _ in known) / whole) if whole else None


def _real() -> QuerySet[Vergelijkcel]:
    return Vergelijkcel.objects.filter(bron__in=REAL)


def _in_use() -> QuerySet[Vergelijkcel]:
    """The real figures, or as long as there are none the invented ones."""
    real = _real()
    return real if real.exists() else Vergelijkcel.objects.filter(bron=Cijferbron.SYNTHETISCH)


def _whole_quarters(
    cells: QuerySet[Any], kwartalen: Sequence[date], own_code: str = ""
) -> dict[Plaats, _Geteld]:
    """Per gemeente and quarter the source that goes first; a quarter of which a month lacks or does not fit is out."""
    sums = {name: Sum("teller", filter=Q(indicator=name)) for name in (*KETEN, "C7", "K3")}
    bases = {f"{name}_noemer": Sum("noemer", filter=Q(indicator=name)) for name in ("C7", "K3")}
    wanted = cells.filter(dimensie="", indicator__in=sums).annotate(kwartaal=TruncQuarter("maand"))
    by = ("maand",) if own_code else ("code", "bron", "maand")
    rows = wanted.filter(kwartaal__in=kwartalen).values(*by).annotate(**sums, **bases)
    months: defaultdict[tuple[str, date, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        bron = str(row.get("bron", Cijferbron.EIGEN))
        months[own_code or row["code"], quarter_of(row["maand"]), bron].append(row)
    found: dict[Plaats, _Geteld] = {}
    for (code, quarter, bron), there in sorted(months.items(), key=lambda item: -ORDER[item[0][2]]):
        fits = [row for row in there if chain_refusal(_chain(row)) is None]
        if len(fits) == MONTHS_IN_QUARTER:
            telling = Telling(code=code, kwartaal=quarter, bron=bron)
            found[code, quarter] = _Geteld(telling, _together(fits), _pair(fits, "C7"), _pair(fits, "K3"))
    return found


def _chain(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row[name] or 0 for name in KETEN}


def _together(rows: Iterable[Mapping[str, Any]]) -> dict[Ketendeel, int]:
    """The parts of some months, added."""
    found = dict.fromkeys(Ketendeel, 0)
    for row in rows:
        for deel, count in parts_of(_chain(row)).items():
            found[deel] += count
    return found


def _pair(rows: Iterable[Mapping[str, Any]], name: str) -> tuple[int, int] | None:
    known = [row for row in rows if row[f"{name}_noemer"] is not None]
    if not known:
        return None
    return sum(row[name] or 0 for row in known), sum(row[f"{name}_noemer"] for row in known)


def _signals(tellingen: Iterable[Telling], kwartalen: Sequence[date]) -> dict[Sleutel, int]:
    """The signals by type of partner, in the cells that a report has too."""
    sources = {(t.code, t.kwartaal): t.bron for t in tellingen}
    rows = _in_use().annotate(kwartaal=TruncQuarter("maand")).filter(
        kwartaal__in=kwartalen, indicator__in=("S1", "S6"), dimensie__in=(Dimensie.GEEN, Dimensie.PARTNERTYPE)
    )  # fmt: skip
    fields = ("bron", "code", "maand", "indicator", "dimensie", "waarde", "teller", "noemer")
    cells: dict[Sleutel, int] = {}
    for bron, code, maand, indicator, dimensie, waarde, teller, noemer in rows.values_list(*fields):
        if sources.get((code, quarter_of(maand))) == bron:
            for side, count in sides_of(indicator, teller, noemer):
                key = (quarter_of(maand), indicator, dimensie, waarde, side, code)
                cells[key] = cells.get(key, 0) + count
    return {key: count for key, count in partition(cells).items() if key[1] == SIGNALS}


def _by_place(signals: Iterable[Sleutel]) -> dict[Plaats, tuple[Sleutel, ...]]:
    found: defaultdict[Plaats, list[Sleutel]] = defaultdict(list)
    for key in signals:
        if isinstance(quarter := key[0], date):
            found[str(key[5]), quarter].append(key)
    return {place: tuple(keys) for place, keys in found.items()}


def years_delivered() -> set[int]:
    """The years there is something of."""
    return set(_in_use().filter(dimensie="").values_list("maand__year", flat=True).distinct())


def delivered(years: Sequence[int]) -> tuple[Iterator[tuple[Any, ...]], bool]:
    """What the store holds of these years, for the national report alone: rows to be protected, and if invented."""
    invented = not _real().exists()
    wanted = _in_use().filter(maand__year__in=years)
    sources: dict[Plaats, str] = {}
    for bron, code, maand in wanted.values_list("bron", "code", "maand").distinct():
        if ORDER[bron] <= ORDER[sources.get((code, maand), str(Cijferbron.SYNTHETISCH))]:
            sources[code, maand] = bron
    fields = ("code", "maand", "indicator", "dimensie", "waarde", "definitie", "teller", "noemer")
    rows = wanted.values_list("bron", *fields).iterator(chunk_size=20_000)
    return (row[1:] for row in rows if sources[row[1], row[2]] == row[0]), invented
