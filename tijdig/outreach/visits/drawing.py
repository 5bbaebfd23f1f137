"""A map of a plan without anybody's tiles: doors with their numbers, a line per team, streets as dots (R-OUT-5).

Numbers for a template to draw as SVG; what the map shows, the ordered list beside it says in words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tijdig.checks.models import BagAdres
from tijdig.outreach.visits.doors import Door
from tijdig.rules.visits import Plaats

WIDTH, HEIGHT, MARGIN = 720.0, 480.0, 36.0
METRES_A_DEGREE = 111_320
LEAST_METRES = 300.0
MOST_DOTS = 2_500
SCALES = (50, 100, 200, 250, 500, 1000, 2000, 5000)


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A door on the drawing; `label` is its number in the round."""

    x: float
    y: float
    label: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """The way of one team. `kind`: 1..4, which of the line styles."""

    kind: int
    points: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All that the SVG shows. `scale_width` is drawn for `scale_metres`."""

    lines: tuple[Line, ...]
    start: Spot | None
    dots: tuple[tuple[float, float], ...]
    streets: tuple[Spot, ...]
    scale_width: float
    scale_metres: int
    missing: int
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """From degrees to the sheet: north is up, one scale both ways."""

    west: float
    north: float
    stretch: float  # width of a degree east against a degree north
    per_degree: float

    def at(self, place: Plaats) -> tuple[float, float]:
        x = MARGIN + (place.lon - self.west) * self.stretch * self.per_degree
        return round(x, 1), round(MARGIN + (self.north - place.lat) * self.per_degree, 1)


def draw(rounds: Sequence[Sequence[Door]], start: Plaats | None) -> Drawing | None:
    """The drawing of these rounds, or None when no door has a place. Two queries, for the streets."""
    places = [door.plek for doors in rounds for door in doors if door.plek]
    if not places:
        return None
    frame = _frame([*places, *([start] if start else [])])
    metres = next(
        (m for m in reversed(SCALES) if m / METRES_A_DEGREE * frame.per_degree <= WIDTH / 4), SCALES[0]
    )
    home = Spot(x=frame.at(start)[0], y=frame.at(start)[1], label="S", title="Start") if start else None
    dots, streets = _streets(frame)
    return Drawing(
        lines=tuple(_line(frame, number, doors, home) for number, doors in enumerate(rounds)), start=home, dots=dots,
        streets=streets, scale_width=round(metres / METRES_A_DEGREE * frame.per_degree, 1), scale_metres=metres,
        missing=sum(not door.plek and not door.verboden for doors in rounds for door in doors),
    )  # fmt: skip


def _frame(places: Sequence[Plaats]) -> _Frame:
    lats, lons = [p.lat for p in places], [p.lon for p in places]
    stretch = math.cos(math.radians(sum(lats) / len(lats)))
    least = LEAST_METRES / METRES_A_DEGREE
    tall, wide = max(max(lats) - min(lats), least), max((max(lons) - min(lons)) * stretch, least)
    per_degree = min((HEIGHT - 2 * MARGIN) / tall, (WIDTH - 2 * MARGIN) / wide)
    spare_x = (WIDTH - 2 * MARGIN) / per_degree - (max(lons) - min(lons)) * stretch
    spare_y = (HEIGHT - 2 * MARGIN) / per_degree - (max(lats) - min(lats))
    return _Frame(west=min(lons) - spare_x / 2 / stretch, north=max(lats) + spare_y / 2, stretch=stretch,
                  per_degree=per_degree)  # fmt: skip


def _line(frame: _Frame, number: int, doors: Sequence[Door], home: Spot | None) -> Line:
    spots = []
    for door in doors:
        if door.plek:
            x, y = frame.at(door.plek)
            spots.append(Spot(x=x, y=y, label=str(door.bezoek.volgorde or ""), title=door.adres))
    points = " ".join(f"{spot.x},{spot.y}" for spot in ([home] if home else []) + spots)
    return Line(kind=number % 4 + 1, points=points, spots=tuple(spots))


def _streets(frame: _Frame) -> tuple[tuple[tuple[float, float], ...], tuple[Spot, ...]]:
    """Every known address inside the frame as a dot, so that streets show; the longest streets by name."""
    margin = MARGIN / frame.per_degree
    south, east = (
        frame.north - HEIGHT / frame.per_degree + 2 * margin,
        WIDTH / frame.per_degree / frame.stretch,
    )
    rows = BagAdres.objects.filter(
        lat__gt=south - margin, lat__lt=frame.north + margin, lon__gt=frame.west, lon__lt=frame.west + east
    ).order_by("straat", "pk")
    total = rows.count()
    found = list(rows.values_list("straat", "lat", "lon")[: 20 * MOST_DOTS])
    per_street: dict[str, list[tuple[float, float]]] = {}
    for straat, lat, lon in found:
        if lat is not None and lon is not None:
            per_street.setdefault(straat, []).append(frame.at(Plaats(lat=lat, lon=lon)))
    step = max(total // MOST_DOTS, 1)
    dots = [spot for spots in per_street.values() for spot in spots][::step]
    return tuple(dots), tuple(_names(per_street))


def _names(per_street: dict[str, list[tuple[float, float]]]) -> list[Spot]:
    """Names of streets where they do not run over each other."""
    placed = list[Spot]()
    for straat, spots in sorted(per_street.items(), key=lambda item: -len(item[1])):
        x, y = sorted(spots)[len(spots) // 2]
        free = all(abs(x - other.x) > 110 or abs(y - other.y) > 18 for other in placed)
        if free and MARGIN * 2 < x < WIDTH - 2 * MARGIN and len(placed) < 12:
            placed.append(Spot(x=x, y=y, label=straat, title=""))
    return placed
