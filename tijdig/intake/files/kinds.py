"""What a file really is when it is no CSV, XLSX or JSON: told in plain Dutch, with what to deliver instead (R-INT-3).

By its first bytes, not by its name: people rename a file and believe that it changed.
"""

import struct
import zipfile
from typing import BinaryIO

from tijdig.rules.terms import Afwijzing

from .refused import DeliveryRefused

# First bytes, and what a person calls such a file.
SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "een foto of scan (JPEG)"),
    (b"\x89PNG", "een plaatje (PNG)"),
    (b"GIF8", "een plaatje (GIF)"),
    (b"BM", "een plaatje (BMP)"),
    (b"II*\x00", "een scan (TIFF)"),
    (b"MM\x00*", "een scan (TIFF)"),
    (b"RIFF", "een plaatje, geluid of film"),
    (b"%PDF", "een PDF"),
    (b"{\\rtf", "een tekstdocument (RTF)"),
    (b"MZ", "een programma (.exe)"),
    (b"\x7fELF", "een programma"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (rar)"),
    (b"PK\x05\x06", "een leeg zipbestand"),
    (b"SQLite format 3", "een database"),
    (b"PAR1", "een databestand (Parquet)"),
)
PACKED = ("gzip", "7z", "rar", "zip")
SHEETS = ("Excel", "OpenOffice", "HTML", "XML")  # a spreadsheet program can open it
FILM = b"ftyp"  # of films and photos of telephones, after four bytes of length
MARKUP = ((b"<!doctype html", "een webpagina (HTML)"), (b"<html", "een webpagina (HTML)"),
          (b"<table", "een webpagina (HTML)"), (b"<?xml", "een XML-bestand"))  # fmt: skip
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_HEADER = struct.Struct(
    "<30xH16xI"
)  # size of a sector as a power of two; the sector where the names begin
OLE_NAMES: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "een Excelbestand met een wachtwoord"),
    ("Workbook", "een oud Excelbestand (.xls)"),
    ("Book", "een oud Excelbestand (.xls)"),
    ("WordDocument", "een Worddocument (.doc)"),
    ("PowerPoint Document", "een presentatie (.ppt)"),
    ("__substg1.0_", "een e-mail (.msg)"),
)
# A part inside a zip, and what that makes of it. Not one of these and no sheet: a zip like any other.
PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "een Excelbestand in een bijzondere vorm (.xlsb)"),
    ("word/document.xml", "een Worddocument (.docx)"),
    ("ppt/presentation.xml", "een presentatie (.pptx)"),
    ("META-INF/manifest.xml", "een bestand van OpenOffice (.ods of .odt)"),
)
SHEET = "xl/workbook.xml"
NOTHING_KEPT = "Wij hebben er niets van bewaard."


def refuse_other_kind(handle: BinaryIO, start: bytes) -> None:
    """Errors: DeliveryRefused when the file is surely something else. `start`: its first bytes."""
    kind = _by_sign(start)
    if start.startswith(OLE):
        kind = _inside_ole(handle, start)
    elif start.startswith(b"PK\x03\x04"):
        kind = _inside_zip(handle)
    if kind:
        raise no_table(kind)


def no_table(kind: str) -> DeliveryRefused:
    """The refusal of a file that is `kind`: what it is, what to do, what was kept."""
    if "wachtwoord" in kind:
        what_to_do = "Haal het wachtwoord eraf en lever het opnieuw aan."
    elif any(word in kind for word in PACKED):
        what_to_do = "Pak het uit en lever het bestand aan dat erin zit, als CSV, Excel (xlsx) of JSON."
    elif any(word in kind for word in SHEETS):
        what_to_do = "Open het, sla het op als Excel-werkmap (.xlsx) of als CSV, en lever dat aan."
    else:
        what_to_do = "Lever de regels als tabel: CSV, Excel (xlsx) of JSON."
    return DeliveryRefused(Afwijzing.ONLEESBAAR, f"Dit is {kind}. {what_to_do} {NOTHING_KEPT}")


def _by_sign(start: bytes) -> str:
    for sign, kind in SIGNS:
        if start.startswith(sign) and (
            sign not in (b"BM", b"MZ") or b"\x00" in start
        ):  # two letters are also a name
            return kind
    if start[4:8] == FILM:
        return "een film of foto van een telefoon"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for sign, kind in MARKUP if text.startswith(sign)), "")


def _inside_ole(handle: BinaryIO, start: bytes) -> str:
    """An old file of Office holds a list of names; a few sectors from where it begins tell enough."""
    power, sector = OLE_HEADER.unpack_from(start.ljust(OLE_HEADER.size, b"\x00"))
    size = 1 << min(power, 12)
    handle.seek((min(sector, 1 << 20) + 1) * size)
    names = handle.read(4 * size)
    found = (kind for name, kind in OLE_NAMES if name.encode("utf-16-le") in names)
    return next(found, "een oud bestand van Office, of een met een wachtwoord")


def _inside_zip(handle: BinaryIO) -> str:
    handle.seek(0)
    try:
        with zipfile.ZipFile(handle) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""  # broken: the reader of sheets says so
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return "een zipbestand met een wachtwoord"
    return "" if SHEET in names else next((kind for name, kind in PARTS if name in names), "een zipbestand")
