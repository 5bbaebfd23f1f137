"""Our own JSON Schema of a DDAS message, made from the table of fields in `ddas_form.py` (R-MON-9).

Stricter than the published one where that lets pass what cannot be right: a BSN of letters, a negative amount.
"""

from typing import Any

from .ddas_form import (
    CLIENT,
    KOP,
    LEVERING,
    LEVERINGEN,
    SIGNAAL,
    SIGNALEN,
    V1_0,
    ZAAK,
    ZAKEN,
    Block,
    Form,
    Kind,
    Many,
)
from .ddas_lists import Codelijsten, Lijst

type Schema = dict[str, Any]

_PLAIN: dict[Kind, Schema] = {
    Kind.TEXT: {"type": "string"},
    Kind.WHOLE: {"type": "integer", "minimum": 0},
    Kind.YES_NO: {"type": "boolean"},
    Kind.DAY: {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
    Kind.MOMENT: {"type": "string", "pattern": "^[0-9-]{10}T[0-9:.]{8,15}(Z|[+-][0-9]{2}:[0-9]{2})$"},
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


def _object(block: Block, lijsten: Codelijsten) -> Schema:
    keys = {field.name: key for field in block.fields if (key := field.key_in(lijsten.versie)) is not None}
    made: Schema = {
        "type": "object",
        "properties": {
            keys[field.name]: _value(field.kind, lijsten) for field in block.fields if field.name in keys
        },
        "required": [keys[field.name] for field in block.fields if field.required],
        "additionalProperties": False,
    }
    if lijsten.versie == V1_0:
        made["properties"] |= {key: {"type": "string"} for key in sorted(block.unread)}
    elif block is CLIENT:
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


def _value(kind: Form, lijsten: Codelijsten) -> Schema:
    if isinstance(kind, Block):
        return _object(kind, lijsten)
    if isinstance(kind, Many):
        items = {"type": "array", "items": _object(kind.of, lijsten)}
        return items if kind.may_be_empty else {**items, "minItems": 1, "uniqueItems": True}
    if isinstance(kind, Lijst):
        return {"enum": sorted(lijsten.words(kind))}
    return _PLAIN[kind]
