"""What those who walk must know at the door of a zaak: written, changed, taken away (R-OUT-5)."""

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.models import Deurnotitie
from tijdig.refusals import require
from tijdig.rules.door_note import refusal_of_door_note
from tijdig.rules.terms import Zaakstatus


@transaction.atomic
def write_deurnotitie(zaak_id: int, *, tekst: str, by: Actor) -> bool:
    """Put this at the door; an empty text takes away what stood there. Returns whether one stands. Errors: Refused.

    The trail says that it was written, not what.
    """
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=zaak_id)
    require(
        by.refusal_without(Right.RONDES_PLANNEN),
        "De gegevens van deze zaak zijn gewist." if zaak.gewist_op else None,
        "Deze zaak is afgerond. Er gaat niemand meer langs." if _is_over(zaak, tekst) else None,
        refusal_of_door_note(tekst),
    )
    written = " ".join(tekst.split())
    if written:
        Deurnotitie.objects.update_or_create(
            zaak=zaak,
            defaults={"gemeente_id": zaak.gemeente_id, "tekst": written, "door_id": by.user_id, "op": timezone.now()},
        )  # fmt: skip
    else:
        Deurnotitie.objects.filter(zaak=zaak).delete()
    record(
        "deurnotitie.geschreven", subject=f"zaak:{zaak.pk}", by=by, ground="arbowet.3", staat_er=bool(written)
    )
    return bool(written)


def _is_over(zaak: Vroegsignaalzaak, tekst: str) -> bool:
    return zaak.status == Zaakstatus.AFGEROND and bool(tekst.strip())
