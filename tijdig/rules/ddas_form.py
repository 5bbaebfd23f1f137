"""Which key each field of a DDAS message has in which version: one table for writing, reading and the schema.

R-MON-9. Source: DDAS vroegsignalering, uitwisselmodel v1.0 and v1.2. Names and streets, which v1.0 still knows, are
neither written nor read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from math import isfinite
from typing import Any

from .ddas_lists import Codelijsten, Lijst
from .ddas_message import (
    DdasClient,
    DdasContact,
    DdasKop,
    DdasLevering,
    DdasOrganisatie,
    DdasPartner,
    DdasPoging,
    DdasSignaal,
    DdasVerwijzing,
    DdasZaak,
)

V1_0 = "1.0"
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Kind(Enum):
    """What a plain value looks like in the message."""

    TEXT = auto()
    WHOLE = auto()
    YES_NO = auto()
    DAY = auto()
    MOMENT = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """An object of the message. `unread`: keys that v1.0 knows and we pass over."""

    make: Callable[..., Any]
    fields: tuple["Field", ...]
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Many:
    """A list of objects; an empty one is left out unless it may be empty."""

    of: Block
    may_be_empty: bool = True


type Form = Kind | Lijst | Block | Many  # of the value of a field


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in our value, its key in v1.2, its key in v1.0 (None: not in that version)."""

    name: str
    key: str
    kind: Form = Kind.TEXT
    earlier: str | None = ""  # empty: the same key
    required: bool = False

    def key_in(self, versie: str) -> str | None:
        return self.key if versie != V1_0 or self.earlier == "" else self.earlier


CLIENT = Block(
    DdasClient,
    (
        Field("bsn", "burgerservicenummer", earlier="Burgerservicenummer"),
        Field("geslacht", "geslachtsaanduiding", Lijst.GESLACHT, earlier=None),
        Field("geboortedatum", "geboortedatum", Kind.DAY, earlier="Geboortedatum"),
        Field("postcode", "postcode", earlier="Postcode"),
        Field("huisnummer", "huisnummer", earlier="Huisnummer"),
        Field("toevoeging", "huisnummertoevoeging", earlier="Huisnummertoevoeging"),
    ),
    unread=frozenset({"Voorletters", "Voorvoegsel", "Achternaam", "Straatnaam", "Plaatsnaam"}),
)
SIGNAAL = Block(
    DdasSignaal,
    (
        Field("id", "ID", required=True),
        Field("crisis", "crisissignaal", Kind.YES_NO),
        Field("warme_overdracht", "warmeOverdracht", Kind.YES_NO),
        Field("bedrag", "bedrag", Kind.WHOLE),
        Field("ontstaan_op", "ontstaansdatum", Kind.DAY),
        Field("signaaldatum", "signaaldatum", Kind.DAY),
        Field("status", "status", Lijst.SIGNAALSTATUS),
        Field(
            "partner",
            "signaalpartner",
            Block(DdasPartner, (Field("soort", "type", Lijst.SIGNAALPARTNER),)),
            required=True,
        ),
        Field("client", "client", CLIENT, required=True),
    ),
)
ZAAK = Block(
    DdasZaak,
    (
        Field("resultaat", "resultaat", Lijst.EINDRESULTAAT),
        Field("gematcht_op", "matchingsdatum", Kind.DAY),
        Field("periode_van", "startdatumMatchingperiode", Kind.DAY, earlier="startdatum_matchtingperiode"),
        Field("periode_tot", "einddatumMatchingperiode", Kind.DAY, earlier="einddatum_matchtingperiode"),
        Field("opgepakt_op", "datumOpgepakt", Kind.DAY, earlier="datum_opgepakt"),
        Field(
            "signalen",
            "vroegsignalen",
            Many(Block(DdasVerwijzing, (Field("id", "ID", required=True),)), may_be_empty=False),
        ),
        Field(
            "pogingen",
            "contactpogingen",
            Many(
                Block(
                    DdasPoging,
                    (
                        Field("soort", "soort", Lijst.CONTACTSOORT),
                        Field("bereikt", "bereikt", Kind.YES_NO),
                        Field("datum", "datum", Kind.DAY),
                        Field("dagdeel", "dagdeel", Lijst.DAGDEEL),
                    ),
                )
            ),
        ),
    ),
    # The published examples of v1.0 spell these without the slip of its schema.
    unread=frozenset({"startdatum_matchingperiode", "einddatum_matchingperiode"}),
)
CONTACT = Block(
    DdasContact,
    (
        Field("naam", "naam"),
        Field("telefoon", "telefoonnummer"),
        Field("email", "email"),
        Field("functie", "functietitel"),
    ),
)
ORGANISATIE = Block(
    DdasOrganisatie,
    (
        Field("naam", "naam"),
        Field("kvk_nummer", "kvk-nummer"),
        Field("contacten", "contactpersonen", Many(CONTACT, may_be_empty=False), earlier="contactpersoonen"),
    ),
)
LEVERING = Block(
    DdasLevering,
    (
        Field("teller", "teller", Kind.WHOLE, required=True),
        Field("gemeente", "gemeentecode", required=True),
        Field(
            "organisatie",
            "aanleverendeOrganisatie",
            ORGANISATIE,
            earlier="aanleverende_organisatie",
            required=True,
        ),
    ),
)
KOP = Block(
    DdasKop,
    (
        Field("van", "startdatumLevering", Kind.DAY, required=True),
        Field("tot", "einddatumLevering", Kind.DAY, required=True),
        Field("gemaakt_op", "aanleverdatumEnTijd", Kind.MOMENT, required=True),
        Field("leverancier", "codeGegevensleverancier", required=True),
    ),
)
LEVERINGEN, SIGNALEN, ZAKEN = "leveringen", "vroegsignalen", "vroegsignaalzaken"


