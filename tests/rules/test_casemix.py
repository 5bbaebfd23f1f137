"""What may be expected with such residents, who is like whom, and who is good enough to compare (R-MON-5)."""

import random
from dataclasses import replace
from math import exp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.rules.casemix import Lagen, Waarneming, added, correct, fit, mix_of, ratio_interval, solve
from tijdig.rules.difference import Ondergrens
from tijdig.rules.funnel import Eenheid, Ligging, Schaal, grows_with_size, limits, place, spread_of
from tijdig.rules.groups import (
    Kenmerken,
    Vergelijkbeleid,
    debt_quartile,
    members,
    merged,
    nearest,
    size_class,
)
from tijdig.rules.proportions import (
    MANY,
    _interpolated,
    binomial_cdf,
    difference,
    exact_limit,
    exact_rate_limit,
    poisson_cdf,
)
from tijdig.rules.registration_gate import Registratie, gate_reasons
from tijdig.rules.terms import Vergelijkgroep

on_a_slow_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

BELEID = Vergelijkbeleid(
    inwonersklassen=(0, 25_000, 50_000, 75_000, 100_000, 150_000, 200_000), groep_minstens=3, lijkend=2,
    basis_minstens=100, zonder_uitslag=0.2, zonder_eindresultaat=0.2, meldingen_per_signaal=0.4, correctie_minstens=50,
    publiceren_minstens=100, afronden_openbaar=10, afronden_deelnemers=5, vervangen_dagen=92,
    samenhang_vanaf=0.3, verschil=Ondergrens(gevallen=30, aantal=10, eenheden=30),
)  # fmt: skip


def country(schaal: Schaal, seed: int, slopes: tuple[float, float]) -> list[Waarneming]:
    """200 gemeenten whose figure hangs on two traits, and on a third not at all."""
    draw, found = random.Random(seed), []
    for _ in range(200):
        traits = (draw.uniform(2, 12), draw.uniform(10, 50), draw.gauss(0, 1))
        line = slopes[0] * (traits[0] - 6) + slopes[1] * (traits[1] - 30)
        n = draw.randint(500, 5000)
        if schaal is Schaal.AANDEEL:
            count = draw.binomialvariate(n, 1 / (1 + exp(-(line - 1.4))))
        else:
            count = round(n * 0.02 * exp(line))
        found.append(Waarneming(teller=count, noemer=n, kenmerken=traits))
    return found


@pytest.mark.parametrize("schaal", list(Schaal))
def test_the_model_finds_what_was_put_in(schaal: Schaal) -> None:
    slopes = (0.08, 0.01)
    model = fit(country(schaal, 3, slopes), schaal)
    back = [weight / spread for weight, spread in zip(model.weights[1:], model.spreads, strict=True)]
    assert back[:2] == pytest.approx(slopes, abs=0.012)
    assert back[2] == pytest.approx(0, abs=0.06)
    assert model.explained > 0.5


@on_a_slow_machine
@given(st.integers(0, 40), st.sampled_from(Schaal))
def test_all_that_is_expected_is_all_that_was_counted(seed: int, schaal: Schaal) -> None:
    """So O / E is one for all together: the correction moves figures, it does not make or lose any."""
    found = country(schaal, seed, (0.03, -0.01))
    model = fit(found, schaal)
    assert sum(model.expected(one) for one in found) == pytest.approx(
        sum(one.teller for one in found), rel=1e-6
    )


def test_without_anything_to_explain_a_gemeente_keeps_its_figure() -> None:
    found = [Waarneming(teller=20 + n % 3, noemer=100, kenmerken=(float(n % 7),)) for n in range(60)]
    model = fit(found, Schaal.AANDEEL)
    corrected = correct(found[0], model, 0.21)
    assert corrected.adjusted == pytest.approx(found[0].teller / 100, abs=0.01)
    assert corrected.interval.low < corrected.ratio < corrected.interval.high


@pytest.mark.parametrize(
    ("observed", "low", "high"), [(0, 0.0, 3.689), (10, 4.795, 18.39), (50, 37.11, 65.92)]
)
def test_the_limits_of_byar_are_those_of_exact_tables(observed: int, low: float, high: float) -> None:
    found = ratio_interval(observed, 1.0)  # exact Poisson limits: Garwood 1936
    assert found.low == pytest.approx(low, abs=0.06)
    assert found.high == pytest.approx(high, rel=0.01)


def test_a_system_of_equations_is_solved() -> None:
    assert solve([[0.0, 2.0, 1.0], [1.0, 1.0, 0.0], [3.0, 0.0, 1.0]], [8.0, 3.0, 7.0]) == pytest.approx(
        [5 / 5, 2, 4]
    )


