"""The words by which a zaak is found follow its persons, and are made for zaken from before (R-ROL-3, R-BEW-1)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.test_search_waiting import search
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Vroegsignaalzaak, Zoekwoord
from tijdig.casework.search_words import refresh_stale_words
from tijdig.casework.searching import MOST
from tijdig.checks.models import Inwoner
from tijdig.process import end_of_day, follow_up_signals

pytestmark = pytest.mark.usefixtures("on_a_workday")


def words(zaak: Vroegsignaalzaak) -> set[str]:
    return set(Zoekwoord.objects.filter(zaak=zaak, soort="naam").values_list("woord", flat=True))


def test_zaken_from_before_get_their_words_with_few_statements(house: House, zaak: Vroegsignaalzaak) -> None:
    before = words(zaak)
    other = make.zaak(make.checked(house.huur, "3311AA-2", achternaam="Zandstra"), today=WORKDAY)
    assert _statements(2) <= 16
    assert words(zaak) == before
    assert "ZANDSTRA" in {word.upper() for word in words(other)}
    assert refresh_stale_words(gemeente_code=CODE) == 0


def _statements(zaken: int) -> int:
    """Forget the words of so many zaken and make them again."""
    ids = list(Vroegsignaalzaak.objects.values_list("pk", flat=True)[:zaken])
    Zoekwoord.objects.filter(zaak__in=ids).delete()
    Vroegsignaalzaak.objects.filter(pk__in=ids).update(woorden_van="")
    with CaptureQueriesContext(connection) as asked:
        assert refresh_stale_words(gemeente_code=CODE) == zaken
    return len(asked)


def test_a_new_name_is_found_and_the_old_one_is_not(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:
    # R-BRP-1: a person is looked up again and has another name
    end_of_day(gemeente_code=CODE, today=WORKDAY, by=SYSTEM)
    Inwoner.objects.update(geslachtsnaam="Van Oldenbarnevelt", gecontroleerd_op=WORKDAY)
    follow_up_signals(gemeente_code=CODE, today=WORKDAY, by=SYSTEM)
    assert "1 zaak gevonden" in search(anna, "oldenbarnevelt")
    # A person who is erased leaves no word behind (R-BEW-1).
    Inwoner.objects.update(geslachtsnaam="")
    end_of_day(gemeente_code=CODE, today=WORKDAY, by=SYSTEM)
    assert "Geen zaak gevonden" in search(anna, "oldenbarnevelt")


def test_the_page_tells_how_many_there_are_and_each_look_is_kept(house: House, anna: Client) -> None:
    # R-ROL-3: each zaak that is shown is a look; no word of the question is kept
    for number in range(MOST + 12):
        make.checked(house.huur, f"3311AA-{number}", achternaam="Zandstra", ontvangen=WORKDAY)
    make.zaak(make.checked(house.huur, "3311AB-1", achternaam="Bakker", ontvangen=WORKDAY), today=WORKDAY)
    few, many = _asked(anna, "bakker"), _asked(anna, "zandstra")
    assert few == many
    shown = search(anna, "zandstra")
    assert f"{MOST + 12} zaken gevonden" in shown
    assert f"De eerste {MOST} staan hier" in shown
    assert AuditEvent.objects.filter(what="zaak.gevonden").count() == 2 * MOST + 1
    assert AuditEvent.objects.filter(what="zaken.gezocht").latest("pk").detail["gevonden"] == MOST + 12


def _asked(client: Client, typed: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.post(reverse("casework:zoeken"), {"vraag": typed})
    return len(asked)
