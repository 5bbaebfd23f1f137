"""Which form a file has is told by its first bytes, not by its name."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from .heading import Heading
from .kinds import refuse_other_kind
from .records import RecordFile
from .refused import Line
from .sheet import SheetFile
from .text import MARK, TextFile

START = 512


class DeliveryFile(Protocol):
    """What the three forms have in common."""

    heading: Heading

    def lines(self) -> Iterator[Line]:
        """Number and cells of every line that is not blank. Errors: DeliveryRefused when it breaks off."""


def form_of(start: bytes) -> str:
    """'xlsx', 'json' or 'csv', from the first bytes."""
    if start[:4] == b"PK\x03\x04":
        return "xlsx"
    bare = start.removeprefix(MARK).lstrip(b" \t\r\n")
    return "json" if bare[:1] in (b"[", b"{") else "csv"


def open_delivery(handle: BinaryIO) -> DeliveryFile:
    """Read a seekable file of any of the three forms. Errors: DeliveryRefused."""
    handle.seek(0)
    start = handle.read(START)
    refuse_other_kind(handle, start)
    form = form_of(start)
    if form == "xlsx":
        return SheetFile(handle)
    return RecordFile(handle) if form == "json" else TextFile(handle)
