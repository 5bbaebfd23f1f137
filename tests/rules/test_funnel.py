"""Funnel plots: chance alone, and the spread that nobody measured (R-MON-5)."""

import random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tijdig.rules.funnel import Eenheid, Ligging, Schaal, Spreiding, limits, place, spread_of, target_of

on_a_slow_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

UNITS = st.lists(
    st.integers(20, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3, max_size=40
).map(lambda found: [Eenheid(code=str(i), teller=t, noemer=n) for i, (t, n) in enumerate(found)])


def country(between: float, seed: int = 5) -> list[Eenheid]:
    """300 gemeenten round 20%, with a true spread of `between` from one to the next."""
    draw = random.Random(seed)
    units = []
    for code in range(300):
        noemer, share = draw.randint(200, 4000), min(0.9, max(0.01, draw.gauss(0.20, between)))
        units.append(
            Eenheid(code=str(code), teller=sum(draw.random() < share for _ in range(noemer)), noemer=noemer)
        )
    return units


def test_chance_alone_is_not_called_different() -> None:
    units = country(0.0)
    target = target_of(units)
    spread = spread_of(units, target)
    assert spread.tau2 < 1e-4
    assert sum(place(u, target, spread) is not Ligging.BINNEN for u in units) < 30


def test_a_true_spread_widens_the_funnel() -> None:
    """Without it more than half of all gemeenten would be called very different; with it a handful."""
    units = country(0.05)
    target = target_of(units)
    spread = spread_of(units, target)
    naive = [u for u in units if not within(u, target, spread, wide=False)]
    fair = [u for u in units if not within(u, target, spread, wide=True)]
    assert len(naive) > 130
    assert len(fair) <= 12
    assert spread.phi > 5


def within(unit: Eenheid, target: float, spread, *, wide: bool) -> bool:
    found = limits(unit.noemer, target, spread, level="99_8")
    low, high = (found.wide_low, found.wide_high) if wide else (found.low, found.high)
    return low <= unit.share <= high


@on_a_slow_machine
@given(UNITS)
def test_the_limits_of_the_spread_are_never_narrower(units: list[Eenheid]) -> None:
    target = min(0.99, max(0.01, target_of(units)))
    spread = spread_of(units, target)
    assert spread.tau2 >= 0
    for unit in units[:4]:
        found = limits(unit.noemer, target, spread)
        assert 0 <= found.wide_low <= found.low <= target <= found.high <= found.wide_high <= 1


PLACES = {
    Ligging.DUIDELIJK_LAGER: 0, Ligging.LAGER: 1, Ligging.BINNEN: 2, Ligging.HOGER: 3, Ligging.DUIDELIJK_HOGER: 4,
}  # fmt: skip


@on_a_slow_machine
@given(
    st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.001, 0.999),
    st.sampled_from([0.0, 1e-4, 0.003, 0.05]), st.sampled_from(Schaal),
)  # fmt: skip
@example((1, 100), 0.05, 0.0, Schaal.AANDEEL)
@example((0, 30), 0.05, 0.0, Schaal.AANDEEL)
def test_the_word_is_what_the_picture_shows(
    counted: tuple[int, int], target: float, tau2: float, schaal: Schaal
) -> None:  # R-MON-5
    """A point within the coloured field is never called higher or lower, and one outside it always is."""
    unit, spread = Eenheid(code="1", teller=counted[0], noemer=counted[1]), Spreiding(phi=1.0, tau2=tau2)
    usual, far = (limits(unit.noemer, target, spread, level=level, schaal=schaal) for level in ("95", "99_8"))
    lines = (far.wide_low, usual.wide_low, usual.wide_high, far.wide_high)
    assert list(lines) == sorted(lines)
    above = sum(unit.share >= line for line in lines[:2]) + sum(unit.share > line for line in lines[2:])
    assert PLACES[place(unit, target, spread, schaal)] == above


@on_a_slow_machine
@given(UNITS, st.randoms())
def test_the_order_of_the_units_says_nothing(units: list[Eenheid], draw: random.Random) -> None:
    target = min(0.99, max(0.01, target_of(units)))
    other = list(units)
    draw.shuffle(other)
    one, two = spread_of(units, target), spread_of(other, target)
    assert abs(one.phi - two.phi) < 1e-9 * max(1.0, one.phi)
    assert abs(one.tau2 - two.tau2) < 1e-9
