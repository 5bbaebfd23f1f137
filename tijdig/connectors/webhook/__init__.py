"""A generic way out: one signed POST to the output service of the gemeente.

The receiver checks `X-Tijdig-Handtekening`: `t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`, and takes one
reference once: the same reference again is the same message (it answers 200 and does nothing).
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tijdig.connectors.http import JsonHttp
from tijdig.connectors.sending import NotAccepted, NotNow, Outgoing, Sent

SIGNATURE = "X-Tijdig-Handtekening"


@dataclass(frozen=True, kw_only=True)
class WebhookConfig:
    url: str
    secret: str = field(repr=False)
    timeout_seconds: float = 10.0


class WebhookClient:
    """Posts one message as JSON. Sending twice is safe: the reference says that it is the same message."""

    has_references = True

    def __init__(self, config: WebhookConfig, *, now: Callable[[], float] = time.time) -> None:
        self._config, self._now = config, now
        self._http = JsonHttp(config.url, timeout_seconds=config.timeout_seconds)

    def send(self, message: Outgoing) -> Sent:
        """Hand one message over. Errors: NotAccepted, NotNow."""
        body = json.dumps(
            {
                "referentie": message.reference, "soort": "sms" if message.is_sms else "email", "aan": message.to,
                "onderwerp": message.subject, "tekst": message.text,
            }
        ).encode()  # fmt: skip
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": message.reference,
            SIGNATURE: signature(self._config.secret, int(self._now()), body),
        }
        answer = self._http.ask("POST", "", content=body, headers=headers)
        if answer.status in {401, 403, 408, 429}:
            raise NotNow(f"status {answer.status}", certain=True)
        if 400 <= answer.status < 500:
            raise NotAccepted(f"status {answer.status}")
        if not 200 <= answer.status < 300:
            raise NotNow(f"status {answer.status}", certain=False)
        return Sent(external_id=message.reference)

    def look_up(self, reference: str) -> Sent | None:
        """Nothing to ask: send again, the receiver knows the reference."""
        return None


def signature(secret: str, moment: int, body: bytes) -> str:
    """What the receiver checks, over the moment and the body, so that an old message cannot be played again."""
    seal = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={seal}"
