"""Reads about users and their roles."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from .actors import Actor
from .context import enter
from .models import Rol, User


def users_of(gemeente_code: str) -> QuerySet[User]:
    """Everybody with a role in this gemeente, with those roles and `tweede_stap`. Two queries.

    Row security shows users their own roles in other gemeenten too, so the gemeente is asked for here.
    """
    here = Rol.objects.filter(gemeente_id=gemeente_code).order_by("soort")
    return (
        User.objects.filter(Exists(here.filter(user=OuterRef("pk"))))
        .annotate(tweede_stap=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
        .prefetch_related(Prefetch("rollen", queryset=here, to_attr="rollen_hier"))
        .order_by("-is_active", "last_name", "first_name", "pk")
    )


def works_elsewhere(user_id: int, *, gemeente_code: str, by: Actor) -> bool:
    """Has this user a role in another gemeente? Only yes or no is told.

    Row security shows other gemeenten's roles to their owner alone, so the question is put as that user.
    """
    enter(gemeente_code, user_id=user_id)
    try:
        return Rol.objects.filter(user_id=user_id).exclude(gemeente_id=gemeente_code).exists()
    finally:
        enter(gemeente_code, user_id=by.user_id)


def names_of_codes(codes: Iterable[str]) -> dict[str, str]:
    """The name behind each code of the audit trail, such as `gebruiker:7`; what is no person is Tijdig itself."""
    known = set(codes) - {""}
    ids = {int(code.partition(":")[2]): code for code in known if code.startswith("gebruiker:")}
    users = User.objects.filter(pk__in=ids)
    return {code: "Tijdig" for code in known if code not in ids.values()} | {
        ids[user.pk]: str(user) for user in users
    }