def to_json(value: object, block: Block, versie: str) -> dict[str, Any]:
    """The object as it stands in a message of this version."""
    made = {}
    for field in block.fields:
        key, found = field.key_in(versie), getattr(value, field.name)
        if key is None or (found in ("", None, ()) and not field.required):
            continue
        made[key] = _plain(found, field.kind, versie)
    return made


def _plain(found: Any, kind: Form, versie: str) -> Any:
    if isinstance(kind, Block):
        return to_json(found, kind, versie)
    if isinstance(kind, Many):
        return [to_json(one, kind.of, versie) for one in found]
    return found.isoformat() if isinstance(found, date) else found


type Fault = tuple[str, str]  # the place in the object, and what is wrong with it, in Dutch


def from_json(raw: object, block: Block, lijsten: Codelijsten) -> tuple[Any | None, list[Fault]]:
    """The value that this object stands for, with all that is wrong with it.

    What cannot be read is left empty; None when something that must be there is not.
    """
    faults: list[Fault] = []
    value = _read_block(raw, block, lijsten, "", faults)
    return value, faults


def _read_block(
    raw: object, block: Block, lijsten: Codelijsten, place: str, faults: list[Fault]
) -> Any | None:
    if not isinstance(raw, Mapping):
        faults.append((place, "hier hoort een object te staan"))
        return None
    keys = {key: field for field in block.fields if (key := field.key_in(lijsten.versie)) is not None}
    passed_over = block.unread if lijsten.versie == V1_0 else frozenset()
    for key in raw.keys() - keys.keys() - passed_over:
        faults.append((_at(place, str(key)), f"versie {lijsten.versie} kent dit veld niet"))
    values: dict[str, Any] = {}
    for key, field in keys.items():
        if key not in raw:
            if field.required:
                faults.append((_at(place, key), "dit verplichte veld ontbreekt"))
            continue
        found = _read(raw[key], field.kind, lijsten, _at(place, key), faults)
        if found is not None:
            values[field.name] = found
    if any(field.required and field.name not in values for field in block.fields):
        return None
    return block.make(**values)


def _read(raw: Any, kind: Form, lijsten: Codelijsten, place: str, faults: list[Fault]) -> Any | None:
    if isinstance(kind, Block):
        return _read_block(raw, kind, lijsten, place, faults)
    if isinstance(kind, Many):
        if not isinstance(raw, list) or (not raw and not kind.may_be_empty):
            faults.append((place, "hier hoort een lijst te staan met minstens één ding"))
            return None
        read = (
            _read_block(one, kind.of, lijsten, f"{place}[{number}]", faults) for number, one in enumerate(raw)
        )
        return tuple(one for one in read if one is not None)
    if isinstance(kind, Lijst):
        if isinstance(raw, str) and raw in lijsten.words(kind):
            return raw
        faults.append((place, f"dit is geen waarde van de lijst {kind} van versie {lijsten.versie}"))
        return None
    found = _READ[kind](raw)
    if found is None:
        faults.append((place, _EXPECTED[kind]))
    return found


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def read_day(raw: object) -> date | None:
    """A day as 2026-01-31, and in no other way of writing."""
    if not isinstance(raw, str) or not DAY.fullmatch(raw):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _whole(raw: object) -> int | None:
    if isinstance(raw, float):
        return int(raw) if isfinite(raw) and raw == int(raw) else None
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


_READ: Mapping[Kind, Callable[[object], Any | None]] = {
    Kind.TEXT: lambda raw: raw if isinstance(raw, str) else None,
    Kind.MOMENT: lambda raw: raw if isinstance(raw, str) and len(raw) > len("2026-01-31T") else None,
    Kind.YES_NO: lambda raw: raw if isinstance(raw, bool) else None,
    Kind.WHOLE: _whole,
    Kind.DAY: read_day,
}
_EXPECTED: Mapping[Kind, str] = {
    Kind.TEXT: "hier hoort tekst te staan",
    Kind.MOMENT: "hier hoort een dag met tijd en tijdzone te staan",
    Kind.YES_NO: "hier hoort true of false te staan",
    Kind.WHOLE: "hier hoort een heel getal te staan",
    Kind.DAY: "hier hoort een dag als 2026-01-31 te staan",
}


def version_of(keys: Iterator[str]) -> str | None:
    """Which version these keys of a levering are of, as far as they tell."""
    found = set(keys)
    organisatie = next(field for field in LEVERING.fields if field.name == "organisatie")
    if organisatie.earlier in found:
        return V1_0
    return "1.2" if organisatie.key in found else None
