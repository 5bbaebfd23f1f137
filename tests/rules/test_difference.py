"""What may be said about a difference: nothing that the interval does not bear (R-MON-8)."""

import random
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.policies import policy_on
from tijdig.rules import difference
from tijdig.rules.difference import (
    Uitspraak,
    Verschil,
    level_for,
    spread_over_months,
    spread_over_pairs,
)
from tijdig.rules.proportions import clopper_pearson
from tijdig.rules.yearly import Deel

MINSTENS = policy_on(date(2026, 11, 24), "standaard").vergelijking.verschil
rates_apart, rates_apart_over_units, shares_apart, shares_apart_over_units = (
    partial(compare, minstens=MINSTENS)
    for compare in (
        difference.rates_apart, difference.rates_apart_over_units, difference.shares_apart,
        difference.shares_apart_over_units,
    )
)  # fmt: skip


def deel(teller: int, noemer: int) -> Deel:
    return Deel(teller=teller, noemer=noemer)


PART = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda t: deel(min(t), max(t)))
YEAR = st.lists(PART, min_size=1, max_size=12)
RATE = st.tuples(st.integers(0, 400), st.integers(1_000, 200_000)).map(lambda t: deel(*t))


def honest(found: Verschil) -> None:
    low, high = found.interval.low, found.interval.high
    assert low <= high
    assert (found.uitspraak is Uitspraak.HOGER) <= (low > 0)
    assert (found.uitspraak is Uitspraak.LAGER) <= (high < 0)
    assert (found.uitspraak is Uitspraak.NIET_AANGETOOND) <= (low <= 0 <= high)


@given(nu=YEAR, eerder=YEAR)
def test_a_difference_of_shares_is_never_claimed_when_it_may_be_nought(nu: list, eerder: list) -> None:
    found, turned = shares_apart(nu, eerder), shares_apart(eerder, nu)
    honest(found)
    assert found.interval.low == pytest.approx(-turned.interval.high)
    wider = shares_apart(nu, eerder, level=0.99)
    assert wider.interval.low <= found.interval.low + 1e-12
    if min(sum(m.noemer for m in nu), sum(m.noemer for m in eerder)) < MINSTENS.gevallen:
        assert found.uitspraak is Uitspraak.TE_WEINIG


@given(pairs=st.lists(st.tuples(RATE, RATE), min_size=1, max_size=12))
def test_a_growth_is_never_claimed_when_it_may_be_nought(pairs: list) -> None:
    honest(rates_apart([n for n, _ in pairs], [b for _, b in pairs]))


@given(units=st.lists(st.tuples(PART, PART), min_size=28, max_size=40))
def test_over_gemeenten_the_same(units: list) -> None:
    honest(shares_apart_over_units(units))
    honest(rates_apart_over_units([(deel(n.teller, 1000), deel(b.teller, 1000)) for n, b in units]))
    if len(units) < 30:
        assert shares_apart_over_units(units).uitspraak is Uitspraak.TE_WEINIG


def test_the_interval_is_that_of_newcombe() -> None:
    """His table II, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339."""
    wide = shares_apart([deel(56, 70)], [deel(48, 80)])
    assert (round(wide.interval.low, 4), round(wide.interval.high, 4)) == (0.0524, 0.3339)
    assert wide.uitspraak is Uitspraak.HOGER


@pytest.mark.parametrize(
    ("nu", "eerder", "said"),
    [
        (deel(600, 50_000), deel(500, 50_000), Uitspraak.HOGER),
        (deel(500, 50_000), deel(600, 50_000), Uitspraak.LAGER),
        (deel(600, 60_000), deel(500, 50_000), Uitspraak.NIET_AANGETOOND),
        (deel(9, 50_000), deel(600, 50_000), Uitspraak.TE_WEINIG),
    ],
)
def test_a_count_is_weighed_by_its_residents(nu: Deel, eerder: Deel, said: Uitspraak) -> None:
    found = rates_apart([nu], [eerder])
    assert found.uitspraak is said
    if said is not Uitspraak.TE_WEINIG:
        exact = clopper_pearson(nu.teller, nu.teller + eerder.teller)
        ratio = exact.low / (1 - exact.low) / (nu.noemer / eerder.noemer) - 1
        assert found.interval.low <= ratio + 1e-9


def test_months_that_differ_more_than_by_chance_make_the_interval_wider() -> None:
    even = [deel(20, 100)] * 12
    wild = [deel(5, 100), deel(35, 100)] * 6
    assert spread_over_months([even]) == 1.0
    assert spread_over_months([wild]) > 10
    calm, shaken = shares_apart([deel(25, 100)] * 12, even), shares_apart(wild, even)
    assert calm.uitspraak is Uitspraak.HOGER
    assert shaken.interval.high - shaken.interval.low > 2 * (calm.interval.high - calm.interval.low)
    season = [(deel(200, 1), deel(100, 1)), (deel(20, 1), deel(10, 1))]
    assert spread_over_pairs(season) == 1.0, "a season that both years have is no spread"


def test_who_compares_nothing_with_nothing_seldom_finds_something() -> None:
    """Twelve months around one chance, with a spread of their own: at most one in twenty is claimed, about."""
    draw = random.Random(3)

    def year() -> list[Deel]:
        return [deel(draw.binomialvariate(150, draw.betavariate(10, 40)), 150) for _ in range(12)]

    claims = [shares_apart(year(), year()).uitspraak for _ in range(300)]
    assert sum(c in (Uitspraak.HOGER, Uitspraak.LAGER) for c in claims) <= 24
    together = [shares_apart(year(), year(), level=level_for(12)).uitspraak for _ in range(300)]
    assert sum(c in (Uitspraak.HOGER, Uitspraak.LAGER) for c in together) <= 5


def test_over_gemeenten_a_shift_of_all_is_seen_and_a_shuffle_is_not() -> None:
    draw = random.Random(5)
    base = [(draw.betavariate(8, 32), draw.randint(100, 4000)) for _ in range(300)]

    def moved(by: float, apart: float) -> list[tuple[Deel, Deel]]:
        return [
            (deel(draw.binomialvariate(n, min(0.95, max(0.01, p + by + draw.gauss(0, apart)))), n),
             deel(draw.binomialvariate(n, p), n))
            for p, n in base
        ]  # fmt: skip

    assert shares_apart_over_units(moved(0.03, 0.02)).uitspraak is Uitspraak.HOGER
    claims = [shares_apart_over_units(moved(0.0, 0.04)).uitspraak for _ in range(60)]
    assert sum(c is not Uitspraak.NIET_AANGETOOND for c in claims) <= 8
