"""The heading of a delivery: which column is where, and what makes the whole delivery impossible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tijdig.intake import layout
from tijdig.rules.terms import Afwijzing

from .refused import DeliveryRefused

MAX_COLUMNS = 200
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
    keys = [layout.column_key(cell) for cell in cells]
    _check_once(keys)
    _check_required(keys)
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


def _check_required(keys: Sequence[str]) -> None:
    missing = [name for name in layout.REQUIRED if name not in keys]
    if not any(name in keys for name in layout.ONE_OF):
        missing.append("achternaam of bedrijfsnaam")
    if missing:
        raise DeliveryRefused(
            Afwijzing.KOLOM_ONTBREEKT,
            f"In de eerste regel ontbreekt: {', '.join(missing)}. "
            "Zet de namen van de kolommen in de eerste regel, zoals in het voorbeeldbestand.",
        )
