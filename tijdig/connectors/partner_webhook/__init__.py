"""Bring a message to the address of a signaalpartner: signed, to no address inside our own walls (R-TER-3)."""

from .address import refusal_of_address
from .client import Message, Receipt, WebhookConfig, deliver
from .signature import is_signed_by, new_secret, sign

__all__ = [
    "Message",
    "Receipt",
    "WebhookConfig",
    "deliver",
    "is_signed_by",
    "new_secret",
    "refusal_of_address",
    "sign",
]
