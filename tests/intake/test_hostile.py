"""What nobody should deliver, and what people deliver all the same: each gets one clear answer (R-INT-2, R-INT-3)."""

import io
import json
import struct
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import make
from tests.intake.deliveries import GOOD, csv_bytes, good_lines, json_bytes, line, xlsx_bytes
from tijdig.intake.files.inside import look_inside
from tijdig.intake.files.opening import open_delivery
from tijdig.intake.files.refused import DeliveryRefused
from tijdig.intake.lines import LineReader
from tijdig.intake.models import Aanlevering, Bestanddeel
from tijdig.rules.bsn import passes_elfproef
from tijdig.rules.terms import Rolsoort

BSNS = [bsn for bsn in map("9999{:05d}".format, range(200)) if passes_elfproef(bsn)][:8]
SHEET = xlsx_bytes([list(GOOD), list(GOOD.values())])
PART = "xl/worksheets/sheet1.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><worksheet><sheetData><row><c><v>&a11;</v></c></row></sheetData></worksheet>"
)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_with(more: Mapping[str, bytes]) -> bytes:
    """A good XLSX with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(SHEET)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | dict(more))


def with_password() -> bytes:
    """A zip of which the only part says that it is encrypted."""
    content = bytearray(zipped({"huur.csv": b"a"}))
    content[6] |= 1  # in the part itself
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the list at the end
    return bytes(content)


def ole(name: str) -> bytes:
    """The beginning of an old file of Office: a header, and the sector with the names."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00"))
    struct.pack_into("<H", head, 30, 9)
    return bytes(head) + name.encode("utf-16-le").ljust(512, b"\x00")


