"""Acts on users: there is no superuser, and nobody raises or locks out themselves (R-ROL-1, R-ROL-3)."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from tests import make
from tijdig.accounts.actions.gemeenten import change_gemeente
from tijdig.accounts.actions.users import (
    add_user,
    change_user,
    close_account,
    give_roles,
    reopen_account,
    reset_password,
    reset_second_factor,
)
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente, Rol, User
from tijdig.accounts.queries import users_of, works_elsewhere
from tijdig.audit.models import AuditEvent
from tijdig.refusals import Refused
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

DETAILS = {
    "first_name": "Noor",
    "last_name": "Bakker",
    "email": "noor@dordrecht.example",
    "telefoon_direct": "",
}
HERE = "0505"


@pytest.fixture
def bea() -> Actor:
    """The functioneel beheerder of Dordrecht."""
    make.gemeente()
    return make.actor(make.user("bea", Rolsoort.BEHEERDER), Rolsoort.BEHEERDER)


@pytest.fixture
def anna(bea: Actor) -> User:
    return make.user("anna", Rolsoort.VROEGSIGNALEERDER)


def _also_in_rotterdam(user: User) -> None:
    make.gemeente("0599", "Rotterdam")
    Rol.objects.create(user=user, gemeente_id="0599", soort=Rolsoort.TEAMLEIDER)
    make.gemeente()


def test_a_new_user_has_roles_and_no_password_yet(bea: Actor) -> None:
    user = add_user(
        username="noor",
        gegevens=DETAILS,
        gemeente_code=HERE,
        rollen=[Rolsoort.TEAMLEIDER],
        team="Noord",
        by=bea,
    )
    assert not user.has_usable_password()
    assert not user.is_superuser
    assert list(user.rollen.values_list("soort", "team")) == [("teamleider", "Noord")]
    event = AuditEvent.objects.get(what="gebruiker.toegevoegd")
    assert event.subject == f"gebruiker:{user.pk}"
    assert "Noor" not in str(event.detail)  # R-BEW-4


@pytest.mark.parametrize("username", ["anna", "ANNA"])
def test_a_username_exists_once(bea: Actor, anna: User, username: str) -> None:
    with pytest.raises(Refused, match="bestaat al"):
        add_user(
            username=username,
            gegevens=DETAILS,
            gemeente_code=HERE,
            rollen=list(Rolsoort)[:1],
            team="",
            by=bea,
        )


def test_nobody_is_without_a_role(bea: Actor, anna: User) -> None:
    with pytest.raises(Refused, match="minstens één rol"):
        give_roles(anna.pk, gemeente_code=HERE, rollen=[], team="", by=bea)


def test_roles_replace_the_ones_before_in_this_gemeente_only(
    bea: Actor, anna: User
) -> None:  # R-ROL-1, R-ROL-2
    _also_in_rotterdam(anna)
    give_roles(anna.pk, gemeente_code=HERE, rollen=[Rolsoort.ADMINISTRATIE], team="", by=bea)
    assert list(Rol.objects.filter(user=anna, gemeente_id=HERE).values_list("soort", flat=True)) == [
        "administratie"
    ]
    make.gemeente("0599")
    assert Rol.objects.filter(user=anna, gemeente_id="0599", soort="teamleider").exists()


def test_details_change(bea: Actor, anna: User) -> None:
    change_user(anna.pk, gegevens=DETAILS, gemeente_code=HERE, by=bea)
    anna.refresh_from_db()
    assert anna.email == "noor@dordrecht.example"


def test_a_closed_account_can_be_opened_again(bea: Actor, anna: User) -> None:
    close_account(anna.pk, gemeente_code=HERE, by=bea)
    anna.refresh_from_db()
    assert not anna.is_active
    reopen_account(anna.pk, gemeente_code=HERE, by=bea)
    anna.refresh_from_db()
    assert anna.is_active


def test_who_works_elsewhere_keeps_the_account_and_loses_the_roles_here(
    bea: Actor, anna: User
) -> None:  # R-ROL-2
    _also_in_rotterdam(anna)
    close_account(anna.pk, gemeente_code=HERE, by=bea)
    anna.refresh_from_db()
    assert anna.is_active
    assert anna not in users_of(HERE)
    make.gemeente("0599")
    assert anna in users_of("0599")


def test_a_lost_telephone_means_a_new_second_factor(bea: Actor, anna: User) -> None:  # R-ROL-3
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    reset_second_factor(anna.pk, gemeente_code=HERE, by=bea)
    assert not Authenticator.objects.filter(user=anna).exists()


def test_a_lost_password_no_longer_works(bea: Actor, anna: User) -> None:
    anna.set_password("een lang wachtwoord")
    anna.save()
    reset_password(anna.pk, gemeente_code=HERE, by=bea)
    anna.refresh_from_db()
    assert not anna.has_usable_password()


ON_ONESELF: dict[str, Callable[[Actor], object]] = {
    "roles": lambda by: give_roles(
        by.user_id, gemeente_code=HERE, rollen=[Rolsoort.TEAMLEIDER], team="", by=by
    ),
    "close": lambda by: close_account(by.user_id, gemeente_code=HERE, by=by),
    "password": lambda by: reset_password(by.user_id, gemeente_code=HERE, by=by),
    "second factor": lambda by: reset_second_factor(by.user_id, gemeente_code=HERE, by=by),
}


@pytest.mark.parametrize("act", ON_ONESELF.values(), ids=ON_ONESELF)
def test_nobody_raises_or_locks_out_themselves(bea: Actor, act: Callable[[Actor], object]) -> None:  # R-ROL-1
    with pytest.raises(Refused, match="Uw eigen"):
        act(bea)
    assert not AuditEvent.objects.exists()


ON_ANOTHER: dict[str, Callable[[User, Actor], object]] = {
    "details": lambda user, by: change_user(user.pk, gegevens=DETAILS, gemeente_code=HERE, by=by),
    "reopen": lambda user, by: reopen_account(user.pk, gemeente_code=HERE, by=by),
    "password": lambda user, by: reset_password(user.pk, gemeente_code=HERE, by=by),
    "second factor": lambda user, by: reset_second_factor(user.pk, gemeente_code=HERE, by=by),
}


@pytest.mark.parametrize("act", ON_ANOTHER.values(), ids=ON_ANOTHER)
def test_one_beheerder_cannot_take_over_an_account_that_opens_another_gemeente(
    bea: Actor, anna: User, act: Callable[[User, Actor], object]
) -> None:  # R-ROL-2
    _also_in_rotterdam(anna)
    with pytest.raises(Refused, match="ook voor een andere gemeente"):
        act(anna, bea)


@pytest.mark.parametrize("act", ON_ANOTHER.values(), ids=ON_ANOTHER)
def test_only_the_beheerder_may(anna: User, act: Callable[[User, Actor], object]) -> None:  # R-ROL-1
    tom = make.actor(make.user("tom", Rolsoort.TEAMLEIDER), Rolsoort.TEAMLEIDER)
    with pytest.raises(Refused, match="geen recht"):
        act(anna, tom)


def test_asking_whether_somebody_works_elsewhere_leaves_the_gemeente_as_it_was(
    bea: Actor, anna: User
) -> None:
    _also_in_rotterdam(anna)
    assert works_elsewhere(anna.pk, gemeente_code=HERE, by=bea)
    assert not works_elsewhere(bea.user_id, gemeente_code=HERE, by=bea)
    assert set(Rol.objects.values_list("gemeente_id", flat=True)) == {HERE}


def test_the_gemeente_keeps_its_own_details(bea: Actor) -> None:
    change_gemeente(HERE, gegevens={"afdeling": "Team Vroeg Eropaf", "brp_koppeling": True}, by=bea)
    gemeente = Gemeente.objects.get(pk=HERE)
    assert (gemeente.afdeling, gemeente.brp_koppeling) == ("Team Vroeg Eropaf", True)
    assert AuditEvent.objects.get().detail == {"velden": "afdeling,brp_koppeling"}


def test_the_name_of_a_gemeente_is_not_its_own_to_change(bea: Actor) -> None:
    with pytest.raises(KeyError, match="naam"):
        change_gemeente(HERE, gegevens={"naam": "Rotterdam"}, by=bea)


def test_others_do_not_change_the_gemeente(anna: User) -> None:  # R-ROL-1
    with pytest.raises(Refused, match="geen recht"):
        change_gemeente(HERE, gegevens={"afdeling": "x"}, by=make.actor(anna))
