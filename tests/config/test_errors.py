"""Pages that cannot be shown: plain words, what was kept, what to do; a resident never meets the page of staff."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests import make
from tests.outreach import zaken
from tijdig.outreach.reply.texts import LANGUAGES, texts_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    zaken.gemeente()
    client.raise_request_exception = False
    return make.login(client, make.user("anna"))


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/bestaat-niet", 404, "Deze bladzijde is er niet"),
        ("/zaken/999999/", 404, "Er is niets verloren gegaan"),
        ("/privacy/logboek", 403, "U mag dit niet bekijken of doen"),
        ("/beleid/kader/nieuw", 405, "doe de stap daar opnieuw"),
    ],
)
def test_staff_reads_what_happened_and_what_to_do(
    staff: Client, address: str, status: int, said: str
) -> None:
    answer = staff.get(address)
    assert answer.status_code == status
    assert said in answer.text
    assert "Naar het begin" in answer.text


def test_a_form_that_stood_open_too_long_is_said_plainly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    assert (answer.status_code, "Deze bladzijde stond te lang open" in answer.text) == (403, True)
    answer = Client(enforce_csrf_checks=True).post("/r/", {"code": "x"})
    assert answer.status_code == 403
    assert texts_in("nl")["storing_titel"] in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_reads_it_in_their_own_language(language: str) -> None:  # R-OUT-6
    answer = Client().get("/r/antwoord/bestaat/niet", headers={"accept-language": language})
    assert answer.status_code == 404
    assert texts_in(language)["storing_titel"] in answer.text
    assert f'dir="{texts_in(language)["richting"]}"' in answer.text
    assert "Elke inzage" not in answer.text


@pytest.mark.parametrize(
    ("address", "said"),
    [("/", "kan even niet bij de gegevens"), ("/r/K9K-JSY-9FR", "Er is niets verstuurd")],
)
def test_without_a_database_the_page_says_that_it_passes(staff: Client, address: str, said: str) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("connection to server at 10.0.0.1 failed: secret")

    with connection.execute_wrapper(away):
        answer = staff.get(address)
    assert answer.status_code == 503
    assert said in answer.text
    assert answer["Retry-After"] == "60"
    assert "secret" not in answer.text
    assert "Gebruikersnaam" not in answer.text
