"""Who is helped already goes to the professional who has the contact, and that one sees own clients only."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tijdig.accounts.context import enter
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.handed_over import accept_overdracht
from tijdig.casework.models import Notitie, Vermelding, Vroegsignaalzaak
from tijdig.casework.views.handed_over import MOST
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Rolsoort, ShvUitkomst, Zaakstatus

pytestmark = pytest.mark.usefixtures("on_a_workday")
PAGE = "/zaken/overgedragen"


@pytest.fixture
def selin(house: House) -> User:
    user = make.user("selin", Rolsoort.SCHULDHULPVERLENER)
    User.objects.filter(pk=user.pk).update(first_name="Selin", last_name="Koç")
    user.refresh_from_db()
    return user


def given_to(house: House, professional: str, sleutel: str, naam: str) -> Vroegsignaalzaak:
    """A zaak whose resident is in schuldhulpverlening with this professional."""
    signaal = make.checked(
        house.huur, sleutel, ontvangen=WORKDAY, inwoner=make.inwoner(naam),
        toets={"shv": ShvUitkomst.LOPEND, "shv_professional": professional},
    )  # fmt: skip
    zaak = make.zaak(signaal, today=WORKDAY)
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(
        status=Zaakstatus.IN_OPVOLGING, aanpak=Aanpak.OVERDRAGEN_SHV, behandelaar=house.anna
    )
    return zaak


def test_a_schuldhulpverlener_sees_own_clients_only(house: House, selin: User) -> None:  # R-SHV-1, R-ROL-1
    hers = given_to(house, "selin koç", "3311AA-1", "Bakker")
    given_to(house, "Karim Ziani", "3311AA-2", "Visser")
    client = make.login(Client(), selin)
    page = client.get(PAGE).content.decode()
    enter(CODE)
    assert "Bakker" in page
    assert "Visser" not in page
    assert AuditEvent.objects.filter(what="overdrachten.bekeken", by=f"gebruiker:{selin.pk}").count() == 1
    assert client.get(reverse("casework:zaak", args=[hers.pk])).status_code == 403
    assert client.get("/zaken/").status_code == 403
    assert "Nieuwe signalen over uw inwoners" in client.get("/").content.decode()


def test_taking_on_tells_the_team_and_the_zaak_can_be_closed(house: House, selin: User) -> None:  # R-SHV-1
    zaak = given_to(house, "Selin Koç", "3311AA-1", "Bakker")
    anna = make.login(Client(), house.anna)
    assert "nog niet aangenomen" in anna.get(PAGE).content.decode()
    her = make.login(Client(), selin)
    answer = her.post(reverse("casework:aannemen", args=[zaak.pk]), {"opmerking": "Bel morgen."}, follow=True)
    enter(CODE)
    assert "ziet dat u contact opneemt" in answer.content.decode()
    assert "Er is niets nieuws over uw inwoners" in answer.content.decode()
    assert Notitie.objects.get(zaak=zaak).tekst.endswith("Bel morgen.")
    assert Vermelding.objects.get(notitie__zaak=zaak).wie_id == house.anna.pk
    page = anna.get(PAGE).content.decode()
    assert "neemt contact op" in page
    assert "kies=bekend_bij_shv" in page


def test_nobody_takes_on_what_is_not_theirs_or_twice(house: House, selin: User) -> None:  # R-SHV-1
    hers = given_to(house, "Selin Koç", "3311AA-1", "Bakker")
    other = given_to(house, "Karim Ziani", "3311AA-2", "Visser")
    by = make.actor(selin, Rolsoort.SCHULDHULPVERLENER)
    accept_overdracht(hers.pk, remark="", by=by)
    for zaak, actor in ((hers, by), (other, by), (hers, house.by)):
        with pytest.raises(Refused):
            accept_overdracht(zaak.pk, remark="", by=actor)
    assert Notitie.objects.count() == 1


def test_the_list_of_the_team_sorts_filters_and_is_a_file_without_addresses(
    house: House, selin: User
) -> None:  # R-SHV-1, R-BEW-4
    first = given_to(house, "Selin Koç", "3311AA-1", "Bakker")
    second = given_to(house, "Karim Ziani", "3311AA-2", "Visser")
    accept_overdracht(first.pk, remark="", by=make.actor(selin, Rolsoort.SCHULDHULPVERLENER))
    anna = make.login(Client(), house.anna)

    def order(**asked: str) -> list[int]:
        page = anna.get(PAGE, asked).content.decode()
        places = {zaak.pk: page.find(f"/zaken/{zaak.pk}/") for zaak in (first, second)}
        return sorted((pk for pk, place in places.items() if place >= 0), key=places.__getitem__)

    assert order() == [first.pk, second.pk]
    assert order(sort="professional") == order(sort="-ontvangen") == [second.pk, first.pk]
    assert (order(stand="ja"), order(stand="nee")) == ([first.pk], [second.pk])
    assert "Niets past bij dit filter" in anna.get(PAGE, {"professional": "niet"}).content.decode()
    raw = anna.get(PAGE, {"vorm": "csv", "sort": "professional"}).content.decode()
    enter(CODE)
    lines = [line.split(";") for line in raw.splitlines()]
    assert [line[3:] for line in lines[1:]] == [
        ["Karim Ziani", f"{WORKDAY}", "nog niet aangenomen"], ["Selin Koç", f"{WORKDAY}", "neemt contact op"],
    ]  # fmt: skip
    assert "3311" not in raw
    assert AuditEvent.objects.get(what="overdrachten.geexporteerd").detail == {"aantal": 2}


def test_who_has_many_clients_pages_through_all(house: House, selin: User) -> None:
    # R-SHV-1: the list is worked down; nobody falls off its end
    for number in range(1, MOST + 2):
        given_to(house, "Selin Koç", f"3311AA-{number}", f"Bakker-{number}-Visser")
    client = make.login(Client(), selin)
    pages = [client.get(PAGE, {"page": page}).content.decode() for page in (1, 2, "nergens")]
    shown = [{n for n in range(1, MOST + 2) if f"Bakker-{n}-Visser" in page} for page in pages]
    assert shown == [set(range(1, MOST + 1)), {MOST + 1}, set(range(1, MOST + 1))]
    assert 'href="?page=2"' in pages[0]
