"""JSON: an array of objects with the column names of the layout, streamed event by event.

Nothing nested is ever built in memory, so a deep or huge value costs its own line only (R-INT-3).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import ijson

from tijdig.intake import layout
from tijdig.rules.terms import Afwijzing

from .heading import MAX_COLUMNS, Heading, check_width, read_heading, refuse_bsn
from .numbers import number_text
from .refused import MAX_CELL, DeliveryRefused, Line, Unreadable

MARK = b"\xef\xbb\xbf"
NO_OBJECT = Unreadable("dit is geen JSON-object met kolomnamen.")
Events = Iterator[tuple[str, Any]]
Record = dict[str, Any] | None


class Nested:
    """Stands in for a value that is an object or a list."""


class RecordFile:
    """A JSON file after one look through: all names that occur form the heading."""

    def __init__(self, handle: BinaryIO) -> None:
        """Errors: DeliveryRefused when it is not an array of objects, broken off, or empty."""
        self._handle = handle
        self._names: dict[str, int] = {}
        count = 0
        for record in self._records():
            count += 1
            for name in record or ():
                self._names.setdefault(name, len(self._names))
            if len(self._names) > MAX_COLUMNS:
                check_width(len(self._names))
        if not count:
            raise DeliveryRefused(Afwijzing.LEEG, "De JSON bevat geen regels.")
        self.heading: Heading = read_heading(list(self._names))

    def lines(self) -> Iterator[Line]:
        """Record number from 1 and its values in the order of the heading."""
        for number, record in enumerate(self._records(), start=1):
            if record is None:
                yield number, NO_OBJECT
                continue
            cells = [""] * len(self._names)
            for name, value in record.items():
                cells[self._names[name]] = _as_text(value)
            yield number, _fault_in(record, cells) or cells

    def _records(self) -> Iterator[Record]:
        self._handle.seek(0)
        self._handle.seek(len(MARK) if self._handle.read(len(MARK)) == MARK else 0)
        try:
            events: Events = ijson.basic_parse(self._handle)
            if next(events)[0] != "start_array":
                raise ValueError("no array")
            for event, _ in events:
                if event == "start_map":
                    yield _read_record(events)
                elif event != "end_array":
                    if event == "start_array":
                        _skip(events)
                    yield None
        except DeliveryRefused:
            raise
        except Exception as error:  # a number of 5,000 digits makes the library raise SystemError
            raise DeliveryRefused(
                Afwijzing.ONLEESBAAR,
                "De JSON is niet te lezen of breekt af. Lever een lijst van objecten: [{...}, {...}].",
            ) from error


def _read_record(events: Events) -> dict[str, Any]:
    record: dict[str, Any] = {}
    name = ""
    for event, value in events:
        if event == "map_key":
            name = value
        elif event == "end_map":
            break
        elif event in ("start_map", "start_array"):
            record[name] = Nested()
            _skip(events)
        else:
            record[name] = value
        if len(record) > MAX_COLUMNS:
            check_width(len(record))
    return record


def _skip(events: Events) -> None:
    """Pass over a nested value. A BSN hidden in it refuses the delivery all the same."""
    depth = 1
    for event, value in events:
        if event == "map_key":
            refuse_bsn([value])
        elif event in ("start_map", "start_array"):
            depth += 1
        elif event in ("end_map", "end_array"):
            depth -= 1
            if not depth:
                return


def _fault_in(record: dict[str, Any], cells: list[str]) -> Unreadable | None:
    for name, value in record.items():
        if isinstance(value, Nested) and layout.column_key(name) in layout.NAMES:
            return Unreadable(f"de waarde van '{layout.column_key(name)}' is geen enkele waarde.")
    return Unreadable("een waarde is veel te lang.") if max(map(len, cells), default=0) > MAX_CELL else None


def _as_text(value: Any) -> str:
    if value is None or isinstance(value, Nested):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return number_text(value) if isinstance(value, (int, Decimal)) else str(value)
