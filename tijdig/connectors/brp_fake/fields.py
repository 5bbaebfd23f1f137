"""Which fields may be asked, and what is delivered of a person when they are.

Source: BRP Personen bevragen 2.7.0, lists of fields and the rules about them: a date or a code is always
delivered whole, a place always with its type, and some fields are delivered by themselves.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

type Json = dict[str, Any]
type Tree = Mapping[str, "Tree"]

# A name at the end of a line: `@` is a date, `#` a code with its description.
_DATE = ("langFormaat", "type", "datum", "onbekend", "jaar", "maand")
_CODE = ("code", "omschrijving")

_NAME = (
    "adellijkeTitelPredicaat# adellijkeTitelPredicaat.soort geslachtsnaam voorletters voornamen voorvoegsel"
)
_BIRTH = "geboorte.datum@ geboorte.land# geboorte.plaats#"
_EVENT = "datum@ land# plaats#"
_HOME = (
    "type datumIngangGeldigheid@ datumVan@ adresseerbaarObjectIdentificatie functieAdres# "
    "nummeraanduidingIdentificatie"
)
_HOME_ADDRESS = (
    "aanduidingBijHuisnummer# huisletter huisnummer huisnummertoevoeging korteStraatnaam officieleStraatnaam "
    "postcode woonplaats locatiebeschrijving"
)
_LETTER = "aanhef aanschrijfwijze.aanspreekvorm aanschrijfwijze.naam gebruikInLopendeTekst"
_GEZAG = (
    "gezag.type gezag.minderjarige.burgerservicenummer gezag.ouders.burgerservicenummer "
    "gezag.ouder.burgerservicenummer gezag.derde.burgerservicenummer gezag.derden.burgerservicenummer"
)


def _under(group: str, names: str) -> str:
    return " ".join(f"{group}.{name}" for name in names.split())


_BEPERKT = " ".join(
    [
        "burgerservicenummer geslacht# leeftijd geboorte.datum@",
        _under("naam", f"{_NAME} volledigeNaam"),
        _under("adressering", "adresregel1 adresregel2 adresregel3 land#"),
        _under("adresseringBinnenland", "adresregel1 adresregel2"),
    ]
)
_PERSOON = " ".join(
    [
        "aNummer burgerservicenummer geslacht# leeftijd indicatieCurateleRegister",
        "indicatieGezagMinderjarige#",
        "datumEersteInschrijvingGBA@ datumInschrijvingInGemeente@ gemeenteVanInschrijving#",
        _under("naam", f"{_NAME} volledigeNaam aanduidingNaamgebruik#"),
        _BIRTH,
        _under("overlijden", _EVENT),
        _under("adressering", f"adresregel1 adresregel2 adresregel3 land# {_LETTER}"),
        _under("adresseringBinnenland", f"adresregel1 adresregel2 {_LETTER}"),
        _under("verblijfplaats", _HOME),
        _under("verblijfplaats.verblijfadres", f"{_HOME_ADDRESS} land# regel1 regel2 regel3"),
        _under("verblijfplaatsBinnenland", _HOME),
        _under("verblijfplaatsBinnenland.verblijfadres", _HOME_ADDRESS),
        _under(
            "partners", f"burgerservicenummer geslacht# soortVerbintenis# {_BIRTH} {_under('naam', _NAME)}"
        ),
        _under("partners.aangaanHuwelijkPartnerschap", _EVENT),
        "partners.ontbindingHuwelijkPartnerschap.datum@",
        _under("kinderen", f"burgerservicenummer {_BIRTH} {_under('naam', _NAME)}"),
        _under("ouders", f"burgerservicenummer geslacht# ouderAanduiding {_BIRTH} {_under('naam', _NAME)}"),
        "ouders.datumIngangFamilierechtelijkeBetrekking@",
        _under("nationaliteiten", "type datumIngangGeldigheid@ nationaliteit# redenOpname#"),
        "europeesKiesrecht.aanduiding# europeesKiesrecht.einddatumUitsluiting@",
        "uitsluitingKiesrecht.einddatum@ uitsluitingKiesrecht.uitgeslotenVanKiesrecht",
        "immigratie.datumVestigingInNederland@ immigratie.indicatieVestigingVanuitBuitenland",
        "immigratie.landVanwaarIngeschreven# immigratie.vanuitVerblijfplaatsOnbekend",
        _under("verblijfstitel", "aanduiding# datumEinde@ datumIngang@"),
        _GEZAG,
    ]
)

# Delivered by themselves, and refused when asked.
AUTOMATIC = (
    "geheimhoudingPersoonsgegevens",
    "inOnderzoek",
    "opschortingBijhouding",
    "rni",
    "verificatie",
    "indicatieVastgesteldVerblijftNietOpAdres",
)
_ALIASES = {"verblijfplaatsBinnenland": "verblijfplaats", "adresseringBinnenland": "adressering"}
_GROUPS_WITH_TYPE = frozenset({"verblijfplaats", "nationaliteiten", "gezag"})


def _units(pattern: str) -> tuple[str, ...]:
    """The smallest parts that can be delivered: a date and a code are one part."""
    return tuple(dict.fromkeys(name.rstrip("@#") for name in pattern.split() if not name.endswith(".soort")))


def _paths(pattern: str) -> frozenset[str]:
    """Every path that may be asked: groups, parts and what is inside a date or a code."""
    found: set[str] = set()
    for name in pattern.split():
        bare = name.rstrip("@#")
        inside = {"@": _DATE, "#": _CODE}.get(name[-1], ())
        steps = bare.split(".")
        found |= {".".join(steps[:length]) for length in range(1, len(steps) + 1)}
        found |= {f"{bare}.{part}" for part in inside}
    return frozenset(found)


BEPERKT_PATHS = _paths(_BEPERKT)
GEZAG_BEPERKT_PATHS = BEPERKT_PATHS | _paths(_GEZAG)
PERSOON_PATHS = _paths(_PERSOON)
_ALL_UNITS = _units(f"{_PERSOON} {_BEPERKT}")

_FIELD = re.compile(r"[a-zA-Z0-9._]{1,200}")


def fault_of(field: object, allowed: frozenset[str]) -> tuple[str, str] | None:
    """Code and reason when a field may not be asked; None when it may."""
    if not isinstance(field, str):
        return "required", "Parameter is verplicht."
    if not _FIELD.fullmatch(field):
        return "pattern", r"Waarde voldoet niet aan patroon ^[a-zA-Z0-9\._]{1,200}$."
    if any(step in AUTOMATIC for step in field.split(".")):
        return "fields", "Parameter bevat een niet toegestane veldnaam."
    return None if field in allowed else ("fields", "Parameter bevat een niet bestaande veldnaam.")


@lru_cache(maxsize=256)
def tree_of(fields: tuple[str, ...]) -> Tree:
    """The asked fields as a tree of parts; a leaf is delivered whole."""
    tree: dict[str, Any] = {}
    for unit in _ALL_UNITS:
        if any(_touches(field, unit) for field in fields):
            first, *rest = unit.split(".")
            node = tree
            for step in (_ALIASES.get(first, first), *rest):
                node = node.setdefault(step, {})
    return tree


def _touches(field: str, unit: str) -> bool:
    return field == unit or unit.startswith(f"{field}.") or field.startswith(f"{unit}.")


def project(person: Json, tree: Tree) -> Json:
    """What is delivered of a person: the asked parts, and what is delivered by itself."""
    answer = _part(person, tree)
    return answer | {name: person[name] for name in AUTOMATIC if name in person and name != "inOnderzoek"}


def _part(node: Json, tree: Tree) -> Json:
    answer: Json = {}
    for name, below in tree.items():
        value = _below(name, node.get(name), below)
        if value not in (None, [], {}):
            answer[name] = value
    investigated = _investigated(node.get("inOnderzoek"), tree)
    return answer | ({"inOnderzoek": investigated} if investigated else {})


def _below(name: str, value: Any, tree: Tree) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_part(item, tree) for item in value]
    if not isinstance(value, dict):
        return None
    part = _part(value, tree)
    by_itself = {"type"} if name in _GROUPS_WITH_TYPE else set()
    if name in {"verblijfplaats", "adressering"}:
        by_itself.add("indicatieVastgesteldVerblijftNietOpAdres")
    return part | {key: value[key] for key in by_itself if key in value}


def _investigated(marks: object, tree: Tree) -> Json:
    """Marks of the asked parts only, with the date; nothing when none of them is being investigated."""
    if not isinstance(marks, dict):
        return {}
    asked = {name: mark for name, mark in marks.items() if name in tree or name == "type"}
    dates = {name: mark for name, mark in marks.items() if name.startswith("datumIngangOnderzoek")}
    return asked | dates if asked else {}


def without_empty(group: Json) -> Json:
    """The same group without null, false, empty texts and empty groups: the BRP leaves them out."""
    kept: Json = {}
    for name, value in group.items():
        if isinstance(value, dict):
            value = without_empty(value)
        elif isinstance(value, list):
            value = [without_empty(item) if isinstance(item, dict) else item for item in value]
        if value or (value == 0 and value is not False):
            kept[name] = value
    return kept
