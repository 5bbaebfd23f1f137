"""A wrong tap on the post is taken back on the same day: printed after all not, or not returned (R-OUT-3)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Contactpoging
from tijdig.outreach.models import Brief, Printronde
from tijdig.outreach.posting import TOO_LATE, refusal_to_take_back
from tijdig.refusals import require
from tijdig.rules.terms import Bereikt


@transaction.atomic
def take_back_printed(printronde_id: int, *, today: date, by: Actor) -> Printronde:
    """The letters are not on paper after all. Errors: Refused."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    ronde = Printronde.objects.select_for_update().get(pk=printronde_id)
    require(refusal_to_take_back(ronde, today))
    ronde.afgedrukt_op = None
    ronde.save(update_fields=["afgedrukt_op"])
    record("printronde.niet_afgedrukt", subject=f"printronde:{ronde.pk}", by=by, ground="wgs.3.1.b",
           brieven=ronde.aantal)  # fmt: skip
    return ronde


@transaction.atomic
def take_back_retour(brief_id: int, *, today: date, by: Actor) -> Brief:
    """The letter did not come back after all: its attempt waits for an answer again. Errors: Refused."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    brief = Brief.objects.select_for_update().select_related("zaak").get(pk=brief_id)
    require(
        None if brief.retour_op and not brief.reden else "De post bracht deze brief niet terug.",
        None if brief.retour_op == today and brief.retour_klaar_op is None else TOO_LATE,
        "De gegevens van deze zaak zijn gewist." if brief.zaak.gewist_op else None,
    )
    brief.retour_op = None
    brief.save(update_fields=["retour_op"])
    poging = Contactpoging.objects.filter(pk=brief.contactpoging_id)
    # What waited too long before it came back, is found again by the daily round (R-OUT-2).
    poging.filter(retour_op__isnull=False, bereikt=Bereikt.NEE, reactie_op=None).update(
        bereikt=Bereikt.ONBEKEND
    )
    poging.update(retour_op=None)
    after_attempts([brief.zaak_id], gemeente_code=brief.gemeente_id, today=today)
    record("brief.niet_retour", subject=f"zaak:{brief.zaak_id}", by=by, ground="wgs.3.1.b")
    return brief
