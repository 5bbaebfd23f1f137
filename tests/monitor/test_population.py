"""The groups come out as the published tables, from the reference data themselves (R-MON-5)."""

from collections import Counter
from datetime import date
from statistics import quantiles

import pytest

from tijdig.monitor.population import kenmerken_on, names
from tijdig.policies import policy_on
from tijdig.rules.groups import debt_quartile, nearest, size_class

# Divosa Monitor, yearly report 2021, note on method: all gemeenten of the Netherlands by residents; together 352.
IN_NL = (124, 140, 40, 16, 14, 10, 8)


def test_the_table_of_2021_by_size_is_recomputed() -> None:
    """All but one gemeente, of about 25,000: the report does not say of which day its residents are."""
    bounds = policy_on(date(2026, 11, 24), "standaard").vergelijking.inwonersklassen
    there = kenmerken_on(date(2021, 1, 1))
    counted = Counter(size_class(k.inwoners, bounds) for k in there)
    found = [counted[place] for place in range(7)]
    assert sum(found) == sum(IN_NL) == 352
    assert found[2:] == list(IN_NL[2:])
    assert found[:2] == pytest.approx(IN_NL[:2], abs=1)


def test_quartiles_by_debt_are_those_of_the_data() -> None:
    there = kenmerken_on(date(2023, 1, 1))
    bounds = quantiles([k.schulden for k in there if k.schulden is not None], n=4)
    assert bounds == pytest.approx([3.4, 4.2, 5.4])
    assert debt_quartile("0599", there) == 4, "Rotterdam"


def test_of_every_gemeente_the_population_is_known_also_when_it_was_made_of_others() -> None:
    there = kenmerken_on(date(2026, 1, 1))
    assert len(there) == 342
    assert not [names()[k.code] for k in there if k.population() is None]
    land_van_cuijk = next(k for k in there if k.code == "1982")
    assert land_van_cuijk.stedelijkheid == pytest.approx(4.3, abs=0.5)
    like = [names()[code] for code in nearest(next(k for k in there if k.code == "0505"), there, 12)]
    assert "Dordrecht" not in like
    assert {"Rozendaal", "Schiermonnikoog"}.isdisjoint(like)
