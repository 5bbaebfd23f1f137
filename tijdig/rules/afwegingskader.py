"""The afwegingskader of a gemeente: ordered rules over a closed set of facts, dated and public.

R-TRI-1, R-TRI-5 (own rules for repeats), R-TRI-7 (the team that takes the zaak). The rules of a kader are
policy data; this module knows their shape and reads them. Source: Leidraad 5.8.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from .conditions import CONDITIONS, Voorwaarde, read_voorwaarde
from .terms import Aanpak, Contactsoort

NO_RULE, CURATELE, BEKEND_BIJ_SHV = "geen", "curatele", "bekend-bij-shv"
RESERVED_IDS = frozenset({NO_RULE, CURATELE, BEKEND_BIJ_SHV})
STATUSES = ("van_kracht", "te_bevestigen")

# How much an approach asks of the gemeente and gives the resident. Written ones weigh the same; what goes
# to a professional is never lighter than what a rule would do.
WEIGHT: Mapping[Aanpak, int] = MappingProxyType(
    {
        Aanpak.SMS: 1,
        Aanpak.EMAIL: 1,
        Aanpak.BRIEF: 1,
        Aanpak.BELLEN: 2,
        Aanpak.HUISBEZOEK_AANGEKONDIGD: 3,
        Aanpak.HUISBEZOEK_ONAANGEKONDIGD: 4,
        Aanpak.OVERDRAGEN_SHV: 5,
        Aanpak.VOORLEGGEN: 5,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One rule: when it applies, what it proposes, who takes it, and why.

    `aankondiging`: how an announced visit is announced. `vervolg`: the next step when the resident does not
    react. `adempauze_dagen`: leave a repeat alone for so long before the approach; 0 = no pause (R-TRI-5).
    """

    id: str
    als: Voorwaarde
    dan: Aanpak
    bakje: str
    reden: str
    bron: str = ""
    team: str = ""
    aankondiging: tuple[Contactsoort, ...] = ()
    vervolg: Aanpak | None = None
    adempauze_dagen: int = 0

    @property
    def asks_for_shv(self) -> bool:
        """Is this a rule for people who are known at schuldhulpverlening or in its aftercare?"""
        return self.als.get("bekend_bij_shv") is True or self.als.get("nazorg_shv") is True


@dataclass(frozen=True, slots=True, kw_only=True)
class Afwegingskader:
    """The rules of one gemeente from one day on, top to bottom; the first that applies decides."""

    titel: str
    gemeente: str  # code of four digits, or "standaard"
    geldig_vanaf: date
    vastgesteld: str
    bron: str
    status: str
    versie: str
    regels: tuple[Regel, ...]
    summary: str = ""


_TEXT = {"type": "string", "minLength": 3}
_NAME = {"type": "string", "minLength": 1, "maxLength": 60}
_REGEL_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "als", "dan", "bakje", "reden", "bron"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 60},
        "als": {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: condition.schema() for name, condition in CONDITIONS.items()},
        },
        "dan": {"enum": [str(aanpak) for aanpak in Aanpak]},
        "bakje": _NAME,
        "team": {"type": "string", "minLength": 1, "maxLength": 80},
        "reden": _TEXT,
        "bron": _TEXT,
        "aankondiging": {
            "type": "array",
            "items": {"enum": [str(soort) for soort in Contactsoort]},
            "minItems": 1,
            "uniqueItems": True,
        },
        "vervolg": {"enum": [str(aanpak) for aanpak in Aanpak]},
        "adempauze_dagen": {"type": "integer", "minimum": 1},
    },
}
KADER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["titel", "summary", "gemeente", "geldig_vanaf", "vastgesteld", "bron", "status", "regels"],
    "properties": {
        "titel": _TEXT,
        "summary": _TEXT,
        "gemeente": {"type": "string", "pattern": "^([0-9]{4}|standaard)$"},
        "geldig_vanaf": {},  # a date; JSON Schema knows none, `read_kader` checks it
        "vastgesteld": _TEXT,
        "bron": _TEXT,
        "status": {"enum": list(STATUSES)},
        "toelichting": _TEXT,
        "regels": {"type": "array", "items": _REGEL_SCHEMA, "minItems": 1},
    },
}


