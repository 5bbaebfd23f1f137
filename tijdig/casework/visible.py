"""Which zaken somebody sees: those of their team, of no team, and their own (R-TRI-7).

Row security keeps to the gemeente already; a role without a team is bound to none.
"""

from collections import defaultdict

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from tijdig.accounts.models import Rol, User
from tijdig.accounts.rights import Right, rights_of
from tijdig.accounts.staff import StaffRequest
from tijdig.rules.terms import Rolsoort

from .models import Vroegsignaalzaak
from .standing_in import ids_replaced_by

HANDLERS = (Rolsoort.VROEGSIGNALEERDER, Rolsoort.TEAMLEIDER)


def visible_zaken(request: StaffRequest) -> QuerySet[Vroegsignaalzaak]:
    """The zaken that this request may show."""
    zaken = Vroegsignaalzaak.objects.all()
    if Right.ZAKEN_ALLE_TEAMS in request.actor.rights or not request.teams:
        return zaken
    own = Q(behandelaar_id=request.actor.user_id)
    replaced = Q(behandelaar_id__in=ids_replaced_by(request.actor.user_id, request.today))
    return zaken.filter(Q(team__in=request.teams | {""}) | own | replaced)


def seeing_colleagues(zaak: Vroegsignaalzaak) -> tuple[dict[int, str], dict[int, str]]:
    """(id → name) of everybody who works here, and of those among them who may see this zaak. One query."""
    rows = (
        Rol.objects.filter(gemeente_id=zaak.gemeente_id, user__is_active=True)
        .select_related("user")
        .order_by("user_id")
    )
    everybody, teams, rights = (
        dict[int, str](),
        defaultdict[int, set[str]](set),
        defaultdict[int, set[Right]](set),
    )
    for row in rows:
        everybody[row.user_id] = str(row.user)
        teams[row.user_id] |= {row.team} - {""}
        rights[row.user_id] |= rights_of([Rolsoort(row.soort)])
    may = {
        pk: name
        for pk, name in everybody.items()
        if Right.ZAKEN_ZIEN in rights[pk]
        and (
            Right.ZAKEN_ALLE_TEAMS in rights[pk]
            or not teams[pk]
            or zaak.team in teams[pk] | {""}
            or zaak.behandelaar_id == pk
        )
    }
    return everybody, may


def to_call_on(zaak: Vroegsignaalzaak) -> list[tuple[str, list[tuple[int, str]]]]:
    """The colleagues who may read this zaak, those of its team first, in groups for a choice. Two queries."""
    may = sorted(seeing_colleagues(zaak)[1].items(), key=lambda pair: pair[1].casefold())
    own = set(
        Rol.objects.filter(gemeente_id=zaak.gemeente_id, team=zaak.team or None).values_list(
            "user_id", flat=True
        )
    )
    groups = [
        (zaak.team, [pair for pair in may if pair[0] in own]),
        ("Andere collega's", [pair for pair in may if pair[0] not in own]),
    ]
    return [(name, people) for name, people in groups if people]


def zaak_or_404(request: StaffRequest, zaak_id: int) -> Vroegsignaalzaak:
    """One zaak with its behandelaar. Errors: Http404 when it does not exist for this user."""
    return get_object_or_404(visible_zaken(request).select_related("behandelaar"), pk=zaak_id)


def colleagues(gemeente_code: str) -> list[tuple[int, str]]:
    """(id, name) of everybody who handles zaken here, by name."""
    users = User.objects.filter(
        rollen__gemeente_id=gemeente_code, rollen__soort__in=HANDLERS, is_active=True
    ).distinct()
    return sorted(((user.pk, str(user)) for user in users), key=lambda pair: pair[1].casefold())
