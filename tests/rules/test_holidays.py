"""Dutch public holidays against the calendar. Source: Algemene termijnenwet art. 3. Needed for R-TRM-2."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.holidays import SUNDAY, easter, holidays, is_working_day, kings_day


@pytest.mark.parametrize(
    ("jaar", "maand", "dag"),
    [
        (2008, 3, 23),
        (2011, 4, 24),
        (2016, 3, 27),
        (2021, 4, 4),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2049, 4, 18),
    ],
)
def test_easter_falls_on_the_day_of_the_calendar(jaar: int, maand: int, dag: int) -> None:
    assert easter(jaar) == date(jaar, maand, dag)


def test_the_year_2026_has_exactly_the_holidays_of_the_law() -> None:
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Goede Vrijdag
        date(2026, 4, 6),  # tweede paasdag
        date(2026, 4, 27),  # Koningsdag
        date(2026, 5, 5),
        date(2026, 5, 14),  # Hemelvaart
        date(2026, 5, 25),  # tweede pinksterdag
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize(("jaar", "dag"), [(2014, 26), (2025, 26), (2026, 27), (2031, 26)])
def test_koningsdag_moves_to_saturday_when_it_would_be_a_sunday(jaar: int, dag: int) -> None:
    assert kings_day(jaar) == date(jaar, 4, dag)


@pytest.mark.parametrize("jaar", range(2020, 2030))
def test_bevrijdingsdag_counts_every_year(jaar: int) -> None:
    assert date(jaar, 5, 5) in holidays(jaar)


def test_a_day_made_equal_to_a_holiday_is_free_only_when_it_is_given() -> None:
    vrijdag = date(2026, 5, 15)  # art. 3 lid 3
    assert is_working_day(vrijdag)
    assert not is_working_day(vrijdag, vrij=frozenset({vrijdag}))


@given(st.integers(1900, 2200))
def test_easter_is_always_a_sunday_between_22_march_and_25_april(jaar: int) -> None:
    pasen = easter(jaar)
    assert pasen.weekday() == SUNDAY
    assert date(jaar, 3, 22) <= pasen <= date(jaar, 4, 25)


@given(st.dates(date(2014, 1, 1), date(2099, 12, 31)))
def test_no_stretch_without_work_is_longer_than_five_days(dag: date) -> None:
    assert any(is_working_day(dag + timedelta(days=n)) for n in range(6))
