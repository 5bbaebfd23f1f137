"""Staff agrees on a conversation: it takes a place in the same agenda as residents do (R-OUT-6, R-UIT-6)."""

from datetime import date, datetime

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework.actions.appointments import make_afspraak
from tijdig.casework.actions.opening import locked_zaak
from tijdig.casework.models import Afspraak
from tijdig.outreach.models import Tijdslot
from tijdig.outreach.reply.slots import free_slots, place_of
from tijdig.refusals import require

NAMED = 3  # free moments that a refusal names


@transaction.atomic
def agree_afspraak(
    zaak_id: int, *, moment: datetime, plaats: str, versie: int, today: date, by: Actor
) -> Afspraak:
    """Make the appointment and take its place. Inside the hours of the team a full moment is refused. Errors: Refused.

    `moment` is aware.
    """
    zaak = locked_zaak(zaak_id, versie=versie)
    in_hours, place = place_of(zaak, moment)
    if in_hours and place is None:
        free = ", ".join(f"{slot.start:%d-%m om %H.%M}" for slot in free_slots(zaak, today=today)[:NAMED])
        advice = f" Vrij zijn: {free} uur." if free else ""
        require(f"Dit moment is al bezet in de agenda. Kies een ander moment.{advice}")
    afspraak = make_afspraak(zaak_id, moment=moment, plaats=plaats, versie=versie, today=today, by=by)
    if place is not None:
        Tijdslot.objects.create(
            gemeente_id=zaak.gemeente_id, beschikbaarheid=place.uren, moment=place.moment, plek=place.plek,
            afspraak=afspraak,
        )  # fmt: skip
        record("agenda.plek_genomen", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4.1")
    return afspraak
