"""Client and fake of NotifyNL against the official description, which is given material (R-OUT-3)."""

import base64
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tijdig.connectors.notify import NotifyClient, NotifyConfig, read_received
from tijdig.connectors.notify.status import DELIVERY, OF_LETTERS
from tijdig.connectors.notify_fake import API_KEY, PER_PAGE, TEMPLATE, FakeNotify
from tijdig.connectors.sending import Delivery, Outgoing, OutgoingLetter

DESCRIPTION = Path(__file__).parents[2].parent / "shared" / "notifynl" / "nmc__notifynl_api.yaml"
pytestmark = pytest.mark.skipif(
    not DESCRIPTION.is_file(), reason="no given material: ../shared/notifynl is absent"
)


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    return found


def faults(described: dict[str, Any], name: str, value: object) -> list[str]:
    registry = Registry().with_resource("urn:notify", DRAFT202012.create_resource(described))
    schema = {"$ref": f"urn:notify#/components/schemas/{name}"}
    return [e.message for e in Draft202012Validator(schema, registry=registry).iter_errors(value)]


class Watching(FakeNotify):
    """Keeps the bodies that came in and the answers that went out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[bytes, Any]] = []

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, Any]:
        status, answer = super().answer(method, path, headers, body)
        self.seen.append((body, answer))
        return status, answer


@pytest.mark.parametrize(("is_sms", "name"), [(True, "TextMessage"), (False, "Email")])
def test_what_is_asked_and_answered_is_as_described(
    described: dict[str, Any], is_sms: bool, name: str
) -> None:
    with Watching() as fake:
        config = NotifyConfig(
            base_url=fake.base_url, api_key=API_KEY, sms_template=TEMPLATE, email_template=TEMPLATE
        )
        to = "+31612345678" if is_sms else "a@example.nl"
        NotifyClient(config).send(Outgoing(reference="r", to=to, subject="Hallo", text="Dag", is_sms=is_sms))
        body, answer = fake.seen[0]
        answer.pop("scheduled_for")  # null in the official example, and a text in the official schema
        assert faults(described, f"Send{name}Request", yaml.safe_load(body)) == []
        assert faults(described, f"Send{name}Response", answer) == []
        assert httpx.get(f"{fake.base_url}/v2/notifications").status_code == 403


def test_a_letter_is_asked_and_answered_as_described(described: dict[str, Any]) -> None:
    with Watching() as fake:
        config = NotifyConfig(base_url=fake.base_url, api_key=API_KEY, sms_template="", email_template="")
        client = NotifyClient(config)
        for pdf in (b"%PDF-1.7 brief", b"geen brief"):
            client.send_letter(OutgoingLetter(reference="r", pdf=pdf))
        for body, answer in fake.seen:
            assert faults(described, "SendPrecompiledLetterRequest", yaml.safe_load(body)) == []
            assert faults(described, "SendPrecompiledLetterResponse", answer) == []
        shown = [client.status_of(one["id"]) for one in fake.sent]
        assert shown == [Delivery.DELIVERED, Delivery.FAILED]
        assert base64.b64decode(yaml.safe_load(fake.seen[0][0])["content"]) == b"%PDF-1.7 brief"


def test_every_status_of_a_message_is_known(described: dict[str, Any]) -> None:
    parameters = described["paths"]["/v2/notifications"]["get"]["parameters"]
    (listed,) = [one["schema"]["enum"] for one in parameters if one["name"] == "status"]
    letters = set(OF_LETTERS) - {"permanent-failure"}
    assert set(listed) == letters | set(DELIVERY)


def test_received_text_messages_are_listed_as_described_page_by_page(described: dict[str, Any]) -> None:
    with Watching() as fake:
        config = NotifyConfig(base_url=fake.base_url, api_key=API_KEY, sms_template="", email_template="")
        client = NotifyClient(config)
        told = [fake.receive("+31612345678", f"Bel mij om {n}") for n in range(PER_PAGE + 1)]
        first = client.received()
        second = client.received(older_than=first[-1].external_id)
        assert client.received(older_than=second[-1].external_id) == []
        for _, answer in fake.seen:
            assert faults(described, "GetReceivedTextMessagesResponse", answer) == []
        listed = [(one.external_id, one.number, one.text, one.moment) for one in reversed(first + second)]
        called = [read_received(body) for body in told]  # the two ways tell the same
        assert listed == [(one.external_id, one.number, one.text, one.moment) for one in called if one]


@pytest.mark.parametrize(
    ("source", "number"),
    [("31612345678", "+31612345678"), ("+31 6 12345678", "+31612345678"), ("0612345678", "+31612345678"),
     ("447700912345", "+447700912345"), ("Bank", ""), ("1008", ""), ("", "")],
)  # fmt: skip
def test_the_number_of_who_sent_it(source: str, number: str) -> None:
    body = {"id": TEMPLATE, "source_number": source, "destination_number": "x", "message": "Dag\n\u202eu",
            "date_received": "2026-11-23T09:00:00.000000Z"}  # fmt: skip
    found = read_received(body)
    assert found is not None
    assert (found.number, found.text) == (number, "Dag u")
    for broken in ({"date_received": None}, {"id": "x"}, {"message": 5}, {"source_number": None}):
        assert read_received(body | broken) is None
