"""When personal data must be gone. R-BEW-1."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.policies import policy_on
from tijdig.rules.retention import add_months, erase_after_days, erase_on

TERMIJN = policy_on(date(2026, 11, 22), "0505").bewaartermijn


@pytest.mark.parametrize(
    ("gesloten", "weg"),
    [
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2026, 5, 15), date(2026, 11, 15)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_a_closed_zaak_is_erased_six_months_later(gesloten: date, weg: date) -> None:
    assert erase_on(gesloten, TERMIJN) == weg  # R-BEW-1


closings = st.dates(date(2021, 1, 1), date(2090, 1, 1))


@given(closings, st.integers(1, 60))
def test_nothing_is_kept_longer_than_the_national_maximum(gesloten: date, maanden: int) -> None:
    # R-BEW-1
    uiterst = add_months(gesloten, TERMIJN.maximum_maanden)
    assert erase_on(gesloten, replace(TERMIJN, na_afsluiten_maanden=maanden)) <= uiterst
    assert erase_after_days(gesloten, maanden * 31, TERMIJN) <= uiterst


@given(closings, closings)
def test_who_closes_later_is_erased_later(een: date, ander: date) -> None:
    eerst, dan = sorted((een, ander))
    assert erase_on(eerst, TERMIJN) <= erase_on(dan, TERMIJN)
