"""The look: Dutch notation, clocks and bars that are right, templates that keep to the CSP."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tijdig.config.templatetags import tijdig_parts, tijdig_tags
from tijdig.rules.terms import Zaakstatus

TEMPLATES = Path(__file__).parents[2] / "tijdig" / "config" / "templates"
TODAY = date(2026, 11, 24)
PAGES = sorted(TEMPLATES.rglob("*.html"))
PARTS = sorted((TEMPLATES / "parts").glob("*.html"))


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€\u00a00,00"),
        (5, "€\u00a00,05"),
        (123_456, "€\u00a01.234,56"),
        (-2_50, "€\u00a0−2,50"),
        (None, ""),
    ],
)
def test_money_is_dutch(cents, text):
    assert tijdig_tags.euro(cents) == text


@given(st.integers(0, 10**12))
def test_no_cent_is_lost_in_the_notation(cents):
    assert int(re.sub(r"\D", "", tijdig_tags.euro(cents))) == cents


@pytest.mark.parametrize(
    ("value", "text"), [(7, "7"), (1_234_567, "1.234.567"), (12.5, "12,5"), (-3, "−3"), (None, "")]
)
def test_numbers_are_dutch(value, text):
    assert tijdig_tags.number(value) == text


@pytest.mark.parametrize(
    ("due", "words", "kind"),
    [
        (date(2026, 11, 22), "2 dagen te laat", "te-laat"),
        (date(2026, 11, 23), "1 dag te laat", "te-laat"),
        (date(2026, 11, 24), "vandaag", "dringend"),
        (date(2026, 11, 25), "morgen", "dringend"),
        (date(2026, 12, 1), "nog 7 dagen", "dringend"),
        (date(2026, 12, 2), "nog 8 dagen", "rustig"),
        (None, "", "rustig"),
    ],
)
def test_what_is_due_is_said_in_words(due, words, kind):  # R-TRM-5
    assert (tijdig_tags.due_in(due, TODAY), tijdig_tags.due_kind(due, TODAY)) == (words, kind)


def test_days_are_written_in_full():
    assert tijdig_tags.day(date(2026, 3, 3)) == "3\u00a0maart 2026"
    assert tijdig_tags.weekday(TODAY) == "dinsdag 24\u00a0november 2026"


def test_a_plain_value_gets_the_word_of_its_list():
    assert tijdig_tags.label("in_opvolging", "Zaakstatus") == tijdig_tags.label(Zaakstatus.IN_OPVOLGING)
    with pytest.raises(ValueError, match="bestaat_niet"):
        tijdig_tags.label("bestaat_niet", "Zaakstatus")


@pytest.mark.parametrize(
    ("sort", "after"), [(None, "due"), ("due", "-due"), ("-due", "due"), ("bedrag", "due")]
)
def test_a_head_sorts_up_then_down(sort, after):
    assert tijdig_tags.next_sort(sort, "due") == after


@pytest.mark.parametrize(
    ("start", "end", "at"),
    [
        (TODAY, date(2026, 12, 22), "0.00%"),
        (date(2026, 11, 10), date(2026, 12, 8), "50.00%"),
        (date(2026, 10, 1), date(2026, 10, 29), "100.00%"),
        (TODAY, TODAY, "0.00%"),
    ],
)
def test_today_stands_where_it_is_on_the_clock(start, end, at):  # R-TRM-5
    assert tijdig_parts.term_line("Hulpaanbod", start, end, today=TODAY)["at"] == at


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_a_bar_adds_up(counts):
    bar = tijdig_parts.stacked_bar([{"label": "x", "count": n, "kind": "goed"} for n in counts])
    assert bar["total"] == sum(segment.count for segment in bar["segments"]) == sum(counts)
    assert sum(segment.share for segment in bar["segments"]) == pytest.approx(1 if sum(counts) else 0)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_no_template_needs_an_exception_to_the_csp(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(
        r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style|javascript:|hx-on|hx-vars|hx-vals=["']js""", text
    )
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"""(?:href|src)=["']https?:""", text)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_every_part_is_used_or_shown(part):
    others = (page.read_text(encoding="utf-8") for page in PAGES if page != part)
    drawn_by_tag = {"term_line", "stacked_bar", "attempts"}
    assert (
        part.stem in drawn_by_tag
        or part.stem in {"pagination", "as_file"}  # used by the rooms
        or any(f"parts/{part.name}" in text for text in others)
    )


@pytest.mark.parametrize("name", ["config/styleguide.html", "400.html", "403.html", "404.html", "429.html"])
def test_a_page_stands_without_any_context(name):
    page = render_to_string(name, request=RequestFactory().get("/"))
    assert '<html lang="nl"' in page
    assert page.count("<h1>") == 1


def test_the_fault_page_needs_no_request():
    assert "Wat al was opgeslagen is er nog" in render_to_string("500.html")


def test_every_class_of_our_own_has_a_style():
    """A class that no style sheet knows is a part that nobody looked at. Parts of names are filled in elsewhere."""
    house = TEMPLATES.parents[1]
    known = {
        name
        for sheet in (TEMPLATES.parent / "static").rglob("*.css")
        for name in re.findall(r"\.([a-z][\w-]*)", sheet.read_text(encoding="utf-8"))
    }
    unknown = set()
    for page in house.rglob("templates/**/*.html"):
        for written in re.findall(r'class="([^"]*)"', page.read_text(encoding="utf-8")):
            names = re.sub(r"\{%.*?%\}", " ", re.sub(r"\S*\{\{.*?\}\}\S*", " ", written)).split()
            unknown |= {name for name in names if re.match(r"[tv]-", name) and not name.endswith("-")} - known
    assert unknown == set()
