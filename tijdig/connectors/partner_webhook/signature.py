"""The signature of a message, after the open specification Standard Webhooks (version 1).

Signed is `id.timestamp.body` with HMAC-SHA256; so neither the body, nor its moment, nor its number can be changed.
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping

PREFIX = "whsec_"
SECRET_BYTES = 32
TOLERANCE_SECONDS = 300
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


def new_secret() -> str:
    """A secret for one partner in one gemeente; the partner keeps it as it is."""
    return PREFIX + base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def sign(secret: str, *, delivery: str, timestamp: int, body: bytes) -> str:
    """The value of the header `webhook-signature`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{delivery}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def is_signed_by(secret: str, headers: Mapping[str, str], body: bytes, *, now: int) -> bool:
    """What a receiver does: is this ours, unchanged, and of the last five minutes?"""
    given = {name.lower(): value for name, value in headers.items()}
    delivery, moment, signatures = (given.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if not (moment.isascii() and moment.isdigit()) or abs(now - int(moment)) > TOLERANCE_SECONDS:
        return False
    try:
        right = sign(secret, delivery=delivery, timestamp=int(moment), body=body)
    except binascii.Error:
        return False
    return any(hmac.compare_digest(right.encode(), one.encode()) for one in signatures.split())
