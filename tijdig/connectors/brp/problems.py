"""What may be known of a problem+json answer: its code and the names of the parameters at fault.

A gateway's text can hold what was sent to it, so title, detail and reason are never read.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

_CODE = re.compile(r"[a-zA-Z0-9]{1,25}")
_KNOWN = frozenset(
    {"type", "fields", "gemeenteVanInschrijving", "inclusiefOverledenPersonen", "burgerservicenummer"}
    | {"geslachtsnaam", "voorvoegsel", "voornamen", "geslacht", "geboortedatum", "straat"}
    | {"postcode", "huisnummer", "huisletter", "huisnummertoevoeging"}
    | {"adresseerbaarObjectIdentificatie", "nummeraanduidingIdentificatie"}
)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """The code, empty when there is none that looks like one, and names of parameters that exist."""

    code: str
    parameters: tuple[str, ...]


def read_problem(received: bytes) -> Problem:
    """Names are kept without their index, and only known ones: what is not a known name could be a value."""
    problem = json_object(received) or {}
    code, invalid = problem.get("code"), problem.get("invalidParams")
    names = (
        [item.get("name") for item in invalid if isinstance(item, dict)] if isinstance(invalid, list) else []
    )
    bare = [name.partition("[")[0] for name in names if isinstance(name, str)]
    return Problem(
        code=code if isinstance(code, str) and _CODE.fullmatch(code) else "",
        parameters=tuple(dict.fromkeys(name for name in bare if name in _KNOWN)),
    )


def json_object(received: bytes) -> dict[str, Any] | None:
    """The JSON object in an answer, or None. Not an exception: that would carry the whole answer along."""
    try:
        found = json.loads(received)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
