"""Bring a file to the address of a partner, signed; once, whatever happens in between (R-TER-3).

What goes out is the file itself in its JSON form, and the number of the delivery is the number of the file. So it is
told once: whoever takes the file by hand ends the deliveries, and a delivery that arrived is the receipt.
"""

import time
import uuid
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.connectors.partner_webhook import Message, Receipt, deliver, new_secret, refusal_of_address
from tijdig.feedback.actions.files import make_terugkoppelbestanden
from tijdig.feedback.files import as_json, lines_of
from tijdig.feedback.models import Bezorging, Partnerwebhook, Terugkoppelbestand
from tijdig.feedback.queries import partners_with_address
from tijdig.intake.queueing import hand_to_worker
from tijdig.refusals import require
from tijdig.rules.terms import Bezorguitslag
from tijdig.sealed import seal, unseal

TRIES = 8  # with pauses of 5, 25, 125 … seconds: a bit over a day
TOOK_IT = "webhook"


@transaction.atomic
def set_webhook(*, partner_id: int, adres: str, gemeente_code: str, today: date, by: Actor) -> str:
    """Tell this partner at this address from now on. Returns the new secret; it is never shown again.

    Setting it again gives a new secret, so a secret that leaked is worth nothing. Errors: Refused.
    """
    require(
        by.refusal_without(Right.PARTNERS_BEHEREN),
        refusal_of_address(adres, settings.WEBHOOK.private),
    )
    secret = new_secret()
    Partnerwebhook.objects.update_or_create(
        gemeente_id=gemeente_code, partner_id=partner_id,
        defaults={"adres": adres, "geheim_zegel": seal(secret), "actief": True, "sinds": today},
    )  # fmt: skip
    record("webhook.ingesteld", subject=f"partner:{partner_id}", by=by, ground="wgs.8.2")
    return secret


@transaction.atomic
def stop_webhook(*, partner_id: int, by: Actor) -> None:
    """Tell this partner with a file again. What still waited to be delivered is taken by hand. Errors: Refused."""
    require(by.refusal_without(Right.PARTNERS_BEHEREN))
    Partnerwebhook.objects.filter(partner_id=partner_id).update(actief=False)
    waiting = Bezorging.objects.filter(bestand__partner_id=partner_id, bestand__opgehaald_op__isnull=True)
    waiting.update(gestopt=True)
    record("webhook.gestopt", subject=f"partner:{partner_id}", by=by, ground="wgs.8.2")


def send_waiting(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Put what waits for partners with an address in a file each, and hand those to the queue. Returns how many."""
    with working_for(gemeente_code):
        made = make_terugkoppelbestanden(
            gemeente_code=gemeente_code, today=today, by=by, partners=partners_with_address()
        )
        Bezorging.objects.bulk_create(Bezorging(gemeente_id=gemeente_code, bestand=one) for one in made)
        for bestand in made:
            _queue(bestand.pk, gemeente_code)
        if made:
            record("terugkoppeling.verstuurd", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.8.2",
                   aantal=len(made))  # fmt: skip
    return len(made)


@transaction.atomic
def try_again(bestand_id: uuid.UUID, *, gemeente_code: str, by: Actor) -> None:
    """After somebody looked: start the tries anew. Errors: Refused when it was told already or has no address."""
    bezorging = Bezorging.objects.select_for_update().select_related("bestand").get(bestand_id=bestand_id)
    has_address = Partnerwebhook.objects.filter(partner=bezorging.bestand.partner_id, actief=True).exists()
    require(
        by.refusal_without(Right.TERUGKOPPELEN),
        "De partner heeft dit bestand al." if bezorging.bestand.opgehaald_op else None,
        None if has_address else "Deze partner heeft geen webadres meer. Haal het bestand zelf op.",
    )
    bezorging.pogingen, bezorging.gestopt = 0, False
    bezorging.save(update_fields=["pogingen", "gestopt"])
    _queue(bestand_id, gemeente_code)
    record("terugkoppelbestand.opnieuw", subject=f"terugkoppelbestand:{bestand_id}", by=by, ground="wgs.8.2")


def deliver_bestand(bestand_id: uuid.UUID, *, gemeente_code: str, by: Actor) -> bool:
    """One try. Returns whether there is nothing more to do: it arrived, was taken by hand, or was given up.

    The partner is waited for outside every transaction. A crash in between means one more try with the same
    number, which the partner knows already.
    """
    with working_for(gemeente_code):
        message = _message(bestand_id)
    if message is None:
        return True
    receipt = deliver(message, settings.WEBHOOK)
    with working_for(gemeente_code):
        return _note(bestand_id, receipt, by)


def _message(bestand_id: uuid.UUID) -> Message | None:
    """What goes out; nothing when it was told already, was given up, or its rows are gone."""
    bestand = Terugkoppelbestand.objects.select_related("partner", "bezorging").get(pk=bestand_id)
    webhook = Partnerwebhook.objects.filter(partner=bestand.partner_id, actief=True).first()
    rows = list(bestand.terugkoppelingen.order_by("pk"))
    if bestand.opgehaald_op or bestand.bezorging.gestopt or webhook is None or any(r.gewist_op for r in rows):
        return None
    return Message(
        url=webhook.adres, secret=unseal(webhook.geheim_zegel), delivery=str(bestand.pk), timestamp=int(time.time()),
        body=as_json(bestand, lines_of(rows, bestand.gemeente_id)),
    )  # fmt: skip


def _note(bestand_id: uuid.UUID, receipt: Receipt, by: Actor) -> bool:
    """Write down how it went. An answer of 2xx is the receipt (R-TER-3)."""
    bezorging = Bezorging.objects.select_for_update().get(bestand_id=bestand_id)
    arrived = receipt.uitslag is Bezorguitslag.BEZORGD
    bezorging.pogingen += 1
    bezorging.laatste_op, bezorging.uitslag = timezone.now(), receipt.uitslag
    bezorging.http_status = receipt.status
    bezorging.gestopt = not arrived and (receipt.is_final or bezorging.pogingen >= TRIES)
    bezorging.save(update_fields=["pogingen", "laatste_op", "uitslag", "http_status", "gestopt"])
    if arrived:
        Terugkoppelbestand.objects.filter(pk=bestand_id, opgehaald_op__isnull=True).update(
            opgehaald_op=bezorging.laatste_op, opgehaald_door=TOOK_IT
        )
    record("terugkoppelbestand.bezorgd" if arrived else "terugkoppelbestand.niet_bezorgd",
           subject=f"terugkoppelbestand:{bestand_id}", by=by, ground="wgs.8.2", poging=bezorging.pogingen,
           uitslag=receipt.uitslag.value)  # fmt: skip
    return arrived or bezorging.gestopt


def _queue(bestand_id: uuid.UUID, gemeente_code: str) -> None:
    hand_to_worker(
        "deliver_feedback", once=f"deliver_feedback:{bestand_id}", bestand_id=str(bestand_id),
        gemeente_code=gemeente_code,
    )  # fmt: skip
