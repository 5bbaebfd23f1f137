"""Which zaken somebody sees: those of their team, of no team, and their own (R-TRI-7).

Row security keeps to the gemeente already; a role without a team is bound to none.
"""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from tijdig.accounts.models import User
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.rules.terms import Rolsoort

from .models import Vroegsignaalzaak

HANDLERS = (Rolsoort.VROEGSIGNALEERDER, Rolsoort.TEAMLEIDER)


def visible_zaken(request: StaffRequest) -> QuerySet[Vroegsignaalzaak]:
    """The zaken that this request may show."""
    zaken = Vroegsignaalzaak.objects.all()
    if Right.ZAKEN_ALLE_TEAMS in request.actor.rights or not request.teams:
        return zaken
    return zaken.filter(Q(team__in=request.teams | {""}) | Q(behandelaar_id=request.actor.user_id))


def zaak_or_404(request: StaffRequest, zaak_id: int) -> Vroegsignaalzaak:
    """One zaak with its behandelaar. Errors: Http404 when it does not exist for this user."""
    return get_object_or_404(visible_zaken(request).select_related("behandelaar"), pk=zaak_id)


def colleagues(gemeente_code: str) -> list[tuple[int, str]]:
    """(id, name) of everybody who handles zaken here, by name."""
    users = User.objects.filter(
        rollen__gemeente_id=gemeente_code, rollen__soort__in=HANDLERS, is_active=True
    ).distinct()
    return sorted(((user.pk, str(user)) for user in users), key=lambda pair: pair[1].casefold())
