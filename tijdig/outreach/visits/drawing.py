"""A map of a plan without anybody's tiles: doors with their numbers, a line per team, buildings as dots (R-OUT-5).

Numbers for a template to draw as SVG, in a wide shape and in one for a phone; what the map shows, the ordered list
beside it says in words.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from tijdig.checks.models import BagAdres
from tijdig.outreach.visits.doors import Door
from tijdig.rules.visits import Plaats

METRES_A_DEGREE = 111_320
LEAST_METRES = 300.0
MOST_DOTS, MOST_NAMES = 2_500, 14
SCALES = (50, 100, 200, 250, 500, 1000, 2000, 5000)
APART, STEPS = 25.0, 60  # how far doors are drawn from each other, so that each number can be read
LETTER, LINE = 6.2, 15.0  # about the size of a letter on the drawing


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The sheet. `margin`: room for a door at the edge."""

    name: str
    width: float
    height: float
    margin: float = 40.0


WIDE = Shape(name="breed", width=1000.0, height=420.0)
NARROW = Shape(name="smal", width=300.0, height=340.0, margin=28.0)


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A door on the drawing; `label` is its number in the round. It stands beside its place when others are near."""

    x: float
    y: float
    label: str
    title: str
    at_x: float
    at_y: float

    @property
    def moved(self) -> bool:
        return math.dist((self.x, self.y), (self.at_x, self.at_y)) > 1


@dataclass(frozen=True, kw_only=True)
class Name:
    """The name of a street, around its middle."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """The way of one team. `kind`: 1..4, which of the line styles."""

    kind: int
    points: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All that the SVG shows. `dots`: a path of a point per building. `scale_width` is drawn for `scale_metres`."""

    shape: Shape
    lines: tuple[Line, ...]
    start: Spot | None
    dots: str
    streets: tuple[Name, ...]
    scale_width: float
    scale_metres: int
    missing: int

    @property
    def foot(self) -> float:
        return self.shape.height - 18

    @property
    def arrow(self) -> float:
        return self.shape.height - 36

    @property
    def right(self) -> float:
        return self.shape.width - 22


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """From degrees to the sheet: north is up, one scale both ways."""

    shape: Shape
    west: float
    north: float
    stretch: float  # width of a degree east against a degree north
    per_degree: float

    def at(self, place: Plaats) -> tuple[float, float]:
        x = self.shape.margin + (place.lon - self.west) * self.stretch * self.per_degree
        return round(x, 1), round(self.shape.margin + (self.north - place.lat) * self.per_degree, 1)


def draw(rounds: Sequence[Sequence[Door]], start: Plaats | None, shape: Shape = WIDE) -> Drawing | None:
    """The drawing of these rounds, or None when no door has a place. Two queries, for the streets."""
    places = [door.plek for doors in rounds for door in doors if door.plek]
    if not places:
        return None
    frame = _frame([*places, *([start] if start else [])], shape)
    metres = next(
        (m for m in reversed(SCALES) if m / METRES_A_DEGREE * frame.per_degree <= shape.width / 4), SCALES[0]
    )
    spots = _apart(frame, rounds, start)
    home = spots.pop(0)[0] if start else None
    dots, streets = _streets(frame, [spot for team in spots for spot in team] + ([home] if home else []))
    return Drawing(
        shape=shape, lines=tuple(_line(number, team, home) for number, team in enumerate(spots)), start=home,
        dots=dots, streets=streets, scale_width=round(metres / METRES_A_DEGREE * frame.per_degree, 1),
        scale_metres=metres,
        missing=sum(not door.plek and not door.verboden for doors in rounds for door in doors),
    )  # fmt: skip


def _frame(places: Sequence[Plaats], shape: Shape) -> _Frame:
    lats, lons = [p.lat for p in places], [p.lon for p in places]
    stretch = math.cos(math.radians(sum(lats) / len(lats)))
    least = LEAST_METRES / METRES_A_DEGREE
    high, broad = shape.height - 2 * shape.margin, shape.width - 2 * shape.margin
    tall, wide = max(max(lats) - min(lats), least), max((max(lons) - min(lons)) * stretch, least)
    per_degree = min(high / tall, broad / wide)
    spare_x = broad / per_degree - (max(lons) - min(lons)) * stretch
    spare_y = high / per_degree - (max(lats) - min(lats))
    return _Frame(shape=shape, west=min(lons) - spare_x / 2 / stretch, north=max(lats) + spare_y / 2, stretch=stretch,
                  per_degree=per_degree)  # fmt: skip


