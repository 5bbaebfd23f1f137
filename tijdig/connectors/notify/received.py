"""Text messages that residents sent to our number: as a callback brings them, and as the list shows them.

Source: NotifyNL, Callbacks, "Received text messages"; API 1.0.3, `GET /v2/received-text-messages`. The two name the
same things differently.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tijdig.rules.messages import mobile_number, one_line

LONGEST = 1000
_DIGITS = re.compile(r"\+?(\d{8,15})")


@dataclass(frozen=True, kw_only=True, repr=False)
class Received:
    """One text message. `number`: as +31…, or empty when the sender has none. `moment`: aware."""

    external_id: str
    number: str
    text: str
    moment: datetime


def read_received(body: Any) -> Received | None:
    """The callback of a received text message, or None when it is something else."""
    if not isinstance(body, dict) or not {"source_number", "message"} <= set(body):
        return None
    return _received(body.get("id"), body["source_number"], body["message"], body.get("date_received"))


def read_listed(body: Any) -> Received | None:
    """One line of the list of received text messages, or None when it cannot be read."""
    if not isinstance(body, dict):
        return None
    return _received(body.get("id"), body.get("user_number"), body.get("content"), body.get("created_at"))


def _received(found: object, number: object, text: object, moment: object) -> Received | None:
    at = _moment(moment)
    if at is None or not isinstance(text, str) or not isinstance(number, str) or not isinstance(found, str):
        return None
    try:
        external_id = str(uuid.UUID(found))
    except ValueError:
        return None
    return Received(external_id=external_id, number=_number(number), text=one_line(text)[:LONGEST], moment=at)


def _number(written: str) -> str:
    """Written as the service does: digits with the country first, and no plus sign."""
    match = _DIGITS.fullmatch(re.sub(r"[\s().-]", "", written))
    if not match or not match[1].isascii():
        return ""
    return mobile_number(match[1]) or mobile_number(f"+{match[1]}") or f"+{match[1]}"


def _moment(written: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
