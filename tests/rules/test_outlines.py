"""Outlines become short paths, and neighbours stay neighbours (R-MON-7)."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.outlines import in_the_netherlands, outline_of

SPOT = st.tuples(st.floats(3.4, 7.2), st.floats(50.8, 53.5))


def spots(pad: str) -> list[list[tuple[int, int]]]:
    """Where the pen stands: a path read as a drawing program would."""
    found = []
    for part in pad.split("z")[:-1]:
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + across, y + down
            ring.append((x, y))
        found.append(ring)
    return found


@given(ring=st.lists(SPOT, min_size=4, max_size=30, unique=True), step=st.sampled_from([50, 200, 800]))
def test_a_path_visits_its_points_in_order(ring: list[tuple[float, float]], step: int) -> None:
    drawn = outline_of([[*ring, ring[0]]], step)
    if drawn is None:
        return
    (visited,) = spots(drawn.pad)
    assert drawn.punten == len(visited) <= len(ring)
    assert all(one != other for one, other in pairwise(visited))
    left, top, right, bottom = drawn.vak
    assert {left, right} == {min(x for x, _ in visited), max(x for x, _ in visited)}
    assert {top, bottom} == {min(y for _, y in visited), max(y for _, y in visited)}


def test_neighbours_share_their_border() -> None:
    border = [(5.0, 52.0), (5.013, 52.021), (5.0071, 52.04)]
    west = outline_of([[*border, (4.9, 52.04), (4.9, 52.0), border[0]]], 200)
    east = outline_of([[*reversed(border), (5.1, 52.0), (5.1, 52.04), border[-1]]], 200)
    assert west is not None
    assert east is not None
    assert len(set(spots(west.pad)[0]) & set(spots(east.pad)[0])) == 3


@pytest.mark.parametrize(
    ("lon", "lat", "inside"),
    [(4.67, 51.81, True), (155000.0, 463000.0, False), (51.81, 4.67, False), (-68.3, 12.2, False)],
)
def test_degrees_of_the_netherlands(lon: float, lat: float, inside: bool) -> None:
    assert in_the_netherlands(lon, lat) is inside


def test_what_is_too_small_to_see_is_left_out() -> None:
    assert outline_of([[(5.0, 52.0), (5.0001, 52.0), (5.0001, 52.0001), (5.0, 52.0)]], 200) is None
