"""The clocks of a zaak: their start, their end, their pause and their warnings. R-TRM-1 to R-TRM-5."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.policies import policy_on
from tijdig.rules.deadlines import (
    Klok,
    Voortgang,
    Zaakverloop,
    add_working_days,
    clocks_for,
    pause_start,
    progress,
    working_days_left,
)
from tijdig.rules.holidays import is_working_day
from tijdig.rules.terms import Bericht, Termijnsoort

TERMIJNEN = policy_on(date(2026, 11, 22), "0505").termijnen
MAANDAG = date(2026, 11, 2)


def clocks(verloop: Zaakverloop) -> dict[Termijnsoort, Klok]:
    return {klok.soort: klok for klok in clocks_for(verloop, TERMIJNEN)}


@pytest.mark.parametrize(
    ("ontvangen", "uiterlijk"),
    [  # R-TRM-2: three working days, weekend and public holidays counted out
        (date(2026, 11, 2), date(2026, 11, 5)),  # Monday
        (date(2026, 11, 5), date(2026, 11, 10)),  # Thursday, over the weekend
        (date(2026, 11, 7), date(2026, 11, 11)),  # Saturday
        (date(2026, 11, 8), date(2026, 11, 11)),  # Sunday
        (date(2026, 4, 2), date(2026, 4, 9)),  # over Goede Vrijdag and Easter
        (date(2026, 4, 24), date(2026, 4, 30)),  # over Koningsdag
        (date(2026, 5, 4), date(2026, 5, 8)),  # over 5 May
        (date(2026, 5, 13), date(2026, 5, 19)),  # over Hemelvaart; the Friday after is worked
        (date(2026, 12, 24), date(2026, 12, 30)),  # over both days of Christmas
        (date(2026, 12, 31), date(2027, 1, 6)),  # over New Year
    ],
)
def test_a_threatening_situation_has_three_working_days(ontvangen: date, uiterlijk: date) -> None:
    verloop = Zaakverloop(ontvangen_op=ontvangen, crisis_ontvangen_op=ontvangen)
    klokken = clocks(verloop)
    assert klokken[Termijnsoort.BEDREIGENDE_SITUATIE].uiterlijk == uiterlijk
    assert next(iter(klokken)) == Termijnsoort.BEDREIGENDE_SITUATIE  # what is due first comes first


@pytest.mark.parametrize(
    ("bericht", "soort", "is_crisis"),
    [  # R-TRM-2
        (Bericht.AFSLUITING, "drinkwater", True),
        (Bericht.AFSLUITING, "gas", True),
        (Bericht.ONTRUIMING, "huur", True),
        (Bericht.EINDE_ZORGVERZEKERING, "zorgverzekering", True),
        (Bericht.EINDELEVERING, "gas", False),
        (Bericht.EINDELEVERING, "elektriciteit", False),
        (Bericht.EINDELEVERING, "warmte", True),
        (Bericht.VROEGSIGNAAL, "huur", False),
        (Bericht.CAK_WANBETALER, "zorgverzekering", False),
    ],
)
def test_which_messages_are_a_crisis(bericht: Bericht, soort: str, is_crisis: bool) -> None:
    assert TERMIJNEN.is_crisis(bericht, soort) is is_crisis


def test_the_offer_and_after_acceptance_the_first_conversation_are_due_28_days_after_receipt() -> None:
    # R-TRM-1
    verloop = Zaakverloop(ontvangen_op=MAANDAG)
    assert list(clocks(verloop)) == [Termijnsoort.HULPAANBOD]
    aangenomen = Zaakverloop(
        ontvangen_op=MAANDAG, hulpaanbod_op=date(2026, 11, 6), geaccepteerd_op=date(2026, 11, 9)
    )
    klokken = clocks(aangenomen)
    assert klokken[Termijnsoort.HULPAANBOD].uiterlijk == date(2026, 11, 30)
    assert klokken[Termijnsoort.HULPAANBOD].klaar_op == date(2026, 11, 6)
    assert klokken[Termijnsoort.EERSTE_GESPREK].uiterlijk == date(2026, 11, 30)
    assert klokken[Termijnsoort.EERSTE_GESPREK].klaar_op is None


def test_the_pause_of_collection_runs_30_days_from_acceptance() -> None:
    # R-TRM-3
    verloop = Zaakverloop(ontvangen_op=MAANDAG, geaccepteerd_op=MAANDAG, pauze_vanaf=date(2026, 11, 9))
    klok = clocks(verloop)[Termijnsoort.INCASSOPAUZE]
    assert (klok.start, klok.uiterlijk) == (date(2026, 11, 9), date(2026, 12, 9))


@pytest.mark.parametrize(
    ("aanvaard", "start"),
    [  # R-TRM-3: one pause, from the first acceptance; only after its last day another can begin
        ([], None),
        ([9], 9),
        ([12, 9, 39], 9),  # 39 = 9 + 30, the last day of the pause
        ([9, 40], 40),
        ([9, 40, 45], 40),
    ],
)
def test_a_zaak_has_one_pause_of_collection(aanvaard: list[int], start: int | None) -> None:
    days = [date(2026, 11, 1) + timedelta(days=n - 1) for n in aanvaard]
    wanted = None if start is None else date(2026, 11, 1) + timedelta(days=start - 1)
    assert pause_start(days, 30) == wanted


@pytest.mark.parametrize("naar_shv", [True, False])
def test_a_decision_is_due_8_weeks_after_the_first_conversation_of_who_enters_shv(naar_shv: bool) -> None:
    # R-TRM-4
    verloop = Zaakverloop(
        ontvangen_op=MAANDAG,
        geaccepteerd_op=MAANDAG,
        gesprekken=(date(2026, 11, 12), date(2026, 11, 10)),
        naar_shv=naar_shv,
    )
    klokken = clocks(verloop)
    assert (Termijnsoort.BESCHIKKING in klokken) is naar_shv
    if naar_shv:
        assert klokken[Termijnsoort.BESCHIKKING].uiterlijk == date(2027, 1, 5)


def test_a_crisis_is_not_answered_by_a_conversation_from_before_it() -> None:
    before, after = date(2026, 11, 3), date(2026, 11, 11)
    crisis = Zaakverloop(ontvangen_op=MAANDAG, gesprekken=(before,), crisis_ontvangen_op=date(2026, 11, 10))
    assert clocks(crisis)[Termijnsoort.BEDREIGENDE_SITUATIE].klaar_op is None
    again = replace(crisis, gesprekken=(before, after))
    assert clocks(again)[Termijnsoort.BEDREIGENDE_SITUATIE].klaar_op == after


@pytest.mark.parametrize(
    ("gesprek", "afgerond", "gestopt", "gehaald"),
    [  # R-TRM-1, R-TRM-2, R-TRM-5: received on Monday 2, so 5 November is the last day for a crisis, 30 for the rest
        (None, None, None, None),
        (5, None, 5, True),
        (6, None, 6, False),
        (None, 5, 5, None),  # closed in time without a conversation: not needed any more
        (None, 6, 6, False),  # closed when it was late already
        (4, 5, 4, True),
        (6, 5, 6, False),  # the conversation came after the closing, and late
    ],
)
def test_only_a_conversation_meets_the_term_of_a_conversation(
    gesprek: int | None, afgerond: int | None, gestopt: int | None, gehaald: bool | None
) -> None:
    day = {None: None, **{n: date(2026, 11, n) for n in range(1, 31)}}
    spoken = (date(2026, 11, gesprek),) if gesprek else ()
    verloop = Zaakverloop(
        ontvangen_op=MAANDAG, crisis_ontvangen_op=MAANDAG, gesprekken=spoken, afgerond_op=day[afgerond]
    )
    klok = clocks(verloop)[Termijnsoort.BEDREIGENDE_SITUATIE]
    assert (klok.gestopt_op, klok.gehaald) == (day[gestopt], gehaald)
    accepted = replace(verloop, crisis_ontvangen_op=None, geaccepteerd_op=MAANDAG)
    klok = clocks(accepted)[Termijnsoort.EERSTE_GESPREK]
    assert (klok.gestopt_op, klok.gehaald) == (day[gestopt], True if spoken else None)
    assert (Termijnsoort.EERSTE_GESPREK in clocks(verloop)) is False  # nobody accepted


@pytest.mark.parametrize(
    ("aanbod", "gesprek", "afgerond", "wanted"),
    [  # R-TRM-1: an offer, or speaking to somebody; closing makes no offer
        (30, None, None, True),
        (31, None, None, False),
        (None, 30, None, True),
        (31, 30, None, True),
        (None, None, 30, None),
        (None, None, 31, False),
    ],
)
def test_only_an_offer_meets_the_term_of_the_offer(
    aanbod: int | None, gesprek: int | None, afgerond: int | None, wanted: bool | None
) -> None:
    days = [date(2026, 10, 31) + timedelta(days=n) if n else None for n in (aanbod, gesprek, afgerond)]
    verloop = Zaakverloop(
        ontvangen_op=MAANDAG, hulpaanbod_op=days[0], gesprekken=(days[1],) if days[1] else (),
        afgerond_op=days[2],
    )  # fmt: skip
    assert clocks(verloop)[Termijnsoort.HULPAANBOD].gehaald is wanted


def test_closing_does_not_stop_the_clock_of_the_decision() -> None:
    # R-TRM-4
    verloop = Zaakverloop(
        ontvangen_op=MAANDAG, geaccepteerd_op=MAANDAG, gesprekken=(MAANDAG,), naar_shv=True, geholpen=True,
        afgerond_op=MAANDAG,
    )  # fmt: skip
    assert clocks(verloop)[Termijnsoort.BESCHIKKING].gestopt_op is None


@pytest.mark.parametrize(
    ("dagen", "verwacht"),
    [  # R-TRM-5: half and three quarters of 28 days
        (0, Voortgang.RUSTIG),
        (13, Voortgang.RUSTIG),
        (14, Voortgang.HALF),
        (20, Voortgang.HALF),
        (21, Voortgang.DRIEKWART),
        (28, Voortgang.DRIEKWART),
        (29, Voortgang.VERLOPEN),
    ],
)
def test_a_clock_warns_at_half_and_at_three_quarters(dagen: int, verwacht: Voortgang) -> None:
    assert progress(MAANDAG, MAANDAG + timedelta(days=28), MAANDAG + timedelta(days=dagen)) == verwacht


@pytest.mark.parametrize(
    ("klaar_op", "today", "te_laat"),
    [
        (None, date(2026, 11, 30), False),
        (None, date(2026, 12, 1), True),
        (date(2026, 12, 1), date(2027, 1, 1), True),
        (date(2026, 11, 30), date(2027, 1, 1), False),
    ],
)
def test_what_passed_its_term_stays_visible(klaar_op: date | None, today: date, te_laat: bool) -> None:
    klok = clocks(Zaakverloop(ontvangen_op=MAANDAG, hulpaanbod_op=klaar_op))[Termijnsoort.HULPAANBOD]
    assert klok.is_late(today) is te_laat  # R-TRM-5


def test_days_left_are_counted_in_days_and_in_working_days() -> None:
    klok = clocks(Zaakverloop(ontvangen_op=MAANDAG))[Termijnsoort.HULPAANBOD]
    assert klok.days_left(date(2026, 11, 24)) == 6
    assert klok.days_left(date(2026, 12, 2)) == -2
    assert working_days_left(date(2026, 11, 24), klok.uiterlijk) == 4
    assert working_days_left(date(2026, 12, 2), klok.uiterlijk) == 0


days = st.dates(date(2015, 1, 1), date(2060, 1, 1))


@given(days, st.integers(0, 60))
def test_adding_working_days_lands_on_a_working_day_and_counts_them(start: date, aantal: int) -> None:
    einde = add_working_days(start, aantal)
    assert is_working_day(einde)
    if aantal:
        assert working_days_left(start, einde) == aantal


@given(days, st.integers(0, 30), st.integers(0, 30))
def test_adding_working_days_never_goes_back(start: date, minder: int, erbij: int) -> None:
    assert add_working_days(start, minder) <= add_working_days(start, minder + erbij)
    assert add_working_days(start, minder) <= add_working_days(start + timedelta(days=erbij), minder)
