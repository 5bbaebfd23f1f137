"""Receive one delivery, whatever the door (R-INT-1, R-PAR-2)."""

import hashlib
from collections.abc import Iterable
from datetime import date
from os import SEEK_END
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.intake.files.inside import look_inside
from tijdig.intake.files.opening import START, form_of, open_delivery
from tijdig.intake.files.refused import DeliveryRefused
from tijdig.intake.layout import visible
from tijdig.intake.models import Aanlevering, Bestanddeel
from tijdig.intake.verdicts import no_agreement
from tijdig.partners.models import Signaalpartner
from tijdig.partners.queries import has_agreement
from tijdig.refusals import require
from tijdig.rules.terms import Aanleverstatus, Afwijzing

PIECE = 1 << 20  # bytes of file per row


@transaction.atomic
def receive_aanlevering(
    *,
    gemeente_code: str,
    partner: Signaalpartner,
    dag: date,
    bestand: BinaryIO,
    grootte: int,
    bestandsnaam: str,
    kanaal: str,
    by: Actor,
    stappen: Iterable[str] = (),
    zonder_overeenkomst: str = "",
) -> Aanlevering:
    """Take a file in, or refuse it whole with one clear sentence; either way it is on record.

    `grootte`: bytes, checked before anything is read. A refused file is not kept. `zonder_overeenkomst`: the
    ground on which no agreement is asked, "awb.2.3" for what another gemeente sends on (R-BRP-7).
    Errors: Refused when `by` may not deliver.
    """
    require(by.refusal_without(Right.AANLEVEREN))
    aanlevering = Aanlevering(
        gemeente_id=gemeente_code, partner=partner, dag=dag, kanaal=kanaal, bestandsnaam=visible(bestandsnaam[:200]),
        grootte=grootte, stappen=sorted(stappen), door=str(by),
    )  # fmt: skip
    code = _take_in(aanlevering, bestand, zonder_overeenkomst)
    record(
        "aanlevering.geweigerd" if code else "aanlevering.ontvangen", subject=f"aanlevering:{aanlevering.pk}", by=by,
        ground="wgs.8.1", partner=partner.pk, reden=code, kanaal=kanaal, zonder_overeenkomst=zonder_overeenkomst,
    )  # fmt: skip
    return aanlevering


def _take_in(aanlevering: Aanlevering, bestand: BinaryIO, zonder_overeenkomst: str) -> str:
    """Save the delivery with its bytes, or refused and without. Returns the code of the refusal, or nothing."""
    try:
        aanlevering.formaat = _check(aanlevering, bestand, zonder_overeenkomst)
    except DeliveryRefused as refused:
        aanlevering.status = Aanleverstatus.GEWEIGERD
        aanlevering.afwijzing = [refused.as_json()]
        aanlevering.save(force_insert=True)
        return str(refused.code)
    aanlevering.sha256 = _digest(bestand)
    aanlevering.save(force_insert=True)
    _keep(aanlevering, bestand)
    return ""


def _check(aanlevering: Aanlevering, bestand: BinaryIO, zonder_overeenkomst: str) -> str:
    """The form of the file. Errors: DeliveryRefused. Size comes first, so a huge file is never read."""
    limit = settings.MAX_AANLEVERING_BYTES
    if max(aanlevering.grootte, bestand.seek(0, SEEK_END)) > limit:  # what was said, and what is true
        raise DeliveryRefused(
            Afwijzing.TE_GROOT,
            f"Het bestand is groter dan {limit // 1024 // 1024} MB. Lever het in delen; elke regel telt één keer.",
        )
    if not zonder_overeenkomst and not has_agreement(aanlevering.partner, aanlevering.dag):
        raise DeliveryRefused(Afwijzing.GEEN_OVEREENKOMST, no_agreement().uitleg)
    delivered = open_delivery(bestand)
    look_inside(delivered.heading.names, delivered.lines())
    aanlevering.kolommen_onbekend = list(delivered.heading.unknown)
    bestand.seek(0)
    return form_of(bestand.read(START))


def _digest(bestand: BinaryIO) -> str:
    bestand.seek(0)
    digest = hashlib.sha256()
    while piece := bestand.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _keep(aanlevering: Aanlevering, bestand: BinaryIO) -> None:
    """Store the bytes until they are processed, in pieces, so that any worker can do it."""
    bestand.seek(0)
    number = 0
    while piece := bestand.read(PIECE):
        Bestanddeel.objects.create(
            gemeente_id=aanlevering.gemeente_id, aanlevering=aanlevering, volgnummer=number, inhoud=piece
        )
        number += 1
