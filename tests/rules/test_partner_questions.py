"""What a partner can be asked: a closed list with the text of policy, and what is an answer. R-BRP-4, R-TER-2."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.policies import policy_on
from tijdig.rules.feedback import AANVULLENDE_CODES, CODE_BY_RESULT
from tijdig.rules.partner_questions import (
    ANTWOORDEN,
    CODE_BY_VRAAG,
    VRAAGCODES,
    Antwoord,
    Vraagbeleid,
    code_of_question,
    last_day_in_time,
    refusal_of_answers,
    refusal_to_ask,
)
from tijdig.rules.terms import Terugkoppelcode, Vraagantwoord, Vraagsoort

NU = policy_on(date(2026, 11, 27), "0505").partnervragen
V, A = Vraagsoort, Vraagantwoord
some = st.sets(st.sampled_from(Vraagsoort))


@given(st.dictionaries(st.sampled_from(Vraagsoort), st.text(min_size=1)), some, some)
def test_whatever_is_asked_leaves_as_a_code_of_the_list_with_the_text_of_policy(
    teksten: dict[Vraagsoort, str], vragen: set[Vraagsoort], asked: set[Vraagsoort]
) -> None:
    # R-TER-2: no policy makes an outcome of a question, and no word of a person has a way in
    beleid = Vraagbeleid(teksten=teksten, antwoord_dagen=7)
    for vraag in Vraagsoort:
        code = code_of_question(vraag, beleid=beleid)
        assert code is None if vraag not in teksten else beleid.tekst_of(code) == teksten[vraag]
    assert not any(beleid.tekst_of(code) for code in set(Terugkoppelcode) - VRAAGCODES)
    may = bool(vragen) and vragen <= teksten.keys() and not vragen <= asked
    assert (refusal_to_ask(vragen, open_vragen=asked, beleid=beleid) is None) == may


def test_a_question_has_a_code_of_its_own_and_a_text() -> None:
    # R-BRP-4, R-TER-1
    assert CODE_BY_VRAAG.keys() == set(Vraagsoort) == ANTWOORDEN.keys() == NU.teksten.keys()
    assert len(VRAAGCODES) == len(Vraagsoort)
    assert not VRAAGCODES & {*CODE_BY_RESULT.values(), *AANVULLENDE_CODES}


@pytest.mark.parametrize(
    ("given_", "asked", "sentence"),
    [
        ({}, {V.NAAM}, "Vul in"),
        ({V.NAAM: Antwoord(antwoord=A.GEGEVEN, tekst="J. Jansen")}, {V.NAAM}, None),
        ({V.NAAM: Antwoord(antwoord=A.GEGEVEN, tekst=" ")}, {V.NAAM}, "Schrijf op"),
        ({V.NAAM: Antwoord(antwoord=A.WEET_NIET)}, {V.NAAM, V.ADRES}, None),
        ({V.NAAM: Antwoord(antwoord=A.JA)}, {V.NAAM}, "past niet"),
        ({V.ADRES: Antwoord(antwoord=A.JA)}, {V.NAAM}, "niet gesteld"),
        ({V.ADRES: Antwoord(antwoord=A.NEE)}, {V.ADRES}, None),
        ({V.OPENSTAAND: Antwoord(antwoord=A.GEGEVEN, tekst="x")}, {V.OPENSTAAND}, "past niet"),
    ],
)
def test_what_is_an_answer(
    given_: dict[Vraagsoort, Antwoord], asked: set[Vraagsoort], sentence: str | None
) -> None:
    # R-BRP-4
    refusal = refusal_of_answers(given_, open_vragen=asked)
    assert refusal is None if sentence is None else refusal is not None and sentence in refusal


@pytest.mark.parametrize(("asked", "late"), [("2026-11-20", False), ("2026-11-19", True)])
def test_after_the_days_of_policy_no_answer_is_late(asked: str, late: bool) -> None:
    # R-BRP-4: asked on Thursday, seven days later is Thursday
    beleid = Vraagbeleid(teksten={}, antwoord_dagen=7)
    assert (date.fromisoformat(asked) < last_day_in_time(date(2026, 11, 27), beleid)) == late
