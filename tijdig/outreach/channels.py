"""The ways out of the house, as the environment sets them. Off means: a member of staff sends it. R-OUT-3."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings

from tijdig.connectors.notify import NotifyClient, NotifyConfig
from tijdig.connectors.sending import Outgoing, Sent
from tijdig.connectors.smtp import SmtpClient, SmtpConfig
from tijdig.connectors.webhook import WebhookClient, WebhookConfig
from tijdig.rules.terms import Kanaal, Sjabloonsoort


class Channel(Protocol):
    """One way out. `has_references`: whether sending the same reference again, or asking for it, is safe."""

    has_references: bool

    def send(self, message: Outgoing) -> Sent:
        """Errors: NotAccepted, NotNow."""

    def look_up(self, reference: str) -> Sent | None:
        """The message when the service has it already. Errors: NotAccepted, NotNow."""


def kanaal_of(soort: Sjabloonsoort) -> Kanaal:
    """By which way messages of this kind go out."""
    sending: Mapping[str, Any] = settings.SENDING
    chosen = sending[soort.value]
    if chosen not in list(Kanaal) or (soort is Sjabloonsoort.SMS and chosen == Kanaal.SMTP):
        return Kanaal.HAND
    return Kanaal(chosen) if _is_set(Kanaal(chosen), sending) else Kanaal.HAND


def channel_of(kanaal: Kanaal) -> Channel | None:
    """The client of this channel; None for by hand, and for one that was switched off."""
    sending: Mapping[str, Any] = settings.SENDING
    if not _is_set(kanaal, sending):
        return None
    match kanaal:
        case Kanaal.NOTIFY:
            return NotifyClient(NotifyConfig(**sending["notify"]))
        case Kanaal.SMTP:
            return SmtpClient(SmtpConfig(**sending["smtp"]))
        case Kanaal.WEBHOOK:
            return WebhookClient(WebhookConfig(**sending["webhook"]))
    return None


def _is_set(kanaal: Kanaal, sending: Mapping[str, Any]) -> bool:
    needed = {Kanaal.NOTIFY: "api_key", Kanaal.SMTP: "host", Kanaal.WEBHOOK: "secret"}
    return kanaal in needed and bool(sending[kanaal.value][needed[kanaal]])
