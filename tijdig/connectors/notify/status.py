"""What NotifyNL calls the state of a message, and what that means to us.

Source: NotifyNL API 1.0.3, MessageStatus and the callback. The receipt also holds the number or address it
went to; that is not read.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from tijdig.connectors.sending import Delivery

DELIVERY = {
    "created": Delivery.UNDER_WAY,
    "sending": Delivery.UNDER_WAY,
    "pending": Delivery.UNDER_WAY,
    "sent": Delivery.UNDER_WAY,
    "delivered": Delivery.DELIVERED,
    "permanent-failure": Delivery.CAME_BACK,
    "temporary-failure": Delivery.FAILED,
    "technical-failure": Delivery.FAILED,
}
# A letter is received when it was printed and posted; what cannot be printed never came as far as the post.
OF_LETTERS = {
    "accepted": Delivery.UNDER_WAY,
    "pending-virus-check": Delivery.UNDER_WAY,
    "received": Delivery.DELIVERED,
    "cancelled": Delivery.FAILED,
    "virus-scan-failed": Delivery.FAILED,
    "validation-failed": Delivery.FAILED,
    "permanent-failure": Delivery.FAILED,
}
LETTER = "letter"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a callback says about one message of ours."""

    external_id: str
    reference: str
    delivery: Delivery


def delivery_of(status: object, kind: object = None) -> Delivery | None:
    """None for a status that NotifyNL never promised: then nothing changes. `kind`: sms, email or letter."""
    if not isinstance(status, str):
        return None
    return (OF_LETTERS.get(status) if kind == LETTER else None) or DELIVERY.get(status)


def read_receipt(body: Any) -> Receipt | None:
    """A callback body, or None when it is no receipt of a message with a reference of ours."""
    if not isinstance(body, dict):
        return None
    delivery = delivery_of(body.get("status"), body.get("notification_type"))
    reference, external = body.get("reference"), body.get("id")
    if delivery is None or not _is_uuid(reference) or not _is_uuid(external):
        return None
    return Receipt(external_id=str(external), reference=str(reference), delivery=delivery)


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A letter of ours that the post brought back to whoever printed it; that can take weeks."""

    external_id: str
    reference: str


def read_returned(body: Any) -> Returned | None:
    """The callback about a returned letter, or None when it is something else. It has no status."""
    if not isinstance(body, dict) or "status" in body or "date_sent" not in body:
        return None
    reference, external = body.get("reference"), body.get("notification_id")
    if not _is_uuid(reference) or not _is_uuid(external):
        return None
    return Returned(external_id=str(external), reference=str(reference))


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(uuid.UUID(value))
    except ValueError:
        return False
