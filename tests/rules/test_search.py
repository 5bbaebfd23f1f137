"""What somebody seeks, read from one line (rules/search.py)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.search import after_prefix, in_reference_form, read_question


@pytest.mark.parametrize(
    ("text", "naam", "sleutel", "referentie"),
    [
        ("van der Meij", "MEY", None, ""),
        ("Gündoğan", "GUNDOGAN", None, ""),
        ("3311 ab 12", "", "3311AB 12", ""),
        ("3311AB 12a", "", "3311AB 12 A", ""),
        ("12, 3311AB", "", "3311AB 12", ""),
        ("HU-2026/0001", "HU20260001", None, "HU20260001"),
    ],
)
def test_a_line_is_read(text: str, naam: str, sleutel: str | None, referentie: str) -> None:
    vraag = read_question(text)
    assert (vraag.fout, vraag.referentie) == ("", referentie)
    assert (vraag.adres.sleutel if vraag.adres else None) == sleutel
    if not referentie:
        assert vraag.naam == naam


@pytest.mark.parametrize("text", ["", "ab", "  a ", "3311AB", "1234", "x" * 101, "..."])
def test_too_little_is_not_answered(text: str) -> None:
    vraag = read_question(text)
    assert vraag.fout or vraag.referentie == "1234"


@given(st.text(alphabet="ABCXYZ09", min_size=1), st.text(alphabet="ABCXYZ09"))
def test_a_prefix_is_a_range(prefix: str, rest: str) -> None:
    assert prefix <= prefix + rest < after_prefix(prefix)


@given(st.text())
def test_every_text_gives_an_answer_or_a_sentence(text: str) -> None:
    vraag = read_question(text)
    assert bool(vraag.fout) != bool(vraag.naam or vraag.adres or vraag.kenmerk or vraag.referentie)


@given(st.text())
def test_the_form_of_a_reference_stays(text: str) -> None:
    once = in_reference_form(text)
    assert in_reference_form(once) == once
