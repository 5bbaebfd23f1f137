"""What is compared is made of parts that count everybody once (R-MON-5, R-MON-6). The attack: test_drawn_once.py."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.rules.compared import KETEN, Ketendeel, chain_refusal, parts_of, quarter_of
from tijdig.rules.vergelijkcijfers import CIJFERS

on_a_slow_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARTS = tuple(Ketendeel)


def test_figures_that_bound_each_other_would_leak() -> None:
    """Why types of partner and of help are drawn wide: two ways of cutting the same meldingen, both rounded, bound
    each other. Of 28 meldingen 9 were reached: 19 others came out as 10, the whole as 30, so at least two were."""
    whole, rest = 30, 10
    possible = [x for x in range(1, 10) if any(
        whole - 10 < r + x < whole + 10 and rest - 10 < r < rest + 10 for r in range(60))]  # fmt: skip
    assert possible == list(range(2, 10))


def chain(draw: st.DrawFn) -> dict[str, int]:
    parts = [draw(st.integers(0, 300)) for _ in PARTS]
    extra, untried, helped_untried, unreached, helped_unreached, no_help, helped = parts
    tried = unreached + helped_unreached + no_help + helped
    meldingen = untried + helped_untried + tried
    all_ = {
        "S1": meldingen + extra, "M1": meldingen, "C4": tried, "C5A": no_help + helped,
        "H1A": helped_untried + helped_unreached + helped, "H1G": helped_unreached + helped, "H1C": helped,
    }  # fmt: skip
    assert list(all_) == list(KETEN)
    return all_


chains = st.composite(chain)()


@on_a_slow_machine
@given(chains)
def test_figures_made_of_parts_are_the_figures(counts: dict[str, int]) -> None:
    assert chain_refusal(counts) is None
    parts = parts_of(counts)
    assert sum(parts.values()) == counts["S1"]
    for name, teller, noemer in (("C5A", "C5A", "M1"), ("C5G", "C5A", "C4"), ("C4", "C4", "M1"), ("H1A", "H1A", "M1"),
                                 ("H1G", "H1G", "C4"), ("H1C", "H1C", "C5A")):  # fmt: skip
        cijfer = CIJFERS[name]
        assert sum(parts[p] for p in cijfer.delen) == counts[teller]
        assert sum(parts[p] for p in cijfer.noemer or ()) == counts[noemer]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"C5A": 90}, "niet_bereikt"),
        ({"C4": 200}, "niet_geprobeerd"),
        ({"H1C": 9}, "hulp_zonder_contact"),
        ({}, ""),
    ],
)
def test_counts_that_do_not_fit_are_refused_with_their_part(changed: dict[str, int], reason: str) -> None:
    counts = {"S1": 130, "M1": 100, "C4": 80, "C5A": 20, "H1A": 8, "H1G": 8, "H1C": 8}
    said = chain_refusal(counts | changed)
    assert (reason in (said or "")) if reason else said is None
    assert "M1" in (chain_refusal({"S1": 1}) or "")


def test_a_quarter_has_three_months() -> None:
    found = [quarter_of(date(2024, month, 15)).month for month in range(1, 13)]
    assert found == [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10]
