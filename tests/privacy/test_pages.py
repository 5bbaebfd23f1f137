"""The pages of the privacy officer: the trail by code, and what was erased (R-BEW-1, R-BEW-4)."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from tijdig.audit.models import AuditEvent
from tijdig.audit.record import record
from tijdig.privacy.models import Vernietiging
from tijdig.privacy.queries import detail_in_words, ground_in_words, what_in_words
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

QUERIES = 12


@pytest.fixture
def pim(client: Client) -> Client:
    make.gemeente()
    return make.login(client, make.user("pim", Rolsoort.PRIVACY_OFFICER))


def _happened(
    what: str = "zaak.bekeken", subject: str = "zaak:7", by: str = "gebruiker:3", **detail: str | int
) -> None:
    record(what, subject=subject, by=by, ground="wgs.3.1.b", **detail)


def shown(client: Client, **query: str) -> str:
    answer = client.get("/privacy/logboek", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_saw_what_stands_there_by_code(pim: Client) -> None:  # R-BEW-4
    make.user("anna")
    _happened(aantal=3)
    page = shown(pim)
    assert "Zaak: bekeken" in page
    assert "gebruiker:3" in page
    assert "aantal 3" in page
    assert "Anna" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"wat": "bekeken"}, {"zaak:7"}),
        ({"wat": "voorstel bevestigd"}, set()),
        ({"onderwerp": "zaak:8"}, {"zaak:8"}),
        ({"onderwerp": "zaak:"}, None),
        ({"wie": "systeem"}, {"zaak:8"}),
        ({"vanaf": "2020-01-01", "tot": "2020-12-31"}, set()),
        ({"wat": "zaak"}, {"zaak:7", "zaak:8"}),
    ],
)
def test_the_filters_live_in_the_address(pim: Client, query: dict[str, str], found: set[str] | None) -> None:
    _happened()
    _happened("zaak.afgerond", "zaak:8", "systeem")
    answer = pim.get("/privacy/logboek", query)
    if found is None:
        assert answer.status_code == 422
        assert "Schrijf het onderwerp als zaak:7." in answer.content.decode()
        return
    page = answer.content.decode()
    assert {subject for subject in ("zaak:7", "zaak:8") if f">{subject}<" in page} == found


def test_without_a_period_the_last_month_is_shown(pim: Client) -> None:
    AuditEvent.objects.create(
        what="zaak.bekeken",
        subject="zaak:9",
        by="systeem",
        ground="x",
        at=timezone.now() - timedelta(days=40),
    )
    assert "zaak:9" not in shown(pim)
    long_ago = (timezone.localdate() - timedelta(days=50)).isoformat()
    assert "zaak:9" in shown(pim, vanaf=long_ago)


def test_fifty_on_a_page_and_a_true_count(pim: Client) -> None:
    for number in range(60):
        _happened(subject=f"zaak:{number}")
    assert "1 tot en met 50 van 60" in shown(pim, wat="zaak")
    assert "51 tot en met 60 van 60" in shown(pim, wat="zaak", page="2")


def test_the_trail_goes_along_as_a_file_and_that_is_recorded(pim: Client) -> None:  # R-BEW-4
    _happened(soort="=som(1)")
    answer = pim.get("/privacy/logboek.csv", {"wat": "zaak"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["moment", "wie", "wat", "onderwerp", "grondslag", "details"]
    assert rows[1][1:5] == ["gebruiker:3", "zaak.bekeken", "zaak:7", "wgs.3.1.b"]
    assert AuditEvent.objects.get(what="logboek.meegenomen").detail == {"aantal": 1}


def test_a_file_of_a_question_that_cannot_be_read_is_a_page_with_the_fault(pim: Client) -> None:
    assert pim.get("/privacy/logboek.csv", {"wie": "Anna"}).status_code == 422
    assert not AuditEvent.objects.filter(what="logboek.meegenomen").exists()


def test_another_gemeente_has_its_own_trail(pim: Client) -> None:  # R-ROL-2
    make.gemeente("0599", "Rotterdam")
    _happened(subject="zaak:99")
    make.gemeente()
    assert "zaak:99" not in shown(pim)


def test_what_was_erased_stands_there_in_counts(pim: Client) -> None:  # R-BEW-1
    Vernietiging.objects.create(
        gemeente_id="0505", dag=make.TODAY, tellingen={"zaken": 1200, "losse_signalen": 3}, door="systeem"
    )
    page = pim.get("/privacy/gewist").content.decode()
    assert "1.203" in page
    assert "losse signalen\xa03" in page
    assert "6\xa0maanden na het afronden" in page


def test_an_empty_page_says_what_will_come(pim: Client) -> None:
    assert "Er is nog niets gewist" in pim.get("/privacy/gewist").content.decode()
    assert "Niets gevonden" in shown(pim)


@pytest.mark.parametrize("role", [r for r in Rolsoort if r is not Rolsoort.PRIVACY_OFFICER])
@pytest.mark.parametrize("page", ["logboek", "logboek.csv", "gewist"])
def test_others_do_not_read_the_trail(client: Client, role: Rolsoort, page: str) -> None:  # R-ROL-1
    make.gemeente()
    make.login(client, make.user("iemand", role))
    assert client.get(f"/privacy/{page}").status_code == 403


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("twijfel.persoon_gekozen", "Twijfel: persoon gekozen"),
        ("iets", "Iets"),
        ("brp.bevraagd", "BRP: bevraagd"),
    ],
)
def test_an_act_in_words(what: str, words: str) -> None:
    assert what_in_words(what) == words


def test_details_in_words() -> None:
    assert (
        detail_in_words({"aantal": 3, "elders": False, "vragen": "a_b,c"})
        == "aantal 3, elders nee, vragen a b, c"
    )


def test_the_page_asks_the_same_number_of_questions_for_one_event_and_for_thirty(
    pim: Client, django_assert_num_queries
) -> None:
    _happened()
    shown(pim)
    with django_assert_num_queries(QUERIES):
        shown(pim)
    for _ in range(30):
        _happened()
    with django_assert_num_queries(QUERIES):
        shown(pim)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("wgs.3.1.b", "Wgs artikel 3 lid 1 onder b"),
        ("wgs.8b", "Wgs artikel 8b"),
        ("awb.2.3", "Awb artikel 2:3"),
        ("leidraad.8.8.3", "Leidraad 8.8.3"),
        ("lcv", "Landelijk Convenant Vroegsignalering"),
        ("iets", "iets"),
    ],
)
def test_a_ground_is_cited_as_people_do(code: str, words: str) -> None:  # R-BEW-4
    assert ground_in_words(code) == words