def test_the_difference_of_two_shares_is_that_of_newcombe() -> None:
    found = difference((56, 70), (48, 80))  # Newcombe 1998, table II, example a, method 10
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-4)


@on_a_slow_machine
@given(st.lists(st.tuples(st.integers(1, 400), st.integers(20_000, 900_000)), min_size=3, max_size=30))
def test_a_funnel_of_rates_is_one_of_poisson(pairs: list[tuple[int, int]]) -> None:
    units = [Eenheid(code=str(n), teller=t, noemer=base) for n, (t, base) in enumerate(pairs)]
    target = sum(u.teller for u in units) / sum(u.noemer for u in units)
    spread = spread_of(units, target, Schaal.VERHOUDING)
    assert -1.0001 <= grows_with_size(units, target, Schaal.VERHOUDING) <= 1.0001
    for unit in units[:3]:
        found = limits(unit.noemer, target, spread, schaal=Schaal.VERHOUDING)
        assert 0 <= found.wide_low <= found.low <= found.high <= found.wide_high
        inside = place(unit, target, spread, Schaal.VERHOUDING) is Ligging.BINNEN
        assert inside or not 1.05 * found.wide_low < unit.share < 0.95 * found.wide_high


@pytest.mark.parametrize("tail", [0.001, 0.025, 0.975, 0.999])
@pytest.mark.parametrize("target", [0.05, 0.2, 0.8])
def test_for_many_events_a_curve_comes_out_as_the_exact_sum(tail: float, target: float) -> None:
    """Within a fiftieth of one event, on both sides of where the exact sum is left."""
    for n in (round(MANY / target / (1 - target)) + step for step in (-1, 2)):
        exact = _interpolated(lambda r, n=n: binomial_cdf(r, n, target), n, tail)
        assert n * exact_limit(target, n, tail) == pytest.approx(exact, abs=0.02)
    for base in (MANY / target - 1, MANY / target + 1):
        exact = _interpolated(lambda r, base=base: poisson_cdf(r, target * base), 2 * MANY, tail)
        assert base * exact_rate_limit(target, base, tail) == pytest.approx(exact, abs=0.02)


def gemeente(
    code: str, inwoners: int = 40_000, schulden: float | None = 5.0, provincie: str = "A"
) -> Kenmerken:
    return Kenmerken(
        code=code, provincie=provincie, inwoners=inwoners, schulden=schulden, laag_inkomen=6.0, corporatiewoningen=30.0,
        eenpersoonshuishoudens=35.0, stedelijkheid=3.0,
    )  # fmt: skip


LAND = (
    gemeente("0001", 24_999, 1.0), gemeente("0002", 25_000, 2.0), gemeente("0003", 49_999, 3.0, "B"),
    gemeente("0004", 50_000, 4.0, "B"), gemeente("0005", 200_000, 9.0, "B"), gemeente("0006", 600_000, None),
    gemeente("0007", 30_000, 2.5), gemeente("0008", 31_000, 12.0),
)  # fmt: skip


@pytest.mark.parametrize(
    ("groep", "expected"),
    [
        (Vergelijkgroep.NEDERLAND, {k.code for k in LAND}),
        (Vergelijkgroep.INWONERS, {"0002", "0003", "0007", "0008"}),
        (Vergelijkgroep.PROVINCIE, {"0001", "0002", "0006", "0007", "0008"}),
        (Vergelijkgroep.SCHULDEN, {"0002", "0007"}),
        (Vergelijkgroep.LIJKEND, {"0002", "0007", "0001"}),
        (Vergelijkgroep.KEUZE, {"0002", "0005"}),
        (Vergelijkgroep.EERDER, {"0002"}),
    ],
)
def test_who_belongs_to_a_group(groep: Vergelijkgroep, expected: set[str]) -> None:
    assert members(LAND[1], LAND, groep, BELEID, ["0005", "9999", "0002"]) == expected


def test_classes_begin_at_their_bound_and_quartiles_hold_a_quarter() -> None:
    assert [size_class(n, BELEID.inwonersklassen) for n in (0, 24_999, 25_000, 199_999, 200_000)] == [
        0,
        0,
        1,
        5,
        6,
    ]
    many = [gemeente(f"{n:04d}", schulden=float(n)) for n in range(100)]
    found = [debt_quartile(k.code, many) for k in many]
    assert [found.count(quarter) for quarter in (1, 2, 3, 4)] == [25, 25, 25, 25]
    assert debt_quartile("0006", LAND) is None
    assert nearest(LAND[5], LAND, 3) == [], "of whom little is known nobody is alike"


