"""Record that another record of the inwoner was consulted, with the ground that allows it (R-SHV-3, R-OUT-8)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.consulting import refusal_to_consult
from tijdig.rules.terms import Bronregistratie

from .opening import locked_zaak


@transaction.atomic
def record_raadpleging(
    zaak_id: int, *, registratie: Bronregistratie, versie: int, today: date, by: Actor
) -> None:
    """Somebody looked in this record about the inwoner of this zaak. What stood there is not kept (AVG art. 5).

    A zaak that is open is one in which nobody accepted help yet. Errors: Refused when no ground allows it today.
    """
    zaak = locked_zaak(zaak_id, versie=versie)
    beleid = policy_on(today, zaak.gemeente_id).raadplegen
    require(
        permissions.refusal_to_handle(zaak, by),
        refusal_to_consult(registratie, beleid=beleid, dag=today),
        None if registratie in beleid.aangezet else "Dit legt Tijdig zelf al vast bij de controle.",
    )
    record("registratie.geraadpleegd", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.8d",
           registratie=registratie.value)  # fmt: skip
