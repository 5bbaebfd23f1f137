"""A schuldhulpverlener takes on what came in about an own client (R-SHV-1)."""

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.handed_over import clients_of
from tijdig.casework.models import Notitie, Vermelding, Vroegsignaalzaak
from tijdig.refusals import require

TAKEN_ON = "Deze inwoner is al bij mij in schuldhulpverlening. Ik neem contact op."


@transaction.atomic
def accept_overdracht(zaak_id: int, *, remark: str, by: Actor) -> Notitie:
    """Say on the zaak that the professional takes it on; the behandelaar is called on. Errors: Refused.

    The zaak stays with the team, which closes it: the partner hears then that help is given already.
    """
    require(by.refusal_without(Right.OVERDRACHTEN_AANNEMEN))
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=zaak_id)
    own = clients_of(by.user_id, zaak.gemeente_id).filter(pk=zaak.pk)
    require(None if own.exists() else "Dit signaal is al aangenomen, of gaat niet over een inwoner van u.")
    tekst = " ".join(filter(None, (TAKEN_ON, remark.strip())))
    notitie = Notitie.objects.create(gemeente_id=zaak.gemeente_id, zaak=zaak, tekst=tekst, door_id=by.user_id)
    if zaak.behandelaar_id:
        Vermelding.objects.create(gemeente_id=zaak.gemeente_id, notitie=notitie, wie_id=zaak.behandelaar_id)
    record("overdracht.aangenomen", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b")
    return notitie
