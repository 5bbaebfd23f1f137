"""What NotifyNL tells of messages of ours, by its callback or when it is asked (R-OUT-3)."""

from collections.abc import Sequence

from tijdig.accounts import clock
from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.bulk import update_rows
from tijdig.casework.actions.attempts import after_attempts
from tijdig.connectors.notify import NotifyClient, Receipt
from tijdig.outreach.actions.sending import STAND
from tijdig.outreach.attempts import note_not_reached
from tijdig.outreach.channels import channel_of
from tijdig.outreach.models import Bericht
from tijdig.outreach.polling import receipts_of
from tijdig.rules.terms import Berichtstand, Kanaal

FINAL = (Berichtstand.BEZORGD, Berichtstand.TERUGGEKOMEN, Berichtstand.MISLUKT, Berichtstand.GESTOPT)
NOT_DELIVERED = "niet bezorgd volgens de berichtendienst"
PER_POLL = 200


def note_receipt(receipt: Receipt, *, gemeente_code: str, by: Actor) -> bool:
    """What the service tells of a message of ours. Safe to repeat; False when the message is not known here."""
    return _note_all([receipt], gemeente_code, by) is not None


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
    changed = _note_all(receipts_of(channel, ids), gemeente_code, by) or 0
    if changed:
        with working_for(gemeente_code):
            record(
                "berichten.nagevraagd", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b",
                aantal=changed,
            )  # fmt: skip
    return changed


def _note_all(receipts: Sequence[Receipt], gemeente_code: str, by: Actor) -> int | None:
    """Write what is news. Returns how many changed; None when none of these messages is known here."""
    said = {receipt.reference: receipt for receipt in receipts}
    with working_for(gemeente_code):
        ours = Bericht.objects.filter(referentie__in=list(said)).order_by("pk").select_for_update()
        found = [(bericht, said[str(bericht.referentie)]) for bericht in ours]
        news = [
            (bericht, receipt) for bericht, receipt in found if _is_news(bericht, STAND[receipt.delivery])
        ]
        update_rows(Bericht, "id", ("stand", "extern_id", "reden"), [_row(*one) for one in news])
        today = clock.today()
        note_not_reached(
            (bericht.contactpoging_id for bericht, _ in news if bericht.contactpoging_id), today=today
        )
        zaken = sorted({bericht.zaak_id for bericht, _ in news})
        after_attempts(zaken, gemeente_code=gemeente_code, today=today)  # what came back was no offer
        for bericht, receipt in news:
            stand = STAND[receipt.delivery]
            record(
                "bericht.stand",
                subject=f"zaak:{bericht.zaak_id}",
                by=by,
                ground="wgs.3.1.b",
                stand=stand.value,
            )
    return len(news) if found else None


def _row(bericht: Bericht, receipt: Receipt) -> tuple[object, ...]:
    stand = STAND[receipt.delivery]
    return (
        bericht.pk,
        stand.value,
        receipt.external_id,
        "" if stand is Berichtstand.BEZORGD else NOT_DELIVERED,
    )


def _is_news(bericht: Bericht, stand: Berichtstand) -> bool:
    """What ended stays ended, except that it can still come back."""
    later = bericht.stand == Berichtstand.BEZORGD and stand is Berichtstand.TERUGGEKOMEN
    return not (
        stand is Berichtstand.VERZONDEN
        or (bericht.stand in FINAL and not later)
        or (bericht.contactpoging_id is None and bericht.afspraak_id is None)
    )
