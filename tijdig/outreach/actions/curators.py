"""Where the curator of a resident gets mail (R-BRP-8)."""

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Inwoner
from tijdig.outreach.models import Curator
from tijdig.refusals import require
from tijdig.rules.terms import Zaakstatus


@transaction.atomic
def keep_curator(
    zaak_id: int, *, inwoner_id: int, naam: str, adresregel1: str, adresregel2: str, by: Actor
) -> Curator:
    """Write down name and address of the curator of one person of this zaak; an earlier one is replaced.

    Source: the Centraal curatele- en bewindregister, looked up by a person. Errors: Refused.
    """
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=zaak_id)
    inwoner = Inwoner.objects.filter(zaakinwoners__zaak=zaak, pk=inwoner_id).first()
    require(
        by.refusal_without(Right.BRIEVEN_AFDRUKKEN),
        None if zaak.status != Zaakstatus.AFGEROND else "Deze zaak is afgerond: er gaat geen brief meer uit.",
        None if inwoner and inwoner.curatele else "Deze inwoner staat niet onder curatele.",
        None
        if naam.strip() and adresregel1.strip() and adresregel2.strip()
        else "Vul naam en adres helemaal in.",
    )
    curator, _ = Curator.objects.update_or_create(
        inwoner_id=inwoner_id,
        defaults={
            "gemeente_id": zaak.gemeente_id, "naam": naam.strip(), "adresregel1": adresregel1.strip(),
            "adresregel2": adresregel2.strip(),
        },
    )  # fmt: skip
    record("curator.vastgelegd", subject=f"zaak:{zaak.pk}", by=by, ground="leidraad.3.3")
    return curator
