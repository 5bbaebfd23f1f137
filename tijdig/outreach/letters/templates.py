"""Reads a template (letter, card, SMS, e-mail) and fills it. A template is data (YAML), so a gemeente can have its own.

Kinds of paragraph: `tekst`, `vraag` (bold), `stappen` (numbered), `kader` (box, with or without QR).
Values are put in once, as text: a value that looks like a merge field stays what it is. R-OUT-3.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tijdig.rules.telling import telling_word
from tijdig.rules.terms import Sjabloonsoort

SHIPPED = Path(__file__).parent / "sjablonen"

MERGE_FIELDS = {
    "gemeente": "naam van de gemeente",
    "afdeling": "naam van de afdeling",
    "medewerker": "naam van de medewerker",
    "telefoon": "directe telefoonnummer van de medewerker",
    "email": "e-mailadres van de medewerker",
    "openingstijden": "wanneer de medewerker te bereiken is",
    "privacypagina": "webadres met uitleg over gegevens en rechten",
    "datum": "datum van de brief",
    "kenmerk": "kenmerk van de brief",
    "reactiecode": "code waarmee de inwoner reageert",
    "reactieadres": "webadres van de reactiepagina",
    "melder": "wie het signaal stuurde",
    "inwoner": "naam van de inwoner (brief aan de curator)",
    "bezoekdag": "dag van het huisbezoek",
    "dagdeel": "dagdeel van het huisbezoek",
    "bezoekers": "zin over wie er op bezoek komt",
    "afspraak": "dag en tijd van de afspraak",
    "plaats": "waar de afspraak is",
    "besluitzin": "zin met de dag van het besluit, en welk eerder besluit daarmee niet meer geldt",
}
"""All fields a template may use, with what they hold. The first eleven follow from the letter itself."""

FIXED_WORDS = {
    "contact": "Uw contactpersoon",
    "datum": "Datum",
    "kenmerk": "Ons kenmerk",
    "code": "Uw code",
    "online": "Liever niet bellen? Ga naar",
    "qr": "QR-code naar de pagina waar u kunt reageren",
    "groet": "Met vriendelijke groet,",
}
"""The words around the text; a template in another language gives its own under `woorden`."""

_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_ID = re.compile(r"[a-z0-9_]{1,40}")


class TemplateFault(ValueError):
    """The template cannot be used; the message says where and why, in Dutch, without personal data."""


class MissingField(ValueError):
    """A merge field has neither a value nor a default. `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(f"Het veld ‘{field}’ is niet ingevuld.")
        self.field = field


class Alineasoort(StrEnum):
    """Kind of paragraph."""

    TEKST = "tekst"
    VRAAG = "vraag"
    STAPPEN = "stappen"
    KADER = "kader"


@dataclass(frozen=True, kw_only=True)
class Alinea:
    """One paragraph. `stappen` only for that kind, `qr` only in a box."""

    soort: Alineasoort
    kop: str = ""
    tekst: str = ""
    stappen: tuple[str, ...] = ()
    qr: bool = False

    def texts(self) -> tuple[str, ...]:
        """All text of the paragraph, in reading order."""
        return tuple(text for text in (self.kop, self.tekst, *self.stappen) if text)


@dataclass(frozen=True, kw_only=True)
class Sjabloon:
    """One version of a template. `standaard` gives the value of a field that the letter leaves open."""

    id: str
    versie: str
    titel: str
    onderwerp: str
    taal: str
    standaard: Mapping[str, str]
    woorden: Mapping[str, str]
    alineas: tuple[Alinea, ...]
    soort: Sjabloonsoort = Sjabloonsoort.BRIEF

    @property
    def text(self) -> str:
        """The whole text with its merge fields, one paragraph a line, for the readability check."""
        return "\n".join((self.onderwerp, *(text for alinea in self.alineas for text in alinea.texts())))


@cache
def newest_version(id: str) -> str:
    """The newest version of a template that comes with the system; `0` when there is none by that name."""
    numbers = [int(path.stem) for path in (SHIPPED / id).glob("*.yaml")] if _ID.fullmatch(id) else []
    return str(max(numbers, default=0))


@cache
def shipped_template(id: str, versie: str = "") -> Sjabloon:
    """Return a template that comes with the system, the newest unless told; `SHIPPED_IDS` names them all.

    Raises `TemplateFault` when there is none.
    """
    versie = versie or newest_version(id)
    path = SHIPPED / id / f"{versie}.yaml"
    if not (_ID.fullmatch(id) and _ID.fullmatch(versie) and path.is_file()):
        raise TemplateFault(f"Er is geen sjabloon ‘{id}’ versie ‘{versie}’.")
    return parse_template(path.read_text(encoding="utf-8"), id=id, versie=versie)


def shipped_source(id: str) -> str:
    """The YAML of a template that comes with the system. Raises `TemplateFault` when there is none."""
    versie = shipped_template(id).versie
    return (SHIPPED / id / f"{versie}.yaml").read_text(encoding="utf-8")


SHIPPED_IDS = tuple(sorted(path.name for path in SHIPPED.iterdir()))
"""Every template that comes with the system, by id."""


def parse_template(source: str, *, id: str, versie: str) -> Sjabloon:
    """Read a template from YAML. Raises `TemplateFault` at the first thing that is wrong.

    An unknown merge field is a fault here, not on the day of printing.
    """
    try:
        raw = yaml.safe_load(source)
    except (yaml.YAMLError, RecursionError):
        raise TemplateFault("Het sjabloon is geen geldige YAML.") from None
    data = _keys(
        raw,
        needed={"titel", "onderwerp", "alineas"},
        allowed={"taal", "standaard", "woorden", "soort"},
        where="sjabloon",
    )
    if not isinstance(data["alineas"], list) or not data["alineas"]:
        raise TemplateFault("‘alineas’ is een lijst met ten minste één alinea.")
    woorden = _keys(data.get("woorden") or {}, needed=set(), allowed=set(FIXED_WORDS), where="woorden")
    sjabloon = Sjabloon(
        id=id,
        versie=versie,
        titel=_text(data, "titel"),
        onderwerp=_text(data, "onderwerp"),
        taal=_text(data, "taal") or "nl",
        standaard=_texts(_keys(data.get("standaard") or {}, needed=set(), allowed=None, where="standaard")),
        woorden={**FIXED_WORDS, **_texts(woorden)},
        alineas=tuple(_alinea(item, number) for number, item in enumerate(data["alineas"], 1)),
        soort=_soort(data),
    )
    _check_fields(sjabloon)
    _check_kind(sjabloon)
    return sjabloon


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put `values` in place of the merge fields. Raises `MissingField` when one is absent or empty."""

    def value(match: re.Match[str]) -> str:
        found = values.get(match[1], "")
        if not found.strip():
            raise MissingField(match[1])
        return found

    return _FIELD.sub(value, text)


def _alinea(raw: Any, number: int) -> Alinea:
    where = f"alinea {number}"
    data = _keys(raw, needed={"soort"}, allowed={"kop", "tekst", "stappen", "qr"}, where=where)
    if data["soort"] not in list(Alineasoort):
        raise TemplateFault(f"De soort van {where} is geen van: {', '.join(Alineasoort)}.")
    soort = Alineasoort(data["soort"])
    stappen = data.get("stappen") or []
    if not isinstance(stappen, list) or bool(stappen) != (soort is Alineasoort.STAPPEN):
        raise TemplateFault(f"In {where} horen stappen bij de soort ‘stappen’, en daar ten minste één.")
    alinea = Alinea(
        soort=soort,
        kop=_text(data, "kop"),
        tekst=_text(data, "tekst"),
        stappen=tuple(str(stap).strip() for stap in stappen),
        qr=data.get("qr") is True,
    )
    if not alinea.tekst and soort is not Alineasoort.STAPPEN:
        raise TemplateFault(f"In {where} ontbreekt de tekst.")
    return alinea


def _soort(data: Mapping[str, Any]) -> Sjabloonsoort:
    soort = _text(data, "soort") or Sjabloonsoort.BRIEF.value
    if soort not in list(Sjabloonsoort):
        raise TemplateFault(f"De soort van het sjabloon is geen van: {', '.join(Sjabloonsoort)}.")
    return Sjabloonsoort(soort)


def _check_kind(sjabloon: Sjabloon) -> None:
    """What is read on a lock screen or in a list of mail tells nothing (R-OUT-3); an SMS is bare text."""
    if sjabloon.soort is Sjabloonsoort.BRIEF:
        return
    outside = sjabloon.onderwerp if sjabloon.soort is Sjabloonsoort.EMAIL else sjabloon.text
    if found := telling_word(outside):
        raise TemplateFault(
            f"Het woord ‘{found}’ is te lezen voor wie meekijkt. Schrijf het zonder woorden over geld."
        )
    if sjabloon.soort is Sjabloonsoort.SMS and any(
        alinea.soort is not Alineasoort.TEKST for alinea in sjabloon.alineas
    ):
        raise TemplateFault("In een sms staan alleen alinea's van de soort ‘tekst’.")


def _check_fields(sjabloon: Sjabloon) -> None:
    used = _FIELD.findall("\n".join((sjabloon.titel, sjabloon.text)))
    for name in (*used, *sjabloon.standaard):
        if name not in MERGE_FIELDS:
            raise TemplateFault(f"Het veld ‘{name}’ bestaat niet. Kies uit: {', '.join(MERGE_FIELDS)}.")
    if _BRACES.search(_FIELD.sub("", sjabloon.text)):
        raise TemplateFault("Er staan accolades in de tekst die geen veld zijn, zoals {{ medewerker }}.")


def _keys(raw: Any, *, needed: set[str], allowed: set[str] | None, where: str) -> dict[str, Any]:
    """Return `raw` as a mapping with all of `needed` and nothing but `allowed` (None: anything)."""
    if not isinstance(raw, dict):
        raise TemplateFault(f"‘{where}’ heeft niet de juiste vorm.")
    data = {str(key): value for key, value in raw.items()}
    missing = needed - data.keys()
    unknown = set() if allowed is None else data.keys() - needed - allowed
    if missing:
        raise TemplateFault(f"In ‘{where}’ ontbreekt: {', '.join(sorted(missing))}.")
    if unknown:
        raise TemplateFault(f"In ‘{where}’ is onbekend: {', '.join(sorted(unknown))}.")
    return data


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(data, name) for name in data}


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise TemplateFault(f"‘{key}’ moet een tekst zijn; zet er aanhalingstekens om.")
    return (value or "").strip()
