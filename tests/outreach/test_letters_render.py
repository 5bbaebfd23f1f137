"""The printed letter: accessible, in the window, one page, and nothing that comes in becomes markup."""

import io
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from tests.outreach.letters import (
    AFZENDER,
    MET_CODE,
    make_letter,
    page_count,
    pieces,
    reading_order,
    tags,
)
from tijdig.outreach.letters.letter import KEPT_SYMBOLS, REPERTOIRE, Unprintable
from tijdig.outreach.letters.manifest import plan_run
from tijdig.outreach.letters.render import (
    EMBEDDED,
    Typeface,
    _compiler,
    refusals_to_print,
    render_letter,
    render_run,
)
from tijdig.outreach.letters.window import ALWAYS_VISIBLE, EVER_VISIBLE

SJABLONEN = ("aanbod", "aankondiging_huisbezoek", "curator")
HOSTILE = (
    '#panic("x")',
    '"Onbemind"',
    "@tenborough",
    "Rente @ 100%",
    '#import "@preview/x:1": *',
    '#read("/etc/passwd")',
    "= Kop _x_ *y* `z` $a$ \\ // /* <b> [c] ~",
    "{{ medewerker }}",
    "\\u{41} \\n ${x} %s {0}",
    "O'Neil & Zn. <script>",
    "Ünal Şahin-Żółć đặng İĳ",
)


@pytest.mark.parametrize("sjabloon", SJABLONEN)
def test_every_shipped_letter_is_accessible_and_one_page(sjabloon: str, tmp_path: Path) -> None:
    """R-OUT-3: PDF/UA."""
    pdf = render_letter(make_letter(sjabloon=sjabloon))
    file = tmp_path / "brief.pdf"
    file.write_bytes(pdf)
    assert list(pdfua.validate(file).findings) == []
    assert page_count(pdf) == 1


def test_the_letter_has_a_title_a_language_and_headings() -> None:
    pdf = render_letter(make_letter())
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "nl"
        assert str(document.docinfo.Title) == "Kunnen wij iets voor u doen?"
    kinds = tags(pdf)
    assert kinds.count("/H1") == 1
    assert kinds.index("/H1") < kinds.index("/H2")
    assert {"/L", "/LI"} <= set(kinds)
    assert kinds.count("/Figure") == 1  # the QR, with words for who cannot see it


def test_a_screen_reader_meets_the_letter_in_its_order() -> None:
    """R-OUT-3: sender, address, question, law, rights, name."""
    text = reading_order(render_letter(make_letter()))
    wanted = (
        "Gemeente Voorbeeldstad",
        "De heer P. Groen",
        "Lange Laan 1",
        "012 - 345 67 89",
        "VS-0001",
        "Kunnen wij iets voor u doen?",
        "Geachte heer Groen,",
        "Wilt u met mij praten over hulp?",
        "Zo werkt het",
        "Laat het ons weten op reageer.example.nl",
        "Mailen mag ook: f.deboer@example.nl",
        "Uw code: KMRT-7X4P",
        "artikel 3",
        "bezwaar maken",
        "Met vriendelijke groet,",
        "Fatima de Boer",
    )
    places = [text.find(part, 0 if part != "Fatima de Boer" else text.find("groet")) for part in wanted]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("sjabloon", SJABLONEN)
def test_the_question_is_bold_and_near_the_top(sjabloon: str) -> None:
    found = [piece for piece in pieces(render_letter(make_letter(sjabloon=sjabloon))) if "?" in piece.text]
    question = next(piece for piece in found[1:] if piece.bold)
    assert question.y < 297 / 2


@pytest.mark.parametrize("sjabloon", SJABLONEN)
@pytest.mark.parametrize("naam", ["De heer P. Groen", "W" * 200, "Mevrouw " + "Lange-Naam van der " * 11])
def test_only_the_address_can_show_through_the_window(sjabloon: str, naam: str) -> None:
    """R-OUT-3: the address whole in what always shows, and nothing else in what can ever show."""
    letter = make_letter(sjabloon=sjabloon, naam=naam)
    shown = [
        piece
        for piece in pieces(render_letter(letter))
        if piece.left < EVER_VISIBLE.right
        and piece.right > EVER_VISIBLE.left
        and EVER_VISIBLE.top < piece.y < EVER_VISIBLE.bottom + 4
    ]
    assert shown[-2].text == "Lange Laan 1"
    assert shown[-1].text.split() == ["1234", "AB", "VOORBEELDSTAD"]
    assert set("".join(piece.text for piece in shown[:-2])) <= set(naam + "…")
    assert all(ALWAYS_VISIBLE.left <= piece.left for piece in shown)
    assert all(piece.right <= ALWAYS_VISIBLE.right for piece in shown)
    assert all(ALWAYS_VISIBLE.top + 1 < piece.y < ALWAYS_VISIBLE.bottom - 1 for piece in shown)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_source_is_printed_as_text(text: str) -> None:
    letter = make_letter(naam=text, aanhef=text, kenmerk=text, velden={"melder": text}, extra_alineas=(text,))
    printed = reading_order(render_letter(letter))
    wanted = " ".join(unicodedata.normalize("NFC", text).split())
    assert "".join(printed.split()).count("".join(wanted.split())) >= 5


