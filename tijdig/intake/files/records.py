"""JSON: an array of objects with the column names of the layout, streamed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import ijson

from tijdig.rules.terms import Afwijzing

from .. import layout
from .heading import Heading, check_width, read_heading
from .refused import DeliveryRefused
from .text import Unreadable

MAX_NAMES = 1000  # records may differ in which names they carry


class RecordFile:
    """A JSON file after one look through: all names that occur form the heading."""

    def __init__(self, handle: BinaryIO) -> None:
        """Errors: DeliveryRefused when it is not an array of objects, broken off, or empty."""
        self._handle = handle
        self._names: dict[str, int] = {}
        count = 0
        for record in self._records():
            count += 1
            if isinstance(record, dict):
                for name in record:
                    self._names.setdefault(str(name), len(self._names))
                if len(self._names) > MAX_NAMES:
                    check_width(len(self._names))
        if not count:
            raise DeliveryRefused(Afwijzing.LEEG, "De JSON bevat geen regels.")
        self.heading: Heading = read_heading(list(self._names))

    def lines(self) -> Iterator[tuple[int, list[str] | Unreadable]]:
        """Record number from 1 and its values in the order of the heading."""
        for number, record in enumerate(self._records(), start=1):
            if not isinstance(record, dict):
                yield number, Unreadable("dit is geen JSON-object met kolomnamen.")
            elif nested := [name for name, value in record.items() if isinstance(value, (dict, list))]:
                yield number, Unreadable(f"de waarde van '{layout.column_key(nested[0])}' is geen enkele waarde.")
            else:
                cells = [""] * len(self._names)
                for name, value in record.items():
                    cells[self._names[str(name)]] = _as_text(value)
                yield number, cells

    def _records(self) -> Iterator[Any]:
        self._handle.seek(0)
        try:
            yield from ijson.items(self._handle, "item")
        except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError) as error:
            raise DeliveryRefused(
                Afwijzing.ONLEESBAAR,
                "De JSON is niet te lezen of breekt af. Lever een lijst van objecten: [{...}, {...}].",
            ) from error


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else f"{value:f}"
    return str(value)
