"""JSON: an array of objects with the column names of the layout, streamed record by record (R-INT-1, R-INT-3)."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

from tijdig.intake import layout
from tijdig.rules.terms import Afwijzing

from .heading import MAX_COLUMNS, MAX_NAME, Heading, check_width, read_heading, refuse_bsn
from .items import items_of
from .numbers import LONGEST, number_text
from .refused import MAX_CELL, DeliveryRefused, Line, Unreadable

MARK = b"\xef\xbb\xbf"
NO_OBJECT = Unreadable("dit is geen JSON-object met kolomnamen.")
BROKEN = Unreadable("dit is geen geldige JSON in UTF-8.")
TOO_LONG = Unreadable("een waarde is veel te lang.")
NO_LIST = "De JSON is niet te lezen of breekt af. Lever een lijst van objecten: [{...}, {...}]."
type Record = dict[str, Any] | Unreadable


class RecordFile:
    """A JSON file after one look through: all names that occur form the heading."""

    def __init__(self, handle: BinaryIO) -> None:
        """Errors: DeliveryRefused when it is not an array of objects, broken off, or empty."""
        self._handle = handle
        self._names: dict[str, int] = {}
        count = 0
        for record in self._records():
            count += 1
            for name in () if isinstance(record, Unreadable) else record:
                self._names.setdefault(name, len(self._names))
            if len(self._names) > MAX_COLUMNS:
                check_width(len(self._names))
        if not count:
            raise DeliveryRefused(Afwijzing.LEEG, "De JSON bevat geen regels.")
        if not self._names:
            raise DeliveryRefused(Afwijzing.ONLEESBAAR, NO_LIST)
        self.heading: Heading = read_heading(list(self._names))

    def lines(self) -> Iterator[Line]:
        """Record number from 1 and its values in the order of the heading."""
        for number, record in enumerate(self._records(), start=1):
            if isinstance(record, Unreadable):
                yield number, record
                continue
            cells = [""] * len(self._names)
            for name, value in record.items():
                cells[self._names[name]] = _as_text(value)
            yield number, _fault_in(record, cells) or cells

    def _records(self) -> Iterator[Record]:
        self._handle.seek(0)
        self._handle.seek(len(MARK) if self._handle.read(len(MARK)) == MARK else 0)
        try:
            yield from map(_parse, items_of(self._handle))
        except ValueError as error:
            raise DeliveryRefused(Afwijzing.ONLEESBAAR, NO_LIST) from error


def _parse(item: bytes) -> Record:
    try:
        record = json.loads(
            item.decode(), parse_int=_number, parse_float=_number, parse_constant=_refuse_constant,
            object_pairs_hook=_once,
        )  # fmt: skip
    except _Twice as twice:
        return Unreadable(f"'{layout.visible(str(twice)[:MAX_NAME])}' staat er twee keer in.")
    except (ValueError, RecursionError):
        return BROKEN
    if not isinstance(record, dict):
        return NO_OBJECT
    _refuse_hidden_bsn(record)
    return record


class _Twice(Exception):
    """A name that occurs twice in one object: nobody can say which value counts."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        refuse_bsn(found)
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _number(text: str) -> str:
    try:
        return number_text(Decimal(text)) if len(text) <= LONGEST else text
    except InvalidOperation:  # an exponent beyond all bounds
        return text


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is no JSON")


def _refuse_hidden_bsn(record: dict[str, Any]) -> None:
    """A BSN hidden in a nested value refuses the delivery all the same (R-INT-2)."""
    nested = [value for value in record.values() if isinstance(value, (dict, list))]
    while nested:
        value = nested.pop()
        if isinstance(value, dict):
            refuse_bsn(value)
            value = list(value.values())
        nested.extend(part for part in value if isinstance(part, (dict, list)))


def _fault_in(record: dict[str, Any], cells: list[str]) -> Unreadable | None:
    for name, value in record.items():
        if isinstance(value, (dict, list)) and layout.column_key(name) in layout.NAMES:
            return Unreadable(f"de waarde van '{layout.column_key(name)}' is geen enkele waarde.")
    return TOO_LONG if max(map(len, cells), default=0) > MAX_CELL else None


def _as_text(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
