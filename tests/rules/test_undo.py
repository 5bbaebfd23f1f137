"""May the last act be undone: own, soon, and nothing followed (rules/undo.py)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.undo import UNDOABLE, WITHIN, Gedaan, refusal_to_undo

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DONE = Gedaan(soort="poging", door=7, op=NOW, versie=3, nu=3, is_laatste=True)


def test_ones_own_last_act_can_be_undone() -> None:
    assert refusal_to_undo(DONE, door=7, nu=NOW + WITHIN) is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ongedaan": True}, "al ongedaan"),
        ({"soort": "splitsen"}, "kan niet ongedaan"),
        ({"door": 8}, "Alleen wie het deed"),
        ({"gewist": True}, "gewist"),
        ({"verteld": True}, "partner"),
        ({"verstuurd": True}, "verstuurd of afgedrukt"),
        ({"nu": 4}, "daarna nog iets"),
        ({"is_laatste": False}, "daarna nog iets"),
        ({"op": NOW - WITHIN - timedelta(seconds=1)}, "langer dan 15 minuten"),
    ],
)
def test_each_reason_is_a_sentence(change: dict[str, object], sentence: str) -> None:
    assert sentence in str(refusal_to_undo(replace(DONE, **change), door=7, nu=NOW))


@given(
    st.sampled_from([*UNDOABLE, "splitsen"]), st.integers(1, 3), st.integers(1, 3), st.integers(0, 3600),
    st.integers(1, 3), st.lists(st.booleans(), min_size=5, max_size=5),
)  # fmt: skip
def test_only_when_nothing_followed(
    soort: str, door: int, by: int, age: int, nu: int, flags: list[bool]
) -> None:
    last, told, sent, undone, erased = flags
    done = Gedaan(
        soort=soort, door=door, op=NOW - timedelta(seconds=age), versie=2, nu=nu, is_laatste=last, verteld=told,
        verstuurd=sent, ongedaan=undone, gewist=erased,
    )  # fmt: skip
    allowed = soort in UNDOABLE and door == by and age <= 900 and nu == 2 and last
    allowed = allowed and not (told or sent or undone or erased)
    assert (refusal_to_undo(done, door=by, nu=NOW) is None) == allowed
