"""The persons of the fake, in API form, found quickly by what one may search on."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from tijdig.connectors.brp_fake.fields import without_empty
from tijdig.connectors.brp_fake.names import Wanted, fold

type Json = dict[str, Any]

# Marked as a mistake or to be wiped: never delivered.
_NEVER_DELIVERED = frozenset({"F", "W"})
_LETTERS_OF_INDEX = 3
NO_TITLE = "98"


def load_persons(path: Path | str) -> list[Json]:
    """Persons out of a JSON file: a list in API form, or an answer with `personen`."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    persons = content.get("personen") if isinstance(content, dict) else content
    if not isinstance(persons, list):
        raise ValueError("Het bestand bevat geen lijst van personen.")
    return persons


class Register:
    """All persons, with an index per way of searching. It never changes, so threads may share it."""

    def __init__(self, persons: Iterable[Json], *, today: date) -> None:
        self._by_bsn: dict[str, Json] = {}
        self._by_postcode: defaultdict[tuple[str, int], list[Json]] = defaultdict(list)
        self._by_number: defaultdict[tuple[str, int], list[Json]] = defaultdict(list)
        self._by_bag_id: defaultdict[str, list[Json]] = defaultdict(list)
        self._by_nummeraanduiding: defaultdict[str, list[Json]] = defaultdict(list)
        self._by_birth: defaultdict[str, list[Json]] = defaultdict(list)
        self._by_surname: defaultdict[str, list[Json]] = defaultdict(list)
        for raw in persons:
            person = without_empty(raw)
            if _suspension(person) not in _NEVER_DELIVERED:
                self._add(with_title_in_force(with_age(person, today), today))

    def _add(self, person: Json) -> None:
        self._by_bsn[person.get("burgerservicenummer", "")] = person
        place = person.get("verblijfplaats", {})
        address = place.get("verblijfadres", {})
        number = address.get("huisnummer", 0)
        self._by_postcode[_postcode(address.get("postcode", "")), number].append(person)
        self._by_number[_gemeente(person), number].append(person)
        self._by_bag_id[place.get("adresseerbaarObjectIdentificatie", "").strip()].append(person)
        self._by_nummeraanduiding[place.get("nummeraanduidingIdentificatie", "").strip()].append(person)
        self._by_birth[_birth(person)].append(person)
        self._by_surname[fold(_name(person, "geslachtsnaam"))[:_LETTERS_OF_INDEX]].append(person)

    def find(self, question: Json) -> list[Json]:
        """The persons that fit a question that is allowed."""
        gemeente = question.get("gemeenteVanInschrijving")
        dead_too = question.get("inclusiefOverledenPersonen", "burgerservicenummer" in question)
        return [
            person
            for person in self._candidates(question)
            if _fits(person, question)
            and (gemeente is None or _gemeente(person) == gemeente)
            and (dead_too or not _is_dead(person))
        ]

    def _candidates(self, question: Json) -> list[Json]:
        """Those that can fit, by the index of this type of question."""
        match question:
            case {"burgerservicenummer": bsns}:
                return [self._by_bsn[bsn] for bsn in dict.fromkeys(bsns) if bsn in self._by_bsn]
            case {"adresseerbaarObjectIdentificatie": bag_id}:
                return self._by_bag_id.get(bag_id, [])
            case {"nummeraanduidingIdentificatie": nummeraanduiding}:
                return self._by_nummeraanduiding.get(nummeraanduiding, [])
            case {"postcode": postcode, "huisnummer": number}:
                return self._by_postcode.get((_postcode(postcode), number), [])
            case {"straat": _, "huisnummer": number}:
                return self._by_number.get((question["gemeenteVanInschrijving"], number), [])
            case {"geboortedatum": day}:
                return self._by_birth.get(day, [])
            case _:
                start = fold(question["geslachtsnaam"].strip("*"))[:_LETTERS_OF_INDEX]
                return self._by_surname.get(start, [])


def _fits(person: Json, question: Json) -> bool:
    address = person.get("verblijfplaats", {}).get("verblijfadres", {})
    texts = {
        "geslachtsnaam": (_name(person, "geslachtsnaam"),),
        "voornamen": (_name(person, "voornamen"),),
        "voorvoegsel": (_name(person, "voorvoegsel"),),
        "straat": (address.get("korteStraatnaam", ""), address.get("officieleStraatnaam", "")),
        "huisletter": (address.get("huisletter", ""),),
        "huisnummertoevoeging": (address.get("huisnummertoevoeging", ""),),
        "geslacht": (person.get("geslacht", {}).get("code", ""),),
        "geboortedatum": (_birth(person),),
    }
    asked = [(Wanted.of(question[name]), found) for name, found in texts.items() if name in question]
    return all(any(wanted.fits(text) for text in found) for wanted, found in asked)


def with_age(person: Json, today: date) -> Json:
    """The same person with `leeftijd`, as far as it is certain; the dead have none.

    Of a birth date without day the age is known outside the month of birth.
    """
    born = person.get("geboorte", {}).get("datum", {})
    if "leeftijd" in person or _is_dead(person):
        return person
    if "datum" in born:
        day = date.fromisoformat(born["datum"])
        return person | {
            "leeftijd": today.year - day.year - ((today.month, today.day) < (day.month, day.day))
        }
    if "maand" in born and born["maand"] != today.month:
        return person | {"leeftijd": today.year - born["jaar"] - (today.month < born["maand"])}
    return person


def with_title_in_force(person: Json, today: date) -> Json:
    """The same person without a residence title that ended or that says there is none: the BRP delivers no such title.

    Source: BRP-API, features of Personen bevragen ("verblijfstitel").
    """
    title = person.get("verblijfstitel", {})
    end = title.get("datumEinde", {}).get("datum", "")
    if title.get("aanduiding", {}).get("code") != NO_TITLE and not (end and end <= today.isoformat()):
        return person
    return {name: value for name, value in person.items() if name != "verblijfstitel"}


def _suspension(person: Json) -> str:
    return str(person.get("opschortingBijhouding", {}).get("reden", {}).get("code", ""))


def _is_dead(person: Json) -> bool:
    return _suspension(person) == "O" or "overlijden" in person


def _name(person: Json, part: str) -> str:
    return str(person.get("naam", {}).get(part, ""))


def _birth(person: Json) -> str:
    return str(person.get("geboorte", {}).get("datum", {}).get("datum", ""))


def _gemeente(person: Json) -> str:
    return str(person.get("gemeenteVanInschrijving", {}).get("code", ""))


def _postcode(postcode: str) -> str:
    return postcode.replace(" ", "").upper()
