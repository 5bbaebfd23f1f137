"""The client of NotifyNL (messages and letters): send under our own reference, and look that up before sending again.

Source: NotifyNL API 1.0.3. The API key is `{name}-{service id}-{secret}`, both UUIDs; each request carries a
JWT (HS256) of at most thirty seconds old.
"""

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tijdig.connectors.http import Answer, JsonHttp
from tijdig.connectors.notify.received import Received, read_listed
from tijdig.connectors.notify.status import delivery_of
from tijdig.connectors.sending import Delivery, NotAccepted, NotNow, Outgoing, OutgoingLetter, Sent

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY = re.compile(rf".+-({UUID})-({UUID})")


@dataclass(frozen=True, kw_only=True)
class NotifyConfig:
    """`sms_template`, `email_template`: ids in NotifyNL of templates that hold ((onderwerp)) and ((tekst))."""

    base_url: str
    api_key: str = field(repr=False)
    sms_template: str
    email_template: str
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.api_key):
            raise ValueError("De sleutel van NotifyNL heeft niet de vorm naam-dienst-geheim.")


class NotifyClient:
    """Sends over HTTP. `now`: seconds since 1970, for the token."""

    has_references = True

    def __init__(self, config: NotifyConfig, *, now: Callable[[], float] = time.time) -> None:
        self._config, self._now = config, now
        self._http = JsonHttp(config.base_url, timeout_seconds=config.timeout_seconds)

    def send(self, message: Outgoing) -> Sent:
        """Hand one message over. Errors: NotAccepted, NotNow."""
        personal = {"tekst": message.text} | ({} if message.is_sms else {"onderwerp": message.subject})
        to = {"phone_number" if message.is_sms else "email_address": message.to}
        template = self._config.sms_template if message.is_sms else self._config.email_template
        body = {**to, "template_id": template, "personalisation": personal, "reference": message.reference}
        kind = "sms" if message.is_sms else "email"
        answer = self._ask("POST", f"/v2/notifications/{kind}", body)
        found = answer.body.get("id") if isinstance(answer.body, dict) else None
        if answer.status != 201 or not isinstance(found, str):
            raise NotNow("onbegrijpelijk antwoord", certain=False)
        return Sent(external_id=found)

    def send_letter(self, letter: OutgoingLetter) -> Sent:
        """Hand one precompiled letter over, to be printed and posted. Errors: NotAccepted, NotNow."""
        body = {"reference": letter.reference, "content": base64.b64encode(letter.pdf).decode()}
        answer = self._ask("POST", "/v2/notifications/letter", body)
        found = answer.body.get("id") if isinstance(answer.body, dict) else None
        if answer.status != 201 or not isinstance(found, str):
            raise NotNow("onbegrijpelijk antwoord", certain=False)
        return Sent(external_id=found)

    def look_up(self, reference: str) -> Sent | None:
        """The message with this reference when NotifyNL has it. Errors: NotAccepted, NotNow."""
        answer = self._ask("GET", "/v2/notifications", query={"reference": reference})
        listed = answer.body.get("notifications") if isinstance(answer.body, dict) else None
        if not isinstance(listed, list):
            raise NotNow("onbegrijpelijk antwoord", certain=False)
        for one in listed:
            if isinstance(one, dict) and one.get("reference") == reference and isinstance(one.get("id"), str):
                return Sent(external_id=one["id"], delivery=_delivery(one))
        return None

    def status_of(self, external_id: str) -> Delivery:
        """How far one message is. Errors: NotAccepted, NotNow."""
        answer = self._ask("GET", f"/v2/notifications/{external_id}")
        if not isinstance(answer.body, dict):
            raise NotNow("onbegrijpelijk antwoord", certain=False)
        return _delivery(answer.body)

    def received(self, *, older_than: str = "") -> list[Received]:
        """Text messages that came in, the newest first: at most 250, of the last seven days.

        Errors: NotAccepted, NotNow.
        """
        query = {"older_than": older_than} if older_than else None
        answer = self._ask("GET", "/v2/received-text-messages", query=query)
        listed = answer.body.get("received_text_messages") if isinstance(answer.body, dict) else None
        if not isinstance(listed, list):
            raise NotNow("onbegrijpelijk antwoord", certain=False)
        return [found for one in listed if (found := read_listed(one)) is not None]

    def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        headers = {"Authorization": f"Bearer {_token(self._config.api_key, int(self._now()))}"}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body).encode()
        answer = self._http.ask(method, path, content=content, headers=headers, query=query)
        if answer.status == 429:
            raise NotNow("te druk", certain=True)
        if answer.status in {401, 403}:
            raise NotNow(
                "geen toegang", certain=True
            )  # our key or our clock: the message itself is not at fault
        if 400 <= answer.status < 500:
            raise NotAccepted(why_not(answer))
        if answer.status >= 500:
            raise NotNow(f"status {answer.status}", certain=False)
        return answer


def why_not(answer: Answer) -> str:
    """What to do about a refusal. Of what NotifyNL says only these words are looked at: the rest may hold an address.

    Source: NotifyNL API 1.0.3, the table of errors of each message; they are documented in English.
    """
    errors = answer.body.get("errors") if isinstance(answer.body, dict) else None
    said = " ".join(
        str(one.get("message", "")) for one in errors if isinstance(one, dict)
    ).lower() if isinstance(errors, list) else ""  # fmt: skip
    if any(word in said for word in ("phone_number", "email_address", "digits")):
        return "Het nummer of e-mailadres klopt niet. Zoek het goede op, of kies een andere weg"
    if "team-only" in said or "trial" in said:
        return "NotifyNL staat nog op proef. Vraag de beheerder om de dienst live te zetten"
    if "template" in said or "personalisation" in said:
        return "Het sjabloon bij NotifyNL klopt niet. Vraag de beheerder de instelling na te kijken"
    return (
        f"NotifyNL nam het niet aan. Kies een andere weg en meld dit aan de beheerder (code {answer.status})"
    )


def _delivery(one: Mapping[str, Any]) -> Delivery:
    return delivery_of(one.get("status"), one.get("type")) or Delivery.UNDER_WAY


def _token(api_key: str, now: int) -> str:
    match = _KEY.fullmatch(api_key)
    assert match is not None  # noqa: S101 (checked when the configuration was made)
    signed = f"{_part({'typ': 'JWT', 'alg': 'HS256'})}.{_part({'iss': match[1], 'iat': now})}"
    seal = hmac.new(match[2].encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_base64(seal)}"


def _part(value: Mapping[str, object]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
