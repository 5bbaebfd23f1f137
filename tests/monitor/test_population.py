"""The groups come out as the published tables, from the reference data themselves (R-MON-5)."""

from collections import Counter
from datetime import date
from statistics import quantiles

import pytest

from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.models import Referentiecijfer
from tijdig.monitor.population import kenmerken_on, names
from tijdig.monitor.reference import residents, residents_per_year
from tijdig.monitor.report.sources import country_source
from tijdig.policies import policy_on
from tijdig.rules.groups import debt_quartile, nearest, size_class
from tijdig.rules.terms import Contextcijfer

pytestmark = pytest.mark.django_db
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


def test_what_was_loaded_counts_everywhere_alike() -> None:
    """Own cube, groups and case-mix, and the reports read residents and debts in one place."""
    day = date(2024, 1, 1)
    before = next(k for k in kenmerken_on(day) if k.code == "0505")
    Referentiecijfer.objects.bulk_create([
        Referentiecijfer(gemeentecode="0505", jaar=2024, cijfer=Contextcijfer.INWONERS, waarde=123_456, bron="x"),
        Referentiecijfer(
            gemeentecode="0505", jaar=2024, cijfer=Contextcijfer.PROBLEMATISCHE_SCHULDEN, waarde=9.5, bron="x"
        ),
    ])  # fmt: skip
    after = next(k for k in kenmerken_on(day) if k.code == "0505")
    assert (after.inwoners, after.schulden) == (123_456, 9.5)
    assert before.inwoners != after.inwoners
    assert residents_per_year("0505", [2024]) == {2024: 123_456}
    one = Kubusregel(gemeente="0505", maand=day, indicator="S1", teller=400)
    bron = country_source([one], jaar=2024, geteld_op=date(2025, 4, 15), inwoners=residents())
    assert bron is not None
    assert bron.nu.inwoners["0505", day] == 123_456
