"""Free moments of a week of reception (R-OUT-6)."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.agenda import Spreekuur, free_moments, moments_on
from tijdig.rules.holidays import holidays

MONDAY = date(2026, 11, 23)


def spreekuur(**more: object) -> Spreekuur:
    values = {
        "sleutel": 1,
        "weekdag": 0,
        "van": time(9),
        "tot": time(12),
        "minuten": 45,
        "tegelijk": 1,
        **more,
    }
    return Spreekuur(**values)  # type: ignore[arg-type]


def test_the_last_appointment_ends_in_time() -> None:
    assert [start.time() for start in moments_on(spreekuur(), MONDAY)] == [
        time(9), time(9, 45), time(10, 30), time(11, 15),
    ]  # fmt: skip
    assert moments_on(spreekuur(tot=time(9, 44)), MONDAY) == ()
    assert moments_on(spreekuur(), MONDAY + timedelta(days=1)) == ()


def test_nobody_is_received_on_a_holiday_or_a_closed_day() -> None:
    christmas = date(2026, 12, 25)  # a Friday
    friday = spreekuur(weekdag=4)
    found = free_moments([friday], vanaf=date(2026, 12, 18), dagen=21, bezet={}, gesloten={date(2027, 1, 8)})
    assert {moment.start.date() for moment in found} == {date(2026, 12, 18)}
    assert christmas in holidays(2026)


def test_a_full_moment_is_not_offered() -> None:
    nine = datetime.combine(MONDAY, time(9))
    two = spreekuur(tegelijk=2)
    for taken, there in ((1, True), (2, False)):
        found = free_moments([two], vanaf=MONDAY, dagen=1, bezet={(1, nine): taken}, gesloten=set())
        assert (nine in [moment.start for moment in found]) is there


@given(
    st.integers(0, 6), st.integers(0, 23), st.integers(1, 23), st.integers(10, 240),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 28),
)  # fmt: skip
def test_every_free_moment_lies_within_the_hours(
    weekdag: int, uur: int, duur: int, minuten: int, vanaf: date, dagen: int
) -> None:
    tot = time(min(uur + duur, 23), 59)
    uren = spreekuur(weekdag=weekdag, van=time(uur), tot=tot, minuten=minuten)
    found = free_moments([uren], vanaf=vanaf, dagen=dagen, bezet={}, gesloten=set())
    assert list(found) == sorted(found)
    assert len({moment.start for moment in found}) == len(found)
    for moment in found:
        day = moment.start.date()
        assert day.weekday() == weekdag
        assert day not in holidays(day.year)
        assert vanaf <= day < vanaf + timedelta(days=dagen)
        assert uren.van <= moment.start.time()
        assert moment.start + timedelta(minutes=minuten) <= datetime.combine(day, tot)
