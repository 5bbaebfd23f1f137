"""The readability check warns about long sentences and hard words, and never says what level a text has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.readability import LONG_SENTENCE, PLAINER, readability


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Indien u belt.", ["indien"]),
        ("Met betrekking tot uw brief.", ["met betrekking tot"]),
        ("U dient te betalen.", ["dient te"]),
        ("Tevens, en tevens INDIEN nodig.", ["tevens", "indien"]),
        ("Mitselaar en indiender.", []),
        ("Wilt u hulp? Bel ons.", []),
        ("", []),
    ],
)
def test_hard_words_are_named_once_as_whole_words(text: str, found: list[str]) -> None:
    """R-OUT-3"""
    assert [word for word, _ in readability(text).hard_words] == found


@pytest.mark.parametrize(("words", "long"), [(LONG_SENTENCE, 0), (LONG_SENTENCE + 1, 1)])
def test_where_a_sentence_becomes_long(words: int, long: int) -> None:
    assert len(readability("dag " * words + ". Dag.").long_sentences) == long


@pytest.mark.parametrize(
    ("text", "average"),
    [
        ("Een twee drie. Vier.", 2.0),
        ("Zie art. 3 van de wet.", 6.0),
        ("Bel {{ telefoon }} nu!", 3.0),
        ("Kop zonder punt\nEn een zin.", 3.0),
        ("Mail a.b@example.nl of bel.", 4.0),
        ("... ! ?", 0.0),
    ],
)
def test_how_words_and_sentences_are_counted(text: str, average: float) -> None:
    assert readability(text).words_per_sentence == average


def test_warnings_are_sentences_that_help() -> None:
    found = readability("Indien " + "dag " * 20).warnings
    assert found[0].startswith("Gemiddeld 21 woorden per zin")
    assert found[1].startswith("Lange zin: “Indien dag")
    assert found[2] == "Moeilijk woord: “indien”. Misschien: “als”."


def test_the_list_is_worth_having_and_no_alternative_is_itself_hard() -> None:
    assert len(PLAINER) >= 40
    assert [plain for plain in PLAINER.values() if readability(plain).hard_words] == []


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    found = readability(text)
    assert found.words_per_sentence >= 0
    assert all(word in PLAINER for word, _ in found.hard_words)
