"""What a file really is when it is no CSV, XLSX or JSON: told in plain Dutch, with what to deliver instead (R-INT-3).

By its first bytes, not by its name: people rename a file and believe that it changed.
"""

import struct
import zipfile
from typing import BinaryIO

from tijdig.rules.terms import Afwijzing

from .refused import DeliveryRefused

NOTHING_KEPT = "Wij hebben er niets van bewaard."
TABLE = "Lever de regels als tabel: CSV, Excel (xlsx) of JSON."
SAVE_AS = "Open het, sla het op als Excel-werkmap (.xlsx) of als CSV, en lever dat aan."
UNPACK = "Pak het uit en lever het bestand aan dat erin zit, als CSV, Excel (xlsx) of JSON."
UNLOCK = "Haal het wachtwoord eraf en lever het opnieuw aan."

type Kind = tuple[str, str]  # what a person calls such a file, and what to do

# First bytes. Those of two letters are a word as well: then there must be a NUL too.
SIGNS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", ("een foto of scan (JPEG)", TABLE)),
    (b"\x89PNG", ("een plaatje (PNG)", TABLE)),
    (b"GIF8", ("een plaatje (GIF)", TABLE)),
    (b"BM", ("een plaatje (BMP)", TABLE)),
    (b"II*\x00", ("een scan (TIFF)", TABLE)),
    (b"MM\x00*", ("een scan (TIFF)", TABLE)),
    (b"RIFF", ("een plaatje, geluid of film", TABLE)),
    (b"%PDF", ("een PDF", TABLE)),
    (b"{\\rtf", ("een tekstdocument (RTF)", TABLE)),
    (b"MZ", ("een programma (.exe)", TABLE)),
    (b"\x7fELF", ("een programma (.exe)", TABLE)),
    (b"SQLite format 3", ("een database", TABLE)),
    (b"PAR1", ("een databestand (Parquet)", TABLE)),
    (b"\x1f\x8b", ("een ingepakt bestand (gzip)", UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", ("een ingepakt bestand (7z)", UNPACK)),
    (b"Rar!", ("een ingepakt bestand (rar)", UNPACK)),
    (b"PK\x05\x06", ("een leeg zipbestand", TABLE)),
)
MARKUP: tuple[tuple[bytes, Kind], ...] = (
    (b"<!doctype html", ("een webpagina (HTML)", SAVE_AS)),
    (b"<html", ("een webpagina (HTML)", SAVE_AS)),
    (b"<table", ("een webpagina (HTML)", SAVE_AS)),
    (b"<?xml", ("een XML-bestand", SAVE_AS)),
)
FILM = b"ftyp"  # of films and photos of telephones, after four bytes of length
OF_TELEPHONE: Kind = ("een film of foto van een telefoon", TABLE)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_HEADER = struct.Struct(
    "<30xH16xI"
)  # size of a sector as a power of two; the sector where the names begin
OLE_NAMES: tuple[tuple[bytes, Kind], ...] = (
    (b"EncryptedPackage", ("een Excelbestand met een wachtwoord", UNLOCK)),
    (b"Workbook", ("een oud Excelbestand (.xls)", SAVE_AS)),
    (b"Book", ("een oud Excelbestand (.xls)", SAVE_AS)),
    (b"WordDocument", ("een Worddocument (.doc)", TABLE)),
    (b"PowerPoint Document", ("een presentatie (.ppt)", TABLE)),
    (b"__substg1.0_", ("een e-mail (.msg)", TABLE)),
)
OLD_OFFICE: Kind = ("een oud bestand van Office, of een met een wachtwoord", SAVE_AS)
# A part inside a zip, and what that makes of it. Not one of these and no sheet: a zip like any other.
SHEET = "xl/workbook.xml"
PARTS: tuple[tuple[str, Kind], ...] = (
    ("xl/workbook.bin", ("een Excelbestand in een bijzondere vorm (.xlsb)", SAVE_AS)),
    ("word/document.xml", ("een Worddocument (.docx)", TABLE)),
    ("ppt/presentation.xml", ("een presentatie (.pptx)", TABLE)),
    ("META-INF/manifest.xml", ("een bestand van OpenOffice (.ods of .odt)", SAVE_AS)),
)
ZIP: Kind = ("een zipbestand", UNPACK)
LOCKED_ZIP: Kind = ("een zipbestand met een wachtwoord", UNLOCK)
NO_TEXT: Kind = ("geen tekst en geen tabel", TABLE)


def refuse_other_kind(handle: BinaryIO, start: bytes) -> None:
    """Errors: DeliveryRefused when the file is surely something else. `start`: its first bytes."""
    kind = _by_sign(start)
    if start.startswith(OLE):
        kind = _inside_ole(handle, start)
    elif start.startswith(b"PK\x03\x04"):
        kind = _inside_zip(handle)
    if kind:
        raise no_table(kind)


def no_table(kind: Kind) -> DeliveryRefused:
    """The refusal of such a file: what it is, what to do, what was kept."""
    what, what_to_do = kind
    return DeliveryRefused(
        Afwijzing.ONLEESBAAR, " ".join((f"Dit bestand is {what}.", what_to_do, NOTHING_KEPT))
    )


def _by_sign(start: bytes) -> Kind | None:
    for sign, kind in SIGNS:
        if start.startswith(sign) and (len(sign) > 2 or not sign.isalpha() or b"\x00" in start):
            return kind
    if start[4:8] == FILM:
        return OF_TELEPHONE
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for sign, kind in MARKUP if text.startswith(sign)), None)


def _inside_ole(handle: BinaryIO, start: bytes) -> Kind:
    """An old file of Office holds a list of names; a few sectors from where it begins tell enough."""
    power, sector = OLE_HEADER.unpack_from(start.ljust(OLE_HEADER.size, b"\x00"))
    size = 1 << min(power, 12)
    handle.seek((min(sector, 1 << 20) + 1) * size)
    names = handle.read(4 * size)
    found = (kind for name, kind in OLE_NAMES if name.decode().encode("utf-16-le") in names)
    return next(found, OLD_OFFICE)


def _inside_zip(handle: BinaryIO) -> Kind | None:
    handle.seek(0)
    try:
        with zipfile.ZipFile(handle) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None  # broken: the reader of sheets says so
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return LOCKED_ZIP
    return None if SHEET in names else next((kind for name, kind in PARTS if name in names), ZIP)
