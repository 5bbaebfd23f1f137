"""A NotifyNL that is not NotifyNL: real HTTP, real tokens, and it remembers what was sent under which reference.

Numbers and addresses of the simulator fail as those of the real service do. Source: NotifyNL API 1.0.3.
"""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tijdig.connectors.sending_fake import FakeHttp, Fault, FaultKind

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"proef-{SERVICE}-{SECRET}"
FAILING = {
    "perm-fail@simulator.notify": "permanent-failure",
    "temp-fail@simulator.notify": "temporary-failure",
    "+31600900002": "temporary-failure",
    "+31600900003": "permanent-failure",
}
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
OUR_NUMBER = "31970102012345"
SKEW = 30
PER_PAGE = 250  # received text messages

__all__ = ["API_KEY", "TEMPLATE", "FakeNotify", "Fault", "FaultKind", "received_text", "returned_letter"]


class FakeNotify(FakeHttp):
    """`sent`: every message taken, in order, as the service shows it; `letters`: the PDFs; `inbox`: what came in."""

    def __init__(self, faults: Iterable[Fault | None] = ()) -> None:
        super().__init__(faults)
        self.sent: list[dict[str, Any]] = []
        self.letters: list[bytes] = []
        self.inbox: list[dict[str, str]] = []

    def receive(self, number: str, text: str, *, moment: datetime | None = None) -> dict[str, str]:
        """A resident sends us a text message. Returns it as the callback tells it. `number`: as +31…"""
        at = (moment or datetime.now(UTC)).astimezone(UTC)
        one = {
            "id": str(uuid.uuid4()), "created_at": f"{at:%Y-%m-%dT%H:%M:%S.%f}Z", "service_id": SERVICE,
            "notify_number": OUR_NUMBER, "user_number": number.removeprefix("+"), "content": text,
        }  # fmt: skip
        self.inbox.append(one)
        return received_text(one)

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        if not _knows(headers.get("authorization", "")):
            return 403, _error(403, "AuthError", "Invalid token: API key not found")
        address = urlsplit(path)
        if method == "POST" and address.path in {"/v2/notifications/sms", "/v2/notifications/email"}:
            return self._take(address.path.rpartition("/")[2], body)
        if method == "POST" and address.path == "/v2/notifications/letter":
            return self._take_letter(body)
        if address.path == "/v2/notifications":
            wanted = parse_qs(address.query).get("reference", [""])[0]
            found = [one for one in self.sent if not wanted or one["reference"] == wanted]
            return 200, {"notifications": found, "links": {"current": path}}
        if address.path == "/v2/received-text-messages":
            return 200, self._inbox(parse_qs(address.query).get("older_than", [""])[0], path)
        for one in self.sent:
            if address.path == f"/v2/notifications/{one['id']}":
                return 200, one
        return 404, _error(404, "NoResultFound", "No result found")

    def _inbox(self, older_than: str, path: str) -> dict[str, Any]:
        """One page, the newest first; what is older than an id that nobody knows is nothing."""
        newest = list(reversed(self.inbox))
        ids = [one["id"] for one in newest]
        start = ids.index(older_than) + 1 if older_than in ids else len(ids) if older_than else 0
        return {"received_text_messages": newest[start : start + PER_PAGE], "links": {"current": path}}

    def _take(self, kind: str, body: bytes) -> tuple[int, Any]:
        asked = json.loads(body)
        to = asked.get("phone_number" if kind == "sms" else "email_address")
        if not to or asked.get("template_id") != TEMPLATE:
            return 400, _error(400, "ValidationError", f"{kind} is not valid")
        one = _shown(kind, to, asked)
        self.sent.append(one)
        content = {
            "body": asked["personalisation"]["tekst"],
            "from_number" if kind == "sms" else "from_email": "x",
        }
        if kind == "email":
            content["subject"] = asked["personalisation"]["onderwerp"]
        return 201, {
            "id": one["id"], "reference": one["reference"], "content": content, "scheduled_for": None,
            "uri": f"{self.base_url}/v2/notifications/{one['id']}", "template": one["template"],
        }  # fmt: skip

    def _take_letter(self, body: bytes) -> tuple[int, Any]:
        """A precompiled letter: a PDF is taken and posted; what is none fails when it is looked at."""
        asked = json.loads(body)
        if set(asked) - {"reference", "content", "postage"} or not {"reference", "content"} <= set(asked):
            return 400, _error(400, "ValidationError", "letter is not valid")
        content = base64.b64decode(asked["content"])
        one = _shown("letter", "", asked | {"personalisation": {"tekst": ""}})
        one["status"] = "received" if content.startswith(b"%PDF-") else "validation-failed"
        self.sent.append(one)
        self.letters.append(content)
        return 201, {
            "id": one["id"],
            "reference": one["reference"],
            "postage": asked.get("postage", "second"),
        }


def _shown(kind: str, to: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()), "reference": asked.get("reference"), "type": kind,
        "email_address": to if kind == "email" else None, "phone_number": to if kind == "sms" else None,
        "status": FAILING.get(to, "delivered"), "body": asked["personalisation"]["tekst"],
        "subject": asked["personalisation"].get("onderwerp"), "created_at": "2026-11-23T09:00:00.000000Z",
        "sent_at": "2026-11-23T09:00:01.000000Z", "completed_at": "2026-11-23T09:00:02.000000Z",
        "template": {"id": TEMPLATE, "version": 1, "uri": f"https://api.notifynl.nl/v2/template/{TEMPLATE}"},
    }  # fmt: skip


def received_text(one: Mapping[str, str]) -> dict[str, str]:
    """What the service tells when a text message came in."""
    return {
        "id": one["id"], "source_number": one["user_number"], "destination_number": one["notify_number"],
        "message": one["content"], "date_received": one["created_at"],
    }  # fmt: skip


def returned_letter(one: Mapping[str, Any]) -> dict[str, Any]:
    """What the service tells when the post brought this letter back."""
    return {
        "notification_id": one["id"], "reference": one["reference"], "date_sent": one["sent_at"], "sent_by": None,
        "template_name": "Pre-compiled PDF", "template_id": one["template"]["id"], "template_version": 1,
        "spreadsheet_file_name": None, "spreadsheet_row_number": None, "upload_letter_file_name": None,
    }  # fmt: skip


def _error(status: int, kind: str, message: str) -> dict[str, Any]:
    return {"status_code": status, "errors": [{"error": kind, "message": message}]}


def _knows(header: str) -> bool:
    """A JWT of this service, sealed with its secret, of this half minute."""
    head, _, rest = header.removeprefix("Bearer ").partition(".")
    claims, _, seal = rest.partition(".")
    expected = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    try:
        said = json.loads(_bytes(claims))
        fresh = abs(time.time() - said["iat"]) <= SKEW and said["iss"] == SERVICE
        return fresh and hmac.compare_digest(_bytes(seal), expected)
    except (ValueError, KeyError, TypeError):
        return False


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
