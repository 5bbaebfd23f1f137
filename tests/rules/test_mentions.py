"""Who is called on with an @ in a note (rules/mentions.py)."""

import pytest

from tijdig.rules.mentions import called_on

PEOPLE = {1: "Meryem Yılmaz", 2: "Joost de Vries", 3: "Joost Bakker", 4: "Zoë van Dam"}


@pytest.mark.parametrize(
    ("text", "ids", "unknown"),
    [
        ("@Meryem kijk jij mee?", {1}, 0),
        ("Vraag @joost de vries, en @zoe!", {2, 4}, 0),
        ("@Joost", set(), 1),  # two of that name
        ("@Joost Bakker.", {3}, 0),
        ("@Niemand", set(), 1),
        ("mail a.jansen@voorbeeld.nl", set(), 0),
        ("@Meryemmetje", set(), 1),
        ("geen", set(), 0),
    ],
)
def test_a_name_after_an_at_sign(text: str, ids: set[int], unknown: int) -> None:
    found, words = called_on(text, PEOPLE)
    assert (set(found), len(words)) == (ids, unknown)
