"""The figures of all gemeenten as they may be seen: own ones whole, those of others drawn first (R-MON-6).

Only whole quarters leave this, so that no month follows from two of them, and no count that was not drawn. What the
public sees is drawn from what gemeenten among each other see: who sees both, sees one drawing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from tijdig.monitor.models import Kubuscel, Vergelijkcel
from tijdig.monitor.protecting import cell_key, protected_parts, taken_apart
from tijdig.monitor.reference import Inwoners
from tijdig.rules.casemix import Lagen
from tijdig.rules.compared import MONTHS_IN_QUARTER, Ketendeel
from tijdig.rules.indicators import ALLE
from tijdig.rules.suppression import Beschermd, Getal, Profiel, Sleutel
from tijdig.rules.vergelijkcijfers import PARTNERTYPE, YES, Deel, Snede, Vergelijkcijfer

from .store import (
    Geteld,
    Plaats,
    Telling,
    by_traits,
    cut_figures,
    in_use,
    is_invented,
    place_of,
    whole_quarters,
)

AMOUNTS = "bedragen"  # the cut of meldingen by amount, with and without help
COUNTS = (YES, "hulp")  # the cells of a trait that are in the teller


class Registratiedeel(NamedTuple):
    """How well was recorded, in whole per cents of attempts and of meldingen. None: unknown."""

    zonder_uitslag: int | None
    zonder_eindresultaat: int | None


@dataclass(frozen=True, kw_only=True)
class Land:
    """All gemeenten over some quarters. `verzonnen`: none of it is real. `openbaar`: as everybody may see them all.

    `geleverd`: per cut the gemeenten and quarters that it is known of; `signalen`: the cells of all signals of each.
    """

    kwartalen: tuple[date, ...]
    own_code: str
    eigen: Beschermd
    anderen: Beschermd
    openbaar: Beschermd
    verzonnen: bool
    tellingen: Mapping[str, tuple[Telling, ...]]
    registratie: Mapping[
        tuple[str, date | None], Registratiedeel
    ]  # of a quarter; None: of all of them together
    signalen: Mapping[Plaats, tuple[Sleutel, ...]] = field(default_factory=dict)
    geleverd: Mapping[Snede, frozenset[Plaats]] = field(default_factory=dict)
    lagen: Mapping[str, Lagen] = field(default_factory=dict)  # of each gemeente what came in, by trait
    geleverde: "Land | None" = None  # as delivered, when the own figures here are those of today

    @property
    def codes(self) -> list[str]:
        return sorted(self.tellingen)

    def counted(self, code: str, cijfer: Vergelijkcijfer) -> tuple[Telling, ...]:
        """The quarters in which this gemeente has this figure."""
        if cijfer.snede is Snede.KETEN:
            return self.tellingen[code]
        there = self.geleverd.get(cijfer.snede, frozenset())
        return tuple(t for t in self.tellingen[code] if (code, t.kwartaal) in there)

    def together(
        self, tellingen: Iterable[Telling], delen: Iterable[Deel], *, openbaar: bool = False
    ) -> Getal:
        """So many of these parts together, of some quarters of some gemeenten, as it may be seen."""
        tellingen, delen = list(tellingen), frozenset(delen)
        own = all(t.code == self.own_code for t in tellingen)
        table = self.openbaar if openbaar else self.eigen if own else self.anderen
        return table.number(key for t in tellingen for key in self._keys(t.code, t.kwartaal, delen))

    def figure(
        self, tellingen: Sequence[Telling], cijfer: Vergelijkcijfer, inwoners: Inwoners, *, openbaar: bool = False
    ) -> tuple[Getal, Getal]:  # fmt: skip
        """Teller and noemer; residents of each quarter count once for every month of it."""
        teller = self.together(tellingen, cijfer.delen, openbaar=openbaar)
        if cijfer.noemer is None:
            there = (inwoners.of(t.code, t.kwartaal.year) for t in tellingen)
            return teller, Getal(value=MONTHS_IN_QUARTER * sum(there))
        return teller, self.together(tellingen, cijfer.noemer, openbaar=openbaar)

    def _keys(self, code: str, kwartaal: date, delen: frozenset[Deel]) -> Iterable[Sleutel]:
        """All signals are those by type of partner, as in a report: the same cells, the same sum."""
        if Ketendeel.SIGNAAL_ERBIJ in delen:
            return self.signalen.get((code, kwartaal), ())
        return [cell_key(code, kwartaal, deel) for deel in sorted(delen)]


def read_land(
    kwartalen: Sequence[date],
    own_code: str,
    profiel: Profiel = Profiel.DEELNEMERS,
    *,
    sneden: Iterable[Snede] = (),
    kenmerken_van: str = "",
) -> Land:
    """The chain, the signals and these other cuts: of the store, and of the own cube when what is there is real.

    `kenmerken_van`: a figure of the chain to read by the traits of its meldingen too.
    """
    invented = is_invented()
    store = in_use(invented=invented)
    counted = whole_quarters(store, kwartalen)
    own: dict[Plaats, Geteld] = {}
    if not invented and own_code:
        own = whole_quarters(Kubuscel.objects.filter(definitie=ALLE), kwartalen, own_code)
        counted |= own
    figures = _Reading(store, counted, own, own_code)
    cuts = figures.cuts({Snede.SIGNALEN, *sneden} - {Snede.KETEN})
    traits = figures.traits(kenmerken_van) if kenmerken_van else {}
    cells = _steps(counted) | {key: n for parts in (*cuts.values(), traits) for key, n in parts.items()}
    mine = {key: count for key, count in cells.items() if key[-1] == own_code}
    public = protected_parts(cells, Profiel.OPENBAAR)
    by_code: defaultdict[str, list[Telling]] = defaultdict(list)
    for (code, _), geteld in sorted(counted.items()):
        by_code[code].append(geteld.telling)
    as_delivered = read_land(kwartalen, "", Profiel.OPENBAAR, sneden=sneden) if own else None
    hides = profiel is Profiel.OPENBAAR
    eigen = public if hides else protected_parts(mine, Profiel.EIGEN)
    anderen = public if hides else protected_parts(cells, profiel)
    return Land(
        kwartalen=tuple(kwartalen), own_code=own_code, verzonnen=invented, eigen=eigen, anderen=anderen,
        openbaar=public, geleverde=as_delivered,
        lagen=_layers(anderen, traits.keys()) | _layers(eigen, traits.keys() & mine.keys()),
        tellingen={code: tuple(tellingen) for code, tellingen in by_code.items()},
        registratie=_recorded(counted), signalen=_by_place(cuts[Snede.SIGNALEN]),
        geleverd={snede: frozenset(_split_places(snede, parts)) for snede, parts in cuts.items()},
    )  # fmt: skip


def _steps(counted: Mapping[Plaats, Geteld]) -> dict[Sleutel, int]:
    return {
        cell_key(code, quarter, deel): count
        for (code, quarter), geteld in counted.items()
        for deel, count in geteld.delen.items()
        if deel is not Ketendeel.SIGNAAL_ERBIJ
    }


@dataclass(frozen=True)
class _Reading:
    """The other cuts of the store, and of the own cube in place of what the store has of this gemeente."""

    store: QuerySet[Vergelijkcel]
    counted: Mapping[Plaats, Geteld]
    own: Mapping[Plaats, Geteld]
    own_code: str

    def cuts(self, sneden: Iterable[Snede]) -> dict[Snede, dict[Sleutel, int]]:
        return {
            Snede(snede): {key: n for key, n in taken_apart(found).items() if key[1] == snede}
            for snede, found in self._figures(sorted(sneden)).items()
        }

    def traits(self, cijfer: str) -> dict[Sleutel, int]:
        """A figure of the chain by each trait of its meldingen, as every report has those cells."""
        found = self._figures([by_traits(cijfer)]).get(by_traits(cijfer), {})
        wanted = {cijfer, AMOUNTS} if cijfer == "H1A" else {cijfer}
        return {key: n for key, n in taken_apart(found).items() if key[1] in wanted and key[2]}

    def _figures(self, sneden: Sequence[str]) -> dict[str, dict[Sleutel, int]]:
        figures = cut_figures(self.store, self.counted, sneden)
        if self.own:
            for snede, found in cut_figures(Kubuscel.objects.all(), self.own, sneden, self.own_code).items():
                figures[snede] |= found
        return figures


def _layers(table: Beschermd, keys: Iterable[Sleutel]) -> dict[str, Lagen]:
    """Per gemeente, trait and value: teller and noemer, as they were drawn."""
    wanted = frozenset(keys)
    found: defaultdict[str, dict[str, dict[str, tuple[float, float]]]] = defaultdict(dict)
    sums = table.only(lambda key: key in wanted).sums(lambda key: (key[5], key[2], key[3], key[4] in COUNTS))
    for (code, trait, value, counts), count in sums.items():
        values = found[str(code)].setdefault(str(trait), {})
        teller, noemer = values.get(str(value), (0.0, 0.0))
        more = max(0, count)
        values[str(value)] = (teller + (more if counts else 0), noemer + more)
    return dict(found)


def _split_places(snede: Snede, parts: Iterable[Sleutel]) -> Iterable[Plaats]:
    """Where this cut is known of; of signals: where they are told by type."""
    return (place_of(key) for key in parts if snede is not Snede.SIGNALEN or key[2] == PARTNERTYPE)


def _by_place(signals: Iterable[Sleutel]) -> dict[Plaats, tuple[Sleutel, ...]]:
    found: defaultdict[Plaats, list[Sleutel]] = defaultdict(list)
    for key in signals:
        found[place_of(key)].append(key)
    return {place: tuple(keys) for place, keys in found.items()}


def _recorded(counted: Mapping[Plaats, Geteld]) -> dict[tuple[str, date | None], Registratiedeel]:
    found: defaultdict[tuple[str, date | None], list[Geteld]] = defaultdict(list)
    for (code, quarter), geteld in counted.items():
        found[code, quarter].append(geteld)
        found[code, None].append(geteld)
    return {
        place: Registratiedeel(_per_cent(g.uitslag for g in there), _per_cent(g.eindresultaat for g in there))
        for place, there in found.items()
    }


def _per_cent(pairs: Iterable[tuple[int, int] | None]) -> int | None:
    """None: of one of them it is not known, or there was nothing to record."""
    there = list(pairs)
    known = [pair for pair in there if pair is not None]
    whole = sum(noemer for _, noemer in known)
    if not whole or len(known) < len(there):
        return None
    return round(100 * sum(teller for teller, _ in known) / whole)
