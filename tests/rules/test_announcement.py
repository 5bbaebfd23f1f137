"""The follow-up and the announcement that the kader decided, in the steps of an approach. R-OUT-4, R-OUT-5."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.weighing import feiten_with
from tijdig.policies import policy_on
from tijdig.rules.announcement import (
    Aankondigbeleid,
    Kaderbesluit,
    first_visit_day,
    refusal_of_announced_day,
    steered,
)
from tijdig.rules.deadlines import add_working_days
from tijdig.rules.notation import day_in_full
from tijdig.rules.sequence import (
    HUISBEZOEKEN,
    Poging,
    Sequentie,
    Stap,
    Stapvoorwaarde,
    VolgendeStap,
    upcoming_step,
)
from tijdig.rules.terms import Aanpak, Contactsoort
from tijdig.rules.triage import weigh

MAANDAG = date(2026, 11, 2)
PLAIN, DORDRECHT = (policy_on(MAANDAG, code).sequentie for code in ("0034", "0505"))
BELEID = Aankondigbeleid(brief_vooraf=3, contact_na_brief=2, vervolg=3, vervolg_bij_crisis=1)
ALL = frozenset(Stapvoorwaarde)
BRIEF, BELLEN, SMS = Aanpak.BRIEF, Aanpak.BELLEN, Aanpak.SMS
VISIT, AT_ONCE = Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.HUISBEZOEK_ONAANGEKONDIGD
BY_LETTER, AND_CALL = (Contactsoort.BRIEF,), (Contactsoort.BRIEF, Contactsoort.TELEFOON)


def words(steps: Sequentie) -> list[str]:
    """Each step as 'what+days', with * for a letter that announces."""
    short = {
        BRIEF: "brief",
        BELLEN: "bel",
        SMS: "sms",
        VISIT: "bezoek",
        AT_ONCE: "meteen",
        Aanpak.EMAIL: "mail",
    }
    return [f"{short[stap.aanpak]}{'*' * stap.kondigt_aan}+{stap.na_werkdagen}" for stap in steps]


@pytest.mark.parametrize(
    ("sequentie", "aanpak", "vervolg", "aankondiging", "crisis", "expected"),
    [
        # nothing decided: only the letter before an announced visit is added, and no wait becomes longer
        (PLAIN, BRIEF, None, (), False, ["brief+0", "bel+3", "brief*+2", "bezoek+3"]),
        (PLAIN, BELLEN, None, (), False, ["bel+0", "bel+2", "brief+1", "brief*+2", "bezoek+3"]),
        (PLAIN, VISIT, None, (), False, ["brief*+0", "bezoek+3", "bel+2"]),
        (PLAIN, AT_ONCE, None, (), False, ["meteen+0", "bel+2", "meteen+3"]),
        (DORDRECHT, BRIEF, None, (), False, ["brief+0"]),
        (DORDRECHT, VISIT, None, (), False, ["brief*+0", "bel+2", "bezoek+1"]),
        # Dordrecht: rent by letter alone, several partners by letter and call
        (DORDRECHT, VISIT, None, BY_LETTER, False, ["brief*+0", "bezoek+3", "bel+2"]),
        (DORDRECHT, VISIT, None, AND_CALL, False, ["brief*+0", "bel+2", "bezoek+1"]),
        # a way the steps do not know; the letter comes first even when the kader does not name it
        (PLAIN, VISIT, None, (Contactsoort.SMS_WHATSAPP,), False, ["brief*+0", "sms+2", "bezoek+3", "bel+2"]),
        (PLAIN, VISIT, None, (Contactsoort.ANDERS,), False, ["brief*+0", "bezoek+3", "bel+2"]),
        # the follow-up is moved forward, or put in
        (PLAIN, BRIEF, BELLEN, (), False, ["brief+0", "bel+3", "brief*+2", "bezoek+3"]),
        (PLAIN, BRIEF, VISIT, (), False, ["brief+0", "brief*+2", "bezoek+3", "bel+3"]),
        (DORDRECHT, BRIEF, VISIT, (), False, ["brief+0", "brief*+0", "bezoek+3"]),
        (DORDRECHT, BELLEN, AT_ONCE, (), True, ["bel+0", "meteen+1", "bel+2", "brief+1"]),
        (DORDRECHT, BELLEN, BRIEF, (), True, ["bel+0", "brief+1", "bel+2"]),
        (DORDRECHT, BRIEF, BELLEN, (), True, ["brief+0", "bel+1"]),
        # no way to reach somebody: from there a person decides
        (PLAIN, BRIEF, Aanpak.VOORLEGGEN, (), False, ["brief+0"]),
        (PLAIN, VISIT, Aanpak.OVERDRAGEN_SHV, BY_LETTER, False, ["brief*+0", "bezoek+3"]),
    ],
)  # fmt: skip
def test_the_kader_steers_the_steps(
    sequentie: dict[Aanpak, Sequentie], aanpak: Aanpak, vervolg: Aanpak | None,
    aankondiging: tuple[Contactsoort, ...], crisis: bool, expected: list[str],
) -> None:  # fmt: skip
    besluit = Kaderbesluit(vervolg=vervolg, aankondiging=aankondiging, crisis=crisis)
    assert words(steered(sequentie[aanpak], aanpak=aanpak, besluit=besluit, beleid=BELEID)) == expected


@pytest.mark.parametrize(
    ("facts", "regel", "expected"),
    [
        ({}, "een-partner-geen-huur", ["brief+0"]),
        ({"bedrag": 900_00}, "een-partner-geen-huur", ["brief+0"]),
        ({"bekend_bij_shv": True, "bedrag": 500_00}, "sociale-dienst", ["brief+0"]),
        ({"bekend_bij_shv": True, "bedrag": 500_01}, "sociale-dienst-boven-500", ["brief+0", "bel+3"]),
        ({"soorten": {"huur"}}, "huurachterstand", ["brief*+0", "bezoek+3", "bel+2"]),
        ({"partners": 2}, "meerdere-partners", ["brief*+0", "bel+2", "bezoek+1"]),
    ],
)
def test_dordrecht_takes_the_steps_that_its_evaluation_tells(
    facts: dict[str, Any], regel: str, expected: list[str]
) -> None:  # R-TRI-6
    beleid = policy_on(MAANDAG, "0505")
    voorstel = weigh(feiten_with(telefoon_bekend=True, **facts), beleid.afwegingskader)
    besluit = Kaderbesluit(
        vervolg=voorstel.vervolg, aankondiging=voorstel.aankondiging, crisis=voorstel.crisis
    )
    steps = steered(
        beleid.sequentie[voorstel.aanpak], aanpak=voorstel.aanpak, besluit=besluit, beleid=beleid.aankondiging
    )
    assert (voorstel.regel, words(steps)) == (regel, expected)


def test_what_has_no_steps_gets_none() -> None:
    besluit = Kaderbesluit(vervolg=BELLEN)
    assert steered((), aanpak=Aanpak.OVERDRAGEN_SHV, besluit=besluit, beleid=BELEID) == ()


TUESDAY, FRIDAY, NEXT = date(2026, 11, 3), date(2026, 11, 6), date(2026, 11, 12)
TOLD = Poging(aanpak=BRIEF, datum=TUESDAY, kondigt_aan=True, bezoekdag=NEXT)
BY_HAND = Poging(aanpak=BRIEF, datum=TUESDAY, kondigt_aan=True)
PLAIN_LETTER = Poging(aanpak=BRIEF, datum=TUESDAY)


@pytest.mark.parametrize(
    ("aanpak", "done", "onveilig", "expected"),
    [
        (VISIT, (), False, VolgendeStap(aanpak=BRIEF, op=MAANDAG, kondigt_aan=True)),
        (VISIT, (), True, VolgendeStap(aanpak=BRIEF, op=MAANDAG)),  # R-ADM-6: a letter like any other
        (VISIT, (TOLD,), False, VolgendeStap(aanpak=VISIT, op=NEXT)),  # the day that was promised
        (VISIT, (BY_HAND,), False, VolgendeStap(aanpak=VISIT, op=FRIDAY)),
        (VISIT, (PLAIN_LETTER,), False, VolgendeStap(aanpak=BRIEF, op=TUESDAY, kondigt_aan=True)),
        (VISIT, (PLAIN_LETTER,), True, VolgendeStap(aanpak=BELLEN, op=date(2026, 11, 5))),
        (VISIT, (Poging(aanpak=AT_ONCE, datum=TUESDAY),), False, VolgendeStap(aanpak=BRIEF, op=TUESDAY)),
        (BRIEF, (PLAIN_LETTER,), False, VolgendeStap(aanpak=BELLEN, op=FRIDAY)),
        (BRIEF, (PLAIN_LETTER, Poging(aanpak=BELLEN, datum=FRIDAY)), False,
         VolgendeStap(aanpak=BRIEF, op=date(2026, 11, 10), kondigt_aan=True)),
        (BRIEF, (PLAIN_LETTER, Poging(aanpak=BELLEN, datum=FRIDAY)), True, None),
        # the promised day went by: what counts is the last attempt
        (VISIT, (TOLD, Poging(aanpak=SMS, datum=date(2026, 11, 13))), False,
         VolgendeStap(aanpak=VISIT, op=date(2026, 11, 18))),
    ],
)  # fmt: skip
def test_the_next_step_with_its_day(
    aanpak: Aanpak, done: tuple[Poging, ...], onveilig: bool, expected: VolgendeStap | None
) -> None:
    steps = steered(PLAIN[aanpak], aanpak=aanpak, besluit=Kaderbesluit(), beleid=BELEID)
    found = upcoming_step(
        steps, done, start=MAANDAG, reached=False, closed=False, bekend=ALL, onveilig=onveilig, brief_vooraf=3
    )
    assert found == expected


@pytest.mark.parametrize(
    ("printed", "visit", "allowed"),
    [
        (date(2026, 11, 2), date(2026, 11, 4), False),
        (date(2026, 11, 2), date(2026, 11, 5), True),
        (date(2026, 11, 6), date(2026, 11, 10), False),  # a weekend between
        (date(2026, 11, 6), date(2026, 11, 11), True),
        (date(2026, 12, 23), date(2026, 12, 28), False),  # Christmas
        (date(2026, 12, 23), date(2026, 12, 29), True),
    ],
)
def test_a_letter_leaves_in_time(printed: date, visit: date, allowed: bool) -> None:
    said = refusal_of_announced_day(visit, brief_op=printed, beleid=BELEID)
    assert (said is None) is allowed
    if said:
        assert day_in_full(first_visit_day(printed, BELEID)) in said


stappen = st.lists(
    st.builds(Stap, aanpak=st.sampled_from([BRIEF, BELLEN, SMS, VISIT, AT_ONCE]), na_werkdagen=st.integers(0, 6)),
    min_size=1, max_size=6,
).map(tuple)  # fmt: skip
besluiten = st.builds(
    Kaderbesluit, vervolg=st.none() | st.sampled_from(Aanpak), crisis=st.booleans(),
    aankondiging=st.lists(st.sampled_from(Contactsoort), max_size=3, unique=True).map(tuple),
)  # fmt: skip


@given(stappen, st.sampled_from([BRIEF, BELLEN, VISIT, AT_ONCE]), besluiten, st.integers(1, 6), st.data())
def test_no_announced_visit_without_its_letter_and_the_days_after_it(
    steps: Sequentie, aanpak: Aanpak, besluit: Kaderbesluit, ahead: int, data: st.DataObject
) -> None:
    """Walk the steps to their end, each on its day or later: they end, and every announced visit was told in time."""
    beleid = Aankondigbeleid(brief_vooraf=ahead, contact_na_brief=2, vervolg=3, vervolg_bij_crisis=1)
    way = steered(steps, aanpak=aanpak, besluit=besluit, beleid=beleid)
    done: list[Poging] = []
    for _ in range(len(way) + 1):
        stap = upcoming_step(
            way, done, start=MAANDAG, reached=False, closed=False, bekend=ALL, brief_vooraf=ahead
        )
        if stap is None:
            return
        if stap.aanpak is VISIT and not any(one.aanpak in HUISBEZOEKEN for one in done):
            letters = [one.datum for one in done if one.kondigt_aan]
            assert letters, "an announced visit has its letter"
            assert stap.op >= add_working_days(max(letters), ahead)
        day = stap.op + timedelta(days=data.draw(st.integers(0, 9)))
        told = add_working_days(day, ahead + data.draw(st.integers(0, 4))) if stap.kondigt_aan else None
        done.append(Poging(aanpak=stap.aanpak, datum=day, kondigt_aan=stap.kondigt_aan, bezoekdag=told))
    pytest.fail("the steps do not end")
