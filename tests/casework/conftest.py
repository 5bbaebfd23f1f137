"""The gemeente, the partners and the people with whom casework is tested."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from tests import make
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import User
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import PartnerType, Rolsoort

CODE = "0505"
WORKDAY = date(2026, 11, 24)  # a Tuesday: steps are due on working days


@dataclass(frozen=True)
class House:
    """One gemeente at work."""

    huur: Signaalpartner
    zorg: Signaalpartner
    water: Signaalpartner
    anna: User
    by: Actor
    code: str = CODE


def build(code: str = CODE) -> House:
    make.gemeente(code)
    anna = make.user(f"anna{code}", gemeente_code=code)
    return House(
        huur=make.partner(gemeente_code=code),
        zorg=make.partner(
            "22222222", "Welzo Zorg", ("zorgverzekering",), PartnerType.ZORGVERZEKERAAR, gemeente_code=code
        ),
        water=make.partner(
            "33333333",
            "Waterbedrijf Maas",
            ("drinkwater",),
            PartnerType.DRINKWATERBEDRIJF,
            gemeente_code=code,
        ),
        anna=anna,
        by=make.actor(anna, Rolsoort.VROEGSIGNALEERDER),
        code=code,
    )


@pytest.fixture
def house(db: None) -> House:
    return build()


@pytest.fixture
def on_a_workday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are asked on WORKDAY, whatever day it is."""
    monkeypatch.setenv("TIJDIG_VANDAAG", WORKDAY.isoformat())


@pytest.fixture
def anna(house: House, client: Client) -> Client:
    return make.login(client, house.anna)


@pytest.fixture
def zaak(house: House) -> Vroegsignaalzaak:
    """A proposed zaak about one person with two signals."""
    person = make.inwoner("Bakker", geboortedatum="1984-11-25")
    one = make.checked(
        house.huur, inwoner=person, ontvangen=WORKDAY, bedrag=80_000, telefoon="0612345678",
        toets={"kinderen": True, "wijk": "Krispijn", "redenen": ["De naam past precies."]},
    )  # fmt: skip
    make.checked(
        house.zorg,
        inwoner=person,
        ontvangen=WORKDAY,
        bedrag=20_000,
        soort="zorgverzekering",
        email="b@voorbeeld.nl",
    )
    return make.zaak(one, today=WORKDAY)
