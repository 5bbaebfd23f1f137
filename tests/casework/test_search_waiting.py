"""A search also finds what is in no zaak yet, for who may decide on it, and is kept nowhere (R-ROL-3, R-BEW-4)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.casework.conftest import CODE, House
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.terms import Rolsoort, Signaalstatus

pytestmark = pytest.mark.usefixtures("on_a_workday")


def search(client: Client, typed: str) -> str:
    enter(CODE)
    answer = client.post(reverse("casework:zoeken"), {"vraag": typed})
    enter(CODE)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("typed", ["de Zandstra", "zands", "HU-2026/77"])
def test_a_signal_in_doubt_is_found_with_a_link_there(house: House, anna: Client, typed: str) -> None:
    signaal = make.checked(house.huur, achternaam="Meij-Zandstra", referentie="hu-2026-77")
    Vroegsignaal.objects.filter(pk=signaal.pk).update(status=Signaalstatus.TWIJFEL)
    page = search(anna, typed)
    assert "1 signaal nog niet in een zaak" in page
    assert reverse("checks:item", args=[signaal.toets.pk]) in page
    assert AuditEvent.objects.get(what="zaken.gezocht").detail["signalen"] == 1


def test_who_does_not_decide_on_doubt_does_not_see_it(house: House, client: Client) -> None:  # R-ROL-1
    make.signaal(house.huur, achternaam="Zandstra")
    make.login(client, make.user("wim", Rolsoort.ADMINISTRATIE))
    assert "nog niet in een zaak" not in search(client, "zandstra")
