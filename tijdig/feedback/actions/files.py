"""Tell partners: one file with all that waits for one partner, told once, with a receipt (R-TER-3)."""

import uuid
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.feedback.files import Form, as_csv, as_json, lines_of
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.feedback.queries import partners_waiting
from tijdig.feedback.still_so import withdraw_what_is_no_longer_so
from tijdig.refusals import require

__all__ = ["fetch_bestand", "make_terugkoppelbestand", "partners_waiting"]


@transaction.atomic
def make_terugkoppelbestand(
    *, partner_id: int, gemeente_code: str, today: date, by: Actor
) -> Terugkoppelbestand:
    """Put everything that waits for this partner in one file. Each fact goes into one file only.

    What waits but is not so any more is taken back first. Errors: Refused when nothing waits.
    """
    require(by.refusal_without(Right.TERUGKOPPELEN))
    withdraw_what_is_no_longer_so()
    waiting = Terugkoppeling.objects.filter(
        partner_id=partner_id, bestand__isnull=True, gewist_op__isnull=True, feit_op__lte=today
    )
    rows = list(waiting.select_for_update().order_by("pk"))
    require(None if rows else "Voor deze partner staat niets klaar. Er is geen bestand gemaakt.")
    bestand = Terugkoppelbestand.objects.create(
        gemeente_id=gemeente_code, partner_id=partner_id, dag=today, aantal=len(rows),
        sha256=sha256(as_csv(lines_of(rows, gemeente_code))).hexdigest(),
    )  # fmt: skip
    Terugkoppeling.objects.filter(pk__among=[row.pk for row in rows]).update(bestand=bestand)
    record("terugkoppelbestand.gemaakt", subject=f"terugkoppelbestand:{bestand.pk}", by=by, ground="wgs.8.2",
           partner=partner_id, aantal=len(rows))  # fmt: skip
    return bestand


@transaction.atomic
def fetch_bestand(bestand_id: uuid.UUID, *, form: Form, by: Actor) -> bytes:
    """The file, made again from its rows. Who took it first, and when, is the receipt (R-TER-3).

    Errors: Refused when its rows were erased, or when it would not be the same file as was made.
    """
    require(by.refusal_without(Right.TERUGKOPPELEN))
    bestand = (
        Terugkoppelbestand.objects.select_for_update(of=("self",))
        .select_related("partner")
        .get(pk=bestand_id)
    )
    rows = list(bestand.terugkoppelingen.order_by("pk"))
    erased = any(row.gewist_op for row in rows)
    require("Dit bestand is gewist: de bewaartermijn is voorbij." if erased else None)
    told = as_csv(lines_of(rows, bestand.gemeente_id))
    same = sha256(told).hexdigest() == bestand.sha256
    require(
        None if same else "Dit bestand is niet meer gelijk aan wat is gemaakt. Meld het aan uw beheerder."
    )
    if bestand.opgehaald_op is None:
        bestand.opgehaald_op, bestand.opgehaald_door = timezone.now(), str(by)
        bestand.save(update_fields=["opgehaald_op", "opgehaald_door"])
    record("terugkoppelbestand.opgehaald", subject=f"terugkoppelbestand:{bestand.pk}", by=by, ground="wgs.8.2",
           vorm=form.value, aantal=len(rows))  # fmt: skip
    return told if form is Form.CSV else as_json(bestand, lines_of(rows, bestand.gemeente_id))
