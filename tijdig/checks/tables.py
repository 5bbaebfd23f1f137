"""Read an uploaded list: CSV with `;` or `,`, UTF-8 or Windows-1252, names of columns in the first line."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from tijdig.refusals import Refused

Rij = Mapping[str, str]
MAX_LINE = 4_000  # characters; a list has short lines


def read_table(
    bestand: BinaryIO, *, required: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[int, Rij]]:
    """Number of the line (the heading is 1) and its values by column, trimmed; blank lines left out.

    Every column of `optional` has a value, empty when the list lacks it. Errors: Refused, before anything is
    given, when a required column is missing or the file is no text.
    """
    bestand.seek(0)
    lines = (_decode(line) for line in bestand)
    heading = next(lines, "").lstrip("\ufeff")
    separator = ";" if heading.count(";") >= heading.count(",") else ","
    names = [name.strip().strip('"').lower() for name in heading.split(separator)]
    missing = [name for name in required if name not in names]
    if missing:
        raise Refused(
            f"In de eerste regel ontbreekt: {', '.join(missing)}. Zet daar de namen van de kolommen. "
            "De lijst is niet gewijzigd."
        )
    empty = dict.fromkeys((*required, *optional), "")
    for number, line in enumerate(lines, start=2):
        if line.strip(" ;,\r\n\t"):
            cells = next(csv.reader([line], delimiter=separator), [])
            yield number, empty | {name: cell.strip() for name, cell in zip(names, cells, strict=False)}


def _decode(line: bytes) -> str:
    if b"\x00" in line or len(line) > 4 * MAX_LINE:
        raise Refused("Dit is geen CSV-bestand. Sla de lijst op als CSV. De lijst is niet gewijzigd.")
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
