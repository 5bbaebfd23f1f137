"""Things for tests, made by plain functions with sensible values. Each returns what it made."""

from datetime import date

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import enter
from tijdig.accounts.models import Gemeente, Rol, User
from tijdig.accounts.rights import rights_of
from tijdig.partners.models import Overeenkomst, Signaalpartner
from tijdig.rules.terms import PartnerType, Rolsoort

TODAY = date(2026, 11, 22)


def gemeente(code: str = "0505", naam: str = "Dordrecht", **more: object) -> Gemeente:
    """A gemeente; the running transaction works for it from here on."""
    made, _ = Gemeente.objects.get_or_create(code=code, defaults={"naam": naam, **more})
    enter(code)
    return made


def user(username: str = "anna", *roles: Rolsoort, gemeente_code: str = "0505") -> User:
    made = User.objects.create(username=username, first_name=username.title(), last_name="de Vries")
    for role in roles or (Rolsoort.VROEGSIGNALEERDER,):
        Rol.objects.create(user=made, gemeente_id=gemeente_code, soort=role)
    return made


def actor(user: User, *roles: Rolsoort) -> Actor:
    return Actor(
        code=f"gebruiker:{user.pk}",
        user_id=user.pk,
        rights=rights_of(roles or (Rolsoort.VROEGSIGNALEERDER,)),
        name=str(user),
    )


def partner(
    kvk: str = "11111111", naam: str = "Woonstichting De Kade", soorten: tuple[str, ...] = ("huur",),
    soort: PartnerType = PartnerType.VERHUURDER, *, gemeente_code: str = "0505", ingang: date = date(2021, 1, 1),
    einde: date | None = None,
) -> Signaalpartner:  # fmt: skip
    """A partner with an agreement in force."""
    made, _ = Signaalpartner.objects.get_or_create(
        kvk_nummer=kvk, defaults={"naam": naam, "kort": naam.split()[-1], "soort": soort, "soorten": list(soorten)}
    )
    Overeenkomst.objects.create(gemeente_id=gemeente_code, partner=made, ingang=ingang, einde=einde)
    return made
