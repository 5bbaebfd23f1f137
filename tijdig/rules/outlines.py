"""Outlines of places as short paths: from degrees to whole steps on a plane, without what is too small to see.

Source: GeoJSON (RFC 7946); WGS 84 in degrees, longitude first. Points are rounded to a grid and what falls on the same
spot is left out. Neighbours share their points, so they stay neighbours: no gaps, whatever the size of a step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

METRES_PER_DEGREE = 111_320.0
WEST, NORTH = 3.0, 53.8  # where the plane begins: west and north of the Netherlands
EAST, SOUTH = 7.6, 50.6
MIDDLE = cos(radians(52.15))  # one width for the whole country: 300 km bend less than a line is thick

Ring = Sequence[tuple[float, float]]
Spot = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A place as a path of SVG in steps of so many metres, and the box around it (left, top, right, bottom)."""

    pad: str
    vak: tuple[int, int, int, int]
    punten: int


def in_the_netherlands(lon: float, lat: float) -> bool:
    """The European part; degrees."""
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH


def outline_of(rings: Iterable[Ring], step: int) -> Outline | None:
    """All rings of one place, in steps of `step` metres; None when nothing of it is large enough to see."""
    kept = [spots for ring in rings if len(spots := _spots(ring, step)) > 2]
    if not kept:
        return None
    every = [spot for spots in kept for spot in spots]
    across, down = [x for x, _ in every], [y for _, y in every]
    return Outline(
        pad="".join(map(_path, kept)), vak=(min(across), min(down), max(across), max(down)), punten=len(every)
    )


def _spots(ring: Ring, step: int) -> list[Spot]:
    """On the grid, each spot once in a row; the last equals the first and is left out, `z` closes it."""
    scale = METRES_PER_DEGREE / step
    found: list[Spot] = []
    for lon, lat in ring:
        spot = (round((lon - WEST) * MIDDLE * scale), round((NORTH - lat) * scale))
        if not found or found[-1] != spot:
            found.append(spot)
    return found[:-1] if len(found) > 1 and found[0] == found[-1] else found


def _path(spots: Sequence[Spot]) -> str:
    (x, y), *rest = spots
    parts = [f"M{x} {y}l"]
    for across, down in rest:
        parts.append(f"{across - x} {down - y} ")
        x, y = across, down
    return "".join(parts).rstrip() + "z"