def _apart(frame: _Frame, rounds: Sequence[Sequence[Door]], start: Plaats | None) -> list[list[Spot]]:
    """Start and doors at their places, pushed from each other until every number can be read."""
    teams = [[("S", "Start", start)]] if start else []
    teams += [[(str(d.bezoek.volgorde or ""), d.adres, d.plek) for d in doors if d.plek] for doors in rounds]
    true = [frame.at(place) for team in teams for _, _, place in team if place]
    shown = _pushed([list(place) for place in true], frame.shape)
    drawn = iter(zip(true, shown, strict=True))
    found = list[list[Spot]]()
    for team in teams:
        found.append([])
        for label, title, _ in team:
            (at_x, at_y), (x, y) = next(drawn)
            found[-1].append(
                Spot(x=round(x, 1), y=round(y, 1), label=label, title=title, at_x=at_x, at_y=at_y)
            )
    return found


def _pushed(places: list[list[float]], shape: Shape) -> list[list[float]]:
    """Each pair that is too near goes half of what is missing the other way, within the sheet."""
    for _ in range(STEPS):
        near = False
        for (first, one), (_, other) in combinations(enumerate(places), 2):
            far = math.dist(one, other)
            if far >= APART:
                continue
            near = True
            angle = math.atan2(other[1] - one[1], other[0] - one[0]) if far > 1 else first * 2.4
            push = (APART - far) / 2 + 0.1
            for place, sign in ((one, -1), (other, 1)):
                place[0] = min(max(place[0] + sign * push * math.cos(angle), 14), shape.width - 14)
                place[1] = min(max(place[1] + sign * push * math.sin(angle), 14), shape.height - 14)
        if not near:
            break
    return places


def _line(number: int, spots: Sequence[Spot], home: Spot | None) -> Line:
    points = " ".join(f"{spot.x},{spot.y}" for spot in ([home] if home else []) + list(spots))
    return Line(kind=number % 4 + 1, points=points, spots=tuple(spots))


def _streets(frame: _Frame, spots: Sequence[Spot]) -> tuple[str, tuple[Name, ...]]:
    """Every known address on the sheet as a point, so that streets show; the longest streets by name."""
    shape, per = frame.shape, frame.per_degree
    over = shape.margin / per
    north, west = frame.north + over, frame.west - over / frame.stretch
    south, east = north - shape.height / per, west + shape.width / per / frame.stretch
    rows = BagAdres.objects.filter(lat__lt=north, lat__gt=south, lon__gt=west, lon__lt=east).order_by(
        "straat", "pk"
    )
    total = rows.count()
    per_street: dict[str, list[tuple[float, float]]] = {}
    for straat, lat, lon in rows.values_list("straat", "lat", "lon")[: 20 * MOST_DOTS]:
        if lat is not None and lon is not None:
            per_street.setdefault(straat, []).append(frame.at(Plaats(lat=lat, lon=lon)))
    step = max(total // MOST_DOTS, 1)
    dots = [spot for found in per_street.values() for spot in found][::step]
    return "".join(f"M{x} {y}h0" for x, y in dots), tuple(_names(per_street, spots, shape))


def _names(
    per_street: dict[str, list[tuple[float, float]]], spots: Iterable[Spot], shape: Shape
) -> list[Name]:
    """Names of streets where they run over no door, no other name, and not off the sheet."""
    taken = [(spot.x - 14, spot.y - 14, spot.x + 14, spot.y + 14) for spot in spots]
    taken.append((0, shape.height - 44, shape.width / 4 + 30, shape.height))  # the scale
    taken.append((shape.width - 44, shape.height - 70, shape.width, shape.height))  # the arrow to the north
    placed = list[Name]()
    for straat, found in sorted(per_street.items(), key=lambda item: -len(item[1])):
        if len(placed) == MOST_NAMES:
            break
        middle = sorted(found)[len(found) // 2]
        high, low = min(y for _, y in found), max(y for _, y in found)
        for y in (high - 6, low + LINE):
            half = len(straat) * LETTER / 2
            box = (middle[0] - half, y - LINE, middle[0] + half, y + 4)
            inside = box[0] > 4 and box[1] > 4 and box[2] < shape.width - 4 and box[3] < shape.height - 4
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                placed.append(Name(x=middle[0], y=round(y, 1), text=straat))
                break
    return placed


type _Box = tuple[float, float, float, float]


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
