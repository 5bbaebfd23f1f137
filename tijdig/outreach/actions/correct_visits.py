"""Put a wrong tap at the door right: what followed from it is undone, or it is refused with the reason (R-OUT-5)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Afspraak, Contactpoging, Vroegsignaalzaak
from tijdig.outreach.models import Bericht, Bezoek, Bezoekronde, Brief, Reactie
from tijdig.outreach.visits.taps import (
    attempt_at_door,
    is_skipped,
    locked_ronde,
    note_of,
    reached_at_door,
    refusal_of_outcome,
)
from tijdig.refusals import require
from tijdig.rules.terms import Deurreden, Deuruitkomst, Kaartstand, Rondestand, Zaakstatus
from tijdig.rules.visits import Getikt, refusal_of_correction


@transaction.atomic
def correct_bezoek(
    bezoek_id: int,
    *,
    uitkomst: Deuruitkomst,
    reden: Deurreden | None,
    tik: UUID,
    now: datetime,
    today: date,
    by: Actor,
) -> Bezoek:
    """What happened at the door after all. The audit trail keeps both outcomes. Errors: Refused.

    The attempt on the zaak changes with it, and so do the step and the terms that followed; a card that was
    recorded goes when somebody was at home after all. The same tap counts once.
    """
    found = Bezoek.objects.get(pk=bezoek_id)
    ronde = locked_ronde(found.ronde_id or 0, today=today, by=by)
    Vroegsignaalzaak.objects.select_for_update().get(pk=found.zaak_id)
    bezoek = Bezoek.objects.select_for_update(of=("self",)).select_related("zaak").get(pk=bezoek_id)
    if bezoek.tik == tik:
        return bezoek
    require(
        refusal_of_correction(_since(bezoek, ronde), nu=now),
        refusal_of_outcome(uitkomst, reden),
    )
    was = bezoek.uitkomst
    _without_card(bezoek, uitkomst)
    _attempt(bezoek, ronde, uitkomst=uitkomst, reden=reden, now=now, today=today, by=by)
    bezoek.uitkomst, bezoek.tik = uitkomst, tik
    bezoek.reden = reden or "" if uitkomst is Deuruitkomst.ANDERS else ""
    bezoek.save(update_fields=["uitkomst", "reden", "tik", "contactpoging", "kaart", "kaartpoging"])
    after_attempts([bezoek.zaak_id], gemeente_code=bezoek.gemeente_id, today=today)
    record(
        "bezoek.verbeterd", subject=f"zaak:{bezoek.zaak_id}", by=by, ground="wgs.3.1.b", was=was,
        uitkomst=uitkomst.value,
    )  # fmt: skip
    return bezoek


def _since(bezoek: Bezoek, ronde: Bezoekronde) -> Getikt:
    """What happened on the zaak after the tap. The own attempts of this visit do not count."""
    stand, ended = Rondestand(ronde.stand), ronde.beeindigd_op
    if bezoek.op is None:
        return Getikt(uitkomst="", stand=stand, beeindigd_op=ended)
    zaak, own = bezoek.zaak, [pk for pk in (bezoek.contactpoging_id, bezoek.kaartpoging_id) if pk]
    later = Contactpoging.objects.filter(zaak=zaak, pk__gt=min(own, default=0)).exclude(pk__in=own)
    sent = Brief.objects.filter(zaak=zaak, printronde__gemaakt_op__gte=bezoek.op)
    messaged = Bericht.objects.filter(zaak=zaak, gemaakt_op__gte=bezoek.op)
    agreed = Afspraak.objects.filter(zaak=zaak, gemaakt_op=ronde.plan.dag, stand=Afspraak.Stand.GEPLAND)
    return Getikt(
        uitkomst=bezoek.uitkomst, stand=stand, beeindigd_op=ended,
        afgerond=zaak.status == Zaakstatus.AFGEROND or zaak.gewist_op is not None,
        gereageerd=Reactie.objects.filter(contactpoging_id__in=own).exists()
        or Contactpoging.objects.filter(pk__in=own, reactie_op__isnull=False).exists(),
        gevolgd=(bool(own) and later.exists()) or sent.exists() or messaged.exists()
        or (bezoek.uitkomst == Deuruitkomst.GESPROKEN and agreed.exists()),
    )  # fmt: skip


def _without_card(bezoek: Bezoek, uitkomst: Deuruitkomst) -> None:
    """Only who was not at home has a card; the printed one can still be used."""
    if uitkomst is Deuruitkomst.NIET_THUIS or not bezoek.kaart:
        return
    card = bezoek.kaartpoging_id
    bezoek.kaartpoging, bezoek.kaart = None, Kaartstand.AFGEDRUKT
    bezoek.save(update_fields=["kaart", "kaartpoging"])
    if card is not None:
        Contactpoging.objects.filter(pk=card).delete()


def _attempt(
    bezoek: Bezoek,
    ronde: Bezoekronde,
    *,
    uitkomst: Deuruitkomst,
    reden: Deurreden | None,
    now: datetime,
    today: date,
    by: Actor,
) -> None:
    """The attempt as it should have been; none when the door was skipped."""
    poging = bezoek.contactpoging
    if is_skipped(uitkomst, reden):
        bezoek.contactpoging = None
        bezoek.save(update_fields=["contactpoging"])
        if poging is not None:
            poging.delete()
    elif poging is None:
        bezoek.contactpoging = attempt_at_door(
            bezoek, ronde, uitkomst=uitkomst, reden=reden, moment=bezoek.op or now, today=today, by=by
        )  # fmt: skip
    else:
        poging.bereikt, poging.notitie = reached_at_door(uitkomst), note_of(uitkomst, reden)
        poging.save(update_fields=["bereikt", "notitie"])
