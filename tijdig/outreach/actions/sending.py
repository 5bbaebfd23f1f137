"""The sending itself, by the queue: a handful of messages at a time (R-OUT-3).

Before the service is called the tries are written down and committed, and what became of them afterwards, both for
the whole handful. Whoever comes after a crash sees the tries, and asks the service for each reference first. A
service that cannot be asked (SMTP) has each mail written down on its own, just before it is handed over; of the one
mail in the air a person decides, and nothing is sent twice.
One job at a time per gemeente: the lock of the queue (`berichten:<code>`).
"""

import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record, record_each
from tijdig.bulk import update_rows
from tijdig.connectors.sending import Delivery, NotAccepted, NotNow, Outgoing, Sent
from tijdig.outreach.attempts import Ended, note_sent
from tijdig.outreach.channels import Channel, channel_of
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
AT_ONCE = 50
SECONDS = 5.0  # after so long what was sent is written down, however few, and the wishes of residents are read again


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Who sends now, for whom, and by which way."""

    gemeente_code: str
    kanaal: Kanaal
    channel: Channel
    moment: datetime
    by: Actor


@dataclass(frozen=True, kw_only=True)
class Going:
    """One message that is handed over now. `tried`: an earlier turn may have done so; `taken`: and it was taken."""

    pk: int
    message: Outgoing
    tried: bool
    taken: bool


@dataclass(kw_only=True)
class Outcome:
    """What became of a handful, by id: taken, or refused and why. `untouched`: the service was not called for it."""

    sent: dict[int, Sent] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    untouched: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    away: bool = False


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
        counts.update(_send_all(turn, ids))
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


def _send_all(turn: Turn, ids: Sequence[int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    queue = deque(ids)
    while queue:
        handful = [queue.popleft() for _ in range(min(AT_ONCE, len(queue)))]
        going = _begin(turn, handful)
        counts.update({"gestopt": len(handful) - len(going)} if len(going) < len(handful) else {})
        outcome = _hand_over(turn, going)
        counts.update(_finish(turn, outcome))
        if outcome.away:
            counts["wacht"] += len(outcome.left) + len(queue)
            break
        queue.extendleft(reversed(outcome.left))
    return counts


def _begin(turn: Turn, ids: Sequence[int]) -> list[Going]:
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


def _going(bericht: Bericht) -> Going:
    message = Outgoing(
        reference=str(bericht.referentie), to=bericht.adres, subject=bericht.onderwerp, text=bericht.tekst,
        is_sms=bericht.soort == Sjabloonsoort.SMS,
    )  # fmt: skip
    return Going(
        pk=bericht.pk,
        message=message,
        tried=bericht.poging_op is not None,
        taken=bericht.verzonden_op is not None,
    )


def _hand_over(turn: Turn, going: Sequence[Going]) -> Outcome:
    """Call the service for each, without a transaction open; stop at one that does not answer, or after a while."""
    outcome, began = Outcome(), time.monotonic()
    for place, one in enumerate(going):
        late = place > 0 and time.monotonic() - began > SECONDS
        if late or not _call(turn, one, outcome):
            rest = going[place:] if late else going[place + 1 :]
            outcome.left = [left.pk for left in going[place:]]
            outcome.untouched += [left.pk for left in rest if not left.tried]
            outcome.away = not late
            break
    return outcome


def _call(turn: Turn, one: Going, outcome: Outcome) -> bool:
    """Hand one message over, unless it was before. False when the service does not answer."""
    channel = turn.channel
    if one.taken and not channel.has_references:
        outcome.sent[one.pk] = Sent(external_id="")
        return True
    if one.tried and not channel.has_references:
        outcome.refused[one.pk] = UNSURE
        return True
    if not channel.has_references:
        _write_down(turn, one, outcome)
    try:
        sent = channel.look_up(one.message.reference) if one.tried else None
        outcome.sent[one.pk] = sent or channel.send(one.message)
    except NotAccepted as refusal:
        outcome.refused[one.pk] = refusal.reason
    except NotNow as failure:
        outcome.untouched += [one.pk] if failure.certain and not one.tried else []
        return False
    return True


def _write_down(turn: Turn, one: Going, outcome: Outcome) -> None:
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
    ids = [*outcome.sent, *outcome.refused]
    with working_for(turn.gemeente_code):
        Bericht.objects.filter(pk__among=outcome.untouched).update(poging_op=None)
        locked = Bericht.objects.filter(pk__among=ids).order_by("pk").select_for_update()
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
