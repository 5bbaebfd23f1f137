"""NotifyNL: SMS and e-mail for public bodies. Start at `client.py`; the fake is `tijdig.connectors.notify_fake`."""

from tijdig.connectors.notify.client import NotifyClient, NotifyConfig
from tijdig.connectors.notify.received import Received, read_received
from tijdig.connectors.notify.status import Receipt, Returned, delivery_of, read_receipt, read_returned

__all__ = [
    "NotifyClient",
    "NotifyConfig",
    "Receipt",
    "Received",
    "Returned",
    "delivery_of",
    "read_receipt",
    "read_received",
    "read_returned",
]
