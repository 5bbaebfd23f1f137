"""What fits in an SMS, when it may go, and what never starts a header (R-OUT-3)."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outreach.letters import AFZENDER
from tijdig.outreach.letters.templates import parse_template
from tijdig.outreach.messages import write_message
from tijdig.outreach.reply.codes import specimen
from tijdig.rules.messages import email_address, mobile_number, one_line, sms_parts
from tijdig.rules.sending_hours import Verzendvenster, is_open, opens_at

VENSTER = Verzendvenster(van=time(9), tot=time(20), dagen=frozenset(range(6)))
MAIL = parse_template(
    "soort: email\ntitel: t\nonderwerp: 'Hallo {{ inwoner }}'\nalineas: [{soort: tekst, tekst: 'Dag {{ inwoner }}.'}]",
    id="proef", versie="1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [("", 0), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2),
     ("ç" * 70, 1), ("ç" * 71, 2)],
)  # fmt: skip
def test_parts_of_an_sms(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


@pytest.mark.parametrize(
    ("now", "opens"),
    [("2026-11-23T08:59", "2026-11-23T09:00"), ("2026-11-23T09:00", "2026-11-23T09:00"),
     ("2026-11-23T19:59", "2026-11-23T19:59"), ("2026-11-23T20:00", "2026-11-24T09:00"),
     ("2026-11-28T21:00", "2026-11-30T09:00"), ("2026-12-24T21:00", "2026-12-28T09:00")],
)  # fmt: skip
def test_what_is_late_waits_over_night_sunday_and_holiday(now: str, opens: str) -> None:
    assert opens_at(datetime.fromisoformat(now), VENSTER) == datetime.fromisoformat(opens)


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("2020-01-01"), max_value=datetime.fromisoformat("2035-01-01")
    )
)
def test_the_window_opens_and_is_open_then(moment: datetime) -> None:
    opens = opens_at(moment, VENSTER)
    assert opens >= moment
    assert is_open(opens, VENSTER)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [("06-1234 5678", "+31612345678"), ("+31 6 12345678", "+31612345678"), ("0031612345678", "+31612345678"),
     ("078 770 00 00", ""), ("06123", ""), ("٠٦١٢٣٤٥٦٧٨", ""), ("0612345678\n", "+31612345678")],
)  # fmt: skip
def test_mobile_numbers(given_: str, kept: str) -> None:
    assert mobile_number(given_) == kept


@given(st.text())
def test_no_address_holds_a_line_or_a_second_address(text: str) -> None:
    found = email_address(text)
    assert not set(found) & set("\r\n ,;<>\0")


@given(st.text())
def test_one_line_has_no_sign_that_nobody_sees(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    assert "\0" not in line


@given(st.text(min_size=1).filter(lambda text: bool(one_line(text))))
def test_a_value_stays_a_value(value: str) -> None:
    # a value that looks like a field or a header is text
    message = write_message(MAIL, afzender=AFZENDER, code=specimen(), velden={"inwoner": value})
    assert len(message.onderwerp.splitlines()) == 1
    assert message.onderwerp == one_line(f"Hallo {value}")[:200]


def test_a_value_that_looks_like_a_field_is_not_filled() -> None:
    message = write_message(
        MAIL, afzender=AFZENDER, code=specimen(), velden={"inwoner": "{{ telefoon }}\r\nBcc: x@y.nl"}
    )
    assert message.onderwerp == "Hallo {{ telefoon }} Bcc: x@y.nl"
