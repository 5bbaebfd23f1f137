"""A page of the API on its way: a file without a name, hashed while it is written, since its signature goes first."""

import hashlib
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from tijdig.connectors.jades import digest_from


class Kept:
    """Gone when it is closed, and when the process ends: it has no name on the disk."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed by who sends it)
        self._sha = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, piece: bytes) -> None:
        self._sha.update(piece)
        self._file.write(piece)

    @property
    def digest(self) -> str:
        """The value of the header `Digest`, of all that was written."""
        return digest_from(self._sha.digest())

    def from_the_start(self) -> IO[bytes]:
        """To be sent; whoever sends closes it."""
        self._file.seek(0)
        return self._file
