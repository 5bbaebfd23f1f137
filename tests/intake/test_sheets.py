"""XLSX: what a spreadsheet holds is not always what it shows (R-INT-1, R-INT-3)."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest

from tests.intake.deliveries import DAG, GOOD, heading_of, xlsx_bytes
from tijdig.intake.files.opening import open_delivery
from tijdig.intake.files.refused import DeliveryRefused, Unreadable
from tijdig.intake.lines import LineReader

NAMES, VALUES = list(GOOD), list(GOOD.values())


def lines_of(content: bytes) -> list[tuple[int, list[str] | Unreadable]]:
    return list(open_delivery(io.BytesIO(content)).lines())


def cell_of(value: object) -> str:
    """What one cell of an extra column becomes."""
    ((_, cells),) = lines_of(xlsx_bytes([[*NAMES, "x", "y"], [*VALUES, value, "end"]]))
    return cells[len(NAMES)]


def code_of(content: bytes) -> str:
    with pytest.raises(DeliveryRefused) as refused:
        lines_of(content)
    return str(refused.value.code)


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 3, 31), "2026-03-31"), (datetime.fromisoformat("2026-03-31"), "2026-03-31"),
        (datetime.fromisoformat("2026-03-31T10:15"), "2026-03-31"),
        (12, "12"), (12.0, "12"), (12.5, "12,5"), (1.234, "1,234"),
        (234.5, "234,5"), (0.1 + 0.2, "0,3"), (1234.56, "1234,56"), (-3, "-3"), (True, "ja"), (False, "nee"),
        (None, ""), ("", ""), (" x ", " x "), ("=1+1", "=1+1"), (time(10, 15), "10:15:00"),
        (31612345678, "31612345678"),
        (2**53, "9007199254740992"), (1e300, "1E+300"), ("#N/A", "#N/A"),
    ],
)  # fmt: skip
def test_a_cell_becomes_text_that_cannot_be_misread(value: Any, text: Any) -> None:
    assert cell_of(value) == text


def test_a_number_with_three_decimals_is_never_taken_for_thousands() -> None:
    # 1.234 in a sheet is a number; "1.234" in a text is twelve hundred and thirty-four
    cells = [1.234 if name == "bedrag" else value for name, value in GOOD.items()]
    ((number, found),) = lines_of(xlsx_bytes([NAMES, cells]))
    gelezen = LineReader(heading_of(NAMES), dag=DAG).read(number, found)
    assert [fout.kolom for fout in gelezen.fouten] == ["bedrag"]


def test_a_formula_is_a_fault_of_its_own_column() -> None:
    cells = ["=2*100" if name == "bedrag" else value for name, value in GOOD.items()]
    ((number, found),) = lines_of(xlsx_bytes([NAMES, cells]))
    gelezen = LineReader(heading_of(NAMES), dag=DAG).read(number, found)
    assert {fout.kolom for fout in gelezen.fouten} == {"bedrag"}
    assert any("formule" in fout.uitleg for fout in gelezen.fouten)


def test_a_formula_in_a_column_that_is_dropped_does_no_harm() -> None:
    names = [*NAMES, "dagen oud"]
    file = open_delivery(io.BytesIO(xlsx_bytes([names, [*VALUES, "=TODAY()-A2"]])))
    ((number, cells),) = file.lines()
    assert LineReader(file.heading, dag=DAG).read(number, cells).regel is not None


def test_rows_keep_the_number_they_have_in_the_sheet() -> None:
    content = xlsx_bytes([NAMES, VALUES, [], [None, ""], VALUES])
    assert [number for number, _ in lines_of(content)] == [2, 5]


def test_only_the_first_sheet_counts() -> None:
    content = xlsx_bytes([NAMES, VALUES], more_sheets={"bsn": [["bsn"], ["123456782"]]})
    assert len(lines_of(content)) == 1


@pytest.mark.parametrize(
    "stated", [b'ref="A1"', b'ref="A1:B1"', b'ref="A1:XFD1048576"', b'ref="ZZZ"', b'ref=""']
)
def test_the_stated_size_may_lie(stated: Any) -> None:
    content = xlsx_bytes([NAMES, VALUES, VALUES])
    lying = changed(content, SHEET, lambda xml: xml.replace(b'ref="A1:L3"', stated, 1))
    assert lying != content
    assert len(lines_of(lying)) == 2


def test_an_empty_sheet_and_a_heading_alone() -> None:
    assert code_of(xlsx_bytes([])) == "leeg"
    assert code_of(xlsx_bytes([[None, ""]])) == "leeg"
    assert lines_of(xlsx_bytes([NAMES])) == []


def test_what_stands_beside_the_table_is_left_out() -> None:
    found = lines_of(xlsx_bytes([NAMES, VALUES, [*VALUES, *["x"] * 300], [*[None] * 20, "kladje"], VALUES]))
    assert [(number, cells) for number, cells in found] == [(2, VALUES), (3, VALUES), (5, VALUES)]


def test_a_cell_that_is_far_too_long_spoils_its_row_only() -> None:
    content = xlsx_bytes([NAMES, ["LANG", *VALUES[1:]], VALUES])
    found = lines_of(changed(content, SHEET, lambda xml: xml.replace(b"LANG", b"y" * 100_000)))
    assert [isinstance(cells, Unreadable) for _, cells in found] == [True, False]


def test_a_heading_that_is_far_too_wide_refuses_the_delivery() -> None:
    assert code_of(xlsx_bytes([[*NAMES, *map(str, range(300))], VALUES])) == "onleesbaar"


def test_a_row_number_beyond_the_standard_ends_the_reading() -> None:
    content = changed(
        xlsx_bytes([NAMES, VALUES]),
        SHEET,
        lambda xml: xml.replace(b'<row r="2"', b'<row r="999999999999"', 1),
    )
    assert code_of(content) == "onleesbaar"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_an_archive_that_breaks_off_is_refused(share: Any) -> None:
    content = xlsx_bytes([NAMES, *[VALUES] * 50])
    assert code_of(content[: int(len(content) * share)]) == "onleesbaar"


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + bytes(1000),
        b"PK\x03\x04" + b"referentie;soort\n" * 100,
    ],
)
def test_what_only_starts_like_an_archive_is_refused(content: Any) -> None:
    assert code_of(content) == "onleesbaar"


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("klanten.csv", "referentie;soort\n")
    assert code_of(out.getvalue()) == "onleesbaar"


@pytest.mark.parametrize(
    "broken", [lambda xml: xml[: len(xml) // 2], lambda _: b"", lambda _: b"\x00\xff" * 50]
)
def test_a_sheet_that_is_no_xml_is_refused(broken: Any) -> None:
    assert code_of(changed(xlsx_bytes([NAMES, VALUES]), SHEET, broken)) in ("onleesbaar", "leeg")


def test_entities_that_swell_are_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 10) for n in range(9)
    )
    body = (
        laughs
        + b']><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'
    )
    assert code_of(changed(xlsx_bytes([NAMES]), SHEET, lambda _: body)) == "onleesbaar"


def test_an_archive_that_unpacks_to_too_much_is_refused_without_unpacking() -> None:
    content = changed(xlsx_bytes([NAMES, VALUES]), SHEET, lambda xml: xml + b" " * 60_000_000)
    assert len(content) < 200_000
    assert code_of(content) == "te-groot"
    many = io.BytesIO(xlsx_bytes([NAMES, VALUES]))
    with zipfile.ZipFile(many, "a") as archive:
        for number in range(300):
            archive.writestr(f"xl/extra{number}.xml", "")
    assert code_of(many.getvalue()) == "te-groot"


SHARED = "xl/sharedStrings.xml"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def as_excel_saves_it(content: bytes) -> bytes:
    """The same sheet with its texts in a part of their own, as Excel writes it."""
    texts: list[str] = []

    def share(found: re.Match[bytes]) -> bytes:
        texts.append(found[2].decode())
        return b'%s t="s"><v>%d</v></c>' % (found[1], len(texts) - 1)

    cell = re.compile(rb'(<c r="[A-Z]+[0-9]+") t="inlineStr"><is><t>(.*?)</t></is></c>')
    content = changed(content, SHEET, lambda xml: cell.sub(share, xml))
    override = f'<Override PartName="/{SHARED}" ContentType="{SPREADSHEET}.sharedStrings+xml"/></Types>'
    content = changed(content, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", override.encode()))
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr(
            SHARED, f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>'
        )
    return out.getvalue()


def test_texts_may_stand_in_a_part_of_their_own() -> None:
    content = xlsx_bytes([NAMES, VALUES])
    assert lines_of(as_excel_saves_it(content)) == lines_of(content)


def test_a_text_that_is_not_in_that_part_refuses_the_delivery() -> None:
    content = as_excel_saves_it(xlsx_bytes([NAMES, VALUES]))
    assert (
        code_of(changed(content, SHEET, lambda xml: xml.replace(b"<v>3</v>", b"<v>99999</v>")))
        == "onleesbaar"
    )
