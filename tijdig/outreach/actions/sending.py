"""The sending itself, by the queue: one message at a time, each in its own transactions (R-OUT-3).

Before the service is called the try is written down and committed. Whoever comes after a crash sees it, and asks
the service for the reference first; where it cannot be asked (SMTP), a person decides and nothing is sent twice.
One job at a time per gemeente: the lock of the queue (`berichten:<code>`).
"""

from datetime import datetime

from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.casework.models import Afspraak, Contactpoging
from tijdig.connectors.notify import NotifyClient, Receipt
from tijdig.connectors.sending import Delivery, NotAccepted, NotNow, Outgoing, Sent
from tijdig.outreach.attempts import note_not_reached, note_sent
from tijdig.outreach.channels import Channel, channel_of
from tijdig.outreach.models import Bericht
from tijdig.outreach.stops import stopped_addresses, stopped_zaken
from tijdig.policies import policy_on
from tijdig.rules.sending_hours import is_open
from tijdig.rules.terms import Bereikt, Berichtstand, Kanaal, Sjabloonsoort, Zaakstatus

UNSURE = "onzeker of het is verzonden"
STAND = {
    Delivery.UNDER_WAY: Berichtstand.VERZONDEN,
    Delivery.DELIVERED: Berichtstand.BEZORGD,
    Delivery.CAME_BACK: Berichtstand.TERUGGEKOMEN,
    Delivery.FAILED: Berichtstand.MISLUKT,
}
FINAL = (Berichtstand.BEZORGD, Berichtstand.TERUGGEKOMEN, Berichtstand.MISLUKT, Berichtstand.GESTOPT)
PER_POLL = 200


def send_berichten(*, gemeente_code: str, moment: datetime, by: Actor) -> dict[str, int]:
    """Send what is ready, when the window is open at `moment` (local time). Safe to repeat.

    A service that does not answer ends this turn; the rest waits for the next. Returns counts per outcome.
    """
    counts: dict[str, int] = {}
    with working_for(gemeente_code):
        beleid = policy_on(moment.date(), gemeente_code)
        if not is_open(moment, beleid.verzendvenster, vrij=beleid.termijnen.vrije_dagen):
            return counts
        ready = Bericht.objects.filter(stand=Berichtstand.KLAAR).exclude(kanaal=Kanaal.HAND)
        ids = list(ready.order_by("pk").values_list("pk", "kanaal"))
    channels = {kanaal: channel_of(Kanaal(kanaal)) for kanaal in {kanaal for _, kanaal in ids}}
    for pk, kanaal in ids:
        channel = channels[kanaal]
        outcome = "wacht" if channel is None else _send_one(pk, gemeente_code, channel, moment, by)
        counts[outcome] = counts.get(outcome, 0) + 1
        if outcome == "wacht":
            channels[kanaal] = None
    if counts:
        with working_for(gemeente_code):
            record(
                "berichten.verwerkt", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", **counts
            )
    return counts


def _send_one(pk: int, gemeente_code: str, channel: Channel, moment: datetime, by: Actor) -> str:
    begun = _begin(pk, gemeente_code, moment, by)
    if begun is None:
        return "gestopt"
    message, tried = begun
    try:
        sent = _sent_before(channel, message) if tried else None
        sent = sent or channel.send(message)
    except NotAccepted as refusal:
        return _finish(pk, gemeente_code, moment, by, None, refusal.reason)
    except _Unsure:
        return _finish(pk, gemeente_code, moment, by, None, UNSURE)
    except NotNow as failure:
        if failure.certain and not tried:
            with working_for(gemeente_code):
                Bericht.objects.filter(pk=pk).update(poging_op=None)
        return "wacht"
    return _finish(pk, gemeente_code, moment, by, sent, "")


class _Unsure(Exception):
    """It may have been sent, and nobody can be asked."""


def _sent_before(channel: Channel, message: Outgoing) -> Sent | None:
    """After a try of which nothing is known. Errors: _Unsure, NotAccepted, NotNow."""
    if not channel.has_references:
        raise _Unsure
    return channel.look_up(message.reference)


def _begin(pk: int, gemeente_code: str, moment: datetime, by: Actor) -> tuple[Outgoing, bool] | None:
    """Write down that the service is called now. None when the message must not go any more."""
    with working_for(gemeente_code):
        bericht = (
            Bericht.objects.select_for_update(of=("self",)).select_related("zaak", "afspraak").get(pk=pk)
        )
        if bericht.stand != Berichtstand.KLAAR:
            return None
        tried = bericht.poging_op is not None
        if not tried and (why := _why_not(bericht, moment)):
            bericht.stand, bericht.reden = Berichtstand.GESTOPT, why
            bericht.save(update_fields=["stand", "reden"])
            record("bericht.gestopt", subject=f"zaak:{bericht.zaak_id}", by=by, ground="wgs.3.1.b")
            return None
        bericht.poging_op = timezone.now()
        bericht.save(update_fields=["poging_op"])
        outgoing = Outgoing(
            reference=str(bericht.referentie), to=bericht.adres, subject=bericht.onderwerp, text=bericht.tekst,
            is_sms=bericht.soort == Sjabloonsoort.SMS,
        )  # fmt: skip
    return outgoing, tried


