"""Values at their edges (R-INT-1, R-INT-2): what a partner may write, and what is no value."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.intake.values import (
    hint_for_date,
    is_negative,
    read_birth_date,
    read_cents,
    read_date,
    read_email,
    read_phone,
    read_yes_no,
    was_turned_into_a_date,
)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234,56", 123456),
        ("1.234,56", 123456),
        ("1234.56", 123456),
        ("€ 1.234,56", 123456),
        ("€1234,56", 123456),
        ("EUR 1.234,56", 123456),
        ("eur 12", 1200),
        ("12,00 euro", 1200),
        ("325,50 €", 32550),
        ("1,234.56", 123456),
        ("1 234,56", 123456),
        ("1\u00a0234,56", 123456),
        ("1.234", 123400),
        ("1.234.567,8", 123456780),
        ("0,01", 1),
        ("0", 0),
        ("0,00", 0),
        ("12,5", 1250),
        ("12.5", 1250),
        ("12,-", 1200),
        ("€ 12,-", 1200),
        ("007", 700),
        ("999999999,99", 99999999999),
        ("999.999.999,99", 99999999999),
    ],
)
def test_an_amount_is_read_in_every_notation(text: Any, cents: Any) -> None:
    assert read_cents(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "veel", "-5", "5-", "+5", "1,234", "1.23.4", "1..234", ",50", "12,", "12.", "1e3", "12,345,6", "0x10",
        "1000000000", "1.000.000.000", "1.000.000.000.000.000.000.000", "²", "１２", "٣", "NaN", "inf", "12;50",
        "1,2,3", "12,３4", "$ 5", "'12",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_not_guessed(text: Any) -> None:
    assert read_cents(text) is None


@given(st.integers(min_value=0, max_value=99_999_999_999))
def test_an_amount_written_as_books_do_comes_back_whole(cents: Any) -> None:
    euros, rest = divmod(cents, 100)
    dutch = f"{euros:,}".replace(",", ".") + f",{rest:02d}"
    assert (
        read_cents(dutch) == read_cents(f"{euros},{rest:02d}") == read_cents(f"{euros}.{rest:02d}") == cents
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("31-03-2026", date(2026, 3, 31)),
        ("31/3/2026", date(2026, 3, 31)),
        ("31.3.2026", date(2026, 3, 31)),
        ("1-1-2026", date(2026, 1, 1)),
        ("2026-3-1", date(2026, 3, 1)),
        ("2026-03-31T00:00:00", date(2026, 3, 31)),
        ("2026-03-31 00:00:00.000", date(2026, 3, 31)),
        ("2026-03-31T00:00:00Z", date(2026, 3, 31)),
        ("29-02-2024", date(2024, 2, 29)),
        ("1-10-2026 0:00", date(2026, 10, 1)),
        ("1-10-2026 00:00:00", date(2026, 10, 1)),
        ("2026/10/01", date(2026, 10, 1)),
        ("1 oktober 2026", date(2026, 10, 1)),
        ("1-okt-2026", date(2026, 10, 1)),
        ("3 Mrt. 2026", date(2026, 3, 3)),
    ],
)
def test_a_date_is_read_as_iso_and_as_dutch(text: Any, day: Any) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "31-02-2026", "29-02-2026", "2026-13-01", "0-1-2026", "31-03-26", "03/31/2026", "20260331", "46000",
     "2026-03-31T10:15", "2026-03-31 00:00 junk", "0000-01-01", "２０２６-01-01", "gisteren"],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(text: Any) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("31-03-1980", "1980-03-31"), ("1980-03-31", "1980-03-31"), ("1993-05", "1993-05"), ("1993-5", "1993-05"),
        ("5-1993", "1993-05"), ("05/1993", "1993-05"), ("1993", "1993"), ("1993-13", None), ("13-1993", None),
        ("93", None), ("31-02-1980", None), ("", None), ("onbekend", None),
    ],
)  # fmt: skip
def test_a_birth_date_may_be_a_month_or_a_year(text: Any, birth: Any) -> None:
    assert read_birth_date(text) == birth


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0612345678", "+31612345678"), ("06-12345678", "+31612345678"), ("06 12 34 56 78", "+31612345678"),
        ("078 770 1234", "+31787701234"), ("(078) 7701234", "+31787701234"), ("+31612345678", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"), ("0031612345678", "+31612345678"), ("612345678", "+31612345678"),
        ("31612345678", "+31612345678"), ("+32470123456", "+32470123456"), ("0032 470 12 34 56", "+32470123456"),
    ],
)  # fmt: skip
def test_a_telephone_number_gets_one_form(text: Any, number: Any) -> None:
    assert read_phone(text) == number


@pytest.mark.parametrize(
    "text",
    ["12345", "061234567", "06123456789", "0012345678", "+3161234567", "+316123456789", "onbekend", "-", "+", "00",
     "٠٦١٢٣٤٥٦٧٨", "²³¹²³¹²³¹²", "+0612345678", "06 1234567x", "+1234567890123456"],
)  # fmt: skip
def test_what_cannot_be_called_is_no_telephone_number(text: Any) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("A.Jansen@Voorbeeld.NL", "a.jansen@voorbeeld.nl"), ("a+b@x.co.uk", "a+b@x.co.uk"), ("geen", None),
        ("a@b", None), ("a b@c.nl", None), ("a@-b.nl", None), ("a@b..nl", None), ("a@@b.nl", None),
        ("a@b.nl, c@d.nl", None), ("x" * 250 + "@b.nl", None), ("@b.nl", None),
    ],
)  # fmt: skip
def test_an_email_address_is_kept_in_lower_case_or_dropped(text: Any, email: Any) -> None:
    assert read_email(text) == email


@pytest.mark.parametrize(
    ("text", "answer"),
    [("ja", True), ("JA", True), ("1", True), ("true", True), ("j", True), ("WAAR", True), ("nee", False),
     ("0", False), ("False", False), ("n", False), ("misschien", None), ("2", None), ("x", None)],
)  # fmt: skip
def test_yes_and_no_are_written_in_many_ways(text: Any, answer: Any) -> None:
    assert read_yes_no(text) is answer


@given(st.text(max_size=40))
def test_no_text_makes_the_reading_of_a_value_fail(text: Any) -> None:
    read_date(text), read_birth_date(text), read_phone(text), read_email(text), read_yes_no(text)
    cents = read_cents(text)
    assert cents is None or 0 <= cents < 10**11


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1-10-26", "vier cijfers"),
        ("1-okt-26", "vier cijfers"),
        ("46296", "Excel"),
        ("46296,0", "Excel"),
        ("gisteren", ""),
        ("10 foo 2026", ""),
        ("1-10-2026 13:45", ""),
    ],
)
def test_a_date_that_is_not_guessed_says_how_it_is_mended(text: str, says: str) -> None:
    # R-INT-3
    assert read_date(text) is None
    assert bool(hint_for_date(text)) == bool(says)
    assert says in hint_for_date(text)


@pytest.mark.parametrize(
    ("text", "is_below"),
    [
        ("-325,50", True),
        ("325,50-", True),
        ("€ -1.234,56", True),
        ("325,-", False),
        ("-", False),
        ("1-2-3", False),
    ],
)
def test_a_credit_is_told_as_such(text: str, is_below: bool) -> None:
    # R-INT-3
    assert is_negative(text) is is_below


@pytest.mark.parametrize(
    ("text", "spoiled"),
    [
        ("12-jan", True), ("jan-12", True), ("1-2-2026", True), ("2026-01-12", True), ("mei-14", True),
        ("12", False), ("12-1", False), ("12-14", False), ("jan", False), ("A", False), ("12 bis", False), ("", False),
    ],
)  # fmt: skip
def test_a_house_number_that_excel_made_a_date_of_is_seen(text: str, spoiled: bool) -> None:
    # R-INT-3, R-MAT-1: read as it stands it would be another home
    assert was_turned_into_a_date(text) is spoiled
