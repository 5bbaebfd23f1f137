"""From months to a year: the vectors of the monitor, T1-T6 (R-MON-4)."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.monitor.figures import share
from tijdig.monitor.words import percent
from tijdig.policies import policy_on
from tijdig.rules.groups import coverage, size_class
from tijdig.rules.proportions import wilson
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


@pytest.mark.parametrize(("signalen", "per_thousand"), [(190, 3.8), (165, 3.3)])
def test_t3_signals_a_month_of_fifty_thousand_residents(signalen: int, per_thousand: float) -> None:  # T3
    assert rounded(1000 * pooled([deel(signalen, 50_000)]), 1) == per_thousand
    assert rounded(per_thousand_a_year([[deel(signalen, 50_000)]]), 1) == per_thousand


def test_t4_a_gemeente_that_joins_weighs_less_in_the_mean_of_months() -> None:  # R-MON-4, T4
    first = [deel(100, 30_000), deel(20, 30_000)]
    second = [deel(150, 30_000), deel(30, 30_000), deel(400, 90_000)]
    assert 1000 * mean_of_months([first, second]) == pytest.approx(2.933, abs=5e-4)
    assert 1000 * year_figure([first, second], Methode.GEPOOLD) == pytest.approx(3.333, abs=5e-4)


def test_t5_coverage_by_size_class() -> None:  # R-MON-4, T5
    """Out of the residents of every gemeente and who delivered; the bounds are those of policy."""
    found = [(42, 124), (64, 140), (25, 40), (14, 16), (10, 14), (8, 10), (7, 8)]
    bounds = policy_on(date(2026, 11, 24), "standaard").vergelijking.inwonersklassen
    inwoners = {
        f"{place}-{number}": max(bound, 1) for place, (bound, (_, whole)) in enumerate(zip(bounds, found, strict=True))
        for number in range(whole)
    }  # fmt: skip
    delivered = {
        code for code in inwoners for place, number in [code.split("-")] if int(number) < found[int(place)][0]
    }
    by_class = coverage(inwoners, delivered, {code: size_class(n, bounds) for code, n in inwoners.items()})
    classes = [by_class[place].gemeenten for place in range(len(bounds))]
    assert [(d.teller, d.noemer) for d in classes] == found
    assert [rounded(100 * pooled([d])) for d in classes] == [34, 46, 63, 88, 71, 80, 88]
    assert rounded(100 * pooled(classes)) == 48


def test_t6_visits_of_dordrecht_in_2019() -> None:  # R-MON-4, T6
    reached, helped = deel(43, 92), deel(16, 43)
    assert rounded(100 * pooled([reached])) == 47
    assert percent(share(reached)) == "47%"
    assert percent(share(helped)) == "37%"
    assert wilson(43, 92).low < 0.45 < wilson(43, 92).high, "the 45 of the text is within what is sure"


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
