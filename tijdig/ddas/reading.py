"""Read a DDAS file of any supplier, in either version, row by row (R-MON-9).

    for row in read_delivery(file):
        match row:
            case Gelezen(waarde=DdasSignaal() as signaal): ...

Heads come before their rows. What cannot be read is a `Leesfout` with its place, and the rest goes on. Signals and
zaken carry the further checks they fail; of each signal of a levering only day and status are kept in memory.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

import ijson

from tijdig.rules.ddas_checks import (
    Kort,
    Maatstaf,
    in_short,
    maatstaf_of,
    of_levering,
    of_signaal,
    of_zaak,
    same_zaak,
)
from tijdig.rules.ddas_form import (
    KOP,
    LEVERING,
    LEVERINGEN,
    SIGNAAL,
    SIGNALEN,
    ZAAK,
    ZAKEN,
    Block,
    from_json,
    version_of,
)
from tijdig.rules.ddas_lists import Codelijsten, Uitwisseling
from tijdig.rules.ddas_message import DdasKop, DdasLevering, DdasSignaal, DdasZaak


@dataclass(frozen=True, slots=True)
class Gelezen[T: (DdasKop, DdasLevering, DdasSignaal, DdasZaak)]:
    """One head or row, with the gemeente it belongs to and the codes of the checks it fails."""

    waarde: T
    versie: str
    gemeente: str = ""
    controles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leesfout:
    """Something that is not as DDAS prescribes: where, and what in Dutch. Never what stood there."""

    plaats: str
    uitleg: str


VALUES = frozenset({"object", "string", "number", "boolean", "null"})
LEVERING_AT = f"{LEVERINGEN}.item"
SIGNALS_AT = f"{LEVERING_AT}.{SIGNALEN}.item"
ROWS_AT = frozenset({SIGNALS_AT, f"{LEVERING_AT}.{ZAKEN}.item"})
BESIDE = frozenset({"paginering"})  # of an answer of the API

type Row = Gelezen[DdasKop] | Gelezen[DdasLevering] | Gelezen[DdasSignaal] | Gelezen[DdasZaak] | Leesfout


def read_delivery(
    file: IO[bytes], *, uitwisseling: Uitwisseling, known_gemeente: Callable[[str], bool], today: date
) -> Iterator[Row]:
    """Every head and row of a file, in the order of the file, with all that is wrong.

    Heads of a supplier may stand behind its rows, so the file is read twice; it must be seekable.
    `uitwisseling` says what may stand in which version (`policy_on(...).uitwisseling`).
    """
    try:
        reader = _Reader(uitwisseling, known_gemeente, today, _heads(file))
        file.seek(0)
        yield from reader.rows(file)
    except (ijson.JSONError, UnicodeDecodeError):
        yield Leesfout("", "dit is geen leesbaar JSON-bestand")


@dataclass
class _Head:
    """Of one levering what stands beside its lists, and its signals in short."""

    raw: dict[str, Any] = field(default_factory=dict)
    signals: list[object] = field(default_factory=list)


@dataclass
class _Heads:
    """What stands beside the lists of a message, and per levering."""

    kop: dict[str, Any] = field(default_factory=dict)
    leveringen: list[_Head] = field(default_factory=list)


def _heads(file: IO[bytes]) -> _Heads:
    found = _Heads()
    for place, event, value in _events(file):
        path = place.split(".")
        if place == LEVERING_AT and event == "start_map":
            found.leveringen.append(_Head())
        elif place == SIGNALS_AT and event == "object" and found.leveringen:
            found.leveringen[-1].signals.append(_shortened(value))
        elif event in VALUES and len(path) == 3 and path[0] == LEVERINGEN and found.leveringen:
            found.leveringen[-1].raw[path[2]] = value
        elif event in VALUES and len(path) == 1:
            found.kop[path[0]] = value
    return found


def _shortened(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: raw[key] for key in ("ID", "signaaldatum", "status") if key in raw}


def _events(file: IO[bytes]) -> Iterator[tuple[str, str, Any]]:
    """The events of the parser, with rows and the organisation as one `object` each. An API answer is unwrapped."""
    builder, depth, at = None, 0, ""
    for place, event, value in ijson.parse(file, use_float=True):
        place = place.removeprefix("gegevens.")
        if builder is None and event == "start_map" and (place in ROWS_AT or _is_organisation(place)):
            builder, depth, at = ijson.ObjectBuilder(), 0, place
        if builder is None:
            yield place, event, value
            continue
        builder.event(event, value)
        depth += (event in {"start_map", "start_array"}) - (event in {"end_map", "end_array"})
        if depth == 0:
            yield at, "object", builder.value
            builder = None


def _is_organisation(place: str) -> bool:
    """`leveringen.item.aanleverendeOrganisatie`, however the version spells it."""
    parts = place.split(".")
    return len(parts) == 3 and parts[0] == LEVERINGEN and parts[2] not in (SIGNALEN, ZAKEN)


class _Reader:
    """Goes through the rows of a file whose heads are known."""

    def __init__(
        self, uitwisseling: Uitwisseling, known: Callable[[str], bool], today: date, heads: _Heads
    ) -> None:
        self._uitwisseling, self._known, self._today, self._heads = uitwisseling, known, today, heads
        versie = version_of(key for head in heads.leveringen for key in head.raw) or uitwisseling.versie
        self._lijsten: Codelijsten = uitwisseling.versies[versie]
        self._maatstaf: Maatstaf | None = None
        self._signals: dict[str, Kort] = {}
        self._seen: set[str] = set()  # signals
        # Signals that a zaak named, with when its matching began: a later matching may name one of before again.
        self._joined: set[tuple[str, date | None]] = set()
        self._gemeente = ""

    def rows(self, file: IO[bytes]) -> Iterator[Row]:
        """Heads, signals and zaken, as they come."""
        yield from self._kop()
        levering, numbers = -1, Counter[str]()
        for place, event, value in _events(file):
            last = place.split(".")[-2:]
            if place == LEVERING_AT and event == "start_map":
                levering, numbers = levering + 1, Counter()
                yield from self._levering(self._heads.leveringen[levering], f"{LEVERINGEN}[{levering}]")
            elif place == LEVERING_AT and event in VALUES:
                yield Leesfout(LEVERINGEN, "hier hoort een object te staan")
            elif place in ROWS_AT and event in VALUES:
                at = f"{LEVERINGEN}[{levering}].{last[0]}[{numbers[last[0]]}]"
                numbers[last[0]] += 1
                read = self._signaal if last[0] == SIGNALEN else self._zaak
                yield from read(value, at)

    def _read(self, raw: object, block: Block, place: str) -> tuple[Any | None, list[Leesfout]]:
        value, faults = from_json(raw, block, self._lijsten)
        return value, [Leesfout(f"{place}.{at}".strip("."), why) for at, why in faults]

    def _kop(self) -> Iterator[Row]:
        raw = {key: value for key, value in self._heads.kop.items() if key and key not in BESIDE}
        kop, faults = self._read(raw, KOP, "")
        yield from faults
        if kop is not None:
            self._maatstaf = maatstaf_of(
                kop, lijsten=self._lijsten, uitwisseling=self._uitwisseling, dag=self._today
            )
            yield Gelezen(kop, self._lijsten.versie)

    def _levering(self, head: _Head, place: str) -> Iterator[Row]:
        self._seen, self._joined, self._gemeente = set(), set(), ""
        read = (from_json({"signaalpartner": {}, "client": {}, **raw}, SIGNAAL, self._lijsten)[0]
                for raw in head.signals if isinstance(raw, dict))  # fmt: skip
        self._signals = {signaal.id: in_short(signaal) for signaal in read if signaal is not None}
        levering, faults = self._read(head.raw, LEVERING, place)
        yield from faults
        if levering is not None:
            self._gemeente = levering.gemeente
            failed = tuple(of_levering(levering, known_gemeente=self._known))
            yield Gelezen(levering, self._lijsten.versie, self._gemeente, failed)

    def _signaal(self, raw: object, place: str) -> Iterator[Row]:
        signaal, faults = self._read(raw, SIGNAAL, place)
        yield from faults
        if signaal is None:
            return
        failed = tuple(of_signaal(signaal, self._maatstaf)) if self._maatstaf else ()
        if signaal.id in self._seen:
            failed = (*failed, "signaal-dubbel")
        self._seen.add(signaal.id)
        yield Gelezen(signaal, self._lijsten.versie, self._gemeente, failed)

    def _zaak(self, raw: object, place: str) -> Iterator[Row]:
        zaak, faults = self._read(raw, ZAAK, place)
        yield from faults
        if zaak is not None:
            failed = tuple(of_zaak(zaak, self._signals, self._maatstaf)) if self._maatstaf else ()
            named = {(one, zaak.periode_van) for one in same_zaak(zaak)}
            if self._joined & named:
                failed = (*failed, "zaak-dubbel")
            self._joined |= named
            yield Gelezen(zaak, self._lijsten.versie, self._gemeente, failed)
