"""Which key each field of a DDAS message has in which version: one table for writing, reading and the schema.

R-MON-9. Source: DDAS vroegsignalering, uitwisselmodel v1.0 and v1.2. Names and streets, which v1.0 still knows, are
neither written nor read.
"""

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


class Vorm(Enum):
    """What a plain value looks like in the message."""

    TEKST = auto()
    HEEL = auto()
    JA_NEE = auto()
    DAG = auto()
    MOMENT = auto()


@dataclass(frozen=True, slots=True)
class Blok:
    """An object of the message. `unread`: keys that v1.0 knows and we pass over."""

    maak: Callable[..., Any]
    velden: tuple["Veld", ...]
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rij:
    """A list of objects; an empty one is left out unless it may be empty."""

    van: Blok
    may_be_empty: bool = True


@dataclass(frozen=True, slots=True)
class Veld:
    """One field: its name in our value, its key in v1.2, its key in v1.0 (None: not in that version)."""

    naam: str
    key: str
    vorm: Vorm | Lijst | Blok | Rij = Vorm.TEKST
    eerder: str | None = ""  # empty: the same key
    required: bool = False

    def key_in(self, versie: str) -> str | None:
        return self.key if versie != V1_0 or self.eerder == "" else self.eerder


CLIENT = Blok(
    DdasClient,
    (
        Veld("bsn", "burgerservicenummer", eerder="Burgerservicenummer"),
        Veld("geslacht", "geslachtsaanduiding", Lijst.GESLACHT, eerder=None),
        Veld("geboortedatum", "geboortedatum", Vorm.DAG, eerder="Geboortedatum"),
        Veld("postcode", "postcode", eerder="Postcode"),
        Veld("huisnummer", "huisnummer", eerder="Huisnummer"),
        Veld("toevoeging", "huisnummertoevoeging", eerder="Huisnummertoevoeging"),
    ),
    unread=frozenset({"Voorletters", "Voorvoegsel", "Achternaam", "Straatnaam", "Plaatsnaam"}),
)
SIGNAAL = Blok(
    DdasSignaal,
    (
        Veld("id", "ID", required=True),
        Veld("crisis", "crisissignaal", Vorm.JA_NEE),
        Veld("warme_overdracht", "warmeOverdracht", Vorm.JA_NEE),
        Veld("bedrag", "bedrag", Vorm.HEEL),
        Veld("ontstaan_op", "ontstaansdatum", Vorm.DAG),
        Veld("signaaldatum", "signaaldatum", Vorm.DAG),
        Veld("status", "status", Lijst.SIGNAALSTATUS),
        Veld(
            "partner",
            "signaalpartner",
            Blok(DdasPartner, (Veld("soort", "type", Lijst.SIGNAALPARTNER),)),
            required=True,
        ),
        Veld("client", "client", CLIENT, required=True),
    ),
)
ZAAK = Blok(
    DdasZaak,
    (
        Veld("resultaat", "resultaat", Lijst.EINDRESULTAAT),
        Veld("gematcht_op", "matchingsdatum", Vorm.DAG),
        Veld("periode_van", "startdatumMatchingperiode", Vorm.DAG, eerder="startdatum_matchtingperiode"),
        Veld("periode_tot", "einddatumMatchingperiode", Vorm.DAG, eerder="einddatum_matchtingperiode"),
        Veld("opgepakt_op", "datumOpgepakt", Vorm.DAG, eerder="datum_opgepakt"),
        Veld(
            "signalen",
            "vroegsignalen",
            Rij(Blok(DdasVerwijzing, (Veld("id", "ID", required=True),)), may_be_empty=False),
        ),
        Veld(
            "pogingen",
            "contactpogingen",
            Rij(
                Blok(
                    DdasPoging,
                    (
                        Veld("soort", "soort", Lijst.CONTACTSOORT),
                        Veld("bereikt", "bereikt", Vorm.JA_NEE),
                        Veld("datum", "datum", Vorm.DAG),
                        Veld("dagdeel", "dagdeel", Lijst.DAGDEEL),
                    ),
                )
            ),
        ),
    ),
    # The published examples of v1.0 spell these without the slip of its schema.
    unread=frozenset({"startdatum_matchingperiode", "einddatum_matchingperiode"}),
)
CONTACT = Blok(
    DdasContact,
    (
        Veld("naam", "naam"),
        Veld("telefoon", "telefoonnummer"),
        Veld("email", "email"),
        Veld("functie", "functietitel"),
    ),
)
ORGANISATIE = Blok(
    DdasOrganisatie,
    (
        Veld("naam", "naam"),
        Veld("kvk_nummer", "kvk-nummer"),
        Veld("contacten", "contactpersonen", Rij(CONTACT, may_be_empty=False), eerder="contactpersoonen"),
    ),
)
LEVERING = Blok(
    DdasLevering,
    (
        Veld("teller", "teller", Vorm.HEEL, required=True),
        Veld("gemeente", "gemeentecode", required=True),
        Veld(
            "organisatie",
            "aanleverendeOrganisatie",
            ORGANISATIE,
            eerder="aanleverende_organisatie",
            required=True,
        ),
    ),
)
KOP = Blok(
    DdasKop,
    (
        Veld("van", "startdatumLevering", Vorm.DAG, required=True),
        Veld("tot", "einddatumLevering", Vorm.DAG, required=True),
        Veld("gemaakt_op", "aanleverdatumEnTijd", Vorm.MOMENT, required=True),
        Veld("leverancier", "codeGegevensleverancier", required=True),
    ),
)
LEVERINGEN, SIGNALEN, ZAKEN = "leveringen", "vroegsignalen", "vroegsignaalzaken"


