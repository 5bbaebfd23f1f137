"""Letters of a print run that NotifyNL prints and posts, a handful at a time; none twice, none lost (R-OUT-3).

The same promise as for messages (`handfuls.py`). A letter that cannot be printed there is treated as one that the
post brought back: it stands on the list and on the zaak.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record, record_each
from tijdig.bulk import update_rows
from tijdig.connectors.notify import NotifyClient, Receipt, Returned
from tijdig.connectors.sending import Delivery, OutgoingLetter, Sent
from tijdig.outreach.attempts import not_delivered
from tijdig.outreach.channels import channel_of
from tijdig.outreach.handfuls import Going, Outcome, ask_then_send, in_handfuls
from tijdig.outreach.letters.letter import Letter, Unprintable
from tijdig.outreach.letters.render import render_letter
from tijdig.outreach.models import Brief, Printronde
from tijdig.outreach.planning import ANNOUNCEMENT
from tijdig.outreach.polling import receipts_of
from tijdig.outreach.posting import refusal_of_notify
from tijdig.outreach.reply.codes import codes_of_rounds
from tijdig.outreach.shelf import kept_templates
from tijdig.outreach.stops import stopped_zaken
from tijdig.outreach.stored import letter_of
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.announcement import refusal_of_announced_day
from tijdig.rules.terms import Berichtstand, Kanaal

STAND = {
    Delivery.UNDER_WAY: Berichtstand.VERZONDEN,
    Delivery.DELIVERED: Berichtstand.BEZORGD,
    Delivery.CAME_BACK: Berichtstand.MISLUKT,
    Delivery.FAILED: Berichtstand.MISLUKT,
}
LOST = (Berichtstand.MISLUKT, Berichtstand.GESTOPT, Berichtstand.TERUGGEKOMEN)
NOT_PRINTED = "NotifyNL kon de brief niet afdrukken"
PER_POLL = 200


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Who hands letters over now, and for whom."""

    gemeente_code: str
    channel: NotifyClient
    today: date
    by: Actor


class Ended(NamedTuple):
    """How it ended with one locked letter. `reden`: why it will not arrive; no personal data."""

    brief: Brief
    stand: Berichtstand
    reden: str = ""


