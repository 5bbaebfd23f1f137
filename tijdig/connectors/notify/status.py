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


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a callback says about one message of ours."""

    external_id: str
    reference: str
    delivery: Delivery


def delivery_of(status: object) -> Delivery | None:
    """None for a status that NotifyNL never promised: then nothing changes."""
    return DELIVERY.get(status) if isinstance(status, str) else None


def read_receipt(body: Any) -> Receipt | None:
    """A callback body, or None when it is no receipt of a message with a reference of ours."""
    if not isinstance(body, dict):
        return None
    delivery = delivery_of(body.get("status"))
    reference, external = body.get("reference"), body.get("id")
    if delivery is None or not _is_uuid(reference) or not _is_uuid(external):
        return None
    return Receipt(external_id=str(external), reference=str(reference), delivery=delivery)


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(uuid.UUID(value))
    except ValueError:
        return False
