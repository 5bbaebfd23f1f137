"""Telephone numbers and postcodes in Dutch notation, and nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.notation import phone, postcode


@pytest.mark.parametrize(
    ("given_number", "shown"),
    [
        ("+31780090499", "078 009 04 99"),
        ("0031 (0)6 12345678", "06 12 34 56 78"),
        ("06-12345678", "06 12 34 56 78"),
        ("0180123456", "0180 12 34 56"),
        ("14 078", "14 078"),
        ("+32 2 555 12 12", "+32 2 555 12 12"),
        ("", ""),
    ],
)
def test_a_number_stands_in_groups(given_number: str, shown: str) -> None:
    assert phone(given_number) == shown


@given(st.from_regex(r"0[1-9]\d{8}", fullmatch=True))
def test_no_digit_is_lost_and_twice_is_once(number: str) -> None:
    assert re.sub(r"\D", "", phone(number)) == number
    assert phone(phone(number)) == phone(number)


@pytest.mark.parametrize(
    ("text", "shown"), [("3312ZR", "3312 ZR"), ("3312 zr", "3312 ZR"), ("x", "x"), ("", "")]
)
def test_a_postcode_has_its_space(text: str, shown: str) -> None:
    assert postcode(text) == shown
