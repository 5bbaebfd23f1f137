"""Intervals and exact limits against sums that are exact, for any input (R-MON-5)."""

from fractions import Fraction
from math import comb, exp, factorial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.rules.proportions import (
    binomial_cdf,
    clopper_pearson,
    exact_limit,
    exact_rate_limit,
    poisson_cdf,
    wilson,
)

on_a_slow_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

COUNTS = st.integers(1, 90).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@on_a_slow_machine
@given(COUNTS, st.integers(1, 99))
def test_the_binomial_is_that_of_exact_sums(counts: tuple[int, int], hundredths: int) -> None:
    r, n = counts
    p = Fraction(hundredths, 100)
    exact = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(r + 1))
    assert binomial_cdf(r, n, float(p)) == pytest.approx(float(exact), abs=1e-11)


@on_a_slow_machine
@given(st.integers(0, 60), st.floats(0.1, 60))
def test_the_poisson_is_that_of_its_sum(r: int, mean: float) -> None:
    assert poisson_cdf(r, mean) == pytest.approx(
        sum(exp(-mean) * mean**k / factorial(k) for k in range(r + 1)), abs=1e-10
    )


@pytest.mark.parametrize(
    ("teller", "noemer", "low", "high"),
    [(0, 10, 0.0, 0.3085), (1, 10, 0.0025, 0.4450), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0)],
)
def test_the_exact_interval_of_printed_tables(teller: int, noemer: int, low: float, high: float) -> None:
    found = clopper_pearson(teller, noemer)
    assert (found.low, found.high) == pytest.approx((low, high), abs=2e-4)


@pytest.mark.parametrize(
    ("teller", "noemer", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)],
)
def test_the_interval_of_wilson_of_printed_tables(teller: int, noemer: int, low: float, high: float) -> None:
    found = wilson(teller, noemer)
    assert (found.low, found.high) == pytest.approx((low, high), abs=2e-4)


@on_a_slow_machine
@given(COUNTS)
def test_an_interval_holds_the_share_and_turns_with_it(counts: tuple[int, int]) -> None:
    teller, noemer = counts
    for interval in (wilson, clopper_pearson):
        found, turned = interval(teller, noemer), interval(noemer - teller, noemer)
        assert 0 <= found.low <= teller / noemer <= found.high <= 1
        assert (turned.low, turned.high) == pytest.approx((1 - found.high, 1 - found.low), abs=1e-9)


def test_the_limits_of_the_vector_are_exact() -> None:  # research/monitor 6.1: n = 20, theta = .2
    assert exact_limit(0.2, 20, 0.025) == pytest.approx(0.012, abs=5e-4)
    assert exact_limit(0.2, 20, 0.975) == pytest.approx(0.366, abs=5e-4)


@on_a_slow_machine
@given(st.integers(5, 400), st.floats(0.05, 0.95))
def test_limits_lie_round_the_target_and_narrow_with_size(n: int, target: float) -> None:
    low, high = exact_limit(target, n, 0.025), exact_limit(target, n, 0.975)
    assert 0 <= low <= target <= high <= 1
    assert exact_limit(target, 8 * n, 0.975) - exact_limit(target, 8 * n, 0.025) < high - low


def test_a_rate_has_limits_too() -> None:
    low, high = (exact_rate_limit(0.0044, 50_000, tail) * 50_000 for tail in (0.025, 0.975))
    assert (low, high) == pytest.approx((191, 249), abs=1.5)  # 220 ± 1.96 √220
