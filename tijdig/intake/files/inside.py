"""A look at the first lines at the door, before a byte of the file is kept (R-INT-2, R-INT-3).

Is there a line at all, and is there a column full of BSNs under another name? One number of nine digits in eleven
passes the elfproef by chance, so one proves nothing. Three different ones that all pass come by chance once in thirteen
hundred files of three lines, and rarer in longer ones.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from tijdig.intake import layout
from tijdig.rules.bsn import passes_elfproef
from tijdig.rules.terms import Afwijzing

from .refused import Cells, DeliveryRefused, Unreadable

NO_LINES = "Onder de eerste regel staat niets."
LOOKED_AT = 200  # lines
ENOUGH = 3  # different numbers
MOSTLY = 0.9  # a typing error does not hide the rest


def look_inside(names: Sequence[str], lines: Iterable[tuple[int, Cells]]) -> None:
    """Errors: DeliveryRefused when there is no line at all, or a column holds what can only be BSNs.

    `names`: of the columns, by their place.
    """
    columns: dict[int, set[str]] = {}
    first = list(islice(lines, LOOKED_AT))
    if not first:
        raise DeliveryRefused(Afwijzing.LEEG, NO_LINES)
    for _, cells in first:
        for place, cell in enumerate(() if isinstance(cells, Unreadable) else cells):
            if cell and not cell.isspace():
                columns.setdefault(place, set()).add(cell)
    for place, values in columns.items():
        if _are_bsns(values):
            raise DeliveryRefused(
                Afwijzing.BSN_NIET_TOEGESTAAN,
                f"In de kolom '{_name(names, place)}' staan nummers die BSN's lijken te zijn. Dat mag u niet leveren. "
                "Haal de kolom weg, of zet er uw eigen klantnummer in, en lever opnieuw aan. "
                "Wij hebben niets bewaard.",
            )


def _are_bsns(values: set[str]) -> bool:
    if len(values) < ENOUGH:
        return False
    return sum(map(_can_be_bsn, values)) >= MOSTLY * len(values)


def _can_be_bsn(text: str) -> bool:
    """Eight digits too: a spreadsheet eats the first zero."""
    bare = text.replace(" ", "").replace(".", "").replace("-", "")
    return len(bare) in (8, 9) and passes_elfproef(bare.zfill(9))


def _name(names: Sequence[str], place: int) -> str:
    return layout.visible(names[place].strip()[:80]) if place < len(names) else f"nummer {place + 1}"
