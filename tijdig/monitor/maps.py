"""Maps as drawings: outlines where they were loaded, tiles where they were not. A map never has a hole (R-MON-7).

Colour is the class; the words of a place stand in its tip, the numbers in the table beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .words import number

CLASSES = 5
TILE, GAP = 20, 2  # of a tile and of the space around it, in units of the drawing
WIDE, FLAT = 96, 40  # of a tile with its name on it
ROW = 3  # tiles with a name beside each other, so that it can be read on a phone
LETTERS, SMALLEST = 24, 11  # so many would fit next to each other
NAME = 13  # so many letters of a name fit on one line of a tile
DARK = 4  # from this class on the letters are white


@dataclass(frozen=True, kw_only=True)
class Omtrek:
    """Where a place lies: a path of SVG, and the box around it."""

    code: str
    naam: str
    pad: str
    vak: tuple[int, int, int, int]  # left, top, right, bottom
    opschrift: str = ""  # what stands on it: a tile can hold its name, an outline cannot
    tegel: bool = False  # a tile tells nothing of how large a place is, and little of where it lies

    @property
    def midden(self) -> tuple[int, int]:
        left, top, right, bottom = self.vak
        return (left + right) // 2, (top + bottom) // 2


@dataclass(frozen=True, kw_only=True)
class Vlak:
    """One place on the map: its path, its colour, what it says when pointed at, and what stands on it."""

    pad: str
    kind: str
    tip: str
    x: int = 0
    y: int = 0
    opschrift: str = ""
    licht: bool = False


@dataclass(frozen=True, kw_only=True)
class Kaart:
    """A map in classes of one colour, with its legend."""

    titel: str
    alt: str
    vlakken: tuple[Vlak, ...]
    legenda: tuple[tuple[str, str], ...]
    viewbox: str
    width: int
    height: int
    eigen: str = ""
    template: str = "monitor/kaart.svg"
    breed: bool = False

    @property
    def letter(self) -> int:
        """Of the words on the map, in its own units: a name on a tile, a number on an outline."""
        return max(self.width // LETTERS, SMALLEST)


@dataclass(frozen=True, kw_only=True)
class Klassen:
    """From which value each class begins, the lowest first."""

    vanaf: tuple[float, ...]

    def place_of(self, value: float) -> int:
        """1 for the lowest."""
        return max(sum(value >= low for low in self.vanaf), 1)

    def names(self, words: Callable[[float], str]) -> list[str]:
        last = len(self.vanaf) - 1
        return [
            f"{words(low)} en meer" if place == last else f"{words(low)} tot {words(self.vanaf[place + 1])}"
            for place, low in enumerate(self.vanaf)
        ]


def klassen_of(values: Sequence[float], most: int = CLASSES) -> Klassen:
    """So many classes with about as many places in each; equal values never fall apart."""
    ordered = sorted(values)
    if not ordered:
        return Klassen(vanaf=())
    found = [ordered[len(ordered) * part // most] for part in range(most)]
    return Klassen(vanaf=tuple(dict.fromkeys(found)))


def shaded_map(
    titel: str,
    alt: str,
    places: Sequence[Omtrek],
    values: Mapping[str, float],
    *,
    words: Callable[[float], str] = number,
    own: str = "",
) -> Kaart:
    """Every place in the colour of its class; one without a value is drawn as such. `own`: drawn with a thick line."""
    klassen = klassen_of([values[p.code] for p in places if p.code in values])
    left, top, right, bottom = _around(places)
    legend = [(name, f"schaal-{n}") for n, name in enumerate(klassen.names(words), _first(klassen))]
    missing = any(place.code not in values for place in places)
    return Kaart(
        titel=titel, alt=alt, viewbox=f"{left} {top} {right - left} {bottom - top}", width=right - left,
        height=bottom - top,
        vlakken=tuple(
            Vlak(
                pad=p.pad, kind=_kind(klassen, values.get(p.code)),
                tip=f"{p.naam}: {words(values[p.code])}" if p.code in values else f"{p.naam}: geen cijfer",
                x=p.midden[0], y=p.midden[1], opschrift=p.opschrift,
                licht=p.code in values and klassen.place_of(values[p.code]) + _first(klassen) > DARK,
            )
            for p in places
        ),
        legenda=(*legend, *((("Geen cijfer", "schaal-0"),) if missing else ())),
        eigen=next((p.pad for p in places if p.code == own), ""),
    )  # fmt: skip


def tiles(places: Sequence[tuple[str, str, int, int]], *, named: bool = False) -> list[Omtrek]:
    """A tile for each (code, name, row, column); `named`: wide enough to hold its name."""
    wide, high = (WIDE, FLAT) if named else (TILE, TILE)

    def tile(code: str, naam: str, row: int, column: int) -> Omtrek:
        x, y = column * (wide + GAP), row * (high + GAP)
        return Omtrek(
            code=code, naam=naam, pad=_square(x, y, wide, high), vak=(x, y, x + wide, y + high),
            opschrift=_on_tile(naam) if named else "", tegel=True,
        )  # fmt: skip

    return [tile(*place) for place in places]


def _on_tile(naam: str) -> str:
    """A long name over two lines, where it has a space or a hyphen; what is longer still is cut."""
    places = [n + 1 for n, letter in enumerate(naam) if letter in " -"] if len(naam) > NAME else []
    middle = min(places, key=lambda place: abs(place - len(naam) // 2), default=len(naam))
    lines = [line.strip() for line in (naam[:middle], naam[middle:]) if line.strip()] if places else [naam]
    return "\n".join(line if len(line) <= NAME else f"{line[: NAME - 1].rstrip()}…" for line in lines)


def _square(x: int, y: int, wide: int, high: int) -> str:
    return "".join(("M", str(x), " ", str(y), "h", str(wide), "v", str(high), "h", str(-wide), "z"))


def _first(klassen: Klassen) -> int:
    """Few classes take the middle of the scale, so that one class alone is not the palest."""
    return 1 + (CLASSES - len(klassen.vanaf)) // 2


def _kind(klassen: Klassen, value: float | None) -> str:
    return "schaal-0" if value is None else f"schaal-{klassen.place_of(value) + _first(klassen) - 1}"


def _around(places: Sequence[Omtrek]) -> tuple[int, int, int, int]:
    """The box around all, with room for the line."""
    if not places:
        return (0, 0, 1, 1)
    boxes = [place.vak for place in places]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if places[0].opschrift:  # two tiles alone would be as large as a page
        right = max(right, left + ROW * (WIDE + GAP))
    room = max((right - left) // 100, 2)
    return (left - room, top - room, right + room, bottom + room)
