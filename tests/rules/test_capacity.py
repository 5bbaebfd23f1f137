"""What fits in the hours, and what passes its term (R-TRI-4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.capacity import (
    Afwezig,
    Planning,
    Week,
    Werk,
    minutes_in_week,
    minutes_left,
    monday_of,
    plan_weeks,
)
from tijdig.rules.terms import Aanpak

MONDAY = date(2026, 11, 23)
TIJDEN = {Aanpak.HUISBEZOEK_AANGEKONDIGD: 600, Aanpak.BELLEN: 90, Aanpak.BRIEF: 15}


def weeks(*minutes: int) -> list[Week]:
    return [Week(maandag=MONDAY + timedelta(weeks=n), minuten=m) for n, m in enumerate(minutes)]


def work(zaak: int, minutes: int, due: int | None = 20, **more: object) -> Werk:
    uiterlijk = None if due is None else MONDAY + timedelta(days=due)
    return Werk(zaak=zaak, minuten=minutes, uiterlijk=uiterlijk, **more)  # type: ignore[arg-type]


def test_what_is_due_first_gets_the_hours_first() -> None:  # R-TRI-4
    plan = plan_weeks([work(1, 60, 20), work(2, 60, 5)], weeks(60, 60))
    assert plan.deze_week == (2,)
    assert plan.past == {2: MONDAY, 1: MONDAY + timedelta(weeks=1)}
    assert not plan.te_laat


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(1, 60, 20, crisis=True), work(2, 60, 5)),
        (work(1, 60, 5), work(2, 60, None)),
        (work(1, 60, 5, rang=0), work(2, 60, 5, rang=3)),
        (work(1, 60, 5), work(2, 60, 5)),
    ],
    ids=["crisis", "a clock before none", "the kader", "the older"],
)
def test_the_order_of_the_work(one: Werk, other: Werk) -> None:  # R-TRI-4
    assert plan_weeks([other, one], weeks(60)).deze_week == (1,)


@pytest.mark.parametrize(
    ("due", "late"), [(-1, True), (0, True), (6, True), (7, False), (13, False), (None, False)]
)
def test_done_in_a_week_after_the_term_is_too_late(due: int | None, late: bool) -> None:
    plan = plan_weeks([work(1, 60, due)], weeks(0, 60))
    assert (plan.te_laat == (1,)) is late


@pytest.mark.parametrize(("due", "late"), [(13, True), (14, False)])
def test_not_done_at_all_is_late_when_the_term_ends_within_the_weeks(due: int, late: bool) -> None:
    plan = plan_weeks([work(1, 60, due)], weeks(0, 0))
    assert plan.past_niet == (1,)
    assert (plan.te_laat == (1,)) is late


def test_work_that_does_not_fit_whole_goes_on_next_week() -> None:
    plan = plan_weeks([work(1, 100)], weeks(60, 60))
    assert (plan.weken[0].zaken, plan.weken[0].past_niet, plan.weken[1].nodig) == ((1,), (1,), 40)
    assert plan.past == {1: MONDAY + timedelta(weeks=1)}


def test_a_pause_holds_work_back() -> None:  # R-TRI-5
    plan = plan_weeks([work(1, 60, 30, vanaf=MONDAY + timedelta(days=7))], weeks(60, 60))
    assert plan.deze_week == ()
    assert plan.past == {1: MONDAY + timedelta(weeks=1)}


works = st.lists(
    st.builds(
        Werk,
        zaak=st.just(0),
        minuten=st.integers(0, 300),
        uiterlijk=st.none() | st.integers(-10, 40).map(lambda n: MONDAY + timedelta(days=n)),
        vanaf=st.none() | st.integers(-10, 40).map(lambda n: MONDAY + timedelta(days=n)),
        crisis=st.booleans(),
        rang=st.integers(0, 3),
    ),
    max_size=12,
).map(lambda found: [Werk(zaak=n, minuten=w.minuten, uiterlijk=w.uiterlijk, vanaf=w.vanaf, crisis=w.crisis,
                          rang=w.rang) for n, w in enumerate(found)])  # fmt: skip
hours = st.lists(st.integers(0, 500), min_size=4, max_size=4)


def _says_once(plan: Planning, werk: list[Werk]) -> bool:
    return sorted([*plan.past, *plan.past_niet]) == sorted(w.zaak for w in werk)


@given(works, hours)
def test_every_zaak_fits_or_does_not_fit_exactly_once(
    werk: list[Werk], minutes: list[int]
) -> None:  # R-TRI-4
    plan = plan_weeks(werk, weeks(*minutes))
    assert _says_once(plan, werk)
    assert all(week.gebruikt <= week.week.minuten for week in plan.weken)
    assert sum(week.gebruikt for week in plan.weken) <= sum(w.minuten for w in werk)
    assert all(week.gebruikt == min(week.nodig, week.week.minuten) for week in plan.weken), (
        "no hour stays idle"
    )


@given(works, hours, hours)
def test_more_hours_never_make_more_zaken_pass_their_term(
    werk: list[Werk], minutes: list[int], more: list[int]
) -> None:  # R-TRI-4
    less = plan_weeks(werk, weeks(*minutes))
    plus = plan_weeks(werk, weeks(*(a + b for a, b in zip(minutes, more, strict=True))))
    assert set(plus.te_laat) <= set(less.te_laat)
    assert all(plus.past[zaak] <= monday for zaak, monday in less.past.items())


@pytest.mark.parametrize(
    ("aanpak", "volgende", "besteed", "left"),
    [
        (None, None, 0, 0),
        (Aanpak.HUISBEZOEK_AANGEKONDIGD, None, 0, 0),
        (Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.BRIEF, 0, 600),
        (Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.BELLEN, 550, 90),
        (Aanpak.BRIEF, Aanpak.HUISBEZOEK_AANGEKONDIGD, 15, 600),
    ],
)
def test_what_a_zaak_still_asks(
    aanpak: Aanpak | None, volgende: Aanpak | None, besteed: int, left: int
) -> None:
    assert minutes_left(aanpak, volgende, besteed, TIJDEN) == left


@pytest.mark.parametrize(
    ("monday", "away", "since", "left"),
    [
        (MONDAY, [], None, 3000),
        (MONDAY, [], MONDAY + timedelta(days=3), 1200),
        (date(2026, 12, 21), [], None, 2400),  # eerste kerstdag is a Friday
        (MONDAY, [Afwezig(van=MONDAY, tot=MONDAY + timedelta(days=4), minuten=1800)], None, 1200),
        (
            MONDAY,
            [Afwezig(van=MONDAY - timedelta(days=7), tot=MONDAY + timedelta(days=4), minuten=3600)],
            None,
            1200,
        ),
        (MONDAY, [Afwezig(van=MONDAY, tot=MONDAY, minuten=9000)], None, 0),
        (
            MONDAY,
            [Afwezig(van=MONDAY + timedelta(days=5), tot=MONDAY + timedelta(days=6), minuten=600)],
            None,
            3000,
        ),
    ],
    ids=[
        "whole week",
        "from Thursday",
        "a holiday",
        "one away",
        "two weeks away",
        "never below nothing",
        "weekend",
    ],
)
def test_the_minutes_of_a_week(monday: date, away: list[Afwezig], since: date | None, left: int) -> None:
    assert minutes_in_week(monday, 3000, away, vanaf=since) == left


def test_a_week_begins_on_monday() -> None:
    assert {monday_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}
