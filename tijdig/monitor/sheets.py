"""A table of the monitor as a file for a spreadsheet, with how it was counted underneath (R-MON-7)."""

import csv
import io

from tijdig.rules.sheets import defuse

from .answers import Antwoord
from .answers.model import Tabel
from .periods import Periode
from .words import month_words

BOM = "\ufeff"  # without it Excel reads the accents wrongly
PLAIN = str.maketrans({"\u00a0": " "})


def as_csv(antwoord: Antwoord, tabel: Tabel, *, gemeente: str, periode: Periode) -> bytes:
    """`;`-separated, UTF-8 with a mark, formulas defused; numbers as they stand on the page."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")

    def write(*cells: str) -> None:
        writer.writerow([defuse(cell.translate(PLAIN)) for cell in cells])

    write(tabel.kop, *(kolom.label for kolom in tabel.kolommen))
    for regel in tabel.regels:
        write(regel.label, *regel.cellen)
    write("")
    write(
        f"{tabel.titel}, {gemeente}, {month_words(periode.van)} tot en met {month_words(periode.tot)}, gepoold"
    )
    for indicator in antwoord.how():
        write(
            indicator.id,
            indicator.naam,
            indicator.zin,
            f"Noemer: {indicator.noemer}" if indicator.noemer else "",
        )
    return (BOM + out.getvalue()).encode()
