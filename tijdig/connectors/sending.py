"""What every way to send a message takes and gives: one message, an answer, or one of two failures. R-OUT-3.

Nothing here, and no text of an exception, holds an address or a word of the message.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True, repr=False)
class Outgoing:
    """One message. `reference` is opaque and the same at every try. `to`: a number as +31…, or an address."""

    reference: str
    to: str
    subject: str
    text: str
    is_sms: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class OutgoingLetter:
    """One letter that is ready for printing. `reference` is opaque and the same at every try."""

    reference: str
    pdf: bytes


class Delivery(StrEnum):
    """How far the service says the message is."""

    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The service has the message, under `external_id`."""

    external_id: str
    delivery: Delivery = Delivery.UNDER_WAY


class NotAccepted(Exception):
    """The service says no to this message for good; `reason` is a code without personal data."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"De berichtendienst weigert het bericht: {reason}.")


class NotNow(Exception):
    """No usable answer; later may help. `certain`: it is sure that the message was not taken."""

    def __init__(self, reason: str, *, certain: bool) -> None:
        self.reason = reason
        self.certain = certain
        super().__init__(f"De berichtendienst antwoordt niet: {reason}.")
