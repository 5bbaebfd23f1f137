"""One text of the house as it stands in the code."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Text:
    """`id`: the Dutch text, with %(name)s (templates) or {name} (Python) for values; `place`: the file."""

    id: str
    place: str
    plural: str = ""
