"""The facts that count are kept with the proposal and can be read back years later (R-TRI-1, R-TRI-2)."""

import json
from datetime import date

import pytest
from hypothesis import given

from tests.rules.weighing import feiten, feiten_with
from tijdig.rules.feiten import FACT_NAMES, Feiten, leeftijdsklasse


@given(feiten)
def test_facts_come_back_from_json_as_they_were(f):  # R-TRI-2
    stored = f.to_json()
    assert tuple(stored) == FACT_NAMES
    assert Feiten.from_json(json.loads(json.dumps(stored))) == f


def test_equal_facts_are_equal_text_whatever_the_order_of_the_words():
    one, other = feiten_with(soorten=["huur", "gas"]), feiten_with(soorten=["gas", "huur"])
    assert json.dumps(one.to_json()) == json.dumps(other.to_json())


def test_facts_from_before_a_fact_existed_can_still_be_replayed():  # R-TRI-2
    stored = feiten_with(briefadres=False).to_json()
    del stored["briefadres"]
    assert Feiten.from_json(stored) == feiten_with()


def test_stored_facts_with_an_unknown_name_or_code_are_refused():
    with pytest.raises(ValueError, match="bestaan niet: inkomen"):
        Feiten.from_json(feiten_with().to_json() | {"inkomen": 1})
    with pytest.raises(ValueError, match="geen leeftijdsklasse"):
        Feiten.from_json(feiten_with().to_json() | {"leeftijdsklasse": "oud"})


@pytest.mark.parametrize(
    ("geboren", "klasse"),
    [
        (None, "onbekend"),
        (date(2008, 3, 2), "onbekend"),  # 17, eighteen tomorrow
        (date(2008, 3, 1), "18-26"),
        (date(1999, 3, 2), "18-26"),
        (date(1999, 3, 1), "27-44"),
        (date(1981, 3, 1), "45-66"),
        (date(1959, 3, 1), "67+"),
    ],
)
def test_the_age_class_changes_on_the_birthday(geboren, klasse):
    assert leeftijdsklasse(geboren, date(2026, 3, 1)) == klasse
