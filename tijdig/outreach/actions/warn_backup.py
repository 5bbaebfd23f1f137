"""Send word to the colleague on call when a round gives no sign of life, whoever looks at a page or not (R-OUT-5).

By SMS to the number of the round, else by e-mail. Nothing of a resident is in it. Being told twice does no harm and
not being told does: it counts as told only when a service took it.
"""

import uuid
from datetime import date, datetime

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record_each
from tijdig.connectors.sending import NotAccepted, NotNow, Outgoing
from tijdig.outreach.channels import channel_of, kanaal_of
from tijdig.outreach.models import Bezoekronde
from tijdig.outreach.visits.queries import Out, rounds_out
from tijdig.rules.messages import email_address, mobile_number
from tijdig.rules.terms import Kanaal, Sjabloonsoort

SUBJECT = "Een ronde geeft geen teken"


def warn_achterwacht(*, gemeente_code: str, today: date, now: datetime, by: Actor) -> int:
    """Tell each colleague on call of a silent round, once per silence. Safe to repeat. Returns how many were told."""
    with working_for(gemeente_code):
        silent = [one for one in rounds_out(gemeente_code, today, now) if _must_be_told(one)]
    told = [one.ronde.pk for one in silent if any(_is_taken(message) for message in _messages_of(one))]
    if told:
        with working_for(gemeente_code):
            Bezoekronde.objects.filter(pk__in=told).update(gewaarschuwd_op=now)
            record_each(
                "ronde.achterwacht_gewaarschuwd", subjects=[f"ronde:{pk}" for pk in told], by=by, ground="arbowet.3"
            )  # fmt: skip
    return len(told)


def _must_be_told(one: Out) -> bool:
    """After a sign of life a new silence counts anew."""
    told, last = one.ronde.gewaarschuwd_op, one.ronde.laatste_teken
    return bool(one.waarschuwing) and (told is None or (last is not None and told < last))


def _messages_of(one: Out) -> list[Outgoing]:
    """The ways to reach the colleague on call, the fastest first."""
    ronde, backup = one.ronde, one.ronde.achterwacht
    number = mobile_number(ronde.achterwacht_telefoon) or mobile_number(
        backup.telefoon_direct if backup else ""
    )
    address = email_address(backup.email) if backup else ""
    who = f"{ronde.bezoeker} en {ronde.tweede}" if ronde.tweede else str(ronde.bezoeker)
    text = f"Tijdig: u bent achterwacht van {who}. {one.waarschuwing} Bel nu."
    reference = str(uuid.uuid4())
    sms = Outgoing(reference=reference, to=number, subject="", text=text, is_sms=True)
    mail = Outgoing(reference=reference, to=address, subject=SUBJECT, text=text)
    return [message for message in (sms, mail) if message.to]


def _is_taken(message: Outgoing) -> bool:
    kanaal = kanaal_of(Sjabloonsoort.SMS if message.is_sms else Sjabloonsoort.EMAIL)
    channel = channel_of(kanaal) if kanaal is not Kanaal.HAND else None
    if channel is None:
        return False
    try:
        channel.send(message)
    except (NotAccepted, NotNow):
        return False
    return True
