"""The items of a JSON array as bytes, one by one, without building anything in memory.

Each item is parsed by itself afterwards, so a broken one spoils itself only. (The streaming library that
is usual for this ends the whole process on a number of ten thousand digits.)
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1 << 18
MAX_ITEM = 1 << 20  # bytes
BLANK = re.compile(rb"[ \t\r\n]*+")
FLAT = re.compile(
    rb'\{(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+")*+\}', re.DOTALL
)  # an object with nothing in it that nests
TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["\[\]{},]', re.DOTALL)


def items_of(handle: BinaryIO) -> Iterator[bytes]:
    """The items of the one array in the file. Errors: ValueError when it is none, breaks off or holds a giant."""
    items = _Items(handle)
    if items.next_sign() != b"[":
        raise ValueError("no array")
    items.place += 1
    if items.next_sign() != b"]":
        yield items.take()
        while items.next_sign() == b",":
            items.place += 1
            yield items.take()
    if items.next_sign() != b"]":
        raise ValueError("no end")
    items.place += 1
    if items.next_sign():
        raise ValueError("something after the end")


class _Items:
    """A window on the file, from `place` on."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._window, self.place = b"", 0

    def next_sign(self) -> bytes:
        """The next byte that is not blank, without passing it; empty at the end of the file."""
        while True:
            blank = BLANK.match(self._window, self.place)
            self.place = blank.end() if blank else self.place
            if self.place < len(self._window) or not self._read_on():
                return self._window[self.place : self.place + 1]

    def take(self) -> bytes:
        """Everything up to the comma or bracket that ends this item."""
        self.next_sign()
        while (end := self._find_end()) is None:
            if len(self._window) - self.place > MAX_ITEM or not self._read_on():
                raise ValueError("an item without an end")
        item, self.place = self._window[self.place : end], end
        return item

    def _find_end(self) -> int | None:
        if flat := FLAT.match(self._window, self.place):
            return flat.end()
        depth = 0
        for token in TOKEN.finditer(self._window, self.place):
            sign = token[0]
            if sign in b"[{":
                depth += 1
            elif depth == 0 and sign in b",]":
                return token.start()
            elif sign in b"]}":
                depth -= 1
                if depth <= 0:
                    return token.end()
            elif sign == b'"':  # a text of which the end is not in the window
                return None
        return None

    def _read_on(self) -> bool:
        piece = self._handle.read(PIECE)
        self._window, self.place = self._window[self.place :] + piece, 0
        return bool(piece)
