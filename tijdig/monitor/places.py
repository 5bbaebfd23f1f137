"""Where places lie: the outlines that were loaded, or tiles. Never a hole (R-MON-7)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tijdig.rules.terms import Gebiedsoort

from .maps import ROW, Omtrek, tiles
from .models import Gebied
from .netherlands import all_gemeenten, tile_places

NUMBERED = re.compile(r"^wijk\s+\d+\s+", re.IGNORECASE)  # CBS: "Wijk 03 Krispijn"


def country() -> list[Omtrek]:
    """Every gemeente of now. One question."""
    return _loaded(Gebiedsoort.GEMEENTE) or tiles(
        [(g.code, g.naam, *tile_places()[g.code]) for g in all_gemeenten() if g.code in tile_places()]
    )


def wijken(gemeente_code: str, names: Sequence[str]) -> list[Omtrek]:
    """The wijken of a gemeente, with their name as code and a number in order of name; without outlines tiles."""
    ordered = sorted(names)
    found = [
        replace(place, code=_same(place.naam, names), naam=plain_name(place.naam))
        for place in _loaded(Gebiedsoort.WIJK, gemeentecode=gemeente_code)
    ]
    if found:
        return [
            replace(p, opschrift=str(ordered.index(p.code) + 1) if p.code in ordered else "") for p in found
        ]
    return tiles([(name, name, n // ROW, n % ROW) for n, name in enumerate(ordered)], named=True)


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
