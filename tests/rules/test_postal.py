"""Postal order and the lines in the window. R-OUT-3."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.postal import (
    MAX_LINE_LENGTH,
    MAX_LINES,
    PostalPlace,
    normalise_postcode,
    place_line,
    postal_key,
    window_lines,
)


def test_the_postman_walks_by_postcode_number_letter_and_addition() -> None:
    walk = [
        PostalPlace(postcode="1234AA", huisnummer=100),
        PostalPlace(postcode="1234 ab", huisnummer=8),
        PostalPlace(postcode="1234AB", huisnummer=8, toevoeging="2"),
        PostalPlace(postcode="1234AB", huisnummer=8, toevoeging="10"),
        PostalPlace(postcode="1234AB", huisnummer=8, toevoeging="II"),
        PostalPlace(postcode="1234AB", huisnummer=8, huisletter="A"),
        PostalPlace(postcode="1234AB", huisnummer=8, huisletter="a", toevoeging="1"),
        PostalPlace(postcode="1234AB", huisnummer=8, huisletter="B"),
        PostalPlace(postcode="1234AB", huisnummer=10),
        PostalPlace(postcode="1235AA", huisnummer=1),
        PostalPlace(postcode="", huisnummer=1),
    ]
    mixed = random.Random(5).sample(walk, len(walk))
    assert sorted(mixed, key=postal_key) == walk


@given(
    st.builds(
        PostalPlace,
        postcode=st.text(max_size=8),
        huisnummer=st.integers(),
        huisletter=st.text(max_size=3),
        toevoeging=st.text(max_size=8),
    )
)
def test_any_place_has_a_key_that_equals_itself(place: PostalPlace) -> None:
    assert postal_key(place) <= postal_key(place)


@given(
    st.lists(st.builds(PostalPlace, postcode=st.just("1234AB"), toevoeging=st.text(max_size=6)), max_size=6)
)
def test_all_places_can_be_compared(places: list[PostalPlace]) -> None:
    keys = [postal_key(place) for place in sorted(places, key=postal_key)]
    assert all(first <= second for first, second in pairwise(keys))


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("1234ab", "1234AB"),
        (" 1234 Ab ", "1234AB"),
        ("1234AB", "1234AB"),
        ("0123AB", "0123AB"),
        ("", ""),
        ("b-1000", "B-1000"),
    ],
)
def test_one_way_of_writing_a_postcode(text: str, postcode: str) -> None:
    assert normalise_postcode(text) == postcode


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1234ab Utrecht", "1234 AB  UTRECHT"),
        ("1234 AB  UTRECHT", "1234 AB  UTRECHT"),
        ("1234AB 's-Gravenhage", "1234 AB  'S-GRAVENHAGE"),
        ("1234 AB   Capelle  aan den IJssel ", "1234 AB  CAPELLE AAN DEN IJSSEL"),
        ("B-1000 Brussel", "B-1000 Brussel"),
        ("", ""),
    ],
)
def test_the_place_line_has_two_spaces_and_capitals(text: str, line: str) -> None:
    assert place_line(text) == line
    assert place_line(line) == line


def test_an_ordinary_address_is_three_lines() -> None:
    lines = window_lines(naam="De heer P. Groen", adresregel1="Lange Laan 1", adresregel2="1234AB Utrecht")
    assert lines == ("De heer P. Groen", "Lange Laan 1", "1234 AB  UTRECHT")


def test_attention_and_country_have_their_place() -> None:
    lines = window_lines(
        naam="Bewind BV",
        ter_attentie_van="t.a.v. mevrouw Blauw",
        adresregel1="Rue Haute 1",
        adresregel2="B-1000 Brussel",
        adresregel3="BELGIË",
    )
    assert lines == ("Bewind BV", "t.a.v. mevrouw Blauw", "Rue Haute 1", "B-1000 Brussel", "BELGIË")


texts = st.text(max_size=300)


@given(naam=texts, adresregel1=texts, adresregel2=texts, adresregel3=texts, ter_attentie_van=texts)
def test_no_address_is_larger_than_the_window(**parts: str) -> None:
    lines = window_lines(**parts)
    assert len(lines) <= MAX_LINES
    assert all(0 < len(line) <= MAX_LINE_LENGTH for line in lines)


@given(naam=texts)
def test_however_long_the_name_the_street_and_the_place_are_whole(naam: str) -> None:
    lines = window_lines(naam=naam, adresregel1="Lange Laan 1-2", adresregel2="1234 AB  UTRECHT")
    assert lines[-2:] == ("Lange Laan 1-2", "1234 AB  UTRECHT")


def test_a_name_that_is_cut_says_so() -> None:
    lines = window_lines(naam="Lange-Naam " * 20, adresregel1="Lange Laan 1", adresregel2="1234 AB  UTRECHT")
    assert len(lines) == MAX_LINES
    assert lines[3].endswith("…")
