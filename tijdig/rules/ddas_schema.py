"""Our own JSON Schema of a DDAS message, made from the table of fields in `ddas_form.py` (R-MON-9).

Stricter than the published one where that lets pass what cannot be right: a BSN of letters, a negative amount.
"""

from typing import Any

from .ddas_form import CLIENT, KOP, LEVERING, LEVERINGEN, SIGNAAL, SIGNALEN, V1_0, ZAAK, ZAKEN, Blok, Rij, Vorm
from .ddas_lists import Codelijsten, Lijst

type Schema = dict[str, Any]

_PLAIN: dict[Vorm, Schema] = {
    Vorm.TEKST: {"type": "string"},
    Vorm.HEEL: {"type": "integer", "minimum": 0},
    Vorm.JA_NEE: {"type": "boolean"},
    Vorm.DAG: {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
    Vorm.MOMENT: {"type": "string", "pattern": "^[0-9-]{10}T[0-9:.]{8,15}(Z|[+-][0-9]{2}:[0-9]{2})$"},
}


def message_schema(lijsten: Codelijsten) -> Schema:
    """The schema (draft 2020-12) of a whole message of this version."""
    levering = _object(LEVERING, lijsten)
    levering["properties"] |= {
        SIGNALEN: {"type": "array", "items": _object(SIGNAAL, lijsten)},
        ZAKEN: {"type": "array", "items": _object(ZAAK, lijsten)},
    }
    made = _object(KOP, lijsten)
    made["properties"][LEVERINGEN] = {"type": "array", "items": levering, "minItems": 1, "uniqueItems": True}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _object(blok: Blok, lijsten: Codelijsten) -> Schema:
    keys = {veld.naam: key for veld in blok.velden if (key := veld.key_in(lijsten.versie)) is not None}
    made: Schema = {
        "type": "object",
        "properties": {
            keys[veld.naam]: _value(veld.vorm, lijsten) for veld in blok.velden if veld.naam in keys
        },
        "required": [keys[veld.naam] for veld in blok.velden if veld.required],
        "additionalProperties": False,
    }
    if lijsten.versie == V1_0:
        made["properties"] |= {key: {"type": "string"} for key in sorted(blok.unread)}
    elif blok is CLIENT:
        made |= _alone(keys)
    return made


def _alone(keys: dict[str, str]) -> Schema:
    """A BSN stands alone; without one there is an address (from v1.1 on)."""
    bsn = {"type": "string", "pattern": "^[0-9]{9}$"}
    return {
        "if": {"required": [keys["bsn"]]},
        "then": {"maxProperties": 1, "properties": {keys["bsn"]: bsn}},
        "else": {"required": [keys["postcode"], keys["huisnummer"]]},
    }


def _value(vorm: object, lijsten: Codelijsten) -> Schema:
    if isinstance(vorm, Blok):
        return _object(vorm, lijsten)
    if isinstance(vorm, Rij):
        items = {"type": "array", "items": _object(vorm.van, lijsten)}
        return items if vorm.may_be_empty else {**items, "minItems": 1, "uniqueItems": True}
    if isinstance(vorm, Lijst):
        return {"enum": sorted(lijsten.words(vorm))}
    return _PLAIN[vorm]  # type: ignore[index]  # a Vorm, by what goes before
