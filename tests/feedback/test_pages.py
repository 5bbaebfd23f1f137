"""The pages of feedback: what waits, the file, its receipt (R-TER-2, R-TER-3, R-ROL-1, R-ROL-2)."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.feedback.ends import SECRET, End, close
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.feedback.actions.files import (
    fetch_bestanden,
    make_terugkoppelbestand,
    make_terugkoppelbestanden,
)
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Partnerwebhook, Terugkoppelbestand, Terugkoppeling
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
    name = f"terugkoppeling-11111111-{TODAY}-{str(bestand.pk)[:8]}.csv"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(b"\xef\xbb\xbfreferentie;soort;code;tekst;datum;pauze_tot\r\n")
    assert json.loads(staff.get(f"{HOME}bestanden/{bestand.pk}.json").content)["aantal"] == 1
    assert "door Ada de Vries" in shown(staff, f"{HOME}bestanden/{bestand.pk}")
    assert "door Ada de Vries" in shown(staff, f"{HOME}bestanden/")
    assert "opgehaald" in shown(staff, HOME)
    what = set(
        AuditEvent.objects.filter(subject=f"terugkoppelbestand:{bestand.pk}").values_list("what", flat=True)
    )
    assert what == {f"terugkoppelbestand.{verb}" for verb in ("gemaakt", "bekeken", "opgehaald")}


def test_all_files_are_made_in_one_act_and_taken_in_one_zip(staff: Client, partner: Signaalpartner) -> None:
    # R-TER-3, R-BEW-4: each with its receipt; who has an address of its own is told there
    ready(partner, End(E.OVERLEDEN), End(E.QUICK_FIX, pauze=True))
    other, told_there = make.partner("22222222", "Energie Noordkust"), make.partner("33333333", "Water Zuid")
    ready(other, End(E.GEEN_INWONER))
    ready(told_there, End(E.OVERLEDEN))
    Partnerwebhook.objects.create(
        gemeente_id="0505", partner=told_there, adres="https://x.example", geheim_zegel="x", sinds=TODAY
    )
    assert "Maak alle bestanden" in shown(staff, HOME)
    page = staff.post(f"{HOME}alle-bestanden", follow=True).content.decode()
    for part in ("2 bestanden zijn gemaakt", "Download alles in één ZIP", "nog niet opgehaald", other.naam):
        assert part in page
    assert told_there.naam not in page
    answer = staff.get(f"{HOME}bestanden/van/{TODAY}.zip")
    assert answer["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as packed:
        lines = {name[:23]: packed.read(name).count(b"\r\n") - 1 for name in packed.namelist()}
    assert lines == {"terugkoppeling-11111111": 2, "terugkoppeling-22222222": 1}
    assert shown(staff, f"{HOME}bestanden/van/{TODAY}").count("opgehaald door Ada de Vries") == 2
    events = AuditEvent.objects.filter(what__startswith="terugkoppelbestand.")
    assert Counter(events.values_list("what", flat=True)) == {
        "terugkoppelbestand.gemaakt": 2, "terugkoppelbestand.opgehaald": 2
    }  # fmt: skip
    assert {"aantal": 2, "partner": partner.pk} in events.values_list("detail", flat=True)
    assert "Maak alle bestanden" not in shown(staff, HOME)
    again = staff.post(f"{HOME}alle-bestanden", follow=True).content.decode()
    assert "Er is geen bestand gemaakt" in again
    assert "is geen bestand gemaakt" in shown(staff, f"{HOME}bestanden/van/2026-01-01")
    assert staff.get(f"{HOME}bestanden/van/morgen").status_code == 404


def test_thirty_files_take_no_more_queries_than_four(partner: Signaalpartner) -> None:
    # R-TER-3
    counts = []
    for numbers in (range(10, 14), range(14, 44)):
        for other in numbers:
            ready(make.partner(f"333333{other}", f"Partner {other}"), End(E.OVERLEDEN), End(E.GEEN_INWONER))
        counts.append(_queries(_make_and_take))
    assert counts[0] == counts[1]
    assert Terugkoppelbestand.objects.filter(opgehaald_op__isnull=False).count() == 34


def _make_and_take() -> None:
    make_terugkoppelbestanden(gemeente_code="0505", today=TODAY, by=SYSTEM)
    fetch_bestanden(dag=TODAY, by=SYSTEM)


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
OF_A_DAY = (f"{HOME}bestanden/van/{TODAY}", f"{HOME}bestanden/van/{TODAY}.zip")


@pytest.mark.parametrize("address", [*ADDRESSES, *OF_A_DAY])
def test_only_who_may_tell_comes_in(client: Client, partner: Signaalpartner, address: str) -> None:
    # R-ROL-1
    bestand = a_file(partner, End(E.OVERLEDEN))
    make.login(client, make.user("bea", Rolsoort.BEHEERDER))
    assert client.get(address.format(b=bestand.pk)).status_code == 403
    assert client.post(f"{HOME}partner/{partner.pk}/bestand").status_code == 403
    assert client.post(f"{HOME}alle-bestanden").status_code == 403


@pytest.mark.parametrize("address", [*ADDRESSES[2:], f"{HOME}bestanden/{{b}}.xml"])
def test_another_gemeente_and_another_form_find_nothing(
    client: Client, partner: Signaalpartner, address: str
) -> None:
    # R-ROL-2
    bestand = a_file(partner, End(E.OVERLEDEN))
    make.gemeente("0599", "Elders")
    make.login(client, make.user("els", Rolsoort.TEAMLEIDER, gemeente_code="0599"))
    assert client.get(address.format(b=bestand.pk)).status_code == 404


@pytest.mark.parametrize("address", [*ADDRESSES[:3], OF_A_DAY[0]])
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