def _why_not(bericht: Bericht, moment: datetime) -> str:
    """A reply, a closing or a wish stops what was not yet sent (R-OUT-4)."""
    zaak = bericht.zaak
    if zaak.status != Zaakstatus.IN_OPVOLGING or not bericht.adres:
        return "de zaak is afgerond"
    if stopped_zaken([zaak.pk]) or stopped_addresses([bericht.adres]):
        return "de inwoner wil geen berichten"
    if bericht.afspraak is not None:
        on = bericht.afspraak.stand == Afspraak.Stand.GEPLAND and bericht.afspraak.moment > moment
        return "" if on else "de afspraak gaat niet door of is voorbij"
    since = Contactpoging.objects.filter(zaak=zaak, bereikt=Bereikt.JA, gemaakt_op__gte=bericht.gemaakt_op)
    answered = Contactpoging.objects.filter(zaak=zaak, reactie_op__gte=timezone.localdate(bericht.gemaakt_op))
    sibling = Bericht.objects.filter(
        zaak=zaak, stap=bericht.stap, ronde=bericht.ronde, contactpoging__isnull=False
    )
    moved_on = zaak.volgende_stap != bericht.soort and not sibling.exists()
    if since.exists() or answered.exists() or moved_on:
        return "de inwoner is al bereikt of er is een andere stap gekozen"
    return ""


def _finish(pk: int, gemeente_code: str, moment: datetime, by: Actor, sent: Sent | None, reden: str) -> str:
    with working_for(gemeente_code):
        bericht = Bericht.objects.select_for_update().get(pk=pk)
        stand = STAND[sent.delivery] if sent else Berichtstand.MISLUKT
        note_sent(
            bericht, stand=stand, today=moment.date(), extern_id=sent.external_id if sent else "", reden=reden
        )
        record("bericht.verzonden" if sent else "bericht.mislukt", subject=f"zaak:{bericht.zaak_id}", by=by,
               ground="wgs.3.1.b", kanaal=bericht.kanaal)  # fmt: skip
    return stand.value


def note_receipt(receipt: Receipt, *, gemeente_code: str, by: Actor) -> bool:
    """What the service tells of a message of ours. Safe to repeat; False when the message is not known here."""
    with working_for(gemeente_code):
        bericht = Bericht.objects.select_for_update().filter(referentie=receipt.reference).first()
        if bericht is None:
            return False
        if _note(bericht, receipt.delivery, receipt.external_id):
            record(
                "bericht.stand",
                subject=f"zaak:{bericht.zaak_id}",
                by=by,
                ground="wgs.3.1.b",
                stand=bericht.stand,
            )
    return True


def poll_berichten(*, gemeente_code: str, by: Actor) -> int:
    """Ask NotifyNL about messages whose receipt did not come. Returns how many changed."""
    channel = channel_of(Kanaal.NOTIFY)
    if not isinstance(channel, NotifyClient):
        return 0
    with working_for(gemeente_code):
        open_ = Bericht.objects.filter(kanaal=Kanaal.NOTIFY, stand=Berichtstand.VERZONDEN).exclude(
            extern_id=""
        )
        ids = list(open_.order_by("verzonden_op").values_list("referentie", "extern_id")[:PER_POLL])
    changed = 0
    for reference, external in ids:
        try:
            delivery = channel.status_of(external)
        except NotAccepted:
            continue  # older than NotifyNL keeps
        except NotNow:
            break
        if delivery is not Delivery.UNDER_WAY:
            receipt = Receipt(external_id=external, reference=str(reference), delivery=delivery)
            changed += note_receipt(receipt, gemeente_code=gemeente_code, by=by)
    if changed:
        with working_for(gemeente_code):
            record(
                "berichten.nagevraagd",
                subject=f"gemeente:{gemeente_code}",
                by=by,
                ground="wgs.3.1.b",
                aantal=changed,
            )
    return changed


def _note(bericht: Bericht, delivery: Delivery, external_id: str) -> bool:
    """Change the state when that is news. What ended stays ended, except that it can still come back."""
    stand = STAND[delivery]
    later = bericht.stand == Berichtstand.BEZORGD and stand is Berichtstand.TERUGGEKOMEN
    if (
        stand is Berichtstand.VERZONDEN
        or (bericht.stand in FINAL and not later)
        or (bericht.contactpoging is None and bericht.afspraak_id is None)
    ):
        return False
    bericht.stand, bericht.extern_id = stand, external_id
    bericht.reden = "" if stand is Berichtstand.BEZORGD else "niet bezorgd volgens de berichtendienst"
    bericht.save(update_fields=["stand", "extern_id", "reden"])
    note_not_reached(bericht)
    return True
