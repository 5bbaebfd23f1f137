"""A table of the monitor as a file for a spreadsheet, with how it was counted underneath (R-MON-7)."""

import csv
import io
from collections.abc import Sequence

from tijdig.rules.sheets import defuse

from .answers import Antwoord
from .answers.model import Tabel
from .periods import Periode
from .words import month_words

BOM = "\ufeff"  # without it Excel reads the accents wrongly
PLAIN = str.maketrans({"\u00a0": " "})


def as_csv(antwoord: Antwoord, tabel: Tabel, *, gemeente: str, periode: Periode) -> bytes:
    """The table with the months, that they are pooled, and how each figure was counted."""
    span = f"{tabel.titel}, {gemeente}, {month_words(periode.van)} tot en met {month_words(periode.tot)}, gepoold"
    how = [
        (i.id, i.naam, i.zin, f"Noemer: {i.noemer}" if i.noemer else "")
        for i in antwoord.how()
    ]  # fmt: skip
    return table_csv(tabel, [(span,), *how])


def table_csv(tabel: Tabel, notes: Sequence[Sequence[str]]) -> bytes:
    """`;`-separated, UTF-8 with a mark, formulas defused; numbers as they stand on the page, notes underneath."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    head = (tabel.kop, *(kolom.label for kolom in tabel.kolommen))
    lines = ((regel.label, *regel.cellen) for regel in tabel.regels)
    for cells in (head, *lines, ("",), *notes):
        writer.writerow([defuse(cell.translate(PLAIN)) for cell in cells])
    return (BOM + out.getvalue()).encode()
