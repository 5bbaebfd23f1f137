"""What is hidden stays hidden, whatever is added and subtracted (R-MON-6)."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.rules.suppression import Beschermd, Getal, Profiel, _rounded, protect

on_a_slow_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

STEP = 10
SECRET = b"only this site knows"
COUNTS = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), min_size=2, max_size=7)


def table(counts: list[int], secret: bytes = SECRET) -> Beschermd:
    return protect(
        {("m", n): count for n, count in enumerate(counts)}, Profiel.OPENBAAR, secret=secret, step=STEP
    )


def all_that_can_be_published(found: Beschermd) -> tuple:
    """Every cell, and the total of every group, window and overlap there is: more than anybody publishes."""
    keys = sorted(found.keys())
    groups = [set(some) for size in range(2, len(keys) + 1) for some in combinations(keys, size)]
    return (
        [found.cell(key) for key in keys],
        [found.total(lambda key, group=group: key in group) for group in groups],
    )


@on_a_slow_machine
@given(COUNTS)
def test_all_totals_together_leave_every_value_of_a_hidden_cell_possible(counts: list[int]) -> None:
    """In two steps (R-MON-6). One: all that can be published follows from the rounded cells alone. Two: each rounded
    cell, drawn by itself, could have come from every value from 1 to 9."""
    found = table(counts)
    rounded = [_rounded(("m", n), count, SECRET, STEP) for n, count in enumerate(counts)]
    totals = all_that_can_be_published(found)[1]
    assert totals == all_that_can_be_published(table(rounded, b"another secret"))[1]
    for place, count in enumerate(counts):
        if 0 < count < STEP:
            assert possible_values(("m", place), rounded[place]) == set(range(1, STEP))


def possible_values(key: tuple, as_rounded: int) -> set[int]:
    """From which values of a hidden cell this came with some secret: what somebody without the secret can tell."""
    secrets = [n.to_bytes(4) for n in range(300)]
    return {
        value for value in range(1, STEP) if any(_rounded(key, value, s, STEP) == as_rounded for s in secrets)
    }


@on_a_slow_machine
@given(COUNTS)
def test_everything_shown_is_a_multiple_of_ten(counts: list[int]) -> None:
    cells, totals = all_that_can_be_published(table(counts))
    assert all(cell.hidden == (0 < count < STEP) for cell, count in zip(cells, counts, strict=True))
    assert all(cell.value % STEP == 0 for cell in cells if not cell.hidden)
    assert not [total for total in totals if total % STEP]


@on_a_slow_machine
@given(COUNTS)
def test_no_number_is_ten_or_more_away(counts: list[int]) -> None:
    found = table(counts)
    assert all(abs(found._cells["m", n] - count) < STEP for n, count in enumerate(counts))


def test_rounding_every_number_by_itself_would_leak() -> None:
    """The attack has teeth: published apart, a total and its parts give the hidden cell away."""
    parts, hidden = [44, 34, 24], 7

    def nearest(count: int) -> int:
        return (count + 5) // 10 * 10

    def published(x: int) -> list[int]:
        return [nearest(sum(some) + x) for size in (0, 1, 2, 3) for some in combinations(parts, size)]

    told = published(hidden)
    assert len([x for x in range(1, 10) if published(x) == told]) < 9


def test_totals_stay_true_on_the_whole() -> None:
    counts = [n % 37 for n in range(4000)]
    assert abs(table(counts).total(lambda _: True) - sum(counts)) < 800  # 4,000 cells, each under ten away


def test_the_same_cell_comes_out_the_same_and_another_secret_differs() -> None:
    counts = [3, 14, 25, 6, 7, 118, 9]
    assert all_that_can_be_published(table(counts)) == all_that_can_be_published(table(counts))
    assert len({tuple(table(counts, bytes([n]))._cells.values()) for n in range(20)}) > 1


def test_own_figures_are_not_rounded() -> None:
    found = protect({("m", 1): 3}, Profiel.EIGEN, secret=SECRET, step=STEP)
    assert found.cell(("m", 1)) == Getal(value=3)
    assert found.cell(("m", 2)) == Getal(value=0)


def test_a_share_near_one_hides_as_much_as_one_near_nought() -> None:
    found = protect({("ja",): 98, ("nee",): 2}, Profiel.OPENBAAR, secret=SECRET, step=STEP)
    share = found.share(lambda key: key == ("ja",), lambda key: key == ("nee",))
    assert share in {1.0, 90 / 100, 100 / 110, 90 / 90}


def test_nobody_makes_a_protected_table_by_hand() -> None:
    with pytest.raises(TypeError, match="protect"):
        Beschermd(Profiel.OPENBAAR, STEP, {}, frozenset(), object())
