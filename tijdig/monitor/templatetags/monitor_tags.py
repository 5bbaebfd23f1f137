"""Filters of the monitor's pages."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django import template

from tijdig.monitor.words import MONTHS_IN_FULL, month_words

register = template.Library()
IN_ROW, APART, BETWEEN = 3, 250, 24  # of a legend in a file: so many beside each other, and how far apart
type Legenda = Sequence[tuple[str, str]]


class Plek(NamedTuple):
    """One sign of a legend with its place."""

    naam: str
    kind: str
    x: int
    y: int


@register.filter
def in_rows(legenda: Legenda, top: int) -> list[Plek]:
    """The signs in rows under a chart of this height; of one kind of thing the title says what it is."""
    return [
        Plek(naam, kind, APART * (n % IN_ROW), top + BETWEEN * (n // IN_ROW) + BETWEEN // 2)
        for n, (naam, kind) in enumerate(legenda if len(legenda) > 1 else ())
    ]


@register.filter
def height_with(legenda: Legenda, height: int) -> int:
    """Of a chart with its legend."""
    rows = -(-len(legenda) // IN_ROW) if len(legenda) > 1 else 0
    return height + (BETWEEN * (rows + 1) if rows else 0)


@register.filter
def in_lines(text: str, lines: int) -> list[str]:
    """Broken at the space nearest the middle; what has no space stays whole."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if lines == 1 or not spaces:
        return [text]
    middle = min(spaces, key=lambda place: abs(place - len(text) // 2))
    return [text[:middle], text[middle + 1 :]]


@register.filter
def month_full(month: date) -> str:
    """ "maart 2026"."""
    return month_words(month)


@register.filter
def every_year(month: date) -> str:
    """ "Elk jaar in maart"."""
    return f"Elk jaar in {MONTHS_IN_FULL[month.month - 1]}"
