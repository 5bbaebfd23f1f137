"""A print run in postal order, and the list that goes with it to the mail room. R-OUT-3.

The list names no person: volgnummer, kenmerk and postcode are enough to count and to find a sheet again.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tijdig.outreach.letters.letter import Letter, Unprintable, fingerprint
from tijdig.rules.postal import normalise_postcode, postal_key
from tijdig.rules.sheets import defuse

COLUMNS = ("volgnummer", "kenmerk", "postcode", "paginas", "sjabloon", "versie", "sha256")
PAGES_PER_LETTER = 1  # the printer refuses a letter that does not fit


@dataclass(frozen=True, kw_only=True)
class Run:
    """Letters in the order in which they are printed. Made by `plan_run`."""

    letters: tuple[Letter, ...]


def plan_run(letters: Iterable[Letter]) -> Run:
    """Put letters in postal order, whatever order they come in.

    Raises `Unprintable` when one kenmerk occurs twice: no letter is sent twice.
    """
    ordered = sorted(letters, key=lambda letter: (postal_key(letter.geadresseerde.plaats), letter.kenmerk))
    for kenmerk, times in Counter(letter.kenmerk for letter in ordered).items():
        if times > 1:
            raise Unprintable(kenmerk, "staat twee keer in de reeks.")
    return Run(letters=tuple(ordered))


def manifest_csv(run: Run) -> bytes:
    """Return the list of the run: CSV in UTF-8, one row per letter, no names. Formulas are defused."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, letter in enumerate(run.letters, 1):
        writer.writerow([defuse(str(cell)) for cell in _row(number, letter)])
    return out.getvalue().encode("utf-8")


def _row(number: int, letter: Letter) -> tuple[str | int, ...]:
    return (
        number,
        letter.kenmerk,
        normalise_postcode(letter.geadresseerde.plaats.postcode),
        PAGES_PER_LETTER,
        letter.sjabloon.id,
        letter.sjabloon.versie,
        fingerprint(letter),
    )