def test_a_gemeente_made_of_others_is_their_mean() -> None:
    assert merged([(10_000, {"a": 10.0}), (30_000, {"a": 20.0})]) == {"a": pytest.approx(17.5)}


GOOD = Registratie(
    kwartalen=4, kwartalen_gevraagd=4, noemer=100, zonder_uitslag=0.2, zonder_eindresultaat=0.2,
    meldingen_per_signaal=0.4,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"kwartalen": 3}, ["niet alle maanden"]),
        ({"noemer": 99}, ["minder dan 100"]),
        ({"noemer": None}, ["minder dan 100"]),
        ({"zonder_uitslag": 0.21}, ["te veel pogingen"]),
        ({"zonder_uitslag": None}, ["niet geleverd"]),
        ({"zonder_eindresultaat": 0.21}, ["te veel meldingen"]),
        ({"meldingen_per_signaal": 0.39}, ["te weinig signalen"]),
        ({"meldingen_per_signaal": None}, []),
    ],
)
def test_the_gate_says_why(changed: dict[str, float | None], said: list[str]) -> None:
    values = {name: getattr(GOOD, name) for name in GOOD.__slots__} | changed
    reasons = gate_reasons(Registratie(**values), BELEID, follows_up=True)
    assert len(reasons) == len(said)
    assert all(part in reason for part, reason in zip(said, reasons, strict=True))
    only_signals = gate_reasons(Registratie(**values), BELEID, follows_up=False)
    assert set(only_signals) <= set(reasons)
    assert not [r for r in only_signals if "poging" in r or "eindresultaat" in r]


RATES = {"klein": 0.1, "groot": 0.4}


def made_of(draw: random.Random, small: float) -> tuple[Waarneming, Lagen]:
    """A gemeente with so many small arrears, where each height is reached as often as everywhere."""
    meldingen = {"klein": round(2000 * small), "groot": round(2000 * (1 - small))}
    reached = {value: draw.binomialvariate(n, RATES[value]) for value, n in meldingen.items()}
    lagen = {"bedrag": {value: (reached[value], n) for value, n in meldingen.items()}}
    return Waarneming(teller=sum(reached.values()), noemer=2000, kenmerken=(draw.gauss(0, 1),)), lagen


def test_what_came_in_is_taken_out_before_the_residents_are_looked_at() -> None:
    """Gemeenten that differ in nothing but the heights of arrears differ no more than by chance, once corrected."""
    draw = random.Random(5)
    found = [made_of(draw, draw.uniform(0.2, 0.9)) for _ in range(80)]
    all_ = added(lagen for _, lagen in found)
    assert all_["bedrag"]["klein"][1] == sum(lagen["bedrag"]["klein"][1] for _, lagen in found)
    raw = fit([one for one, _ in found], Schaal.AANDEEL)
    mixed = [replace(one, mix=mix_of(lagen, all_)) for one, lagen in found]
    model = fit(mixed, Schaal.AANDEEL)
    assert raw.explained < 0.2
    assert raw.by_mix == 0
    assert model.by_mix > 0.9
    ratios = [correct(one, model, model.overall).ratio for one in mixed]
    assert all(0.8 < ratio < 1.25 for ratio in ratios)
    few_small = made_of(draw, 0.05)
    one = replace(few_small[0], mix=mix_of(few_small[1], all_))
    assert model.expected_of_mix(one) / one.noemer == pytest.approx(0.05 * 0.1 + 0.95 * 0.4, rel=0.05)


@pytest.mark.parametrize(
    ("own", "ratio"),
    [
        ({}, 1.0), ({"bedrag": {}}, 1.0), ({"bedrag": {"onbekend": (1, 5)}}, 1.0),
        ({"bedrag": {"klein": (0, 10)}}, 0.5), ({"bedrag": {"groot": (9, 10)}}, 1.5),
        ({"bedrag": {"groot": (9, 10)}, "soort": {"dubbel": (3, 10)}}, 1.5 * 0.8),
    ],
)  # fmt: skip
def test_each_trait_multiplies_and_what_is_not_known_does_nothing(own: Lagen, ratio: float) -> None:
    all_ = {
        "bedrag": {"klein": (100.0, 1000.0), "groot": (300.0, 1000.0)},
        "soort": {"enkel": (240.0, 1000.0), "dubbel": (160.0, 1000.0)},
    }
    assert mix_of(own, all_) == pytest.approx(ratio)
