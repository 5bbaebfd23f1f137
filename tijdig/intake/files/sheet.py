"""XLSX, first sheet, streamed. A formula is not a value: it is delivered as text and refused as such."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO

from tijdig.intake import layout
from tijdig.rules.terms import Afwijzing

from .heading import (
    ABOVE_HEADING,
    MAX_COLUMNS,
    MAX_NAME,
    Heading,
    is_heading,
    knows_one,
    read_heading,
    refuse_bsn,
)
from .numbers import number_text
from .refused import MAX_CELL, DeliveryRefused, Line, Unreadable

MAX_UNPACKED = 1 << 30  # a million lines of fifteen columns unpack to some 600 MB
MAX_STRINGS = 200_000_000  # bytes of the shared texts, which are kept in memory
MAX_RATIO = 250
MAX_PARTS = 200
MAX_SHEETS = 10  # that are looked at to say where the heading is
ROWS_AT_ONCE = 500
MAX_ROWS = 1_048_576  # of a sheet, by its own standard
TOO_LONG = Unreadable("een cel is veel te lang.")


class SheetFile:
    """An XLSX file after the checks against bombs, with its heading."""

    def __init__(self, handle: BinaryIO) -> None:
        """Errors: DeliveryRefused when it is a bomb, broken or empty."""
        _check_bomb(handle)
        self._handle = handle
        self._first_row, cells = self._heading_row()
        self.heading: Heading = read_heading(cells)

    def lines(self) -> Iterator[Line]:
        """Row number in the sheet and the cells under the heading; blank rows and what stands beside are left out."""
        for number, row in self._rows(self.heading.width):
            if number <= self._first_row:
                continue
            cells = [_as_text(cell) for cell in row]
            yield number, TOO_LONG if max(map(len, cells)) > MAX_CELL else cells

    def _heading_row(self) -> tuple[int, list[str]]:
        """The first row that is not blank, or the heading below a title. Errors: DeliveryRefused."""
        rows = self._rows(MAX_COLUMNS + 1)
        first = [
            (number, [_as_text(cell) for cell in _trimmed(row)])
            for number, row in islice(rows, ABOVE_HEADING)
        ]
        if not first:
            raise DeliveryRefused(Afwijzing.LEEG, "Het eerste blad van het bestand is leeg.")
        for place, (number, cells) in enumerate(first):
            if is_heading(cells):
                return number, cells
            if place == 0 and knows_one(cells):
                break
            refuse_bsn(cells)
        if not knows_one(first[0][1]) and (name := self._other_sheet()):
            raise DeliveryRefused(
                Afwijzing.KOLOM_ONTBREEKT,
                "Wij lezen alleen het eerste blad, en daar staan geen kolommen die wij kennen. Die staan wel op het "
                f"blad '{name}'. Zet dat blad vooraan en lever opnieuw aan.",
            )
        return first[0]

    def _other_sheet(self) -> str:
        """The name of another sheet that does begin with a heading, or empty."""
        with _quietly():
            self._handle.seek(0)
            book = _open(self._handle)
            try:
                for sheet in book.worksheets[1:MAX_SHEETS]:
                    rows = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS, max_row=ABOVE_HEADING)
                    if any(is_heading([_as_text(cell) for cell in row]) for row in rows):
                        return layout.visible(str(sheet.title)[:MAX_NAME])
            except Exception:  # a broken sheet is not the one to point at
                return ""
            finally:
                book.close()
        return ""

    def _rows(self, width: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Rows of so many cells that are not blank."""
        self._handle.seek(0)
        try:
            yield from _rows_of_first_sheet(self._handle, width)
        except DeliveryRefused:
            raise
        except Exception as error:  # whatever a broken archive makes the library raise
            raise DeliveryRefused(
                Afwijzing.ONLEESBAAR,
                "Het Excelbestand is beschadigd of geen echt Excelbestand. Sla het opnieuw op.",
            ) from error


def _rows_of_first_sheet(handle: BinaryIO, width: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    with _quietly():
        book = _open(handle)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the stated size may lie
        rows = sheet.iter_rows(values_only=True, max_col=width)
        done = 0
        while some := _next_rows(rows):
            for number, row in enumerate(some, start=done + 1):
                if row.count(None) + row.count("") < len(row):
                    yield number, row
            done += len(some)
            if done > MAX_ROWS:
                raise DeliveryRefused(Afwijzing.ONLEESBAAR, f"Het blad heeft meer dan {MAX_ROWS} rijen.")
    finally:
        book.close()


def _open(handle: BinaryIO) -> Any:
    from openpyxl import load_workbook  # half a second, which a reader of CSV need not wait for

    return load_workbook(handle, read_only=True, data_only=False, keep_links=False)


def _next_rows(rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with _quietly():
        return list(islice(rows, ROWS_AT_ONCE))


def _quietly() -> "warnings.catch_warnings[None]":
    """openpyxl warns about styling and odd dates, which the reading of a line judges itself."""
    return warnings.catch_warnings(action="ignore")


def _check_bomb(handle: BinaryIO) -> None:
    handle.seek(0)
    try:
        with zipfile.ZipFile(handle) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DeliveryRefused(
            Afwijzing.ONLEESBAAR, "Het Excelbestand is beschadigd. Sla het opnieuw op en lever opnieuw aan."
        ) from error
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    swollen = unpacked > 50_000_000 and unpacked / packed > MAX_RATIO
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or strings > MAX_STRINGS or swollen:
        raise DeliveryRefused(
            Afwijzing.TE_GROOT,
            "Het Excelbestand pakt uit tot een onwaarschijnlijke grootte. Lever het als CSV.",
        )


def _trimmed(row: tuple[Any, ...]) -> list[Any]:
    width = len(row)
    while width and row[width - 1] in (None, ""):
        width -= 1
    return list(row[:width])


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, (int, float)):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return "="  # a formula over several cells
