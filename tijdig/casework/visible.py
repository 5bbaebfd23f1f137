"""Which zaken somebody sees: those of their team, of no team, and their own (R-TRI-7).

Row security keeps to the gemeente already; a role without a team is bound to none.
"""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest

from .models import Vroegsignaalzaak
from .standing_in import ids_replaced_by


def visible_zaken(request: StaffRequest) -> QuerySet[Vroegsignaalzaak]:
    """The zaken that this request may show."""
    zaken = Vroegsignaalzaak.objects.all()
    if Right.ZAKEN_ALLE_TEAMS in request.actor.rights or not request.teams:
        return zaken
    own = Q(behandelaar_id=request.actor.user_id)
    replaced = Q(behandelaar_id__in=ids_replaced_by(request.actor.user_id, request.today))
    return zaken.filter(Q(team__in=request.teams | {""}) | own | replaced)


def zaak_or_404(request: StaffRequest, zaak_id: int) -> Vroegsignaalzaak:
    """One zaak with its behandelaar. Errors: Http404 when it does not exist for this user."""
    return get_object_or_404(visible_zaken(request).select_related("behandelaar"), pk=zaak_id)
