"""CSV: `;` or `,`, UTF-8 or Windows-1252, one line of the file is one line of the delivery.

A quote that does not close spoils its own line only: fields never run over line ends, so nothing
after it is swallowed (R-INT-3).
"""

import codecs
import csv
from collections.abc import Iterator
from typing import BinaryIO

from tijdig.rules.terms import Afwijzing

from .heading import Heading, check_width, read_heading
from .refused import DeliveryRefused

PIECE = 1 << 20
MAX_LINE = 64_000  # characters; fifteen columns need a few hundred
Cells = list[str]


class Unreadable(str):
    """Stands in for the cells of a line that could not be taken apart; the text says why."""


class TextFile:
    """A CSV file after one look through: its encoding, separator, heading and number of lines."""

    def __init__(self, handle: BinaryIO) -> None:
        """Errors: DeliveryRefused when nothing can be read."""
        self._handle = handle
        self._encoding = _find_encoding(handle)
        first = next(self._physical_lines(), None)
        if first is None:
            raise DeliveryRefused(Afwijzing.LEEG, "Het bestand is leeg.")
        self._separator = ";" if first[1].count(";") >= first[1].count(",") else ","
        check_width(first[1].count(self._separator) + 1)
        cells = split_line(first[1], self._separator)
        if isinstance(cells, Unreadable):
            raise DeliveryRefused(Afwijzing.ONLEESBAAR, f"De eerste regel is niet te lezen: {cells}")
        self._first_number = first[0]
        self.heading: Heading = read_heading(cells)

    def lines(self) -> Iterator[tuple[int, Cells | Unreadable]]:
        """Number in the file (the heading is line 1) and the cells, blank lines left out."""
        separator = self._separator
        for number, text in self._physical_lines():
            if number == self._first_number or not text.strip(" ;,\t"):
                continue
            if '"' in text or len(text) > MAX_LINE:
                yield number, split_line(text, separator)
            else:
                yield number, text.split(separator)

    def _physical_lines(self) -> Iterator[tuple[int, str]]:
        self._handle.seek(0)
        decoder = codecs.getincrementaldecoder(self._encoding)()
        number, rest = 0, ""
        while piece := self._handle.read(PIECE):
            rest += decoder.decode(piece)
            if len(rest) > 8 * PIECE:
                raise DeliveryRefused(
                    Afwijzing.ONLEESBAAR, "Het bestand heeft geen regeleinden. Sla het op als CSV en lever opnieuw."
                )
            *whole, rest = rest.split("\n")
            for line in whole:
                number += 1
                if line.strip():
                    yield number, line.rstrip("\r")
        rest += decoder.decode(b"", final=True)
        if rest.strip():
            yield number + 1, rest.rstrip("\r")


def split_line(text: str, separator: str) -> Cells | Unreadable:
    """The cells of one line with quotes in it."""
    if len(text) > MAX_LINE:
        return Unreadable("de regel is veel te lang.")
    try:
        return next(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return Unreadable("een aanhalingsteken (\") opent en sluit niet, of staat midden in een veld.")


def _find_encoding(handle: BinaryIO) -> str:
    """UTF-8 (with or without mark) when every byte agrees, else Windows-1252. Errors: DeliveryRefused."""
    handle.seek(0)
    start = handle.read(4)
    if not start:
        raise DeliveryRefused(Afwijzing.LEEG, "Het bestand is leeg.")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DeliveryRefused(
            Afwijzing.ONLEESBAAR, "Het bestand is opgeslagen als UTF-16. Sla het op als CSV UTF-8 en lever opnieuw."
        )
    handle.seek(0)
    strict, fits = codecs.getincrementaldecoder("utf-8")(), True
    while piece := handle.read(PIECE):
        if b"\x00" in piece:
            raise DeliveryRefused(
                Afwijzing.ONLEESBAAR, "Dit is geen tekstbestand: er staan nultekens in. Lever CSV, XLSX of JSON."
            )
        if fits:
            try:
                strict.decode(piece)
            except UnicodeDecodeError:
                fits = False
    if fits:
        try:
            strict.decode(b"", final=True)
        except UnicodeDecodeError:
            fits = False
    return "utf-8-sig" if fits else _windows(handle)


def _windows(handle: BinaryIO) -> str:
    handle.seek(0)
    decoder = codecs.getincrementaldecoder("cp1252")()
    try:
        while piece := handle.read(PIECE):
            decoder.decode(piece)
    except UnicodeDecodeError as error:
        raise DeliveryRefused(
            Afwijzing.ONLEESBAAR,
            "De tekens van het bestand zijn niet te lezen. Sla het op als CSV UTF-8 en lever opnieuw.",
        ) from error
    return "cp1252"
