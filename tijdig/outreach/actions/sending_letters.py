"""Letters of a print run that NotifyNL prints and posts, one at a time; none twice, none lost (R-OUT-3).

The same promise as for messages (`sending.py`): the try is written down before the service is called, and whoever
comes after a crash asks for the reference first. A letter that cannot be printed there is treated as one that the
post brought back: it stands on the list and on the zaak.
"""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import update_rows
from tijdig.connectors.notify import NotifyClient, Receipt, Returned
from tijdig.connectors.sending import Delivery, NotAccepted, NotNow, OutgoingLetter, Sent
from tijdig.outreach.attempts import not_delivered
from tijdig.outreach.channels import channel_of
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
NOT_PRINTED = "NotifyNL kon de brief niet afdrukken"
PER_POLL = 200


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
    app.configure_task("send_brieven", queue="berichten", lock=f"brieven:{gemeente_code}").defer(
        gemeente_code=gemeente_code
    )
    return ronde


def send_brieven(*, gemeente_code: str, moment: datetime, by: Actor) -> dict[str, int]:
    """Hand over what is ready. Safe to repeat; a service that does not answer ends this turn. Counts per outcome."""
    channel = channel_of(Kanaal.NOTIFY)
    counts: dict[str, int] = {}
    if not isinstance(channel, NotifyClient):
        return counts
    with working_for(gemeente_code):
        ids = list(Brief.objects.filter(stand=Berichtstand.KLAAR).order_by("pk").values_list("pk", flat=True))
    for pk in ids:
        outcome = _send_one(pk, gemeente_code, channel, moment.date(), by)
        counts[outcome] = counts.get(outcome, 0) + 1
        if outcome == "wacht":
            break
    if counts:
        with working_for(gemeente_code):
            record(
                "brieven.verwerkt", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", **counts
            )
    return counts


def _send_one(pk: int, gemeente_code: str, channel: NotifyClient, today: date, by: Actor) -> str:
    begun = _begin(pk, gemeente_code, today, by)
    if begun is None:
        return Berichtstand.GESTOPT.value
    letter, tried = begun
    try:
        sent = (channel.look_up(letter.reference) if tried else None) or channel.send_letter(letter)
    except NotAccepted as refusal:
        return _finish(pk, gemeente_code, today, by, None, refusal.reason)
    except NotNow as failure:
        if failure.certain and not tried:
            with working_for(gemeente_code):
                Brief.objects.filter(pk=pk).update(poging_op=None)
        return "wacht"
    return _finish(pk, gemeente_code, today, by, sent, "")


def _begin(pk: int, gemeente_code: str, today: date, by: Actor) -> tuple[OutgoingLetter, bool] | None:
    """Write down that the service is called now. None when the letter must not go any more."""
    with working_for(gemeente_code):
        brief = Brief.objects.select_for_update(of=("self",)).select_related("printronde").get(pk=pk)
        tried = brief.poging_op is not None
        if brief.stand != Berichtstand.KLAAR:
            return None
        if not tried and (why := _why_not(brief, today)):
            _write(brief, Berichtstand.GESTOPT, why, today, by)
            return None
        brief.poging_op = timezone.now()
        brief.save(update_fields=["poging_op"])
        sjablonen = kept_templates([(brief.sjabloon, brief.sjabloon_versie)])
        code = codes_of_rounds([brief.zaak_id]).get((brief.zaak_id, brief.ronde))
        pdf = render_letter(letter_of(brief, brief.printronde.dag, sjablonen, code))
    return OutgoingLetter(reference=str(brief.referentie), pdf=pdf), tried


def _why_not(brief: Brief, today: date) -> str:
    """A wish, an erasure, or a visit that would come before its letter (R-OUT-4)."""
    if not brief.gegevens:
        return "de gegevens zijn gewist"
    if stopped_zaken([brief.zaak_id]):
        return "de inwoner wil geen brieven"
    dag = brief.printronde.bezoekdag
    if brief.sjabloon == ANNOUNCEMENT and dag is not None:
        beleid = policy_on(today, brief.gemeente_id)
        late = refusal_of_announced_day(
            dag, brief_op=today, beleid=beleid.aankondiging, vrij=beleid.termijnen.vrije_dagen
        )
        return "te laat voor het huisbezoek dat de brief noemt" if late else ""
    return ""


def _finish(pk: int, gemeente_code: str, today: date, by: Actor, sent: Sent | None, reden: str) -> str:
    with working_for(gemeente_code):
        brief = Brief.objects.select_for_update(of=("self",)).select_related("contactpoging").get(pk=pk)
        brief.extern_id = sent.external_id if sent else ""
        stand = STAND[sent.delivery] if sent else Berichtstand.MISLUKT
        _write(brief, stand, reden if sent is None else "", today, by)
    return stand.value


def note_letter(receipt: Receipt, *, gemeente_code: str, today: date, by: Actor) -> bool | None:
    """What NotifyNL tells of a letter of ours. Whether that was news; None when it is not known here."""
    with working_for(gemeente_code):
        brief = _locked(receipt.reference)
        if brief is None:
            return None
        stand = STAND[receipt.delivery]
        if brief.stand != Berichtstand.VERZONDEN or stand is Berichtstand.VERZONDEN:
            return False
        _write(brief, stand, NOT_PRINTED if stand is Berichtstand.MISLUKT else "", today, by)
    return True


def note_returned(returned: Returned, *, gemeente_code: str, today: date, by: Actor) -> bool:
    """The post brought a letter of ours back to NotifyNL. Safe to repeat; False when it is not known here."""
    with working_for(gemeente_code):
        brief = _locked(returned.reference)
        if brief is None:
            return False
        if brief.stand not in (Berichtstand.TERUGGEKOMEN, Berichtstand.MISLUKT, Berichtstand.GESTOPT):
            _write(brief, Berichtstand.TERUGGEKOMEN, "", today, by)
    return True


def _locked(reference: str) -> Brief | None:
    ours = Brief.objects.select_for_update(of=("self",)).select_related("contactpoging")
    return ours.filter(referentie=reference).first()


def poll_brieven(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Ask NotifyNL about letters whose receipt did not come. Returns how many changed."""
    channel = channel_of(Kanaal.NOTIFY)
    if not isinstance(channel, NotifyClient):
        return 0
    with working_for(gemeente_code):
        open_ = Brief.objects.filter(stand=Berichtstand.VERZONDEN).order_by("poging_op")
        ids = list(open_.values_list("referentie", "extern_id")[:PER_POLL])
    changed = 0
    for receipt in receipts_of(channel, ids):
        changed += bool(note_letter(receipt, gemeente_code=gemeente_code, today=today, by=by))
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


def _write(brief: Brief, stand: Berichtstand, reden: str, today: date, by: Actor) -> None:
    """The new state of a locked letter; what will not arrive is on the list and on the zaak."""
    brief.stand, brief.reden = stand, reden
    brief.save(update_fields=["stand", "reden", "extern_id"])
    if stand in (Berichtstand.MISLUKT, Berichtstand.GESTOPT, Berichtstand.TERUGGEKOMEN):
        not_delivered(brief, today=today)
    record(
        f"brief.{stand.value}",
        subject=f"zaak:{brief.zaak_id}",
        by=by,
        ground="wgs.3.1.b",
        kanaal=Kanaal.NOTIFY.value,
    )
    waiting = Brief.objects.filter(printronde_id=brief.printronde_id, stand=Berichtstand.KLAAR)
    if not waiting.exists():
        Printronde.objects.filter(pk=brief.printronde_id, afgedrukt_op=None).update(
            afgedrukt_op=timezone.now()
        )
