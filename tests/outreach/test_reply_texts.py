"""Six languages, complete: no key missing, no text left in Dutch (R-OUT-6)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tijdig.outreach.reply.texts import FOLDER, LANGUAGES, day_in, fault_of, fields_of, texts_in

FORMS = {"richting", "taal", "komma", "dag_vorm"}  # no words
OTHERS = [language for language in LANGUAGES if language != "nl"]


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "donderdag 3 december"), ("tr", "3 Aralık Perşembe"), ("pl", "czwartek, 3 grudnia")]
)  # fmt: skip
def test_a_day_is_said_in_the_order_of_its_language(language: str, said: str) -> None:
    assert day_in(language, date(2026, 12, 3)) == said


def test_a_number_keeps_its_order_between_letters_that_run_the_other_way() -> None:
    assert "\u206606 12345678\u2069" in texts_in("ar")["telefoon_fout"]


def test_there_is_a_file_for_each_language() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there_and_none_is_dutch(language: str) -> None:  # R-OUT-6
    dutch, texts = texts_in("nl"), texts_in(language)
    assert set(texts) == set(dutch)
    same = {key for key in texts if texts[key] == dutch[key] and key not in FORMS}
    assert not same
    for key in ("dagen", "maanden"):
        assert len(texts[key]) == len(dutch[key])
    wrong = {key for key in dutch if isinstance(dutch[key], str) and fields_of(dutch[key]) != fields_of(texts[key])
             }  # fmt: skip
    assert not wrong


@pytest.mark.parametrize(("language", "first", "last"), [("ar", 0x600, 0x6FF), ("uk", 0x400, 0x4FF)])
def test_a_language_is_written_in_its_own_letters(language: str, first: int, last: int) -> None:
    for key, text in texts_in(language).items():
        if isinstance(text, str) and key not in FORMS - {"taal"}:
            assert any(first <= ord(sign) <= last for sign in text), key


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_is_about_as_long_and_ends_as_the_dutch_one(language: str) -> None:
    """A sentence that was cut off, or a question that became none, shows."""
    dutch, texts = texts_in("nl"), texts_in(language)
    for key, text in texts.items():
        if not isinstance(text, str) or key in ("richting", "taal", "komma", "om"):
            continue
        assert len(text) < 3 * len(dutch[key]) + 20, key
        assert text.endswith(("?", "؟")) == dutch[key].endswith("?"), key
        assert text.endswith(".") == dutch[key].endswith("."), key
        assert text == text.strip(), key


def test_arabic_is_written_from_the_right_and_polish_and_turkish_politely() -> None:
    assert texts_in("ar")["richting"] == "rtl"
    assert "," not in texts_in("ar")["komma"]
    polish = " ".join(text for text in texts_in("pl").values() if isinstance(text, str)).lower()
    assert "pan" in polish
    assert not {" twój", " twoje", " masz ", " możesz"} & set(polish.split())
    turkish = " ".join(text for text in texts_in("tr").values() if isinstance(text, str)).split()
    assert not {"senin", "sana", "seni", "sen"} & {word.strip(".,:?").lower() for word in turkish}


@pytest.mark.parametrize(
    ("key", "own", "why"),
    [
        ("hallo", "Goedendag!", None),
        ("uitleg", "Bericht van {gemeente}.", None),
        ("uitleg", "Bericht van ons.", "hoort: {gemeente}"),
        ("hallo", "Dag {naam}", "hoort: geen"),
        ("hallo", " ", "leeg"),
        ("dagen", ["ma", "di"], "7 woorden"),
        ("bestaat_niet", "x", "bestaat niet"),
        ("richting", "rtl", "bestaat niet"),
    ],
)
def test_an_own_text_takes_the_place_of_one_that_was_shipped(key: str, own: object, why: str | None) -> None:
    said = fault_of(key, own, texts_in("nl"))
    assert (said is None) if why is None else (said is not None and why in said)


def test_own_texts_come_from_a_folder(tmp_path: Path, settings: Any) -> None:
    settings.REPLY_TEXTS = str(tmp_path)
    (tmp_path / "pl.yaml").write_text("hallo: Dzień dobry\n", encoding="utf-8")
    texts_in.cache_clear()
    try:
        assert texts_in("pl")["hallo"] == "Dzień dobry"
        assert texts_in("pl")["terug"] == "Wstecz"
        (tmp_path / "pl.yaml").write_text("hallo: '{naam}'\n", encoding="utf-8")
        texts_in.cache_clear()
        with pytest.raises(ImproperlyConfigured, match=r"pl\.yaml.*hallo"):
            texts_in("pl")
    finally:
        texts_in.cache_clear()
