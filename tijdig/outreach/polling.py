"""Ask NotifyNL how far messages and letters are of which it told nothing. R-OUT-3."""

from collections.abc import Sequence

from tijdig.connectors.notify import NotifyClient, Receipt
from tijdig.connectors.sending import Delivery, NotAccepted, NotNow


def receipts_of(channel: NotifyClient, ids: Sequence[tuple[object, str]]) -> list[Receipt]:
    """What is known of these (our reference, its id) and no more under way; fewer when the service goes silent."""
    found = []
    for reference, external in ids:
        try:
            delivery = channel.status_of(external)
        except NotAccepted:
            continue  # older than NotifyNL keeps
        except NotNow:
            break
        if delivery is not Delivery.UNDER_WAY:
            found.append(Receipt(external_id=external, reference=str(reference), delivery=delivery))
    return found
