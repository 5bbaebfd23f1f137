"""The time left for a crisis, in working days and hours (R-TRM-2)."""
# ruff: noqa: DTZ001 (local moments)

from datetime import date, datetime

import pytest

from tijdig.rules.crisis import time_left
from tijdig.rules.holidays import is_working_day

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("now", "uiterlijk", "words"),
    [
        (datetime(2026, 11, 25, 9), FRIDAY, "nog 2 werkdagen, uiterlijk vrijdag 17.00 uur"),
        (datetime(2026, 11, 26, 23), FRIDAY, "nog 1 werkdag, uiterlijk vrijdag 17.00 uur"),
        (datetime(2026, 11, 27, 9), FRIDAY, "nog 8 uur, uiterlijk vandaag 17.00 uur"),
        (datetime(2026, 11, 27, 11, 1), FRIDAY, "nog 5 uur, uiterlijk vandaag 17.00 uur"),
        (datetime(2026, 11, 27, 16, 30), FRIDAY, "nog minder dan een uur"),
        (datetime(2026, 11, 27, 17), FRIDAY, "vandaag te laat, 17.00 uur is voorbij"),
        (datetime(2026, 11, 30, 9), FRIDAY, "1 werkdag te laat"),
        (datetime(2026, 11, 28, 9), FRIDAY, "1 werkdag te laat"),
        # Christmas on Friday: Thursday 24 counts to Tuesday 29 over two free days and a weekend.
        (datetime(2026, 12, 24, 9), date(2026, 12, 29), "nog 2 werkdagen, uiterlijk dinsdag 17.00 uur"),
    ],
)
def test_days_and_on_the_last_day_hours(now: datetime, uiterlijk: date, words: str) -> None:  # R-TRM-2
    assert time_left(now, uiterlijk) == words


def test_the_days_are_dutch_working_days() -> None:
    assert not is_working_day(date(2026, 12, 25))
