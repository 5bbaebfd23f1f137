"""Take a zaak for an act: locked, and seen by the actor as it is now."""

from tijdig.casework import permissions
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.refusals import require


def locked_zaak(zaak_id: int, *, versie: int) -> Vroegsignaalzaak:
    """The zaak, locked until the end of the transaction. Errors: Refused when somebody changed it meanwhile."""
    zaak = Vroegsignaalzaak.objects.select_for_update(no_key=True).get(pk=zaak_id)
    require(permissions.refusal_of_old_version(zaak, versie))
    return zaak
