"""Letters to test with, and a reader that says what stands where in a PDF, as a screen reader meets it."""

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pikepdf

from tijdig.outreach.letters.letter import Afzender, Geadresseerde, Letter
from tijdig.outreach.letters.templates import Sjabloon, parse_template, shipped_template
from tijdig.rules.postal import PostalPlace

AFZENDER = Afzender(
    gemeente="Gemeente Voorbeeldstad",
    afdeling="Team Financiële Rust",
    adresregels=("Stadhuisplein 1", "1234 AA  VOORBEELDSTAD"),
    medewerker="Fatima de Boer",
    telefoon="012 - 345 67 89",
    email="f.deboer@example.nl",
    openingstijden="maandag tot en met donderdag",
    privacypagina="example.nl/uw-gegevens",
)
VELDEN = {"inwoner": "de heer J. Jansen", "bezoekdag": "dinsdag 24 november", "dagdeel": "middag"}
# A template of a gemeente's own, with the box for the code.
MET_CODE = parse_template(
    """
titel: Brief met code
onderwerp: Kunnen wij iets voor u doen?
alineas:
  - {soort: vraag, tekst: "Wilt u met mij praten over hulp? Bel {{ telefoon }}."}
  - {soort: kader, kop: "Liever niet bellen?", qr: true, tekst: "Ga naar {{ reactieadres }} en vul uw code in."}
""",
    id="met_code",
    versie="1",
)
MM = 72 / 25.4
PAGE_HEIGHT = 297 * MM


def make_letter(
    number: int = 1, *, sjabloon: str | Sjabloon = "aanbod", naam: str = "De heer P. Groen", **other: Any
) -> Letter:
    """A letter like any other; say only what the test is about."""
    values: dict[str, Any] = {
        "sjabloon": shipped_template(sjabloon) if isinstance(sjabloon, str) else sjabloon,
        "afzender": AFZENDER,
        "geadresseerde": make_address(naam=naam, huisnummer=number),
        "aanhef": "Geachte heer Groen",
        "datum": date(2026, 11, 12),
        "kenmerk": f"VS-{number:04}",
        "reactiecode": "KMRT-7X4P",
        "reactieadres": "reageer.example.nl",
        "reactie_url": "https://reageer.example.nl/r/KMRT7X4P",
        "velden": VELDEN,
    }
    return Letter(**{**values, **other})


def make_address(
    *, naam: str = "De heer P. Groen", huisnummer: int = 1, postcode: str = "1234AB"
) -> Geadresseerde:
    return Geadresseerde(
        naam=naam,
        adresregel1=f"Lange Laan {huisnummer}",
        adresregel2=f"{postcode[:4]} {postcode[4:]}  VOORBEELDSTAD",
        plaats=PostalPlace(postcode=postcode, huisnummer=huisnummer),
    )


@dataclass(frozen=True)
class Piece:
    """One run of text: millimetres from the top left of the sheet; y is the baseline, right the end."""

    page: int
    mcid: int
    text: str
    left: float
    right: float
    y: float
    bold: bool


def pieces(pdf: bytes) -> list[Piece]:
    """All text of the PDF with its place."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [piece for number, page in enumerate(document.pages) for piece in _page_pieces(number, page)]


def reading_order(pdf: bytes) -> str:
    """The text in the order of the structure tree, runs joined by one blank."""
    found: dict[tuple[int, int], list[str]] = {}
    for piece in pieces(pdf):
        found.setdefault((piece.page, piece.mcid), []).append(piece.text)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        order = list(_marked(document.Root.StructTreeRoot.K, None, pages))
    return re.sub(r"\s+", " ", " ".join(" ".join(found.get(key, [])) for key in order))


def tags(pdf: bytes) -> list[str]:
    """The kinds of all structure elements, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(_kinds(document.Root.StructTreeRoot.K))


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _page_pieces(number: int, page: Any) -> list[Piece]:
    found: list[Piece] = []
    mcid, at, font, size = -1, (0.0, 0.0), "", 0.0
    fonts = {name: _Font(value) for name, value in page.Resources.get("/Font", {}).items()}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                mcid = int(operands[1].get("/MCID", -1))
            case "cm":
                at = (float(operands[4]), float(operands[5]))
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "TJ" | "Tj":
                text, width = fonts[font].read(operands[0], size)
                left, y = at[0] / MM, (PAGE_HEIGHT - at[1]) / MM
                found.append(Piece(number, mcid, text, left, left + width / MM, y, fonts[font].bold))
    return found


class _Font:
    """A composite font with two-byte codes, as typst writes it."""

    def __init__(self, font: Any) -> None:
        cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
        pairs = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", cmap)
        self.letters = {
            int(code, 16): bytes.fromhex(to).decode("utf-16-be") for code, to in pairs if len(to) >= 4
        }
        self.bold = "Bold" in str(font.BaseFont)
        self.widths = dict(_widths(list(font.DescendantFonts[0].W)))

    def read(self, shown: Any, size: float) -> tuple[str, float]:
        text, width = "", 0.0
        for item in shown if isinstance(shown, pikepdf.Array) else [shown]:
            if isinstance(item, pikepdf.String):
                raw = bytes(item)
                codes = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
                text += "".join(self.letters.get(code, "") for code in codes)
                width += sum(self.widths.get(code, 0.0) for code in codes)
            else:
                width -= float(item)
        return text, width * size / 1000


def _widths(array: list[Any]) -> Any:
    while array:
        first, second = int(array.pop(0)), array.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + offset, float(width)) for offset, width in enumerate(second))
        else:
            width = float(array.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))


def _marked(node: Any, page: Any, pages: dict[Any, int]) -> Any:
    if isinstance(node, pikepdf.Array):
        for item in node:
            yield from _marked(item, page, pages)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        if node.get("/Type") == "/MCR":
            yield pages[page.objgen], int(node.MCID)
        elif "/K" in node:
            yield from _marked(node.K, page, pages)
    elif page is not None:
        yield pages[page.objgen], int(node)


def _kinds(node: Any) -> Any:
    if isinstance(node, pikepdf.Array):
        for item in node:
            yield from _kinds(item)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from _kinds(node.K)