@transaction.atomic
def hand_to_notify(printronde_id: int, *, gemeente_code: str, by: Actor) -> Printronde:
    """Let NotifyNL print and post the letters of this run. Saying it twice changes nothing. Errors: Refused."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    ronde = Printronde.objects.select_for_update().get(pk=printronde_id)
    if ronde.kanaal == Kanaal.NOTIFY:
        return ronde
    require(refusal_of_notify(ronde, Gemeente.objects.get(pk=gemeente_code)))
    ronde.kanaal = Kanaal.NOTIFY
    ronde.save(update_fields=["kanaal"])
    letters = Brief.objects.filter(printronde=ronde).values_list("pk", flat=True)
    update_rows(Brief, "id", ("stand", "referentie"),
                [(pk, Berichtstand.KLAAR.value, str(uuid.uuid4())) for pk in letters])  # fmt: skip
    record(
        "printronde.naar_notify",
        subject=f"printronde:{ronde.pk}",
        by=by,
        ground="wgs.3.1.b",
        brieven=ronde.aantal,
    )
    app.configure_task("send_brieven", queue="berichten", lock=f"send_brieven:{gemeente_code}").defer(
        gemeente_code=gemeente_code
    )
    return ronde


def send_brieven(*, gemeente_code: str, moment: datetime, by: Actor) -> dict[str, int]:
    """Hand over what is ready. Safe to repeat; a service that does not answer ends this turn. Counts per outcome."""
    channel = channel_of(Kanaal.NOTIFY)
    if not isinstance(channel, NotifyClient):
        return {}
    turn = Turn(gemeente_code=gemeente_code, channel=channel, today=moment.date(), by=by)
    with working_for(gemeente_code):
        ids = list(Brief.objects.filter(stand=Berichtstand.KLAAR).order_by("pk").values_list("pk", flat=True))
    counts = in_handfuls(
        ids, begin=partial(_begin, turn), call=partial(_call, turn), finish=partial(_finish, turn)
    )
    if counts:
        with working_for(gemeente_code):
            record(
                "brieven.verwerkt", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", **counts
            )
    return dict(counts)


def _begin(turn: Turn, ids: Sequence[int]) -> list[Going[Letter]]:
    """Write down that the service is called now. Without the letters that must not go any more."""
    with working_for(turn.gemeente_code):
        ready = Brief.objects.filter(pk__among=list(ids), stand=Berichtstand.KLAAR).order_by("pk")
        locked = list(ready.select_for_update(of=("self",)).select_related("printronde"))
        stopped = _reasons_to_stop([one for one in locked if one.poging_op is None], turn)
        ends = [Ended(one, Berichtstand.GESTOPT, stopped[one.pk]) for one in locked if one.pk in stopped]
        _write(ends, turn.today, turn.by)
        going = [one for one in locked if one.pk not in stopped]
        Brief.objects.filter(pk__among=[one.pk for one in going]).update(poging_op=timezone.now())
        sjablonen = kept_templates((one.sjabloon, one.sjabloon_versie) for one in going)
        codes = codes_of_rounds([one.zaak_id for one in going])
    return [
        Going(
            pk=one.pk, reference=str(one.referentie), tried=one.poging_op is not None,
            thing=letter_of(one, one.printronde.dag, sjablonen, codes.get((one.zaak_id, one.ronde))),
        )
        for one in going
    ]  # fmt: skip


def _reasons_to_stop(brieven: Sequence[Brief], turn: Turn) -> dict[int, str]:
    """By id: a wish, an erasure, or a visit that would come before its letter (R-OUT-4). Two queries at most."""
    silent = stopped_zaken([brief.zaak_id for brief in brieven])
    beleid = policy_on(turn.today, turn.gemeente_code)
    found = {}
    for brief in brieven:
        dag = brief.printronde.bezoekdag
        if not brief.gegevens:
            found[brief.pk] = "de gegevens zijn gewist"
        elif brief.zaak_id in silent:
            found[brief.pk] = "de inwoner wil geen brieven"
        elif brief.sjabloon == ANNOUNCEMENT and dag is not None:
            late = refusal_of_announced_day(
                dag, brief_op=turn.today, beleid=beleid.aankondiging, vrij=beleid.termijnen.vrije_dagen
            )
            found |= {brief.pk: "te laat voor het huisbezoek dat de brief noemt"} if late else {}
    return found


def _call(turn: Turn, one: Going[Letter], outcome: Outcome) -> bool:
    """Make the PDF and hand it over, unless that was done before. False when the service does not answer."""

    def send(letter: Letter) -> Sent:
        return turn.channel.send_letter(OutgoingLetter(reference=one.reference, pdf=render_letter(letter)))

    try:
        return ask_then_send(one, outcome, look_up=turn.channel.look_up, send=send)
    except Unprintable:
        outcome.refused[one.pk] = NOT_PRINTED
        return True


def _finish(turn: Turn, outcome: Outcome) -> Counter[str]:
    """Write down what became of them, with all that follows for their zaken."""
    with working_for(turn.gemeente_code):
        Brief.objects.filter(pk__among=outcome.untouched).update(poging_op=None)
        locked = Brief.objects.filter(pk__among=outcome.ended).order_by("pk").select_for_update()
        ends = [_ended(brief, outcome) for brief in locked]
        _write(ends, turn.today, turn.by)
    return Counter(end.stand.value for end in ends)


def _ended(brief: Brief, outcome: Outcome) -> Ended:
    sent = outcome.sent.get(brief.pk)
    if sent is None:
        return Ended(brief, Berichtstand.MISLUKT, outcome.refused[brief.pk])
    brief.extern_id = sent.external_id
    return Ended(brief, STAND[sent.delivery])


def note_letter(receipt: Receipt, *, gemeente_code: str, today: date, by: Actor) -> bool | None:
    """What NotifyNL tells of a letter of ours. Whether that was news; None when it is not known here."""
    news = _note_all([receipt], gemeente_code, today, by)
    return None if news is None else bool(news)


def note_returned(returned: Returned, *, gemeente_code: str, today: date, by: Actor) -> bool:
    """The post brought a letter of ours back to NotifyNL. Safe to repeat; False when it is not known here."""
    with working_for(gemeente_code):
        brief = Brief.objects.select_for_update().filter(referentie=returned.reference).first()
        if brief is None:
            return False
        if brief.stand not in (Berichtstand.TERUGGEKOMEN, Berichtstand.MISLUKT, Berichtstand.GESTOPT):
            _write([Ended(brief, Berichtstand.TERUGGEKOMEN)], today, by)
    return True


def poll_brieven(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Ask NotifyNL about letters whose receipt did not come. Returns how many changed."""
    channel = channel_of(Kanaal.NOTIFY)
    if not isinstance(channel, NotifyClient):
        return 0
    with working_for(gemeente_code):
        open_ = Brief.objects.filter(stand=Berichtstand.VERZONDEN).order_by("poging_op")
        ids = list(open_.values_list("referentie", "extern_id")[:PER_POLL])
    changed = _note_all(receipts_of(channel, ids), gemeente_code, today, by) or 0
    if changed:
        with working_for(gemeente_code):
            record(
                "brieven.nagevraagd",
                subject=f"gemeente:{gemeente_code}",
                by=by,
                ground="wgs.3.1.b",
                aantal=changed,
            )
    return changed


def _note_all(receipts: Sequence[Receipt], gemeente_code: str, today: date, by: Actor) -> int | None:
    """Write what is news. Returns how many changed; None when none of these letters is known here."""
    said = {receipt.reference: STAND[receipt.delivery] for receipt in receipts}
    with working_for(gemeente_code):
        ours = list(Brief.objects.filter(referentie__in=list(said)).order_by("pk").select_for_update())
        news = [
            (brief, said[str(brief.referentie)]) for brief in ours if brief.stand == Berichtstand.VERZONDEN
        ]
        ends = [
            Ended(brief, stand, NOT_PRINTED if stand is Berichtstand.MISLUKT else "")
            for brief, stand in news if stand is not Berichtstand.VERZONDEN
        ]  # fmt: skip
        _write(ends, today, by)
    return len(ends) if ours else None


def _write(ends: Sequence[Ended], today: date, by: Actor) -> None:
    """The new state of locked letters; what will not arrive is on the list and on the zaak. Set by set."""
    if not ends:
        return
    update_rows(
        Brief, "id", ("stand", "reden", "extern_id"),
        [(end.brief.pk, end.stand.value, end.reden, end.brief.extern_id) for end in ends],
    )  # fmt: skip
    not_delivered([end.brief for end in ends if end.stand in LOST], today=today)
    for stand in dict.fromkeys(end.stand for end in ends):
        record_each(
            f"brief.{stand.value}", subjects=[f"zaak:{end.brief.zaak_id}" for end in ends if end.stand is stand],
            by=by, ground="wgs.3.1.b", kanaal=Kanaal.NOTIFY.value,
        )  # fmt: skip
    runs = {end.brief.printronde_id for end in ends}
    waiting = Brief.objects.filter(printronde__in=runs, stand=Berichtstand.KLAAR).values("printronde")
    done = Printronde.objects.filter(pk__in=runs, afgedrukt_op=None).exclude(pk__in=waiting)
    done.update(afgedrukt_op=timezone.now())
