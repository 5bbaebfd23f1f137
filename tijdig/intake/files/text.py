"""CSV: `;` or `,`, UTF-8 or Windows-1252, one line of the file is one line of the delivery.

A quote that does not close, a strange byte or an endless line spoils its own line only: fields never
run over line ends and every line is decoded by itself, so nothing after it is swallowed (R-INT-3).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, repeat
from typing import BinaryIO

from tijdig.intake import layout
from tijdig.rules.terms import Afwijzing

from .heading import ABOVE_HEADING, Heading, check_width, is_heading, knows_one, read_heading, refuse_bsn
from .kinds import NO_TEXT, NOTHING_KEPT, TABLE, no_table
from .refused import MAX_CELL, TOO_LONG, Cells, DeliveryRefused, Line, Unreadable

PIECE = 1 << 18  # bytes read at a time: its lines fit the cache of a processor
MAX_REST = 4 * (MAX_CELL + 1)  # bytes kept of a line that does not end: still too long, whatever the encoding
MARK = b"\xef\xbb\xbf"
BLANK = " ;,\t\r"
SEPARATOR_LINES = ("sep=", "sep=;", "sep=,")  # Excel tells itself so; the last signs may be stripped
OTHER_SEPARATORS = (("\t", "een tab"), ("|", "een streep (|)"))
UTF_16 = (
    "Het bestand is opgeslagen als UTF-16 (ook wel Unicode-tekst). Sla het op als CSV UTF-8 en lever opnieuw."
)
STRANGE = Unreadable("er staan tekens in die geen UTF-8 en geen Windows-1252 zijn.")
QUOTES = Unreadable(
    'een aanhalingsteken (") opent of sluit verkeerd. Zet het om het hele veld, of laat het weg.'
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the lines of one file are taken apart."""

    separator: str
    newline: bytes
    first_line: int  # number of the heading


class TextFile:
    """A CSV file after a look at its first line: its separator and heading."""

    def __init__(self, handle: BinaryIO) -> None:
        """Errors: DeliveryRefused when nothing can be read."""
        self._handle = handle
        self._newline = _look_at_start(handle)
        number, text = self._heading_line()
        if "\x00" in text:
            raise DeliveryRefused(
                Afwijzing.ONLEESBAAR,
                " ".join(("Dit is geen tekstbestand: er staan nultekens in.", TABLE, NOTHING_KEPT)),
            )
        if isinstance(text, Unreadable):
            raise DeliveryRefused(Afwijzing.ONLEESBAAR, f"De eerste regel is niet te lezen: {text}")
        separator = _separator_of(text)
        check_width(text.count(separator) + 1)
        cells = split_line(text, separator)
        if isinstance(cells, Unreadable):
            raise DeliveryRefused(Afwijzing.ONLEESBAAR, f"De eerste regel is niet te lezen: {cells}")
        _refuse_no_heading(text, cells)
        self.dialect = Dialect(separator, self._newline, number)
        self.heading: Heading = read_heading(cells)

    def lines(self) -> Iterator[Line]:
        """Number in the file (the heading is line 1) and the cells, blank lines left out."""
        for number, piece in self.pieces():
            yield from split_piece(number, piece, self.dialect)

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """Whole lines, about a megabyte at a time, and the number of the first of them."""
        self._handle.seek(0)
        number, rest = 1, b""
        while piece := self._handle.read(PIECE):
            cut = piece.rfind(self._newline) + 1
            if not cut:
                rest = (rest + piece)[:MAX_REST]
                continue
            whole, rest = rest + piece[:cut], piece[cut:]
            yield number, whole.removeprefix(MARK) if number == 1 else whole
            number += whole.count(self._newline)
        if rest:
            yield number, rest.removeprefix(MARK) if number == 1 else rest

    def _heading_line(self) -> tuple[int, str]:
        """The first line that says something, or the heading below a title and `sep=;` of Excel."""
        first = list(islice(self._first_lines(), ABOVE_HEADING))
        if not first:
            raise DeliveryRefused(Afwijzing.LEEG, "Het bestand is leeg.")
        if first[0][1].lower().strip(BLANK) in SEPARATOR_LINES:
            first = first[1:] or first
        for place, (number, text) in enumerate(first):
            cells = text.split(_separator_of(text))
            if is_heading(cells):
                return number, text
            if place == 0 and knows_one(cells):
                break
            refuse_bsn(cells)
        return first[0]

    def _first_lines(self) -> Iterator[tuple[int, str]]:
        for number, piece in self.pieces():
            for nummer, text in enumerate(_decode(piece, self._newline), start=number):
                if len(text) > MAX_CELL:
                    yield nummer, TOO_LONG
                    return
                if text.strip(BLANK):
                    yield nummer, text