def to_json(value: object, blok: Blok, versie: str) -> dict[str, Any]:
    """The object as it stands in a message of this version."""
    made = {}
    for veld in blok.velden:
        key, found = veld.key_in(versie), getattr(value, veld.naam)
        if key is None or (found in ("", None, ()) and not veld.required):
            continue
        made[key] = _plain(found, veld.vorm, versie)
    return made


def _plain(found: Any, vorm: object, versie: str) -> Any:
    if isinstance(vorm, Blok):
        return to_json(found, vorm, versie)
    if isinstance(vorm, Rij):
        return [to_json(one, vorm.van, versie) for one in found]
    return found.isoformat() if isinstance(found, date) else found


type Fault = tuple[str, str]  # the place in the object, and what is wrong with it, in Dutch


def from_json(raw: object, blok: Blok, lijsten: Codelijsten) -> tuple[Any | None, list[Fault]]:
    """The value that this object stands for, with all that is wrong with it.

    What cannot be read is left empty; None when something that must be there is not.
    """
    faults: list[Fault] = []
    value = _read_blok(raw, blok, lijsten, "", faults)
    return value, faults


def _read_blok(raw: object, blok: Blok, lijsten: Codelijsten, place: str, faults: list[Fault]) -> Any | None:
    if not isinstance(raw, Mapping):
        faults.append((place, "hier hoort een object te staan"))
        return None
    keys = {key: veld for veld in blok.velden if (key := veld.key_in(lijsten.versie)) is not None}
    passed_over = blok.unread if lijsten.versie == V1_0 else frozenset()
    for key in raw.keys() - keys.keys() - passed_over:
        faults.append((_at(place, str(key)), f"versie {lijsten.versie} kent dit veld niet"))
    values: dict[str, Any] = {}
    for key, veld in keys.items():
        if key not in raw:
            if veld.required:
                faults.append((_at(place, key), "dit verplichte veld ontbreekt"))
            continue
        found = _read(raw[key], veld.vorm, lijsten, _at(place, key), faults)
        if found is not None:
            values[veld.naam] = found
    if any(veld.required and veld.naam not in values for veld in blok.velden):
        return None
    return blok.maak(**values)


def _read(raw: Any, vorm: object, lijsten: Codelijsten, place: str, faults: list[Fault]) -> Any | None:
    if isinstance(vorm, Blok):
        return _read_blok(raw, vorm, lijsten, place, faults)
    if isinstance(vorm, Rij):
        if not isinstance(raw, list) or (not raw and not vorm.may_be_empty):
            faults.append((place, "hier hoort een lijst te staan met minstens één ding"))
            return None
        read = (
            _read_blok(one, vorm.van, lijsten, f"{place}[{number}]", faults) for number, one in enumerate(raw)
        )
        return tuple(one for one in read if one is not None)
    if isinstance(vorm, Lijst):
        if isinstance(raw, str) and raw in lijsten.words(vorm):
            return raw
        faults.append((place, f"dit is geen waarde van de lijst {vorm} van versie {lijsten.versie}"))
        return None
    found = _READ[vorm](raw) if isinstance(vorm, Vorm) else None
    if found is None:
        faults.append((place, _EXPECTED[vorm]))  # type: ignore[index]  # a Vorm, by what goes before
    return found


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _day(raw: object) -> date | None:
    if not isinstance(raw, str) or len(raw) != len("2026-01-31"):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _whole(raw: object) -> int | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite(raw) or raw != int(raw):
        return None
    return int(raw)


_READ: Mapping[Vorm, Callable[[object], Any | None]] = {
    Vorm.TEKST: lambda raw: raw if isinstance(raw, str) else None,
    Vorm.MOMENT: lambda raw: raw if isinstance(raw, str) and len(raw) > len("2026-01-31T") else None,
    Vorm.JA_NEE: lambda raw: raw if isinstance(raw, bool) else None,
    Vorm.HEEL: _whole,
    Vorm.DAG: _day,
}
_EXPECTED: Mapping[Vorm, str] = {
    Vorm.TEKST: "hier hoort tekst te staan",
    Vorm.MOMENT: "hier hoort een dag met tijd en tijdzone te staan",
    Vorm.JA_NEE: "hier hoort true of false te staan",
    Vorm.HEEL: "hier hoort een heel getal te staan",
    Vorm.DAG: "hier hoort een dag als 2026-01-31 te staan",
}


def version_of(keys: Iterator[str]) -> str | None:
    """Which version these keys of a levering are of, as far as they tell."""
    found = set(keys)
    organisatie = next(veld for veld in LEVERING.velden if veld.naam == "organisatie")
    if organisatie.eerder in found:
        return V1_0
    return "1.2" if organisatie.key in found else None
