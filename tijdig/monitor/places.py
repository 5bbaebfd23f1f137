"""Where places lie: the outlines that were loaded, or tiles. Never a hole (R-MON-7)."""

import re
from collections.abc import Sequence

from tijdig.rules.terms import Gebiedsoort

from .maps import Omtrek, tiles
from .models import Gebied
from .netherlands import all_gemeenten, tile_places

ABREAST = 3  # tiles of wijken beside each other: their names must be legible on a phone
NUMBERED = re.compile(r"^wijk\s+\d+\s+", re.IGNORECASE)  # CBS: "Wijk 03 Krispijn"


def country() -> list[Omtrek]:
    """Every gemeente of now. One question."""
    return _loaded(Gebiedsoort.GEMEENTE) or tiles(
        [(g.code, g.naam, *tile_places()[g.code]) for g in all_gemeenten() if g.code in tile_places()]
    )


def wijken(gemeente_code: str, names: Sequence[str]) -> list[Omtrek]:
    """The wijken of a gemeente, with their name as code; those without an outline are tiles in order of name."""
    found = [
        Omtrek(code=_same(place.naam, names), naam=place.naam, pad=place.pad, vak=place.vak)
        for place in _loaded(Gebiedsoort.WIJK, gemeentecode=gemeente_code)
    ]
    if found:
        return found
    ordered = sorted(names)
    return tiles([(name, name, n // ABREAST, n % ABREAST) for n, name in enumerate(ordered)], named=True)


def plain_name(name: str) -> str:
    """As people say it: "Wijk 03 Krispijn" → "Krispijn"."""
    return NUMBERED.sub("", name.strip())


def _same(name: str, names: Sequence[str]) -> str:
    """How our own zaken write this wijk, whatever capitals and spaces."""
    return next((own for own in names if _bare(own) == _bare(name)), name)


def _bare(name: str) -> str:
    return "".join(letter for letter in plain_name(name).casefold() if letter.isalnum())


def _loaded(soort: Gebiedsoort, **of: str) -> list[Omtrek]:
    """The outlines of the latest year there is."""
    rows = list(Gebied.objects.filter(soort=soort, **of).order_by("-jaar", "code"))
    return [
        Omtrek(code=row.code, naam=row.naam, pad=row.pad, vak=tuple(row.vak))
        for row in rows if row.jaar == rows[0].jaar
    ]  # fmt: skip
