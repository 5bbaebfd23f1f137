"""Appointments with the resident (R-TRM-1, R-UIT-6)."""

from datetime import date, datetime

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.casework.models import Afspraak
from tijdig.refusals import require
from tijdig.rules.terms import Zaakstatus

from .attempts import after_attempts
from .opening import locked_zaak


@transaction.atomic
def make_afspraak(
    zaak_id: int, *, moment: datetime, plaats: str, versie: int, today: date, by: Actor
) -> Afspraak:
    """Agree on a conversation; making it is accepting the offer (R-UIT-3). `moment` is aware. Errors: Refused.

    After a closing with help that was accepted it is the first conversation there (R-UIT-6).
    """
    zaak = locked_zaak(zaak_id, versie=versie)
    require(
        permissions.refusal_after_closing(zaak, by)
        if zaak.hulptype
        else permissions.refusal_to_handle(zaak, by),
        "Vul in waar de afspraak is." if not plaats.strip() else None,
    )
    afspraak = Afspraak.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, moment=moment, plaats=plaats.strip(), gemaakt_op=today,
        door_id=by.user_id,
    )  # fmt: skip
    after_attempts([zaak.pk], gemeente_code=zaak.gemeente_id, today=today)
    record("afspraak.gemaakt", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4.1")
    return afspraak


@transaction.atomic
def settle_afspraak(afspraak_id: int, *, stand: Afspraak.Stand, versie: int, today: date, by: Actor) -> None:
    """What became of the appointment: it took place, nobody came, or it was called off. Errors: Refused.

    Also on a closed zaak: a first conversation after the closing starts the term of the decision (R-TRM-4).
    """
    afspraak = Afspraak.objects.select_for_update().get(pk=afspraak_id)
    zaak = locked_zaak(afspraak.zaak_id, versie=versie)
    closed = zaak.status == Zaakstatus.AFGEROND
    require(
        permissions.refusal_after_closing(zaak, by) if closed else permissions.refusal_to_handle(zaak, by),
        permissions.refusal_to_settle(afspraak, stand, today),
    )
    afspraak.stand = stand
    afspraak.save(update_fields=["stand"])
    after_attempts([zaak.pk], gemeente_code=zaak.gemeente_id, today=today)
    record("afspraak.afgehandeld", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4.1", stand=stand.value)
