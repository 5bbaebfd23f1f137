"""Is a request what the description allows? Answered with all its faults at once.

Source: BRP Personen bevragen 2.7.0, request schemas and the rules about faults.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tijdig.connectors.brp_fake import fields
from tijdig.connectors.brp_fake.problems import InvalidParam, invalid_parameters

type Json = dict[str, Any]
type Fault = tuple[str, str]
type Check = Callable[[Any], Fault | None]

REQUIRED: Fault = ("required", "Parameter is verplicht.")
MOST_FIELDS = 130
MOST_BSNS = 20


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One type of question. `limit` is the largest number of persons that is delivered."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    limit: int
    paths: frozenset[str]

    @property
    def parameters(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


def _search(
    required: str, optional: str = "", *, limit: int, paths: frozenset[str] = fields.BEPERKT_PATHS
) -> Kind:
    always = "inclusiefOverledenPersonen" + ("" if "gemeente" in required else " gemeenteVanInschrijving")
    return Kind(
        required=tuple(required.split()),
        optional=tuple(f"{optional} {always}".split()),
        limit=limit,
        paths=paths,
    )


KINDS: Mapping[str, Kind] = {
    "RaadpleegMetBurgerservicenummer": Kind(
        required=("burgerservicenummer",),
        optional=("gemeenteVanInschrijving",),
        limit=MOST_BSNS,
        paths=fields.PERSOON_PATHS,
    ),
    "ZoekMetGeslachtsnaamEnGeboortedatum": _search(
        "geslachtsnaam geboortedatum", "voornamen voorvoegsel geslacht", limit=10
    ),
    "ZoekMetNaamEnGemeenteVanInschrijving": _search(
        "geslachtsnaam voornamen gemeenteVanInschrijving", "voorvoegsel geslacht", limit=10
    ),
    "ZoekMetPostcodeEnHuisnummer": _search(
        "postcode huisnummer", "huisletter huisnummertoevoeging geboortedatum geslachtsnaam", limit=30
    ),
    "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving": _search(
        "straat huisnummer gemeenteVanInschrijving", "huisletter huisnummertoevoeging", limit=30
    ),
    "ZoekMetNummeraanduidingIdentificatie": _search("nummeraanduidingIdentificatie", limit=30),
    "ZoekMetAdresseerbaarObjectIdentificatie": _search(
        "adresseerbaarObjectIdentificatie", limit=30, paths=fields.GEZAG_BEPERKT_PATHS
    ),
}


def kind_of(body: Json) -> Kind:
    """The kind of question; raises Problem with every parameter at fault."""
    kind = KINDS.get(type_) if isinstance(type_ := body.get("type"), str) else None
    if kind is None:
        wrong = ("value", "Waarde is geen geldig zoek type.") if type_ else REQUIRED
        raise invalid_parameters((_param("type", wrong),))
    faults = [
        *(
            _param(name, fault)
            for name in kind.required
            if (fault := _fault_of(name, body, is_required=True))
        ),
        *(
            _param(name, fault)
            for name in kind.optional
            if (fault := _fault_of(name, body, is_required=False))
        ),
        *_faults_of_bsns(body.get("burgerservicenummer"), kind),
        *_faults_of_unknown(body, kind),
        *_faults_of_fields(body.get("fields"), kind),
    ]
    if faults:
        raise invalid_parameters(tuple(faults))
    return kind


def _param(name: str, fault: Fault) -> InvalidParam:
    return InvalidParam(name=name, code=fault[0], reason=fault[1])


def _fault_of(name: str, body: Json, *, is_required: bool) -> Fault | None:
    value = body.get(name)
    if name not in body or (is_required and value in (None, "")):
        return REQUIRED if is_required else None
    if name == "voornamen" and not is_required:
        return _pattern(_SOME_NAMES)(value)
    return CHECKS[name](value)


def _faults_of_bsns(bsns: Any, kind: Kind) -> list[InvalidParam]:
    if "burgerservicenummer" not in kind.required or not isinstance(bsns, list) or len(bsns) > MOST_BSNS:
        return []
    check = _pattern(r"^[0-9]{9}$")
    found = ((f"burgerservicenummer[{place}]", check(bsn)) for place, bsn in enumerate(bsns))
    return [_param(name, fault) for name, fault in found if fault]


def _faults_of_unknown(body: Json, kind: Kind) -> list[InvalidParam]:
    unknown = [name for name in body if name not in {"type", "fields", *kind.parameters}]
    return [_param(name, ("unknownParam", "Parameter is niet verwacht.")) for name in unknown]


def _faults_of_fields(asked: Any, kind: Kind) -> list[InvalidParam]:
    if asked is None:
        return [_param("fields", REQUIRED)]
    if fault := _array(MOST_FIELDS)(asked):
        return [_param("fields", fault)]
    found = ((f"fields[{place}]", fields.fault_of(field, kind.paths)) for place, field in enumerate(asked))
    return [_param(name, fault) for name, fault in found if fault]


def _pattern(pattern: str) -> Check:
    compiled = re.compile(pattern)
    fault = ("pattern", f"Waarde voldoet niet aan patroon {pattern}.")
    return lambda value: None if isinstance(value, str) and compiled.fullmatch(value) else fault


def _array(most: int) -> Check:
    def check(value: Any) -> Fault | None:
        if not isinstance(value, list):
            return "array", "Parameter is geen array."
        if not value:
            return "minItems", "Array bevat minder dan 1 items."
        return ("maxItems", f"Array bevat meer dan {most} items.") if len(value) > most else None

    return check


def _huisnummer(value: Any) -> Fault | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "integer", "Waarde is geen geldig getal."
    if value < 1:
        return "minimum", "Waarde is lager dan minimum 1."
    return ("maximum", "Waarde is hoger dan maximum 99999.") if value > 99_999 else None


def _datum(value: Any) -> Fault | None:
    fault = ("date", "Waarde is geen geldige datum.")
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return fault
    try:
        date.fromisoformat(value)
    except ValueError:
        return fault
    return None


def _boolean(value: Any) -> Fault | None:
    return None if isinstance(value, bool) else ("boolean", "Waarde is geen boolean.")


_NAME = r"^[a-zA-Z0-9À-ž \.\-\']{1,200}$|^[a-zA-Z0-9À-ž \.\-\']{3,199}\*{1}$"
_SOME_NAMES = r"^[a-zA-Z0-9À-ž \.\-\']{1,199}\*{0,1}$"
_STREET = (
    r"^[a-zA-Z0-9À-ž \-\'\.]{1,80}$|^[a-zA-Z0-9À-ž \-\'\.]{7,79}\*{1}$|^\*{1}[a-zA-Z0-9À-ž \-\'\.]{7,79}$"
)
CHECKS: Mapping[str, Check] = {
    "burgerservicenummer": _array(MOST_BSNS),
    "gemeenteVanInschrijving": _pattern(r"^[0-9]{4}$"),
    "inclusiefOverledenPersonen": _boolean,
    "geslachtsnaam": _pattern(_NAME),
    "voornamen": _pattern(_NAME),
    "voorvoegsel": _pattern(r"^[a-zA-Z \']{1,10}$"),
    "geslacht": _pattern(r"^([Mm]|[Vv]|[Oo])$"),
    "geboortedatum": _datum,
    "postcode": _pattern(r"^[1-9]{1}[0-9]{3}[ ]?[A-Za-z]{2}$"),
    "huisnummer": _huisnummer,
    "huisletter": _pattern(r"^[a-zA-Z]{1}$"),
    "huisnummertoevoeging": _pattern(r"^[a-zA-Z0-9 \-]{1,4}$"),
    "straat": _pattern(_STREET),
    "adresseerbaarObjectIdentificatie": _pattern(r"^(?!0{16})[0-9]{16}$"),
    "nummeraanduidingIdentificatie": _pattern(r"^(?!0{16})[0-9]{16}$"),
}
