"""The pages of feedback: what waits, the file, its receipt (R-TER-2, R-TER-3, R-ROL-1, R-ROL-2)."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.feedback.ends import SECRET, End, close
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.feedback.actions.files import make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Eindresultaat, Rolsoort

pytestmark = pytest.mark.django_db
TODAY = make.TODAY + timedelta(days=1)  # a Monday
E = Eindresultaat
HOME = "/terugkoppeling/"


@pytest.fixture
def partner(monkeypatch: pytest.MonkeyPatch) -> Signaalpartner:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente()
    return make.partner()


@pytest.fixture
def staff(client: Client, partner: Signaalpartner) -> Client:
    return make.login(client, make.user("ada", Rolsoort.ADMINISTRATIE))


def ready(partner: Signaalpartner, *ends: End) -> None:
    close(partner, *ends)
    prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)


def a_file(partner: Signaalpartner, *ends: End) -> Terugkoppelbestand:
    ready(partner, *ends)
    return make_terugkoppelbestand(partner_id=partner.pk, gemeente_code="0505", today=TODAY, by=SYSTEM)


def shown(client: Client, address: str, **query: object) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return str(answer.content.decode().replace("\xa0", " "))


def test_an_empty_house_says_what_to_expect(staff: Client) -> None:
    assert "Er staat niets klaar" in shown(staff, HOME)
    assert "Er is nog geen bestand gemaakt" in shown(staff, f"{HOME}bestanden/")


def test_the_overview_says_what_waits_and_by_when(staff: Client, partner: Signaalpartner) -> None:
    # R-TER-3: closed on Thursday, told by Friday; today is Monday
    ready(partner, End(E.OVERLEDEN), End(E.QUICK_FIX, pauze=True), End(E.NIET_BEREIKT))
    page = shown(staff, HOME)
    for part in (partner.naam, ">2<", "3 dagen te laat", "1 partner wacht te lang", "nog geen"):
        assert part in page


def test_what_is_not_late_is_not_called_late(staff: Client, partner: Signaalpartner) -> None:
    make.signaal(partner, status="terzijde", afgedaan_als=E.GEEN_INWONER, afgedaan_op=TODAY)
    prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)
    page = shown(staff, HOME)
    assert "morgen" in page
    assert "wacht te lang" not in page


def test_a_file_is_made_read_and_taken(staff: Client, partner: Signaalpartner) -> None:
    # R-TER-3, R-TER-4, R-BEW-4
    ready(partner, End(E.QUICK_FIX, pauze=True))
    page = staff.post(f"{HOME}partner/{partner.pk}/bestand", follow=True).content.decode()
    bestand = Terugkoppelbestand.objects.get()
    for part in ("Hulp geaccepteerd", "Pauzeer de incasso", "R-0", "nog niet", "Het bestand is gemaakt"):
        assert part in page
    answer = staff.get(f"{HOME}bestanden/{bestand.pk}.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="terugkoppeling-11111111-{TODAY}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbfreferentie;soort;code;tekst;datum;pauze_tot\r\n")
    assert json.loads(staff.get(f"{HOME}bestanden/{bestand.pk}.json").content)["aantal"] == 1
    assert "door Ada de Vries" in shown(staff, f"{HOME}bestanden/{bestand.pk}")
    assert "door Ada de Vries" in shown(staff, f"{HOME}bestanden/")
    assert "opgehaald" in shown(staff, HOME)
    what = set(
        AuditEvent.objects.filter(subject=f"terugkoppelbestand:{bestand.pk}").values_list("what", flat=True)
    )
    assert what == {f"terugkoppelbestand.{verb}" for verb in ("gemaakt", "bekeken", "opgehaald")}


def test_making_a_file_twice_is_refused_in_a_sentence(staff: Client, partner: Signaalpartner) -> None:
    a_file(partner, End(E.OVERLEDEN))
    page = staff.post(f"{HOME}partner/{partner.pk}/bestand", follow=True).content.decode()
    assert "staat niets klaar" in page
    assert Terugkoppelbestand.objects.count() == 1


def test_no_page_shows_what_may_not_be_told(staff: Client, partner: Signaalpartner) -> None:
    # R-TER-2
    bestand = a_file(partner, *[End(als, toestemming=True, pauze=True) for als in E])
    pages = (HOME, f"{HOME}bestanden/", f"{HOME}bestanden/{bestand.pk}", f"{HOME}bestanden/{bestand.pk}.csv",
             f"{HOME}bestanden/{bestand.pk}.json")  # fmt: skip
    assert not [address for address in pages if SECRET in shown(staff, address)]


def test_the_detail_shows_only_what_is_in_that_file(staff: Client, partner: Signaalpartner) -> None:
    # R-TER-3: the partner sees only its own signals
    other = make.partner("22222222", "Energie Noordkust", ("gas",))
    first, second = a_file(partner, End(E.OVERLEDEN)), a_file(other, End(E.BEKEND_BIJ_SHV))
    assert "Ontvangt al schuldhulpverlening" not in shown(staff, f"{HOME}bestanden/{first.pk}")
    assert "Overleden" not in shown(staff, f"{HOME}bestanden/{second.pk}")
    assert "Energie Noordkust" not in shown(staff, f"{HOME}bestanden/", partner=partner.pk)


def test_an_erased_file_says_so_and_offers_no_download(staff: Client, partner: Signaalpartner) -> None:
    # R-BEW-1
    bestand = a_file(partner, End(E.OVERLEDEN))
    Terugkoppeling.objects.update(referentie="", gewist_op=TODAY)
    page = shown(staff, f"{HOME}bestanden/{bestand.pk}")
    assert "Dit bestand is gewist" in page
    assert ".csv" not in page
    answer = staff.get(
        f"{HOME}bestanden/{bestand.pk}.csv", HTTP_REFERER=f"http://testserver{HOME}", follow=True
    )
    assert "Dit bestand is gewist" in answer.content.decode()


ADDRESSES = (HOME, f"{HOME}bestanden/", f"{HOME}bestanden/{{b}}", f"{HOME}bestanden/{{b}}.csv")


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_who_may_tell_comes_in(client: Client, partner: Signaalpartner, address: str) -> None:
    # R-ROL-1
    bestand = a_file(partner, End(E.OVERLEDEN))
    make.login(client, make.user("bea", Rolsoort.BEHEERDER))
    assert client.get(address.format(b=bestand.pk)).status_code == 403
    assert client.post(f"{HOME}partner/{partner.pk}/bestand").status_code == 403


@pytest.mark.parametrize("address", [*ADDRESSES[2:], f"{HOME}bestanden/{{b}}.xml"])
def test_another_gemeente_and_another_form_find_nothing(
    client: Client, partner: Signaalpartner, address: str
) -> None:
    # R-ROL-2
    bestand = a_file(partner, End(E.OVERLEDEN))
    make.gemeente("0599", "Elders")
    make.login(client, make.user("els", Rolsoort.TEAMLEIDER, gemeente_code="0599"))
    assert client.get(address.format(b=bestand.pk)).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES[:3])
def test_thirty_rows_take_no_more_queries_than_one(
    staff: Client, partner: Signaalpartner, address: str
) -> None:
    bestand = a_file(partner, End(E.OVERLEDEN))
    staff.get(f"{HOME}bestanden/{bestand.pk}.csv")
    one = _queries(lambda: shown(staff, address.format(b=bestand.pk)))
    for number in range(10, 40):
        other = make.partner(f"333333{number}", f"Partner {number}")
        a_file(other, End(E.OVERLEDEN))
        ready(other, End(E.GEEN_INWONER))
    Terugkoppeling.objects.filter(code="overleden").update(bestand=bestand, partner=partner)
    assert _queries(lambda: shown(staff, address.format(b=bestand.pk))) == one


def _queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)
