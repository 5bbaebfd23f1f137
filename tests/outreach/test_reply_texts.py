"""Six languages, complete: no key missing, no text left in Dutch (R-OUT-6)."""

import string

import pytest

from tijdig.outreach.reply.texts import FOLDER, LANGUAGES, texts_in

OTHERS = [language for language in LANGUAGES if language != "nl"]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_is_a_file_for_each_language() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there_and_none_is_dutch(language: str) -> None:  # R-OUT-6
    dutch, texts = texts_in("nl"), texts_in(language)
    assert set(texts) == set(dutch)
    same = {key for key in texts if texts[key] == dutch[key] and key not in ("richting", "taal")}
    assert not same
    for key in ("dagen", "maanden"):
        assert len(texts[key]) == len(dutch[key])
    wrong = {key for key in dutch if isinstance(dutch[key], str) and _fields(dutch[key]) != _fields(texts[key])
             and key != "uitleg"}  # fmt: skip
    assert not wrong


@pytest.mark.parametrize(("language", "first", "last"), [("ar", 0x600, 0x6FF), ("uk", 0x400, 0x4FF)])
def test_a_language_is_written_in_its_own_letters(language: str, first: int, last: int) -> None:
    for key, text in texts_in(language).items():
        if isinstance(text, str) and key != "richting":
            assert any(first <= ord(sign) <= last for sign in text), key
