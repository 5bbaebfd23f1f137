"""The life of a zaak is a table (R-UIT-4), and opening again is an act with a reason (R-UIT-5)."""

import pytest

from tijdig.rules import workflow
from tijdig.rules.terms import Eindresultaat, Zaakstatus


def test_every_status_has_a_row():
    assert set(workflow.NEXT) == set(Zaakstatus)


def test_every_status_is_reached_from_the_first_and_reaches_the_end():
    reached = {Zaakstatus.NIEUW}
    while grown := {b for a in reached for b in workflow.NEXT[a]} - reached:
        reached |= grown
    assert reached == set(Zaakstatus)

    ending = {Zaakstatus.AFGEROND}
    while grown := {a for a, targets in workflow.NEXT.items() if targets & ending} - ending:
        ending |= grown
    assert ending == set(Zaakstatus)


ARROWS = {
    (Zaakstatus.NIEUW, Zaakstatus.VOORGESTELD),
    (Zaakstatus.VOORGESTELD, Zaakstatus.IN_OPVOLGING),
    (Zaakstatus.VOORGESTELD, Zaakstatus.AFGEROND),
    (Zaakstatus.IN_OPVOLGING, Zaakstatus.AFGEROND),
}


@pytest.mark.parametrize("current", Zaakstatus)
@pytest.mark.parametrize("to", Zaakstatus)
def test_every_other_move_is_refused_with_a_sentence(current, to):
    refusal = workflow.refusal_to_move(current, to)
    if (current, to) in ARROWS:
        assert refusal is None
    else:
        assert refusal is not None
        assert refusal.endswith(".")


def test_the_refusal_speaks_dutch_and_not_code():
    refusal = workflow.refusal_to_move(Zaakstatus.IN_OPVOLGING, Zaakstatus.NIEUW)
    assert refusal == "Een zaak kan niet van 'in opvolging' naar 'nieuw'."
    assert workflow.refusal_to_move(Zaakstatus.AFGEROND, Zaakstatus.AFGEROND) == "Deze zaak is al afgerond."


def test_handed_over_is_finished_and_nothing_stays_running():  # R-UIT-4
    assert not {"loopt", "in_behandeling", "overgedragen"} & ({*Zaakstatus} | {*Eindresultaat})
    assert workflow.refusal_to_move(Zaakstatus.IN_OPVOLGING, Zaakstatus.AFGEROND) is None
    assert workflow.NEXT[Zaakstatus.AFGEROND] == frozenset()


@pytest.mark.parametrize(
    ("current", "reden", "gewist", "refusal"),
    [
        (Zaakstatus.AFGEROND, "De inwoner belt: wil toch hulp.", False, None),
        (Zaakstatus.AFGEROND, "  ", False, "Schrijf op waarom"),
        (Zaakstatus.AFGEROND, "Wil toch hulp.", True, "bewaartermijn is voorbij"),
        (Zaakstatus.IN_OPVOLGING, "Wil toch hulp.", False, "Alleen een afgeronde zaak"),
    ],
)
def test_opening_again_needs_a_finished_zaak_and_a_reason(current, reden, gewist, refusal):  # R-UIT-5
    said = workflow.refusal_to_reopen(current, reden=reden, gewist=gewist)
    assert said is None if refusal is None else refusal in said


def test_the_diagram_shows_every_arrow_of_the_table():
    lines = [line.strip() for line in workflow.mermaid().splitlines()]
    assert lines[:2] == ["stateDiagram-v2", "[*] --> nieuw"]
    assert set(lines[2:]) == {f"{a} --> {b}" for a, b in ARROWS} | {"afgerond --> [*]"}
