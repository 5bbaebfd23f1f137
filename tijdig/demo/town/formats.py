"""Files as partners make them: CSV in several notations, XLSX and JSON. The same rows give the same bytes."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from tijdig.demo.town.books import Entry
from tijdig.demo.town.names import strip_diacritics
from tijdig.demo.town.partners import Layout

_ZIP_MOMENT = (2020, 1, 1, 0, 0, 0)
_CORE_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def write_amount(bedrag: int, notation: str) -> str:
    """Write eurocent in the notation of an example: `1234,56`, `1.234,56`, `1234.56` or `€ 1.234,56`."""
    euro, cent = divmod(bedrag, 100)
    grouped = f"{euro:,}".replace(",", ".") if "1.234" in notation else str(euro)
    sign = "€ " if notation.startswith("€") else ""
    return f"{sign}{grouped}{',' if ',' in notation else '.'}{cent:02}"


def _as_text(column: str, value: str | int | date | bool, layout: Layout) -> str:
    if isinstance(value, bool):
        return layout.yes_no[0 if value else 1]
    if isinstance(value, date):
        return value.strftime(layout.day)
    if column == "bedrag" and isinstance(value, int):
        return write_amount(value, layout.amount)
    return str(value)


def _encodable(text: str, encoding: str) -> str:
    """Write letters that an old code page does not know without their marks."""
    return "".join(
        letter if letter.encode(encoding, "ignore") else strip_diacritics(letter) for letter in text
    )


def _csv(columns: Sequence[str], rows: Sequence[Entry], layout: Layout) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=layout.separator, lineterminator="\r\n")
    writer.writerow(_headings(columns, layout))
    for row in rows:
        writer.writerow(_as_text(column, row.get(column, ""), layout) for column in columns)
    text = stream.getvalue()
    if layout.encoding == "windows-1252":
        text = _encodable(text, layout.encoding)
    return text.encode(layout.encoding)


def _headings(columns: Sequence[str], layout: Layout) -> list[str]:
    return [column.capitalize() if layout.capital_headings else column for column in columns]


def _cell(column: str, value: str | int | date | bool, layout: Layout) -> str | int | float | date:
    """Give a cell as a sheet holds it: amounts as numbers, dates as dates, yes and no as text."""
    if isinstance(value, bool):
        return _as_text(column, value, layout)
    if column == "bedrag" and isinstance(value, int):
        return value / 100
    return value


def _without_moments(content: bytes) -> bytes:
    """Write a zip anew with fixed moments, so that the same sheet gives the same bytes."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _CORE_MOMENT.sub(b"2020-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, _ZIP_MOMENT), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _xlsx(columns: Sequence[str], rows: Sequence[Entry], layout: Layout) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Achterstanden")
    sheet.append(_headings(columns, layout))
    for row in rows:
        sheet.append([_cell(column, row.get(column, ""), layout) for column in columns])
    stream = io.BytesIO()
    book.save(stream)
    return _without_moments(stream.getvalue())


def _json(columns: Sequence[str], rows: Sequence[Entry], layout: Layout) -> bytes:
    """Write objects; amounts as numbers, yes and no as true and false, what is empty left out."""
    found = []
    for row in rows:
        kept = {column: row[column] for column in columns if row.get(column, "") != ""}
        found.append({column: _json_value(column, value, layout) for column, value in kept.items()})
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _json_value(column: str, value: str | int | date | bool, layout: Layout) -> str | int | float | bool:
    if column == "bedrag" and isinstance(value, int) and not isinstance(value, bool):
        return value / 100
    return value if isinstance(value, str | int) else _as_text(column, value, layout)


def write_file(columns: Sequence[str], rows: Sequence[Entry], layout: Layout) -> bytes:
    """Write rows as a file in the partner's form, notation and encoding."""
    write = {"csv": _csv, "xlsx": _xlsx, "json": _json}[layout.form]
    return write(columns, rows, layout)
