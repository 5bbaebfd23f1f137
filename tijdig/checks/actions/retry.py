"""A check that failed: ask the BRP again now, or let a person find out (R-BRP-1, §14)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import moment_on
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.checks.models import Toets
from tijdig.intake.queueing import hand_over_follow_up
from tijdig.refusals import Refused, require
from tijdig.rules.terms import BrpUitkomst, Signaalstatus, Zekerheid


@transaction.atomic
def retry_checks(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Every check that failed is due at once; the worker does it. Returns how many. Errors: Refused."""
    require(by.refusal_without(Right.TWIJFEL_BESLISSEN))
    waiting = Toets.objects.filter(vroegsignaal__status=Signaalstatus.CONTROLE_MISLUKT)
    count = waiting.update(volgende_poging=moment_on(today))
    hand_over_follow_up(gemeente_code)
    record("brp.opnieuw_gevraagd", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.8b", aantal=count)
    return count


@transaction.atomic
def take_over_check(toets_id: int, *, by: Actor) -> Toets:
    """The BRP keeps refusing this one: it goes to the list of doubt, where a person looks it up (R-BRP-1, R-BRP-4).

    Errors: Refused when it was checked meanwhile.
    """
    require(by.refusal_without(Right.TWIJFEL_BESLISSEN))
    waiting = Toets.objects.select_for_update(of=("self", "vroegsignaal")).select_related("vroegsignaal")
    toets = waiting.filter(pk=toets_id, vroegsignaal__status=Signaalstatus.CONTROLE_MISLUKT).first()
    if toets is None:
        raise Refused("Dit signaal wacht niet meer op de BRP. Ververs de lijst.")
    toets.uitkomst, toets.zekerheid = BrpUitkomst.HANDMATIG, Zekerheid.ONZEKER
    toets.redenen = [
        "De BRP gaf geen antwoord. Zoek de persoon zelf op en leg vast wie het is.",
        *toets.redenen,
    ]
    toets.volgende_poging = None
    toets.save(update_fields=["uitkomst", "zekerheid", "redenen", "volgende_poging"])
    toets.vroegsignaal.status = Signaalstatus.TWIJFEL
    toets.vroegsignaal.save(update_fields=["status"])
    record("brp.zelf_opzoeken", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="wgs.8b")
    return toets
