"""The sending of messages, by the queue: a handful at a time (R-OUT-3; `handfuls.py` says how nothing goes twice).

A service that cannot be asked (SMTP) has each mail written down on its own, just before it is handed over; of the one
mail in the air a person decides, and nothing is sent twice.
One job at a time per gemeente: the lock of the queue (`send_berichten:<code>`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record, record_each
from tijdig.bulk import update_rows
from tijdig.connectors.sending import Delivery, Outgoing, Sent
from tijdig.outreach.attempts import Ended, note_sent
from tijdig.outreach.channels import Channel, channel_of
from tijdig.outreach.handfuls import Going, Outcome, ask_then_send, in_handfuls
from tijdig.outreach.models import Bericht
from tijdig.outreach.still_wanted import reasons_to_stop
from tijdig.policies import policy_on
from tijdig.rules.sending_hours import is_open
from tijdig.rules.terms import Berichtstand, Kanaal, Sjabloonsoort

UNSURE = "onzeker of het is verzonden"
STAND = {
    Delivery.UNDER_WAY: Berichtstand.VERZONDEN,
    Delivery.DELIVERED: Berichtstand.BEZORGD,
    Delivery.CAME_BACK: Berichtstand.TERUGGEKOMEN,
    Delivery.FAILED: Berichtstand.MISLUKT,
}


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Who sends now, for whom, and by which way."""

    gemeente_code: str
    kanaal: Kanaal
    channel: Channel
    moment: datetime
    by: Actor


def send_berichten(*, gemeente_code: str, moment: datetime, by: Actor) -> dict[str, int]:
    """Send what is ready, when the window is open at `moment` (local time). Safe to repeat.

    A service that does not answer ends its turn; the rest waits for the next. Returns counts per outcome.
    """
    counts: Counter[str] = Counter()
    for kanaal, ids in _ready(gemeente_code, moment).items():
        channel = channel_of(kanaal)
        if channel is None:
            counts["wacht"] += len(ids)
            continue
        turn = Turn(gemeente_code=gemeente_code, kanaal=kanaal, channel=channel, moment=moment, by=by)
        counts.update(
            in_handfuls(
                ids, begin=partial(_begin, turn), call=partial(_call, turn), finish=partial(_finish, turn)
            )
        )
    if counts:
        with working_for(gemeente_code):
            record(
                "berichten.verwerkt", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", **counts
            )
    return dict(counts)


def _ready(gemeente_code: str, moment: datetime) -> dict[Kanaal, list[int]]:
    found: dict[Kanaal, list[int]] = {}
    with working_for(gemeente_code):
        beleid = policy_on(moment.date(), gemeente_code)
        if not is_open(moment, beleid.verzendvenster, vrij=beleid.termijnen.vrije_dagen):
            return found
        ready = Bericht.objects.filter(stand=Berichtstand.KLAAR).exclude(kanaal=Kanaal.HAND)
        for pk, kanaal in ready.order_by("pk").values_list("pk", "kanaal"):
            found.setdefault(Kanaal(kanaal), []).append(pk)
    return found


def _begin(turn: Turn, ids: Sequence[int]) -> list[Going[Outgoing]]:
    """Write down that the service is called now. Without those that must not go any more."""
    with working_for(turn.gemeente_code):
        ready = Bericht.objects.filter(pk__among=list(ids), stand=Berichtstand.KLAAR).order_by("pk")
        locked = list(ready.select_for_update(of=("self",)).select_related("zaak", "afspraak"))
        stopped = reasons_to_stop([one for one in locked if one.poging_op is None], turn.moment)
        _stop(stopped, [one for one in locked if one.pk in stopped], turn.by)
        going = [_going(one) for one in locked if one.pk not in stopped]
        if turn.channel.has_references:
            Bericht.objects.filter(pk__among=[one.pk for one in going]).update(poging_op=timezone.now())
    return going


def _stop(why: dict[int, str], berichten: Sequence[Bericht], by: Actor) -> None:
    update_rows(
        Bericht,
        "id",
        ("stand", "reden"),
        [(pk, Berichtstand.GESTOPT.value, reden) for pk, reden in why.items()],
    )
    record_each(
        "bericht.gestopt", subjects=[f"zaak:{one.zaak_id}" for one in berichten], by=by, ground="wgs.3.1.b"
    )


def _going(bericht: Bericht) -> Going[Outgoing]:
    message = Outgoing(
        reference=str(bericht.referentie), to=bericht.adres, subject=bericht.onderwerp, text=bericht.tekst,
        is_sms=bericht.soort == Sjabloonsoort.SMS,
    )  # fmt: skip
    return Going(
        pk=bericht.pk,
        reference=message.reference,
        thing=message,
        tried=bericht.poging_op is not None,
        taken=bericht.verzonden_op is not None,
    )


def _call(turn: Turn, one: Going[Outgoing], outcome: Outcome) -> bool:
    """Hand one message over, unless it was before. False when the service does not answer."""
    channel = turn.channel
    if channel.has_references:
        return ask_then_send(one, outcome, look_up=channel.look_up, send=channel.send)
    if one.taken:
        outcome.sent[one.pk] = Sent(external_id="")
        return True
    if one.tried:
        outcome.refused[one.pk] = UNSURE
        return True
    _write_down(turn, one, outcome)
    return ask_then_send(one, outcome, look_up=None, send=channel.send)


def _write_down(turn: Turn, one: Going[Outgoing], outcome: Outcome) -> None:
    """For a service that cannot be asked: this one is tried now, and the one before it was taken."""
    now = timezone.now()
    with working_for(turn.gemeente_code):
        if outcome.sent:
            last, sent = next(reversed(outcome.sent.items()))
            Bericht.objects.filter(pk=last, verzonden_op=None).update(
                verzonden_op=now, extern_id=sent.external_id
            )
        Bericht.objects.filter(pk=one.pk).update(poging_op=now)


def _finish(turn: Turn, outcome: Outcome) -> Counter[str]:
    """Write down what became of them, with all that follows for their zaken."""
    with working_for(turn.gemeente_code):
        Bericht.objects.filter(pk__among=outcome.untouched).update(poging_op=None)
        locked = Bericht.objects.filter(pk__among=outcome.ended).order_by("pk").select_for_update()
        ended = [_ended(bericht, outcome) for bericht in locked]
        note_sent(ended, gemeente_code=turn.gemeente_code, today=turn.moment.date())
        for what, some in (("bericht.verzonden", outcome.sent), ("bericht.mislukt", outcome.refused)):
            record_each(
                what, subjects=[f"zaak:{one.bericht.zaak_id}" for one in ended if one.bericht.pk in some],
                by=turn.by, ground="wgs.3.1.b", kanaal=turn.kanaal.value,
            )  # fmt: skip
    return Counter(one.stand.value for one in ended)


def _ended(bericht: Bericht, outcome: Outcome) -> Ended:
    sent = outcome.sent.get(bericht.pk)
    if sent is None:
        return Ended(bericht=bericht, stand=Berichtstand.MISLUKT, reden=outcome.refused[bericht.pk])
    return Ended(bericht=bericht, stand=STAND[sent.delivery], extern_id=sent.external_id)
