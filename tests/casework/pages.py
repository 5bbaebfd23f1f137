"""How the tests of the pages look at a zaak and act on it."""

from django.test import Client
from django.urls import reverse

from tests.casework.conftest import CODE, WORKDAY, House
from tijdig.accounts.context import enter
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Bereikt, Contactsoort, Eindresultaat

NOW = WORKDAY


def page(client: Client, zaak: Vroegsignaalzaak, query: str = "", **headers: str) -> str:
    answer = client.get(reverse("casework:zaak", args=[zaak.pk]) + query, headers=headers)
    enter(CODE)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def act(client: Client, zaak: Vroegsignaalzaak, name: str, status: int = 200, **data: object) -> str:
    """Post the form of an act from the page as it is now."""
    zaak.refresh_from_db()
    answer = client.post(
        reverse("casework:handeling", args=[zaak.pk, name]), {"versie": zaak.versie, **data}, follow=True
    )
    enter(CODE)
    assert answer.status_code == status, answer.content.decode()
    zaak.refresh_from_db()
    return answer.content.decode().replace("\u00a0", " ")


def started(house: House, zaak: Vroegsignaalzaak, *reached: Bereikt) -> Vroegsignaalzaak:
    confirm_voorstellen([zaak.pk], today=NOW, by=house.by)
    for bereikt in reached:
        zaak.refresh_from_db()
        record_contactpoging(
            zaak.pk,
            soort=Contactsoort.BRIEF,
            bereikt=bereikt,
            datum=NOW,
            versie=zaak.versie,
            today=NOW,
            by=house.by,
        )
    zaak.refresh_from_db()
    return zaak


def closed(house: House, zaak: Vroegsignaalzaak) -> Vroegsignaalzaak:
    started(house, zaak, Bereikt.JA)
    gegevens = Afsluitgegevens(eindresultaat=Eindresultaat.ONTERECHT_SIGNAAL, toelichting="Was al betaald")
    close_zaak(zaak.pk, gegevens=gegevens, versie=zaak.versie, today=NOW, by=house.by)
    zaak.refresh_from_db()
    return zaak
