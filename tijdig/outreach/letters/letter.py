"""One letter, filled and ready to print: who writes, to whom, with which template and values.

R-OUT-3, R-OUT-6.

No text of the letter is ever typst source; it goes in as data. Exceptions name the kenmerk of the letter,
which is an opaque reference, and never a name or an address.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from tijdig.outreach.letters.templates import MERGE_FIELDS, Alinea, MissingField, Sjabloon, fill
from tijdig.rules.notation import MONTHS
from tijdig.rules.postal import PostalPlace, window_lines

KEPT_SYMBOLS = "°©®^`´¨¯¸"
"""Signs of the categories that are dropped, that people do write in letters."""

REPERTOIRE = (
    (0x0A, 0x0A),
    (0x20, 0x482),  # Latin, Greek, Cyrillic and their accents
    (0x48A, 0x4FF),
    (0x5D0, 0x5EA),  # Hebrew
    (0x621, 0x63A),  # Arabic
    (0x640, 0x64A),
    (0x1E00, 0x1FFF),  # Latin with two accents, Greek with breathings
    (0x2010, 0x2040),  # dashes, quotes, ellipsis
    (0x20A0, 0x20BF),
    (0x2190, 0x22FF),
)
"""What the fonts that typst brings along can show; a test prints all of it."""

_SHAPELESS = {"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"}


class Unprintable(ValueError):
    """This letter cannot be printed: `kenmerk` says which, `reason` why, in Dutch, without its content."""

    def __init__(self, kenmerk: str, reason: str) -> None:
        super().__init__(f"Brief {kenmerk}: {reason}")
        self.kenmerk = kenmerk
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Afzender:
    """Who writes: a person with a direct number, on behalf of a gemeente."""

    gemeente: str
    afdeling: str
    adresregels: tuple[str, ...]
    medewerker: str
    telefoon: str
    email: str
    openingstijden: str
    privacypagina: str
    functie: str = ""


@dataclass(frozen=True, kw_only=True)
class Geadresseerde:
    """To whom: the ready-made address lines of the BRP, and the parts that give the place in postal order."""

    naam: str
    adresregel1: str
    adresregel2: str
    plaats: PostalPlace
    adresregel3: str = ""
    ter_attentie_van: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter. `kenmerk` and `reactiecode` hold no personal data; `aanhef` is the one of the BRP.

    `velden` fills the merge fields that do not follow from the rest; `reactieadres` is the address of the
    reply page for people to type, `reactie_url` what the QR holds (empty: no QR). A letter of a template
    without code leaves all three empty; what the sender leaves empty takes the default of the template.
    """

    sjabloon: Sjabloon
    afzender: Afzender
    geadresseerde: Geadresseerde
    aanhef: str
    datum: date
    kenmerk: str
    reactiecode: str = ""
    reactieadres: str = ""
    reactie_url: str = ""
    velden: Mapping[str, str] = field(default_factory=dict)
    extra_alineas: tuple[str, ...] = ()


def content(letter: Letter) -> dict[str, Any]:
    """Return what is printed, as plain data for the page layout. Same letter, same data.

    Raises `Unprintable` for a merge field without value, an unknown field, or a character that no font has.
    """
    values = _values(letter)
    try:
        alineas = [_alinea(alinea, values) for alinea in letter.sjabloon.alineas]
        onderwerp = fill(letter.sjabloon.onderwerp, values)
    except MissingField as fault:
        raise Unprintable(letter.kenmerk, str(fault)) from None
    found = {
        "taal": letter.sjabloon.taal,
        "afzender": asdict(letter.afzender),
        "adres": _address(letter.geadresseerde),
        "aanhef": letter.aanhef.strip().rstrip(",") + ",",
        "datum": long_date(letter.datum),
        "kenmerk": letter.kenmerk,
        "onderwerp": onderwerp,
        "alineas": alineas,
        "extra": list(letter.extra_alineas),
        "code": letter.reactiecode,
        "qr": letter.reactie_url,
        "woorden": dict(letter.sjabloon.woorden),
    }
    printable: dict[str, Any] = _printable(found, letter.kenmerk)
    return printable


def fingerprint(letter: Letter) -> str:
    """Return the SHA-256 (hex) over all that is printed: proof of what was sent, without keeping it."""
    text = json.dumps(content(letter), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _values(letter: Letter) -> dict[str, str]:
    unknown = letter.velden.keys() - MERGE_FIELDS.keys()
    if unknown:
        raise Unprintable(letter.kenmerk, f"onbekend veld: {', '.join(sorted(unknown))}.")
    given = {name: value for name, value in letter.velden.items() if value.strip()}
    own = {
        "datum": long_date(letter.datum),
        "kenmerk": letter.kenmerk,
        "reactiecode": letter.reactiecode,
        "reactieadres": letter.reactieadres,
    }
    sender = {
        name: value for name, value in asdict(letter.afzender).items() if name in MERGE_FIELDS and value
    }
    return {**letter.sjabloon.standaard, **given, **sender, **own}


def _alinea(alinea: Alinea, values: Mapping[str, str]) -> dict[str, Any]:
    return {
        "soort": alinea.soort.value,
        "kop": fill(alinea.kop, values),
        "tekst": fill(alinea.tekst, values),
        "stappen": [fill(stap, values) for stap in alinea.stappen],
        "qr": alinea.qr,
    }


def _address(to: Geadresseerde) -> list[str]:
    lines = window_lines(
        naam=to.naam,
        adresregel1=to.adresregel1,
        adresregel2=to.adresregel2,
        adresregel3=to.adresregel3,
        ter_attentie_van=to.ter_attentie_van,
    )
    return list(lines)


def long_date(day: date) -> str:
    """As a letter writes a day: 3 december 2026. Not by the locale: a server without Dutch must print the same."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _printable(value: Any, kenmerk: str) -> Any:
    """Clean every text in `value`, keys untouched."""
    if isinstance(value, str):
        return _printable_text(value, kenmerk)
    if isinstance(value, dict):
        return {key: _printable(item, kenmerk) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item, kenmerk) for item in value]
    return value


def _printable_text(text: str, kenmerk: str) -> str:
    """Drop what has no shape (control signs, direction overrides) and pictures; refuse letters no font has.

    A lost smiley harms nobody. A lost letter makes another name of it, so a person must look.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(sign for sign in unicodedata.normalize("NFC", text) if not _without_shape(sign))
    for sign in kept:
        if not any(first <= ord(sign) <= last for first, last in REPERTOIRE):
            raise Unprintable(kenmerk, f"teken U+{ord(sign):04X} staat niet in het lettertype.")
    return kept


def _without_shape(sign: str) -> bool:
    if sign == "\n":
        return False
    return unicodedata.category(sign) in _SHAPELESS and sign not in KEPT_SYMBOLS
