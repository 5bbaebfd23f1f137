"""The heading of a delivery: which column is where, and what makes the whole delivery impossible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tijdig.intake import layout
from tijdig.rules.terms import Afwijzing

from .refused import DeliveryRefused

MAX_COLUMNS = 200
ABOVE_HEADING = 10  # lines that are not blank among which the heading is looked for, below a title
SURELY = 3  # known columns that make a line a heading
MAX_TOLD = 8  # unknown headings that are told
MAX_NAME = 80  # characters of an unknown heading that are kept


@dataclass(frozen=True)
class Heading:
    """`places`: per column of the layout its place in a line, or -1. `unknown`: headings that are dropped (R-INT-2).

    `names`: every heading as delivered, by its place.
    """

    places: tuple[int, ...]
    unknown: tuple[str, ...]
    width: int
    names: tuple[str, ...] = ()


def read_heading(cells: Sequence[str]) -> Heading:
    """Check a heading. Errors: DeliveryRefused (a BSN column, a column twice, a required one missing)."""
    refuse_bsn(cells)
    check_width(len(cells))
    keys = layout.column_keys(cells)
    _check_once(keys)
    _check_required(keys, cells)
    places = tuple(keys.index(name) if name in keys else -1 for name in layout.NAMES)
    unknown = [
        cell for cell, key in zip(cells, keys, strict=True) if cell.strip() and key not in layout.NAMES
    ]
    visible = tuple(layout.visible(cell.strip()[:MAX_NAME]) for cell in unknown)
    return Heading(places, visible, len(cells), tuple(cells))


def refuse_bsn(names: Iterable[str]) -> None:
    """Errors: DeliveryRefused when one of these is the name of a column for the BSN. Source: R-INT-2, Wgs 8b."""
    if any(map(layout.is_bsn, names)):
        raise DeliveryRefused(
            Afwijzing.BSN_NIET_TOEGESTAAN,
            "Het bestand heeft een kolom voor het BSN. Dat mag u niet leveren. Haal de kolom weg "
            "en lever opnieuw aan. Wij hebben niets bewaard.",
        )


def check_width(columns: int) -> None:
    """Errors: DeliveryRefused when there are absurdly many columns."""
    if columns > MAX_COLUMNS:
        raise DeliveryRefused(
            Afwijzing.ONLEESBAAR,
            f"Het bestand heeft meer dan {MAX_COLUMNS} kolommen. Kijk of het scheidingsteken klopt (; of ,).",
        )


def _check_once(keys: Sequence[str]) -> None:
    known = [key for key in keys if key in layout.NAMES]
    for key in known:
        if known.count(key) > 1:
            raise DeliveryRefused(
                Afwijzing.ONLEESBAAR, f"De kolom '{key}' staat er twee keer in. Laat er één staan."
            )


def knows_one(cells: Iterable[str]) -> bool:
    """Is one of these the name of a column, by any of its names?"""
    return any(key in layout.NAMES for key in layout.column_keys(cells))


def is_heading(cells: Sequence[str]) -> bool:
    """Are these surely names of columns, more than one chance word of a title or a line of values?"""
    return sum(key in layout.NAMES for key in layout.column_keys(cells)) >= SURELY


def _check_required(keys: Sequence[str], cells: Sequence[str]) -> None:
    missing = [name for name in layout.REQUIRED if name not in keys]
    if not any(name in keys for name in layout.ONE_OF):
        missing.append("achternaam of bedrijfsnaam")
    if missing:
        raise DeliveryRefused(
            Afwijzing.KOLOM_ONTBREEKT,
            f"In de eerste regel ontbreekt: {', '.join(missing)}. {_not_known(keys, cells)}"
            "Zet de namen van de kolommen in de eerste regel, zoals in het voorbeeldbestand.",
        )


def _not_known(keys: Sequence[str], cells: Sequence[str]) -> str:
    """Which names were not understood; nothing when the line may hold values of a customer."""
    if not is_heading(cells):
        return ""
    names = [
        cell.strip()
        for cell, key in zip(cells, keys, strict=True)
        if cell.strip() and key not in layout.NAMES
    ]
    quoted = ", ".join(f"'{layout.visible(name[:MAX_NAME])}'" for name in names[:MAX_TOLD])
    return f"Niet herkend: {quoted}. " if names else ""
