"""Keep the users of a gemeente. There is no superuser: rights come from roles (R-ROL-1, R-ROL-3).

Somebody can work for several gemeenten. Then one beheerder decides about the roles in their own gemeente
only: with a new password or second factor they could act for another (R-ROL-2).
"""

from collections.abc import Iterable, Mapping

from allauth.mfa.models import Authenticator
from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Rol, User
from tijdig.accounts.queries import works_elsewhere
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Rolsoort

GROUND = "avg.32"


@transaction.atomic
def add_user(
    *, username: str, gegevens: Mapping[str, str], gemeente_code: str, rollen: Iterable[Rolsoort], team: str, by: Actor
) -> User:  # fmt: skip
    """A new account without a password: the one-time link lets its owner choose one. Errors: Refused.

    `gegevens`: first_name, last_name, email, telefoon_direct.
    """
    wanted = sorted(set(rollen))
    require(by.refusal_without(Right.GEBRUIKERS_BEHEREN), _refusal_without_roles(wanted))
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(
            "Deze gebruikersnaam bestaat al. Werkt deze collega al met Tijdig? Geef dan alleen een rol."
        )
    user = User(username=username, **gegevens)
    user.set_unusable_password()
    user.save()
    _set_roles(user, gemeente_code, wanted, team)
    record(
        "gebruiker.toegevoegd", subject=f"gebruiker:{user.pk}", by=by, ground=GROUND, rollen=",".join(wanted)
    )
    return user


@transaction.atomic
def give_roles(user_id: int, *, gemeente_code: str, rollen: Iterable[Rolsoort], team: str, by: Actor) -> User:
    """These roles, and no others, in this gemeente (R-ROL-1). Also for who works elsewhere. Errors: Refused."""
    wanted = sorted(set(rollen))
    user = _locked(user_id, by)
    require(
        _refusal_of_self(user, by, "Uw eigen rollen wijzigt een andere beheerder."),
        _refusal_without_roles(wanted),
    )
    _set_roles(user, gemeente_code, wanted, team)
    record(
        "gebruiker.rollen_gewijzigd",
        subject=f"gebruiker:{user.pk}",
        by=by,
        ground=GROUND,
        rollen=",".join(wanted),
    )
    return user


@transaction.atomic
def change_user(user_id: int, *, gegevens: Mapping[str, str], gemeente_code: str, by: Actor) -> User:
    """Change name, e-mail and telephone. Errors: Refused."""
    user = _locked(user_id, by)
    require(_refusal_elsewhere(user, gemeente_code, by))
    for name, value in gegevens.items():
        setattr(user, name, value)
    user.save(update_fields=list(gegevens))
    record("gebruiker.gewijzigd", subject=f"gebruiker:{user.pk}", by=by, ground=GROUND, velden=len(gegevens))
    return user


@transaction.atomic
def close_account(user_id: int, *, gemeente_code: str, by: Actor) -> User:
    """No access from now on. Who works elsewhere loses the roles here and keeps the account. Errors: Refused."""
    user = _locked(user_id, by)
    require(_refusal_of_self(user, by, "Uw eigen account sluit een andere beheerder."))
    elsewhere = works_elsewhere(user.pk, gemeente_code=gemeente_code, by=by)
    if elsewhere:
        Rol.objects.filter(user=user, gemeente_id=gemeente_code).delete()
    else:
        user.is_active = False
        user.save(update_fields=["is_active"])
    record("gebruiker.gesloten", subject=f"gebruiker:{user.pk}", by=by, ground=GROUND, elders=elsewhere)
    return user


@transaction.atomic
def reopen_account(user_id: int, *, gemeente_code: str, by: Actor) -> User:
    """Somebody is back: access again, with the roles they had. Errors: Refused."""
    user = _locked(user_id, by)
    require(_refusal_elsewhere(user, gemeente_code, by))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("gebruiker.heropend", subject=f"gebruiker:{user.pk}", by=by, ground=GROUND)
    return user


@transaction.atomic
def reset_password(user_id: int, *, gemeente_code: str, by: Actor) -> User:
    """The old password no longer works; a one-time link lets its owner choose a new one. Errors: Refused."""
    user = _locked(user_id, by)
    require(
        _refusal_of_self(user, by, "Uw eigen wachtwoord wijzigt u onder uw naam, rechtsboven."),
        _refusal_elsewhere(user, gemeente_code, by),
    )
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record("gebruiker.wachtwoord_vernieuwd", subject=f"gebruiker:{user.pk}", by=by, ground=GROUND)
    return user


@transaction.atomic
def reset_second_factor(user_id: int, *, gemeente_code: str, by: Actor) -> User:
    """The telephone is lost: at the next login a new second factor is set up (R-ROL-3). Errors: Refused."""
    user = _locked(user_id, by)
    require(
        _refusal_of_self(user, by, "Uw eigen tweede stap wijzigt u onder uw naam, rechtsboven."),
        _refusal_elsewhere(user, gemeente_code, by),
    )
    Authenticator.objects.filter(user=user).delete()
    record("gebruiker.tweede_stap_gewist", subject=f"gebruiker:{user.pk}", by=by, ground=GROUND)
    return user


def _locked(user_id: int, by: Actor) -> User:
    require(by.refusal_without(Right.GEBRUIKERS_BEHEREN))
    return User.objects.select_for_update().get(pk=user_id)


def _set_roles(user: User, gemeente_code: str, rollen: Iterable[Rolsoort], team: str) -> None:
    Rol.objects.filter(user=user, gemeente_id=gemeente_code).delete()
    Rol.objects.bulk_create(
        Rol(user=user, gemeente_id=gemeente_code, soort=soort, team=team.strip()) for soort in rollen
    )


def _refusal_without_roles(rollen: Iterable[Rolsoort]) -> str | None:
    return (
        None if list(rollen) else "Kies minstens één rol. Werkt iemand hier niet meer? Sluit dan het account."
    )


def _refusal_of_self(user: User, by: Actor, sentence: str) -> str | None:
    """Nobody raises or locks out themselves; so there is always a beheerder left."""
    return sentence if user.pk == by.user_id else None


def _refusal_elsewhere(user: User, gemeente_code: str, by: Actor) -> str | None:
    if not works_elsewhere(user.pk, gemeente_code=gemeente_code, by=by):
        return None
    return (
        "Deze collega werkt ook voor een andere gemeente. U kunt alleen de rollen in uw eigen gemeente wijzigen. "
        "Vraag het aan wie de installatie beheert."
    )