@pytest.mark.parametrize(
    ("naam", "printed"),
    [
        ("Jan 😀 Groen", "Jan Groen"),
        ("Jan\u202eneorG", "JanneorG"),
        ("Jan\x00 \x1bGroen", "Jan Groen"),
        ("Jose\u0301 Groen", "José Groen"),
        ("Jan\ufffe\ue000 Groen", "Jan Groen"),
    ],
)
def test_signs_without_shape_fall_away(naam: str, printed: str) -> None:
    assert printed in reading_order(render_letter(make_letter(naam=naam)))


@pytest.mark.parametrize("naam", ["שרה לוי", "محمد علي"])
def test_a_name_from_right_to_left_prints(naam: str) -> None:
    printed = reading_order(render_letter(make_letter(naam=naam)))
    assert set(naam) - {" "} & set(printed)
    assert page_count(render_letter(make_letter(naam=naam))) == 1


def test_a_letter_no_font_has_is_refused_without_telling_the_name() -> None:
    with pytest.raises(Unprintable) as caught:
        render_letter(make_letter(naam="王 Groen"))
    assert str(caught.value) == "Brief VS-0001: teken U+738B staat niet in het lettertype."


def test_the_fonts_have_all_that_is_let_through() -> None:
    signs = [chr(code) for first, last in REPERTOIRE for code in range(first, last + 1)]
    text = " ".join(sign for sign in [*signs, *KEPT_SYMBOLS])
    words = text.split()
    for start in range(0, len(words), 700):
        letter = make_letter(extra_alineas=("".join(words[start : start + 700]),))
        assert "lettertype" not in "".join(refusals_to_print([letter]).values())


def test_a_text_that_runs_on_is_refused_by_its_kenmerk_alone() -> None:
    letters = [make_letter(1), make_letter(2, extra_alineas=("Nog een zin. " * 400,))]
    with pytest.raises(Unprintable, match=r"^Brief VS-0002: de tekst past niet op één bladzijde.$"):
        list(render_run(plan_run(letters)))
    assert refusals_to_print([*letters, make_letter(3)]) == {
        "VS-0002": "Brief VS-0002: de tekst past niet op één bladzijde."
    }


@pytest.mark.parametrize(
    "change",
    [
        {"afdeling": "Schuldhulpverlening " * 20},
        {"gemeente": "Gemeente Zeer Lange Naam " * 6},
        {"adresregels": tuple(f"regel {number}" for number in range(20))},
        {"openingstijden": "iedere werkdag " * 40},
    ],
)
def test_a_sender_that_would_grow_into_the_window_or_the_text_is_refused(change: dict[str, Any]) -> None:
    letter = make_letter(afzender=replace(AFZENDER, **change))
    assert refusals_to_print([letter]) == {"VS-0001": "Brief VS-0001: de tekst past niet op één bladzijde."}


def test_the_same_letters_give_the_same_bytes() -> None:
    letters = [make_letter(number) for number in (1, 2, 3)]
    first, second = (b"".join(part.pdf for part in render_run(plan_run(letters))) for _ in range(2))
    assert first == second
    assert render_letter(letters[0]) == render_letter(make_letter(1))
    assert b"D:20261112" in first


def test_one_letter_leaves_no_trace_in_the_next() -> None:
    render_letter(make_letter(1, naam="Mevrouw Geheim"))
    assert "Geheim" not in reading_order(render_letter(make_letter(2)))


def test_a_run_has_one_page_per_letter_in_postal_order(tmp_path: Path) -> None:
    """R-OUT-3: one print run in postal order, still PDF/UA."""
    letters = [make_letter(number, sjabloon=SJABLONEN[number % 3]) for number in (10, 9, 2, 1, 7)]
    parts = list(render_run(plan_run(letters), per_part=3))
    assert [(part.first, part.last, page_count(part.pdf)) for part in parts] == [(1, 3, 3), (4, 5, 2)]
    shown = [
        piece.text for part in parts for piece in pieces(part.pdf) if piece.text.startswith("Lange Laan")
    ]
    assert shown == [f"Lange Laan {number}" for number in (1, 2, 7, 9, 10)]
    for part in parts:
        file = tmp_path / f"{part.first}.pdf"
        file.write_bytes(part.pdf)
        assert list(pdfua.validate(file).findings) == []


def test_for_a_duplex_printer_every_letter_starts_on_a_new_sheet() -> None:
    (part,) = render_run(plan_run([make_letter(1), make_letter(2)]), duplex=True)
    assert page_count(part.pdf) == 3
    assert {piece.page for piece in pieces(part.pdf)} == {0, 2}


def test_an_empty_run_prints_nothing() -> None:
    assert list(render_run(plan_run([]))) == []


def test_a_font_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="Bestaat Niet"):
        render_letter(make_letter(), typeface=Typeface("Bestaat Niet"))


def test_without_reply_address_there_is_no_picture() -> None:
    assert "/Figure" in tags(render_letter(make_letter(sjabloon=MET_CODE)))
    assert "/Figure" not in tags(render_letter(make_letter(sjabloon=MET_CODE, reactie_url="")))
    assert "KMRT-7X4P" in reading_order(render_letter(make_letter(sjabloon=MET_CODE)))


def test_the_sender_is_a_person_with_a_direct_number() -> None:
    assert AFZENDER.medewerker in reading_order(render_letter(make_letter()))


def test_the_compiler_forgets_the_letters_it_printed() -> None:
    """No personal data stays behind in memory that the next reader could reach."""
    render_letter(make_letter(naam="Mevrouw Geheim"))
    left = _compiler(EMBEDDED).compile(format="svg")
    assert isinstance(left, bytes)
    assert b"<text" not in left
    assert b"<use" not in left
