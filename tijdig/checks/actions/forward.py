"""Send a signal on to the gemeente where the person lives, without delay and once (R-BRP-7; Awb art. 2:3)."""

import io
from datetime import date

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter, working_for
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.checks.deciding import refusal_of_code
from tijdig.checks.forwarding import as_delivery, sealed_package
from tijdig.checks.models import Doorzending
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.intake.queueing import hand_to_worker
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Aanleverstatus

INSTALLATIE, PAKKET = "installatie", "pakket"
GROUND = "awb.2.3"


@transaction.atomic
def forward(doorzending_id: int, *, naar: str, by: Actor, today: date) -> Doorzending:
    """Send it to the gemeente with this code. In this installation: a delivery there, at once and in one transaction.

    Elsewhere: the code is kept, and `pack` makes the package; until then `op` stays empty.
    Errors: Refused when `by` may not, the code is wrong, or it was sent already.
    """
    doorzending = _open(doorzending_id, by)
    require(refusal_of_code(naar, own=doorzending.gemeente_id))
    doorzending.naar = naar
    here = Gemeente.objects.filter(pk=naar).exists()
    if here:
        _deliver(doorzending, today, by)
        _mark_sent(doorzending, INSTALLATIE, by)
    doorzending.save()
    what = "doorzending.verstuurd" if here else "doorzending.gemeente_bekend"
    record(what, subject=f"signaal:{doorzending.vroegsignaal_id}", by=by, ground=GROUND, naar=naar)
    return doorzending


@transaction.atomic
def pack(doorzending_id: int, *, wachtwoord: str, by: Actor, today: date) -> bytes:
    """The sealed package for a gemeente outside this installation; making it marks it as sent.

    Errors: Refused when `by` may not, the gemeente is not known yet, or it went another way.
    """
    doorzending = _locked(doorzending_id, by)
    require(
        None if doorzending.naar else "Vul eerst in naar welke gemeente dit signaal moet.",
        "Dit signaal is al doorgestuurd."
        if doorzending.op and not _may_be_made_again(doorzending, by)
        else None,
        "Deze gemeente werkt ook met deze installatie. Stuur het signaal daar direct heen."
        if Gemeente.objects.filter(pk=doorzending.naar).exists()
        else None,
    )
    van = Gemeente.objects.get(pk=doorzending.gemeente_id)
    package = sealed_package(doorzending, wachtwoord=wachtwoord, van=van, dag=today)
    _mark_sent(doorzending, PAKKET, by)
    doorzending.save()
    record("doorzending.ingepakt", subject=f"signaal:{doorzending.vroegsignaal_id}", by=by, ground=GROUND,
           naar=doorzending.naar)  # fmt: skip
    return package


def forward_known(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Send on all that waits for a gemeente of this installation. Safe to call again. Returns how many went.

    One transaction each, and `forward` records each: one that cannot go does not hold up the others.
    """
    with working_for(gemeente_code):
        others = Gemeente.objects.exclude(pk=gemeente_code).values("pk")
        waiting = list(
            Doorzending.objects.filter(op__isnull=True, naar__in=others, vroegsignaal__gewist_op__isnull=True)
            .order_by("pk")
            .values_list("pk", "naar")
        )
    sent = 0
    for pk, naar in waiting:
        try:
            with working_for(gemeente_code):
                forward(pk, naar=naar, by=by, today=today)
        except Refused:  # somebody sent it meanwhile, or the other side does not take it: a person sees it
            continue
        sent += 1
    if sent:
        with working_for(gemeente_code):
            record(
                "doorzendingen.verstuurd",
                subject=f"gemeente:{gemeente_code}",
                by=by,
                ground=GROUND,
                aantal=sent,
            )
    return sent


def _locked(doorzending_id: int, by: Actor) -> Doorzending:
    require(by.refusal_without(Right.TWIJFEL_BESLISSEN))
    doorzending = (
        Doorzending.objects.select_for_update(of=("self",))
        .select_related("vroegsignaal__partner")
        .filter(pk=doorzending_id)
        .first()
    )
    if doorzending is None or doorzending.vroegsignaal.gewist_op is not None:
        raise Refused("Dit signaal is er niet meer: de bewaartermijn is voorbij.")
    return doorzending


def _open(doorzending_id: int, by: Actor) -> Doorzending:
    doorzending = _locked(doorzending_id, by)
    require("Dit signaal is al doorgestuurd." if doorzending.op else None)
    return doorzending


def _may_be_made_again(doorzending: Doorzending, by: Actor) -> bool:
    """A download that broke off may be tried again by whoever made the package."""
    return doorzending.wijze == PAKKET and doorzending.door == str(by)


def _deliver(doorzending: Doorzending, today: date, by: Actor) -> None:
    """Through the same door as a partner's file, for the other gemeente; in the same transaction as the mark.

    The sender has no rights there, so the system delivers; the sender's own trail says who did it.
    """
    content = as_delivery(doorzending)
    with working_for(doorzending.naar):
        aanlevering = receive_aanlevering(
            gemeente_code=doorzending.naar, partner=doorzending.vroegsignaal.partner, dag=today,
            bestand=io.BytesIO(content), grootte=len(content), bestandsnaam="doorgezonden.json",
            kanaal="doorgezonden", by=SYSTEM, zonder_overeenkomst=GROUND,
        )  # fmt: skip
        if aanlevering.status == Aanleverstatus.GEWEIGERD:
            raise Refused("De andere gemeente kan dit signaal niet aannemen. Vraag uw functioneel beheerder.")
        hand_to_worker(
            "process_aanlevering", aanlevering_id=str(aanlevering.pk), gemeente_code=doorzending.naar
        )
    enter(doorzending.gemeente_id, user_id=by.user_id)


def _mark_sent(doorzending: Doorzending, wijze: str, by: Actor) -> None:
    doorzending.wijze, doorzending.door = wijze, str(by)
    doorzending.op = doorzending.op or timezone.now()
