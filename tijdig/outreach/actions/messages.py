"""Put messages ready, send them, and hear what became of them: each step of a zaak once (R-OUT-3, R-OUT-4)."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.models import AuditEvent
from tijdig.audit.record import record, record_each
from tijdig.bulk import insert_rows
from tijdig.outreach.attempts import Ended, note_sent
from tijdig.outreach.channels import kanaal_of
from tijdig.outreach.message_planning import PlannedMessage, due_for_message, plan_messages
from tijdig.outreach.models import Bericht
from tijdig.outreach.reply.codes import codes_of
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Berichtstand, Kanaal

FIELDS = ("gemeente", "zaak", "inwoner", "soort", "kanaal", "stap", "ronde", "sjabloon", "sjabloon_versie",
          "referentie", "extern_id", "stand", "reden", "adres", "onderwerp", "tekst", "door", "gemaakt_op")  # fmt: skip
TRAIL_FIELDS = ("gemeente", "by", "what", "subject", "ground", "detail")


@transaction.atomic
def make_berichten(*, zaken: Iterable[int], gemeente_code: str, today: date, by: Actor) -> int:
    """Put a message ready for each of these zaken (ids) of which that is the step now, and queue the sending.

    Asked again for the same zaken it makes nothing. Returns how many were made. Errors: Refused.
    """
    require(by.refusal_without(Right.BERICHTEN_VERSTUREN))
    due = due_for_message(today).filter(pk__in=sorted(set(zaken))).select_related("behandelaar")
    locked = list(due.select_for_update(of=("self",)).order_by("pk"))
    codes_of([zaak.pk for zaak in locked], gemeente_code=gemeente_code, today=today)
    plan = plan_messages(locked, gemeente_code=gemeente_code, today=today, by=by)
    if not plan.messages:
        why = f" {plan.held[0].uitleg}" if plan.held else ""
        raise Refused(f"Er is nu geen bericht dat uit kan.{why}")
    rows = [_row(gemeente_code, planned, by) for planned in plan.messages]
    made = insert_rows(Bericht, FIELDS, rows, on_conflict="do nothing")
    insert_rows(
        AuditEvent, TRAIL_FIELDS,
        [(gemeente_code, str(by), "bericht.gemaakt", f"zaak:{zaak}", "wgs.3.1.b", {}) for zaak in plan.zaken],
    )  # fmt: skip
    record("berichten.gemaakt", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b", aantal=made)
    app.configure_task("send_berichten", queue="berichten", lock=f"send_berichten:{gemeente_code}").defer(
        gemeente_code=gemeente_code
    )
    return made


@transaction.atomic
def mark_sent(bericht_id: int, *, today: date, by: Actor) -> Bericht:
    """A member of staff sent this message by hand and says so. Saying it twice changes nothing. Errors: Refused."""
    require(by.refusal_without(Right.BERICHTEN_VERSTUREN))
    bericht = Bericht.objects.select_for_update().get(pk=bericht_id)
    if bericht.stand == Berichtstand.VERZONDEN:
        return bericht
    require(
        None
        if bericht.stand == Berichtstand.KLAAR and bericht.kanaal == Kanaal.HAND
        else "Dit bericht wacht niet op u. Er is niets veranderd."
    )
    sent = Ended(bericht=bericht, stand=Berichtstand.VERZONDEN)
    note_sent([sent], gemeente_code=bericht.gemeente_id, today=today)
    record(
        "bericht.verzonden",
        subject=f"zaak:{bericht.zaak_id}",
        by=by,
        ground="wgs.3.1.b",
        kanaal=bericht.kanaal,
    )
    return bericht


@transaction.atomic
def mark_all_sent(berichten: Iterable[int], *, gemeente_code: str, today: date, by: Actor) -> int:
    """A member of staff sent these messages (ids) by hand. Those that do not wait for it any more are passed over.

    Returns how many were marked. Errors: Refused.
    """
    require(by.refusal_without(Right.BERICHTEN_VERSTUREN))
    waiting = Bericht.objects.filter(stand=Berichtstand.KLAAR, kanaal=Kanaal.HAND, pk__among=list(berichten))
    locked = list(waiting.order_by("pk").select_for_update())
    require(None if locked else "Kies eerst welke berichten u heeft verstuurd. Er is niets veranderd.")
    note_sent(
        [Ended(bericht=bericht, stand=Berichtstand.VERZONDEN) for bericht in locked],
        gemeente_code=gemeente_code,
        today=today,
    )
    record_each(
        "bericht.verzonden", subjects=[f"zaak:{bericht.zaak_id}" for bericht in locked], by=by, ground="wgs.3.1.b",
        kanaal=Kanaal.HAND.value,
    )  # fmt: skip
    return len(locked)


@transaction.atomic
def mark_seen(bericht_id: int, *, today: date, by: Actor) -> None:
    """Somebody dealt with a message that came back or failed. Errors: Refused."""
    require(by.refusal_without(Right.BERICHTEN_VERSTUREN))
    bericht = Bericht.objects.select_for_update().get(pk=bericht_id)
    if bericht.gezien_op is None:
        bericht.gezien_op = today
        bericht.save(update_fields=["gezien_op"])
        record("bericht.gezien", subject=f"zaak:{bericht.zaak_id}", by=by, ground="wgs.3.1.b")


def _row(gemeente_code: str, planned: PlannedMessage, by: Actor) -> tuple[object, ...]:
    return (
        gemeente_code, planned.zaak.pk, planned.inwoner_id, planned.soort.value, kanaal_of(planned.soort).value,
        planned.stap, planned.ronde, planned.sjabloon, planned.versie, str(uuid.uuid4()), "",
        Berichtstand.KLAAR.value, "", planned.adres, planned.message.onderwerp, planned.message.tekst, by.user_id,
        timezone.now(),
    )  # fmt: skip