def read_kader(mapping: Mapping[str, Any]) -> Afwegingskader:
    """The kader out of the content of a policy file that fits `KADER_SCHEMA`.

    Raises ValueError, in Dutch, naming the rule or the key. The version is gemeente and first day: a kader
    that was in force is never edited, a new file is added.
    """
    missing = [key for key in KADER_SCHEMA["required"] if not mapping.get(key)]
    if missing:
        raise ValueError(f"In het afwegingskader ontbreekt '{missing[0]}'.")
    _refuse_unknown(mapping, KADER_SCHEMA["properties"], "Het afwegingskader")
    if mapping["status"] not in STATUSES:
        raise ValueError(f"De status '{mapping['status']}' bestaat niet; kies uit {', '.join(STATUSES)}.")
    geldig_vanaf = _day(mapping["geldig_vanaf"])
    return Afwegingskader(
        titel=mapping["titel"],
        gemeente=mapping["gemeente"],
        geldig_vanaf=geldig_vanaf,
        vastgesteld=mapping["vastgesteld"],
        bron=mapping["bron"],
        status=mapping["status"],
        versie=f"{mapping['gemeente']} {geldig_vanaf}",
        regels=_read_regels(mapping["regels"]),
        summary=mapping["summary"],
    )


def _day(raw: object) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError as error:
        raise ValueError(f"De datum geldig_vanaf '{raw}' is geen dag als 2026-01-31.") from error


def _refuse_unknown(mapping: Iterable[str], known: Iterable[str], what: str) -> None:
    unknown = sorted(set(mapping) - set(known))
    if unknown:
        raise ValueError(f"{what} kent geen '{unknown[0]}'.")


def _read_regels(raw: object) -> tuple[Regel, ...]:
    if not isinstance(raw, list | tuple):
        raise ValueError("In het afwegingskader moet 'regels' een lijst zijn.")
    regels: dict[str, Regel] = {}
    for number, item in enumerate(raw, start=1):
        name = item.get("id", number) if isinstance(item, Mapping) else number
        try:
            regel = read_regel(item)
            if regel.id in regels:
                raise ValueError("deze naam staat er twee keer")
        except ValueError as error:
            raise ValueError(f"Regel '{name}': {error}.") from error
        regels[regel.id] = regel
    return tuple(regels.values())


def read_regel(item: object) -> Regel:
    """One rule out of the content of a file. Raises ValueError, in Dutch."""
    if not isinstance(item, Mapping):
        raise ValueError("dit is geen blok met sleutels")
    missing = [key for key in _REGEL_SCHEMA["required"] if item.get(key) in (None, "")]
    if missing:
        raise ValueError(f"'{missing[0]}' ontbreekt")
    _refuse_unknown(item, _REGEL_SCHEMA["properties"], "een regel")
    if item["id"] in RESERVED_IDS:
        raise ValueError("deze naam gebruikt het systeem zelf")
    regel = Regel(
        id=_text(item, "id", 60),
        als=read_voorwaarde(item["als"]),
        dan=_aanpak(item["dan"]),
        bakje=_text(item, "bakje", 60),
        reden=_text(item, "reden"),
        bron=_text(item, "bron"),
        team=_text(item, "team", 80),
        aankondiging=tuple(map(_contactsoort, item.get("aankondiging", ()))),
        vervolg=_aanpak(item["vervolg"]) if "vervolg" in item else None,
        adempauze_dagen=item.get("adempauze_dagen", 0),
    )
    _check_sense(regel)
    return regel


def _text(item: Mapping[str, object], key: str, longest: int = 500) -> str:
    value = item.get(key, "")
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(f"'{key}' moet tekst zijn van hoogstens {longest} tekens")
    return value


def _aanpak(raw: object) -> Aanpak:
    found = next((aanpak for aanpak in Aanpak if aanpak == raw), None)
    if found is None:
        raise ValueError(f"de aanpak '{raw}' bestaat niet; kies uit {', '.join(Aanpak)}")
    return found


def _contactsoort(raw: object) -> Contactsoort:
    found = next((soort for soort in Contactsoort if soort == raw), None)
    if found is None:
        raise ValueError(f"de contactsoort '{raw}' bestaat niet; kies uit {', '.join(Contactsoort)}")
    return found


def _check_sense(regel: Regel) -> None:
    if regel.aankondiging and regel.dan != Aanpak.HUISBEZOEK_AANGEKONDIGD:
        raise ValueError("een aankondiging hoort alleen bij een huisbezoek met aankondiging")
    if not isinstance(regel.adempauze_dagen, int) or regel.adempauze_dagen < 0:
        raise ValueError("'adempauze_dagen' moet een heel getal zijn")
    if regel.adempauze_dagen and regel.als.get("recidive") is not True:
        raise ValueError("een adempauze kan alleen bij recidive; een eerste signaal krijgt altijd een aanbod")