def _separator_of(text: str) -> str:
    return ";" if text.count(";") >= text.count(",") else ","


def _refuse_no_heading(text: str, cells: list[str]) -> None:
    """Errors: DeliveryRefused when not one column is known and it can be said why."""
    if knows_one(cells) or any(map(layout.is_bsn, cells)):
        return
    if any(not sign.isprintable() for sign in text.replace("\t", "")):
        raise no_table(NO_TEXT)
    for sign, name in OTHER_SEPARATORS:
        if len(text.split(sign)) > 1 and knows_one(text.split(sign)):
            raise DeliveryRefused(
                Afwijzing.ONLEESBAAR,
                f"Tussen de kolommen staat {name}. Sla het bestand op met ; of , ertussen en lever opnieuw aan.",
            )


def split_piece(number: int, piece: bytes, dialect: Dialect) -> list[Line]:
    """The lines of a piece that starts at line `number`, taken apart; blank lines and the heading left out."""
    separator, quoted = dialect.separator, b'"' in piece
    return [
        (nummer, text.split(separator))
        if len(text) <= MAX_CELL and not quoted and not isinstance(text, Unreadable)
        else (nummer, split_line(text, separator))
        for nummer, text in enumerate(_decode(piece, dialect.newline), start=number)
        if text.strip(BLANK) and nummer > dialect.first_line
    ]


def split_columns(
    number: int, piece: bytes, dialect: Dialect, width: int
) -> tuple[int, list[list[str]]] | None:
    """The columns of a piece and the number of their first line; None when the piece is not quite plain.

    Plain: no quotes, no blank lines, as many cells in each line, no spaces around them, and no sign that
    the reading of a line looks at twice.
    """
    separator, texts = dialect.separator, _decode(piece, dialect.newline)
    if number == dialect.first_line:
        number, texts = number + 1, texts[1:]
    if texts and not texts[-1]:
        texts.pop()
    whole = separator.join(texts)
    if (
        not texts
        or number <= dialect.first_line
        or max(map(len, texts)) > MAX_CELL
        or not _is_plain(whole, separator)
    ):
        return None
    if set(map(str.count, texts, repeat(separator))) != {width - 1} or separator * (width - 1) in texts:
        return None
    cells = whole.split(separator)
    return number, [cells[place::width] for place in range(width)]


def _is_plain(text: str, separator: str) -> bool:
    if not text or not text.isprintable() or text[0] == " " or text[-1] == " ":
        return False
    return not any(signs in text for signs in ('"', "'", "=", "#", f" {separator}", f"{separator} "))


def split_line(text: str, separator: str) -> Cells:
    """The cells of one line that may have quotes in it."""
    if isinstance(text, Unreadable):
        return text
    if len(text) > MAX_CELL:
        return TOO_LONG
    try:
        return next(csv.reader([text], delimiter=separator, strict=True), [])
    except csv.Error:
        return QUOTES


def _decode(piece: bytes, newline: bytes) -> list[str]:
    """The lines of a piece. A piece that is not UTF-8 as a whole is decoded line by line."""
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return [_decode_line(line.removesuffix(b"\r")) for line in piece.split(newline)]
    return text.replace("\r\n", "\n").split(newline.decode())


def _decode_line(line: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return STRANGE


def _look_at_start(handle: BinaryIO) -> bytes:
    """How lines end. Errors: DeliveryRefused when the file is empty or in UTF-16."""
    handle.seek(0)
    start = handle.read(PIECE)
    if not start:
        raise DeliveryRefused(Afwijzing.LEEG, "Het bestand is leeg.")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DeliveryRefused(
            Afwijzing.ONLEESBAAR,
            " ".join((UTF_16, NOTHING_KEPT)),
        )
    return b"\r" if b"\r" in start and b"\n" not in start else b"\n"
