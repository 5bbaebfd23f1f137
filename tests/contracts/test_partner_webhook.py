"""The webhook of a partner: signed, once, and with every fault a receipt (R-TER-3, §14)."""

import time
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.connectors.partner_webhook import (
    Message,
    WebhookConfig,
    deliver,
    is_signed_by,
    new_secret,
    refusal_of_address,
    sign,
)
from tijdig.connectors.partner_webhook_fake import FakePartner, Fault
from tijdig.rules.terms import Bezorguitslag

LOOPBACK = ip_network("127.0.0.0/8")
QUICK = WebhookConfig(timeout_seconds=0.4, whole_seconds=1.0, private=(LOOPBACK,))
SECRET = new_secret()
U = Bezorguitslag


def message(
    url: str, *, secret: str = SECRET, delivery: str = "d-1", body: bytes = b'{"regels":[]}'
) -> Message:
    return Message(url=url, secret=secret, delivery=delivery, timestamp=int(time.time()), body=body)


def test_it_arrives_signed_and_the_answer_is_the_receipt() -> None:  # R-TER-3
    with FakePartner(SECRET) as partner:
        receipt = deliver(message(partner.url), QUICK)
    assert (receipt.uitslag, receipt.status) == (U.BEZORGD, 204)
    assert partner.taken["d-1"].body == b'{"regels":[]}'


def test_twice_the_same_delivery_is_taken_once() -> None:  # R-TER-3
    with FakePartner(SECRET) as partner:
        receipts = [deliver(message(partner.url), QUICK) for _ in range(2)]
    assert [r.uitslag for r in receipts] == [U.BEZORGD, U.BEZORGD]
    assert (partner.asked, len(partner.taken)) == (2, 1)


def test_another_secret_is_refused_by_the_partner() -> None:
    with FakePartner(SECRET) as partner:
        receipt = deliver(message(partner.url, secret=new_secret()), QUICK)
    assert (receipt.uitslag, receipt.status, partner.taken) == (U.GEWEIGERD, 401, {})


@pytest.mark.parametrize(
    ("fault", "uitslag", "final"),
    [
        (Fault.HANG_UP, U.GEEN_VERBINDING, False),
        (Fault.SLOW, U.TE_TRAAG, False),
        (Fault.DRIP, U.TE_TRAAG, False),
        (Fault.NONSENSE, U.ONLEESBAAR, False),
        (Fault.BUSY, U.STORING, False),
        (Fault.BROKEN, U.STORING, False),
        (Fault.GONE, U.GEWEIGERD, False),
        (Fault.REDIRECT, U.DOORVERWEZEN, True),
    ],
)
def test_whatever_goes_wrong_is_a_receipt(fault: Fault, uitslag: U, final: bool) -> None:  # §14
    with FakePartner(SECRET, [fault]) as partner:
        receipt = deliver(message(partner.url), QUICK)
        assert (receipt.uitslag, receipt.is_final) == (uitslag, final)
        assert partner.asked == 1  # a redirect is not followed
        if not final:
            assert deliver(message(partner.url), QUICK).uitslag is U.BEZORGD


def test_nobody_listening_is_no_connection() -> None:
    with FakePartner(SECRET) as partner:
        url = partner.url
    assert deliver(message(url), QUICK).uitslag is U.GEEN_VERBINDING


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example/x",
        "ftp://partner.example/x",
        "https://",
        "https://naam:geheim@partner.example/",
        "https://partner.example/#deel",
        "https://partner.example:99999/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::10.0.0.1]/",
        "https://[::127.0.0.1]/",
        "https://[fec0::1]/",
        "https://10.1.2.3/",
        "https://192.168.1.1/",
        "https://172.16.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "http://127.0.0.1/",
        "https://partner.example/\r\nHost: elders",
    ],
)
def test_an_address_within_our_walls_is_refused(url: str) -> None:
    assert refusal_of_address(url) is not None
    assert deliver(message(url), WebhookConfig(timeout_seconds=0.2)).uitslag is U.VERBODEN_ADRES


def test_a_name_that_means_this_machine_is_refused_too() -> None:
    """The text looks fine; what it resolves to does not."""
    assert deliver(message("https://localhost/"), WebhookConfig()).uitslag is U.VERBODEN_ADRES


def test_an_own_network_can_be_allowed_and_ordinary_addresses_are() -> None:
    assert refusal_of_address("https://10.1.2.3/x", [ip_network("10.1.0.0/16")]) is None
    assert refusal_of_address("https://partner.example/pad?x=1") is None
    assert refusal_of_address("http://10.1.2.3/x", [ip_network("10.1.0.0/16")]) is not None


def test_the_example_of_the_specification_has_the_same_signature() -> None:
    """Test vector of Standard Webhooks, so that a partner's ready-made library agrees with us."""
    signature = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", delivery="msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )  # fmt: skip
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


headers = st.fixed_dictionaries({"webhook-id": st.text(max_size=9), "webhook-timestamp": st.text(max_size=12),
                                 "webhook-signature": st.text(max_size=60)})  # fmt: skip


@given(headers, st.binary(max_size=40))
def test_nothing_forged_is_taken(given_headers: dict[str, str], body: bytes) -> None:
    assert not is_signed_by(SECRET, given_headers, body, now=1_700_000_000)


@given(st.binary(max_size=60), st.integers(-301, 301))
def test_right_is_what_is_unchanged_and_of_the_last_five_minutes(body: bytes, late: int) -> None:
    now = 1_700_000_000
    right = {"Webhook-Id": "d", "Webhook-Timestamp": str(now),
             "Webhook-Signature": sign(SECRET, delivery="d", timestamp=now, body=body)}  # fmt: skip
    assert is_signed_by(SECRET, right, body, now=now + late) == (abs(late) <= 300)
    assert not is_signed_by(SECRET, right, body + b" ", now=now)
    assert not is_signed_by(SECRET, right | {"Webhook-Id": "e"}, body, now=now)
