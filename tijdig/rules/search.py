"""What somebody seeks: a name, an address or a reference, read from one line of text.

Rule: R-ROL-3 (every look at a person is logged); Source: AVG art. 5.1.c (no more than is needed: three signs at
least of a name, and a postcode only with its house number).
"""

import re
from dataclasses import dataclass, field

from .address import Adres, normalise
from .names import normalise_surname

SHORTEST = 3
LONGEST = 100
_ADDRESS = re.compile(r"^\s*([1-9]\d{3})\s?([A-Za-z]{2})\b[\s,]*(\d+.*)?$")
_ADDRESS_BEHIND = re.compile(r"^\s*(\d+\S*)[\s,]+([1-9]\d{3})\s?([A-Za-z]{2})\s*$")
_KENMERK = re.compile(r"^[2-9A-HJ-NP-Z]{4,12}$")
_NO_SIGN = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Zoekvraag:
    """One question in all its readings; empty = not readable so. `fout`: why it is not answered, in Dutch."""

    naam: str = ""
    adres: Adres | None = None
    kenmerk: str = ""
    referentie: str = ""
    fout: str = field(default="")


def read_question(text: str) -> Zoekvraag:
    """Read one line. An address is nothing else; other words can be a name, a kenmerk and a reference at once."""
    asked = " ".join(text.split())
    if len(asked) < SHORTEST:
        return Zoekvraag(fout="Typ minstens drie tekens.")
    if len(asked) > LONGEST:
        return Zoekvraag(fout="Typ hoogstens honderd tekens.")
    if found := _ADDRESS_BEHIND.match(asked):
        return _address(found[2] + found[3], found[1])
    if found := _ADDRESS.match(asked):
        return _address(found[1] + found[2], found[3] or "")
    naam, referentie = normalise_surname(asked), in_reference_form(asked)
    naam = naam if len(naam) >= SHORTEST and not naam.isdigit() else ""
    kenmerk = asked.upper() if _KENMERK.match(asked.upper()) else ""
    referentie = referentie if any(sign.isdigit() for sign in referentie) else ""
    if not (naam or kenmerk or referentie):
        return Zoekvraag(fout="Typ minstens drie letters van een achternaam, of een postcode met huisnummer.")
    return Zoekvraag(naam=naam, kenmerk=kenmerk, referentie=referentie)


def in_reference_form(referentie: str) -> str:
    """A reference of a partner without blanks and signs, in capitals: "hu-2026/0001" gives "HU20260001"."""
    return _NO_SIGN.sub("", referentie.upper())


def after_prefix(prefix: str) -> str:
    """The first text, sign by sign, after all that begin with `prefix` (not empty): "MEY" gives "MEZ"."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _address(postcode: str, number: str) -> Zoekvraag:
    adres = normalise(postcode=postcode, huisnummer=number.strip()) if number.strip() else None
    if adres is None:
        return Zoekvraag(fout="Typ bij de postcode ook het huisnummer, bijvoorbeeld 3311 AB 12.")
    return Zoekvraag(adres=adres)
