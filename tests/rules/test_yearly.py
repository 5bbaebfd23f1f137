"""From months to a year: the vectors of the monitor, T1-T6 (R-MON-4)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.rules.yearly import (
    Deel,
    Methode,
    mean_of_months,
    per_thousand_a_year,
    pooled,
    rounded,
    year_figure,
)

on_a_slow_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def deel(teller: int, noemer: int) -> Deel:
    return Deel(teller=teller, noemer=noemer)


CLASSES = [(14_773, 524_155, 28), (20_863, 1_031_081, 20), (60_897, 2_024_171, 30), (268_054, 6_148_543, 44)]


def test_t1_debt_classes_of_2021() -> None:  # R-MON-4, T1
    for signalen, inwoners, per_thousand in CLASSES:
        assert rounded(1000 * pooled([deel(signalen, inwoners)])) == per_thousand
    whole = [deel(s, n) for s, n, _ in CLASSES]
    assert sum(d.teller for d in whole) == 364_587
    assert rounded(1000 * 364_587 / 9_727_950) == 37


def test_t2_a_year_is_the_mean_of_its_months() -> None:  # R-MON-4, T2
    months = [[deel(27, 10_000)]] * 6 + [[deel(34, 10_000)]] * 6
    assert rounded(1000 * year_figure(months, Methode.MAANDGEMIDDELDE), 1) == 3.1
    assert rounded(per_thousand_a_year(months)) == 37


def test_t3_signals_a_month_of_fifty_thousand_residents() -> None:  # T3
    assert [rounded(50_000 * rate / 1000) for rate in (3.8, 3.3)] == [190, 165]


def test_t4_a_gemeente_that_joins_weighs_less_in_the_mean_of_months() -> None:  # R-MON-4, T4
    first = [deel(100, 30_000), deel(20, 30_000)]
    second = [deel(150, 30_000), deel(30, 30_000), deel(400, 90_000)]
    assert 1000 * mean_of_months([first, second]) == pytest.approx(2.933, abs=5e-4)
    assert 1000 * year_figure([first, second], Methode.GEPOOLD) == pytest.approx(3.333, abs=5e-4)


def test_t5_coverage_by_size_class() -> None:  # T5
    found = [(42, 124), (64, 140), (25, 40), (14, 16), (10, 14), (8, 10), (7, 8)]
    assert [rounded(100 * a / b) for a, b in found] == [34, 46, 63, 88, 71, 80, 88]
    assert (sum(a for a, _ in found), sum(b for _, b in found)) == (170, 352)
    assert rounded(100 * 170 / 352) == 48


def test_t6_visits_of_dordrecht_in_2019() -> None:  # T6
    assert rounded(100 * 43 / 92) == 47
    assert rounded(100 * 16 / 43) == 37


PARTS = st.lists(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 90_000)), min_size=1, max_size=5), min_size=1, max_size=12
)  # fmt: skip


@on_a_slow_machine
@given(PARTS, st.randoms())
def test_months_and_gemeenten_in_any_order_give_the_same_year(found: list, draw) -> None:
    months = [[deel(t, n) for t, n in month] for month in found]
    other = [list(month) for month in months]
    draw.shuffle(other)
    for methode in Methode:
        assert year_figure(months, methode) == pytest.approx(year_figure(other, methode))


def test_without_a_base_there_is_no_figure() -> None:
    assert year_figure([[deel(0, 0)]], Methode.MAANDGEMIDDELDE) is None
    assert year_figure([], Methode.GEPOOLD) is None
