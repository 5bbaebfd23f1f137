"""Things for tests, made by plain functions with sensible values. Each returns what it made."""

import time
from datetime import date, timedelta
from itertools import count
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.accounts.models import Gemeente, Rol, User
from tijdig.accounts.rights import rights_of
from tijdig.accounts.terms_of_session import BEGUN
from tijdig.casework.actions.matching import open_zaken
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Inwoner, Toets
from tijdig.intake.models import Aanlevering, Vroegsignaal
from tijdig.partners.models import Overeenkomst, Signaalpartner
from tijdig.rules.terms import (
    Aanleverstatus,
    Bericht,
    BrpUitkomst,
    PartnerType,
    Rolsoort,
    ShvUitkomst,
    Signaalstatus,
)

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
        kvk_nummer=kvk,
        defaults={"naam": naam, "kort": naam.split()[-1], "soort": soort, "soorten": list(soorten)},
    )
    Overeenkomst.objects.create(gemeente_id=gemeente_code, partner=made, ingang=ingang, einde=einde)
    return made


_serial = count(1)


def signaal(
    partner: Signaalpartner, sleutel: str = "3311AA-1", *, ontvangen: date = TODAY, bedrag: int = 50_000,
    soort: str = "huur", bericht: Bericht = Bericht.VROEGSIGNAAL, referentie: str = "", maand: date | None = None,
    vervaldatum: date | None = None, gemeente_code: str = "0505", **more: Any,
) -> Vroegsignaal:  # fmt: skip
    """A signal that was admitted, in a delivery of its own. The key of the address is 'postcode-number'."""
    number = next(_serial)
    aanlevering = Aanlevering.objects.create(
        gemeente_id=gemeente_code, partner=partner, dag=ontvangen, kanaal="upload", formaat="csv", grootte=1,
        sha256="0" * 64, status=Aanleverstatus.VERWERKT, regels=1, toegelaten=1, door="systeem",
    )  # fmt: skip
    postcode, _, huisnummer = sleutel.partition("-")
    values: dict[str, Any] = {
        "achternaam": "Jansen", "voorletters": "A.",
            "woonplaats": "Dordrecht",
        "crisis": bericht in (Bericht.AFSLUITING, Bericht.ONTRUIMING, Bericht.EINDE_ZORGVERZEKERING), **more,
    }  # fmt: skip
    return Vroegsignaal.objects.create(
        gemeente_id=gemeente_code, partner=partner, aanlevering=aanlevering, regelnummer=number, soort=soort,
        referentie=referentie or f"ref-{number}", bericht=bericht, postcode=postcode, huisnummer=int(huisnummer or 1),
        adres_sleutel=sleutel, bedrag=bedrag, vervaldatum=vervaldatum or ontvangen - timedelta(days=60),
        signaaldatum=ontvangen, maand=maand or ontvangen.replace(day=1), ontvangen_op=ontvangen, **values,
    )  # fmt: skip


def inwoner(achternaam: str = "Jansen", *, gemeente_code: str = "0505", **more: Any) -> Inwoner:
    values = {"geboortedatum": "1984-05-12", "voorletters": "A.", "gecontroleerd_op": TODAY, **more}
    return Inwoner.objects.create(
        gemeente_id=gemeente_code, geslachtsnaam=achternaam, aanschrijfnaam=f"A. {achternaam}", **values
    )


def checked(
    partner: Signaalpartner, sleutel: str = "3311AA-1", *, inwoner: Inwoner | None = None,
    toets: dict[str, Any] | None = None, **more: Any,
) -> Vroegsignaal:  # fmt: skip
    """A signal of which is known who it is about, ready to be joined into a zaak."""
    made = signaal(partner, sleutel, **more)
    Vroegsignaal.objects.filter(pk=made.pk).update(status=Signaalstatus.GECONTROLEERD)
    Toets.objects.create(
        gemeente_id=made.gemeente_id, vroegsignaal=made, inwoner=inwoner, adres_sleutel=sleutel, op=timezone.now(),
        **{
            "uitkomst": BrpUitkomst.GEVONDEN_EXACT, "zekerheid": "zeker", "straat": "Merelhof",
            "woonplaats": "Dordrecht",
            "postcode": made.postcode, "huisnummer": str(made.huisnummer), "shv": ShvUitkomst.ONBEKEND, **(toets or {}),
        },
    )  # fmt: skip
    made.refresh_from_db()
    return made


def zaak(*signalen: Vroegsignaal, today: date = TODAY) -> Vroegsignaalzaak:
    """All checked signals that wait are joined and weighed. Returns the zaak of these, or of one made for you."""
    chosen = signalen or (checked(partner()),)
    code = chosen[0].gemeente_id
    open_zaken(gemeente_code=code, today=today, by=SYSTEM)
    return Vroegsignaalzaak.objects.get(zaaksignalen__vroegsignaal=chosen[0])


def login(client: Client, user: User) -> Client:
    """Logged in with a second factor, as the site demands (R-ROL-3)."""
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[BEGUN] = int(time.time())  # as the first request after a log-in does
    session.save()
    return client
