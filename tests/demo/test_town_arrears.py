"""The arrears of a town of 4,000 households: as many, as old and as stubborn as they should be."""

from collections import Counter, defaultdict
from datetime import date
from functools import cache
from itertools import pairwise

from tijdig.demo.town import Town, make_town
from tijdig.rules.terms import Bericht


@cache
def large_town() -> Town:
    """Eight months from December to July, so that March is in the middle."""
    return make_town(seed=1, today=date(2026, 7, 31), households=4000)


def test_five_to_six_percent_of_the_households_are_in_arrears_each_month_and_march_is_the_peak() -> None:
    behind: dict[int, set[int]] = defaultdict(set)
    lines: Counter[int] = Counter()
    for arrear in large_town().arrears:
        behind[arrear.dag.month].add(arrear.contract.household.nummer)
        lines[arrear.dag.month] += 1
    shares = {month: len(numbers) / 4000 for month, numbers in behind.items()}
    assert all(0.04 < share < 0.08 for share in shares.values())
    assert 0.045 < sum(shares.values()) / 8 < 0.065
    assert all(220 <= count <= 450 for count in lines.values())
    assert max(lines, key=lambda month: lines[month]) in (3, 4)


def test_an_arrears_goes_on_about_half_of_the_time_and_never_shrinks() -> None:
    by_contract = defaultdict(list)
    for arrear in large_town().arrears:
        by_contract[arrear.contract].append(arrear)
    pairs = [(a, b) for chain in by_contract.values() for a, b in pairwise(chain) if b.months > 1]
    assert 0.4 < len(pairs) / len(large_town().arrears) < 0.65
    assert all(before.bedrag <= after.bedrag for before, after in pairs)
    same = sum(before.bedrag == after.bedrag for before, after in pairs)
    assert 0.25 < same / len(pairs) < 0.55


def test_ages_lie_mostly_within_the_bands_and_some_outside() -> None:
    # R-ADM-2
    arrears = large_town().arrears
    young = sum((a.dag - a.vervaldatum).days < 30 for a in arrears) / len(arrears)
    zorg = [(a.dag - a.vervaldatum).days for a in arrears if a.contract.soort == "zorgverzekering"]
    one_term = [a for a in arrears if a.contract.soort in ("elektriciteit", "gas") and a.termijnen == 1]
    assert 0.005 < young < 0.04
    assert 0.01 < sum(age > 100 for age in zorg) / len(zorg) < 0.08
    assert len(one_term) >= 3


def test_small_and_threatening_arrears_are_among_them() -> None:
    arrears = large_town().arrears
    assert sum(a.bedrag < 25_00 for a in arrears) >= 10
    assert all(450 <= a.bedrag <= 250_000 for a in arrears)
    counts = Counter(a.bericht for a in arrears)
    assert {bericht: counts[bericht] for bericht in Bericht if counts[bericht] < 2} == {}


def test_special_cases_are_among_the_arrears_of_a_large_town() -> None:
    counts = Counter(a.contract.household.case for a in large_town().arrears)
    for case in (
        "moved-away",
        "moved-inside",
        "deceased",
        "namesakes",
        "company",
        "unregistered",
        "curatele",
    ):
        assert counts[case] >= 3, case
