"""Hold a file against its schema and say in Dutch, with the line, what is wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import ValidationError

from tijdig.policies.reading import Bestand, Pad
from tijdig.policies.schemas import Schema, Validator

TYPE_IN_WORDS = {
    "string": "tekst",
    "integer": "een heel getal",
    "boolean": "true of false",
    "array": "een lijst",
    "object": "een blok met sleutels",
    "date": "een datum (jjjj-mm-dd)",
    "null": "leeg (null)",
}


def faults_against(bestand: Bestand, schema: Schema) -> Iterator[str]:
    """Every way in which the file does not fit its schema, in the order of the file."""
    errors = Validator(schema).iter_errors(_plain(bestand.inhoud))
    faults = [(pad, uitleg) for error in errors for pad, uitleg in _explain(error)]
    for pad, uitleg in sorted(faults, key=lambda fault: (bestand.regels.get(fault[0], 0), fault[1])):
        yield bestand.fault(pad, uitleg)


def _explain(error: ValidationError) -> Iterator[tuple[Pad, str]]:
    pad: Pad = tuple(error.absolute_path)
    if "propertyNames" in error.schema_path:
        yield (*pad, error.instance), f"'{error.instance}' mag hier geen sleutel zijn."
        return
    match error.validator:
        case "required":
            # jsonschema reports each missing key apart; only the message says which one
            sleutel = next(key for key in error.validator_value if error.message.startswith(repr(key)))
            yield pad, f"'{sleutel}' ontbreekt."
        case "additionalProperties":
            bekend = error.schema.get("properties", {})
            yield from (
                ((*pad, key), f"'{key}' is hier geen bekende sleutel.")
                for key in error.instance
                if key not in bekend
            )
        case _:
            yield pad, f"{_name_of(pad)} {_complaint(error)}"


def _name_of(pad: Pad) -> str:
    """The value as the reader of the file sees it."""
    match pad:
        case (*_, str() as sleutel, int() as plaats):
            return f"nummer {plaats + 1} van '{sleutel}'"
        case (*_, sleutel):
            return f"'{sleutel}'"
    return "het bestand"


def _complaint(error: ValidationError) -> str:
    eis = error.validator_value
    match error.validator:
        case "type":
            of_leeg = ", of null" if list(error.schema_path)[-2:-1] == ["else"] else ""
            return f"moet {TYPE_IN_WORDS.get(str(eis), str(eis))} zijn{of_leeg}."
        case "enum":
            return f"is '{error.instance}'. Kies uit: {', '.join(map(str, eis))}."
        case "minimum":
            return f"is {error.instance}; het moet minstens {eis} zijn."
        case "minLength" | "minItems" | "minProperties":
            return "is te kort of leeg."
        case "uniqueItems":
            return "noemt iets twee keer."
        case "pattern":
            return f"is '{error.instance}'; dat heeft niet de goede vorm."
    return "klopt niet."


def _plain(waarde: Any) -> Any:
    """jsonschema knows dict and list only."""
    return dict(waarde) if isinstance(waarde, Mapping) else waarde
