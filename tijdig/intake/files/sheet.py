"""XLSX, first sheet, streamed. A formula is not a value: its cell is a fault, never evaluated."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook

from tijdig.rules.terms import Afwijzing

from .heading import MAX_COLUMNS, Heading, check_width, read_heading
from .refused import DeliveryRefused
from .text import Unreadable

MAX_UNPACKED = 1 << 30  # a million lines of fifteen columns unpack to some 600 MB
MAX_RATIO = 250
MAX_PARTS = 200


class SheetFile:
    """An XLSX file after the checks against bombs, with its heading."""

    def __init__(self, handle: BinaryIO) -> None:
        """Errors: DeliveryRefused when it is a bomb, broken or empty."""
        _check_bomb(handle)
        self._handle = handle
        first = next(self._rows(), None)
        if first is None:
            raise DeliveryRefused(Afwijzing.LEEG, "Het eerste blad van het bestand is leeg.")
        self.heading: Heading = read_heading([_as_text(cell) for cell in _trimmed(first[1])])

    def lines(self) -> Iterator[tuple[int, list[str] | Unreadable]]:
        """Row number in the sheet (the heading is row 1) and the cells, blank rows left out."""
        rows = self._rows()
        next(rows)
        for number, cells in rows:
            if any(isinstance(cell, str) and cell.startswith("=") for cell in cells):
                yield number, Unreadable("in een cel staat een formule; lever alleen waarden.")
            else:
                yield number, [_as_text(cell) for cell in cells]

    def _rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        self._handle.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about styling, which we do not read
            try:
                book = load_workbook(self._handle, read_only=True, data_only=False)
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # the stated size may lie
                for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                    check_width(len(_trimmed(row)) if len(row) > MAX_COLUMNS else 0)
                    if any(cell not in (None, "") for cell in row):
                        yield number, row[:MAX_COLUMNS]
                book.close()
            except DeliveryRefused:
                raise
            except Exception as error:  # whatever a broken archive makes the library raise
                raise DeliveryRefused(
                    Afwijzing.ONLEESBAAR, "Het Excelbestand is beschadigd of geen echt Excelbestand. Sla het opnieuw op."
                ) from error


def _check_bomb(handle: BinaryIO) -> None:
    handle.seek(0)
    try:
        with zipfile.ZipFile(handle) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise DeliveryRefused(
            Afwijzing.ONLEESBAAR, "Het Excelbestand is beschadigd. Sla het opnieuw op en lever opnieuw aan."
        ) from error
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > 50_000_000 and unpacked / packed > MAX_RATIO):
        raise DeliveryRefused(
            Afwijzing.TE_GROOT, "Het Excelbestand pakt uit tot een onwaarschijnlijke grootte. Lever het als CSV."
        )


def _trimmed(cells: tuple[Any, ...]) -> list[Any]:
    whole = list(cells)
    while whole and whole[-1] in (None, ""):
        whole.pop()
    return whole


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.2f}"
    return str(cell)
