"""The next step towards a resident who was not reached. R-OUT-4."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.policies import policy_on
from tijdig.rules.sequence import (
    HUISBEZOEKEN,
    Poging,
    Stapvoorwaarde,
    VolgendeStap,
    next_step,
    only_letters,
    upcoming_step,
)
from tijdig.rules.terms import Aanpak

MAANDAG = date(2026, 11, 2)
SEQUENTIES = policy_on(MAANDAG, "0034").sequentie
ALLES = frozenset(Stapvoorwaarde)
NIETS: frozenset[Stapvoorwaarde] = frozenset()
BRIEF = (Poging(aanpak=Aanpak.BRIEF, datum=MAANDAG),)


def after_letter(
    today: date,
    *,
    pogingen: tuple[Poging, ...] = BRIEF,
    bekend: frozenset[Stapvoorwaarde] = ALLES,
    reached: bool = False,
    closed: bool = False,
    onveilig: bool = False,
) -> VolgendeStap | None:
    return next_step(
        SEQUENTIES[Aanpak.BRIEF],
        pogingen,
        start=MAANDAG,
        reached=reached,
        closed=closed,
        today=today,
        bekend=bekend,
        onveilig=onveilig,
    )


def test_a_call_is_proposed_on_the_third_working_day_after_the_letter_and_not_before() -> None:
    donderdag = date(2026, 11, 5)
    assert after_letter(donderdag - timedelta(days=1)) is None
    assert after_letter(donderdag) == VolgendeStap(aanpak=Aanpak.BELLEN, op=donderdag)
    assert after_letter(donderdag + timedelta(days=9)) == VolgendeStap(aanpak=Aanpak.BELLEN, op=donderdag)


def test_without_a_telephone_number_the_visit_comes_next() -> None:
    stap = after_letter(date(2026, 11, 9), bekend=NIETS)
    assert stap == VolgendeStap(aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD, op=date(2026, 11, 9))


@pytest.mark.parametrize(("reached", "closed"), [(True, False), (False, True)])
def test_the_sequence_stops_when_the_resident_is_reached_or_the_zaak_closed(
    reached: bool, closed: bool
) -> None:
    assert after_letter(date(2027, 1, 1), reached=reached, closed=closed) is None


def test_no_visit_is_proposed_to_who_must_not_be_visited() -> None:
    # R-ADM-6
    assert after_letter(date(2027, 1, 1), bekend=NIETS, onveilig=True) is None


@pytest.mark.parametrize("aanpak", list(SEQUENTIES))
def test_for_a_curator_only_the_letters_are_left_and_they_announce_nothing(aanpak: Aanpak) -> None:  # R-BRP-8
    letters = only_letters(SEQUENTIES[aanpak])
    assert {stap.aanpak for stap in letters} <= {Aanpak.BRIEF}
    assert not any(stap.kondigt_aan for stap in letters)
    assert len(letters) == sum(stap.aanpak is Aanpak.BRIEF for stap in SEQUENTIES[aanpak])


def test_after_the_last_step_nothing_more_is_proposed() -> None:
    gedaan = (
        *BRIEF,
        Poging(aanpak=Aanpak.BELLEN, datum=date(2026, 11, 5)),
        Poging(aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD, datum=date(2026, 11, 12)),
    )
    assert after_letter(date(2027, 1, 1), pogingen=gedaan) is None


def test_a_call_in_between_does_not_take_the_place_of_the_visit() -> None:
    reeks = SEQUENTIES[Aanpak.HUISBEZOEK_AANGEKONDIGD]
    gedaan = (*BRIEF, Poging(aanpak=Aanpak.BELLEN, datum=date(2026, 11, 3)))
    stap = upcoming_step(reeks, gedaan, start=MAANDAG, reached=False, closed=False, bekend=ALLES)
    assert stap == VolgendeStap(aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD, op=date(2026, 11, 6))


@pytest.mark.parametrize("bezoek", sorted(HUISBEZOEKEN))
def test_any_visit_counts_for_the_step_of_a_visit(bezoek: Aanpak) -> None:
    gedaan = (*BRIEF, Poging(aanpak=bezoek, datum=date(2026, 11, 12)))
    assert after_letter(date(2027, 1, 1), pogingen=gedaan, bekend=NIETS) is None


def test_before_anything_was_done_the_chosen_approach_itself_is_first() -> None:
    assert after_letter(MAANDAG, pogingen=()) == VolgendeStap(aanpak=Aanpak.BRIEF, op=MAANDAG)


attempts = st.lists(
    st.builds(
        Poging,
        aanpak=st.sampled_from(Aanpak),
        datum=st.dates(MAANDAG, MAANDAG + timedelta(days=60)),
    ),
    max_size=5,
)


@given(st.sampled_from(list(SEQUENTIES)), attempts, st.booleans())
def test_a_sequence_always_ends_and_never_repeats_what_lies_behind(
    gekozen: Aanpak, pogingen: list[Poging], onveilig: bool
) -> None:
    reeks, laatste = SEQUENTIES[gekozen], MAANDAG
    for _ in range(len(reeks) + 1):
        stap = upcoming_step(
            reeks,
            pogingen,
            start=MAANDAG,
            reached=False,
            closed=False,
            bekend=ALLES,
            onveilig=onveilig,
        )
        if stap is None:
            return
        assert stap.op >= laatste
        assert not (onveilig and stap.aanpak in HUISBEZOEKEN)
        laatste = stap.op
        pogingen = [*pogingen, Poging(aanpak=stap.aanpak, datum=stap.op)]
    pytest.fail("the sequence does not end")
