"""Which zaken somebody sees: those of their team, of no team, and their own (R-TRI-7).

Row security keeps to the gemeente already; a role without a team is bound to none.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest

from .models import Vroegsignaalzaak
from .standing_in import ids_replaced_by


def sees_every_team(request: StaffRequest) -> bool:
    """Whether this request is bound to no team."""
    return Right.ZAKEN_ALLE_TEAMS in request.actor.rights or not request.teams


def visible_zaken(request: StaffRequest) -> QuerySet[Vroegsignaalzaak]:
    """The zaken that this request may show."""
    zaken = Vroegsignaalzaak.objects.all()
    if sees_every_team(request):
        return zaken
    own = Q(behandelaar_id=request.actor.user_id)
    replaced = Q(behandelaar_id__in=ids_replaced_by(request.actor.user_id, request.today))
    return zaken.filter(Q(team__in=request.teams | {""}) | own | replaced)


def only_of_visible(request: StaffRequest, parts: QuerySet[Any], *, whole: str) -> Q:
    """A demand on a batch, such as a print run: made by this user, or no part of it is of a zaak they do not see.

    `parts`: the rows with a zaak; `whole`: their field that points at the batch.
    """
    if sees_every_team(request):
        return Q()
    hidden = parts.filter(
        ~Exists(visible_zaken(request).filter(pk=OuterRef("zaak_id"))), **{whole: OuterRef("pk")}
    )
    return Q(door_id=request.actor.user_id) | Q(~Exists(hidden))


def zaak_or_404(request: StaffRequest, zaak_id: int) -> Vroegsignaalzaak:
    """One zaak with its behandelaar. Errors: Http404 when it does not exist for this user."""
    return get_object_or_404(visible_zaken(request).select_related("behandelaar"), pk=zaak_id)
