"""Ask the BRP again now, without waiting for the pause (§14)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import moment_on
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.checks.models import Toets
from tijdig.intake.queueing import hand_over_follow_up
from tijdig.refusals import require
from tijdig.rules.terms import Signaalstatus


@transaction.atomic
def retry_checks(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Every check that failed is due at once; the worker does it. Returns how many. Errors: Refused."""
    require(by.refusal_without(Right.TWIJFEL_BESLISSEN))
    waiting = Toets.objects.filter(vroegsignaal__status=Signaalstatus.CONTROLE_MISLUKT)
    count = waiting.update(volgende_poging=moment_on(today))
    hand_over_follow_up(gemeente_code)
    record("brp.opnieuw_gevraagd", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.8b", aantal=count)
    return count