ALIKE = {
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "foto of scan (JPEG)"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "plaatje (PNG)"),
    "film": (b"\x00\x00\x00\x18ftypheic" + bytes(64), "telefoon"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "een PDF"),
    "exe": (b"MZ\x90\x00" + bytes(200), "een programma"),
    "rtf": (b"{\\rtf1\\ansi referentie;soort}", "tekstdocument (RTF)"),
    "html": (b" <HTML><table><tr><td>referentie", "webpagina"),
    "xml": (b'<?xml version="1.0"?><Workbook/>', "XML"),
    "xls": (ole("Workbook"), "oud Excelbestand (.xls)"),
    "doc": (ole("WordDocument"), "Worddocument (.doc)"),
    "old": (ole("?"), "oud bestand van Office"),
    "protected xlsx": (ole("EncryptedPackage"), "Haal het wachtwoord eraf"),
    "docx": (zipped({"word/document.xml": b"<a/>"}), "Worddocument (.docx)"),
    "xlsb": (zipped({"xl/workbook.bin": b"x"}), ".xlsb"),
    "ods": (zipped({"META-INF/manifest.xml": b"<a/>"}), "OpenOffice"),
    "zip": (zipped({"huur.csv": csv_bytes([GOOD])}), "Pak het uit"),
    "zip with password": (with_password(), "wachtwoord"),
    "empty zip": (zipped({}), "leeg zipbestand"),
    "gzip": (b"\x1f\x8b\x08" + bytes(100), "Pak het uit"),
    "other bytes": (b"abc\x01\x02\x03;\x04" * 40, "geen tekst en geen tabel"),
    "utf-16": (csv_bytes(good_lines(2)).decode().encode("utf-16"), "CSV UTF-8"),
    "utf-16 without mark": (csv_bytes(good_lines(2)).decode().encode("utf-16-le"), "nultekens"),
}
# Name: content, code of the refusal, a piece of the sentence.
REFUSED: dict[str, tuple[bytes, str, str]] = {
    **{name: (content, "onleesbaar", piece) for name, (content, piece) in ALIKE.items()},
    "tabs": (csv_bytes(good_lines(2), separator="\t"), "onleesbaar", "staat een tab"),
    "strokes": (csv_bytes(good_lines(2), separator="|"), "onleesbaar", "een streep"),
    "100,000 columns": (b";".join(b"k%d" % n for n in range(100_000)), "onleesbaar", "veel te lang"),
    "1,000 columns": (b";".join(b"k%d" % n for n in range(1_000)), "onleesbaar", "meer dan 200 kolommen"),
    "quote that never closes": (b'referentie;"soort\nK1;huur\n', "onleesbaar", "aanhalingsteken"),
    "nothing": (b"", "leeg", "leeg"),
    "only a heading": (csv_bytes([]), "leeg", "eerste regel staat niets"),
    "only a heading in a sheet": (xlsx_bytes([list(GOOD)]), "leeg", "eerste regel staat niets"),
    "letter": (b"Beste collega,\n\nHierbij het bestand.\n", "kolom-ontbreekt", "ontbreekt"),
    "sofinummer": (csv_bytes([line(sofinummer="1")]), "bsn-niet-toegestaan", "kolom voor het BSN"),
    "burgerservicenr": (csv_bytes([line(burgerservicenr="1")]), "bsn-niet-toegestaan", "kolom voor het BSN"),
    "b.s.n.": (csv_bytes([{**GOOD, "b.s.n.": "1"}]), "bsn-niet-toegestaan", "kolom voor het BSN"),
    "bsn as reference": (
        csv_bytes([line(referentie=bsn) for bsn in BSNS]), "bsn-niet-toegestaan", "kolom 'referentie'"
    ),
    "three of them prove enough": (
        csv_bytes([line(referentie=bsn) for bsn in BSNS[:3]]), "bsn-niet-toegestaan", "kolom 'referentie'"
    ),
    "bsn under another name": (
        json_bytes([{**GOOD, "klantnr": int(bsn)} for bsn in BSNS]), "bsn-niet-toegestaan", "kolom 'klantnr'"
    ),
    "bsn with the zero eaten": (
        csv_bytes([{**GOOD, "nr": bsn} for bsn in ("11122233", *BSNS) if passes_elfproef(bsn.zfill(9))]),
        "bsn-niet-toegestaan", "kolom 'nr'",
    ),
    "json that nests 100,000 deep": (b"[" * 100_000 + b"]" * 100_000, "onleesbaar", "JSON"),
    "bsn twice in an object": (b'[{"bsn": 1, "bsn": 2}]', "bsn-niet-toegestaan", "BSN"),
    "bomb": (sheet_with({PART: b" " * 60_000_000}), "te-groot", "onwaarschijnlijke grootte"),
    "bomb of a billion laughs": (sheet_with({PART: LAUGHS}), "onleesbaar", "beschadigd"),
    "half a sheet": (SHEET[: len(SHEET) // 2], "onleesbaar", "beschadigd"),
}  # fmt: skip
# What spoils its own line only: content, the column, a piece of the sentence.
SPOILED: dict[str, tuple[bytes, str | None, str]] = {
    "name twice": (b'[{"bedrag": 1, "bedrag": 2}, ' + json.dumps(GOOD).encode() + b"]", None, "twee keer"),
    "huge amount": (csv_bytes([line(bedrag="9" * 400), GOOD]), "bedrag", "onder een miljard"),
    "huge number": (json_bytes([{**GOOD, "bedrag": 10**400}, GOOD]), "bedrag", "onder een miljard"),
    "31 February": (csv_bytes([line(vervaldatum="31-02-2026"), GOOD]), "vervaldatum", "bestaat niet"),
    "born on 30 February": (csv_bytes([line(geboortedatum="1980-02-30"), line(geboortedatum="")]),
                            "geboortedatum", "bestaat niet"),
    "formula": (csv_bytes([line(achternaam="=cmd|' /C calc'!A0"), GOOD]), "achternaam", "formule"),
    "nul": (csv_bytes([line(achternaam="Jan\x00sen"), GOOD]), "achternaam", "onzichtbare tekens"),
}  # fmt: skip
TAKEN = {
    "links to another workbook": sheet_with({"xl/externalLinks/externalLink1.xml": b"<broken"}),
    "macros, which nobody runs": sheet_with({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "nine digits that are no BSN": csv_bytes([line(referentie=f"10000000{n}") for n in range(9)]),
    "two BSNs prove nothing": csv_bytes([line(referentie=bsn) for bsn in BSNS[:2]]),
    "a name that begins as a picture does": csv_bytes([{"BM": "x", **GOOD}]),
}


def read_all(content: bytes) -> list[Any]:
    file = open_delivery(io.BytesIO(content))
    look_inside(file.heading.names, file.lines())
    return LineReader(file.heading, dag=make.TODAY).read_many(file.lines())


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_delivery_is_told_what_it_is(name: str) -> None:
    content, code, piece = REFUSED[name]
    with pytest.raises(DeliveryRefused) as refused:
        read_all(content)
    assert (str(refused.value.code), piece in refused.value.uitleg) == (code, True), refused.value.uitleg


@pytest.mark.parametrize("name", SPOILED)
def test_a_hostile_value_spoils_its_own_line(name: str) -> None:
    content, column, piece = SPOILED[name]
    bad, good = read_all(content)
    assert [fault.kolom for fault in bad.fouten][:1] == [column]
    assert piece in bad.fouten[0].uitleg
    assert good.regel is not None


@pytest.mark.parametrize("name", TAKEN)
def test_what_only_looks_dangerous_is_read(name: str) -> None:
    assert all(gelezen.regel is not None for gelezen in read_all(TAKEN[name]))


@pytest.mark.django_db
def test_the_page_of_the_delivery_says_so_and_keeps_nothing(client: Client) -> None:
    make.gemeente()
    make.login(client, make.user("ali", Rolsoort.ADMINISTRATIE))
    partner = make.partner()
    for name in ("jpeg", "protected xlsx", "bsn as reference", "only a heading"):
        content, code, piece = REFUSED[name]
        sent = {"partner": partner.pk, "bestand": SimpleUploadedFile("huur.csv", content)}
        page = client.post("/aanleveringen/nieuw", sent, follow=True).content.decode().replace("&#x27;", "'")
        assert piece in page
        assert "Er is geen regel bewaard." in page
        assert Aanlevering.objects.latest("ontvangen_op").afwijzing[0]["code"] == code
    assert not Bestanddeel.objects.exists()
    assert Aanlevering.objects.filter(dag=date.today(), status="geweigerd").count() == 4  # noqa: DTZ011
