"""SMS through a NotifyNL and e-mail through a mail server, both on loopback, against their clients alone (R-OUT-3).

Each message is written down before and after the service has it, so that a crash sends nothing twice: the ratio is
what that costs.
"""

import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from bench.databases import fresh_database
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, FakeNotify
from tijdig.connectors.sending import Outgoing
from tijdig.connectors.smtp_fake import FakeSmtp
from tijdig.outreach.actions.messages import make_berichten
from tijdig.outreach.actions.sending import send_berichten
from tijdig.outreach.channels import Channel, channel_of
from tijdig.outreach.models import Bericht
from tijdig.rules.terms import Aanpak, Berichtstand, Kanaal

EACH = 100
NOON = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=12)


def run() -> dict[str, Any]:
    """Messages a second of each kind, ours and bare, and how many times longer ours takes."""
    with fresh_database(), FakeNotify() as notify, FakeSmtp() as smtp:
        settings.SENDING = {
            **settings.SENDING, "sms": "notify", "email": "smtp",
            "notify": {"base_url": notify.base_url, "api_key": API_KEY, "sms_template": TEMPLATE,
                       "email_template": TEMPLATE},
            "smtp": {"host": "127.0.0.1", "port": smtp.port, "sender": "team@gemeente.example", "ca": smtp.ca,
                     "sender_name": "Gemeente"},
        }  # fmt: skip
        with working_for("0505"):
            zaken.gemeente()
            by = zaken.team()
        texts = _measure(Aanpak.SMS, Kanaal.NOTIFY, by)
        mails = _measure(Aanpak.EMAIL, Kanaal.SMTP, by)
        assert len(notify.sent) == len(smtp.mails) == 2 * EACH
    return {"berichten": EACH, "sms": texts, "email": mails}


def _measure(aanpak: Aanpak, kanaal: Kanaal, by: Actor) -> dict[str, float]:
    start = 1 if aanpak is Aanpak.SMS else EACH + 1
    with working_for("0505"):
        made = [
            zaken.zaak(n, by=by, aanpak=aanpak, telefoon=f"06{n:08}", email=f"a{n}@example.nl").pk
            for n in range(start, start + EACH)
        ]
        make_berichten(zaken=made, gemeente_code="0505", today=TODAY, by=by)
        ready = Bericht.objects.filter(stand=Berichtstand.KLAAR).order_by("pk")
        bare = [
            Outgoing(reference=str(one.referentie), to=one.adres, subject=one.onderwerp, text=one.tekst,
                     is_sms=aanpak is Aanpak.SMS) for one in ready
        ]  # fmt: skip
    channel = channel_of(kanaal)
    assert channel is not None
    began = time.perf_counter()
    counts = send_berichten(gemeente_code="0505", moment=NOON, by=SYSTEM)
    ours = time.perf_counter() - began
    assert sum(counts.values()) == EACH
    alone = _seconds_alone(channel, bare)
    return {"per_seconde": round(EACH / ours), "kaal_per_seconde": round(EACH / alone),
            "verhouding": round(ours / alone, 2)}  # fmt: skip


def _seconds_alone(channel: Channel, messages: list[Outgoing]) -> float:
    began = time.perf_counter()
    for message in messages:
        channel.send(message)
    return time.perf_counter() - began
