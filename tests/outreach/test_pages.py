"""The pages of the print runs (R-OUT-3, R-ROL-1, R-ROL-2, R-ROL-3)."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.outreach import zaken
from tests.outreach.letters import reading_order
from tests.outreach.zaken import TODAY, printed
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.actions.print_run import make_pdf
from tijdig.outreach.models import Brief, Curator, Printronde
from tijdig.rules.terms import Aanpak, Rolsoort

pytestmark = pytest.mark.django_db
NEW = "/brieven/nieuw"


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def staff(client: Client, by: Actor) -> Client:
    return make.login(client, make.user("ada", Rolsoort.ADMINISTRATIE))


def shown(client: Client, address: str, status: int = 200, **query: object) -> str:
    answer = client.get(address, query)
    assert answer.status_code == status
    return str(answer.content.decode().replace("\xa0", " "))


def posted(client: Client, address: str, **fields: object) -> str:
    return client.post(address, fields, follow=True).content.decode()


def test_an_empty_house_says_what_to_expect(staff: Client) -> None:
    assert "Er zijn nog geen brieven afgedrukt" in shown(staff, "/brieven/")
    assert "Er ligt geen brief klaar" in shown(staff, NEW)


def test_the_page_shows_what_would_be_printed_and_what_waits(staff: Client, by: Actor) -> None:
    # R-OUT-3, R-BRP-8
    zaken.zaak(1, by=by)
    zaken.zaak(2, by=by, aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD)
    held = zaken.zaak(3, by=by, persons=(zaken.resident("Paars", curatele=True),))
    page = shown(staff, NEW)
    for part in (
        "2 brieven liggen klaar", "Aanbod van hulp", "Aankondiging van een huisbezoek", "A. Jansen-1",
        "1 zaak kan", "Adres van de curator nodig", f"/brieven/curator/{held.pk}", "Dag van het huisbezoek",
    ):  # fmt: skip
        assert part in page
    assert AuditEvent.objects.filter(what="brieven.bekeken").get().detail == {"brieven": 2, "wachten": 1}
    assert "3 zaken wachten op een brief" in shown(staff, "/brieven/")


def test_the_day_of_the_visit_is_asked_only_when_a_letter_announces_one(staff: Client, by: Actor) -> None:
    zaken.zaak(1, by=by)
    assert "bezoekdag" not in shown(staff, NEW)


def test_printing_leads_to_the_run_and_its_files(staff: Client, by: Actor) -> None:
    # R-OUT-3, R-BEW-4
    zaak = zaken.zaak(1, by=by)
    page = posted(staff, NEW, zaken=str(zaak.pk))
    ronde = Printronde.objects.get()
    assert "De brieven worden opgemaakt" in page
    assert f"/brieven/{ronde.pk}?voortgang=1" in page
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    page = shown(staff, f"/brieven/{ronde.pk}")
    assert "Download de brieven" in page
    assert zaak.kenmerk in page
    pdf = staff.get(f"/brieven/{ronde.pk}/brieven.pdf")
    assert (pdf["Content-Type"], pdf["Cache-Control"]) == ("application/pdf", "no-store")
    assert "A. Jansen-1" in reading_order(pdf.content)
    assert zaak.kenmerk in staff.get(f"/brieven/{ronde.pk}/lijst.csv").content.decode()
    what = set(AuditEvent.objects.filter(subject=f"printronde:{ronde.pk}").values_list("what", flat=True))
    assert {"printronde.gemaakt", "printronde.opgehaald", "printronde.lijst_opgehaald"} <= what


def test_the_progress_asks_until_the_pdf_is_there(staff: Client, by: Actor) -> None:
    ronde = printed(zaken.zaak(by=by), by=by)
    part = shown(staff, f"/brieven/{ronde.pk}", voortgang=1)
    assert 'hx-trigger="every 3s"' in part
    assert "<html" not in part
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    assert staff.get(f"/brieven/{ronde.pk}", {"voortgang": 1})["HX-Refresh"] == "true"


def test_a_file_that_is_not_there_yet_is_refused_in_a_sentence(staff: Client, by: Actor) -> None:
    ronde = printed(zaken.zaak(by=by), by=by)
    answer = staff.get(
        f"/brieven/{ronde.pk}/brieven.pdf", HTTP_REFERER="http://testserver/brieven/", follow=True
    )
    assert "worden nog opgemaakt" in answer.content.decode()


def test_an_erased_run_says_so(staff: Client, by: Actor) -> None:
    # R-BEW-1
    ronde = printed(zaken.zaak(by=by), by=by)
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    Printronde.objects.update(pdf=None, manifest="")
    page = shown(staff, f"/brieven/{ronde.pk}")
    assert "De brieven zelf zijn gewist" in page
    assert "lijst.csv" not in page


def test_announcing_without_a_day_keeps_what_was_chosen_and_prints_nothing(staff: Client, by: Actor) -> None:
    zaak = zaken.zaak(by=by, aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD)
    answer = staff.post(NEW, {"zaken": str(zaak.pk), "bezoekdag": "", "dagdeel": "middag"})
    assert answer.status_code == 422
    assert "Kies een dag: er zijn brieven die een huisbezoek aankondigen" in answer.content.decode()
    answer = staff.post(NEW, {"zaken": str(zaak.pk), "bezoekdag": TODAY.isoformat(), "dagdeel": "middag"})
    assert (
        "Kies voor het huisbezoek 26\u00a0november 2026 of een dag daarna" in answer.content.decode()
    )  # R-OUT-4
    assert not Printronde.objects.exists()


def test_announcing_with_a_day_prints_it(staff: Client, by: Actor) -> None:
    zaak = zaken.zaak(by=by, aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD)
    posted(staff, NEW, zaken=str(zaak.pk), bezoekdag="2026-12-02", dagdeel="avond")
    assert Brief.objects.get().gegevens["velden"]["dagdeel"] == "avond"


def test_a_second_click_prints_nothing_again(staff: Client, by: Actor) -> None:
    # R-OUT-3
    zaak = zaken.zaak(by=by)
    for _ in range(2):
        posted(staff, NEW, zaken=str(zaak.pk))
    assert (Printronde.objects.count(), Brief.objects.count()) == (1, 1)


def test_filters_and_chosen_zaken_live_in_the_address(staff: Client, by: Actor) -> None:
    one = zaken.zaak(1, by=by, toets={"wijk": "Sterrenburg"})
    zaken.zaak(2, by=by, toets={"wijk": "Stadspolders"}, aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD)
    assert "A. Jansen-2" not in shown(staff, NEW, zaak=one.pk)
    assert "A. Jansen-2" not in shown(staff, NEW, wijk="Sterrenburg")
    only_visits = shown(staff, NEW, soort="aankondiging_huisbezoek")
    assert "A. Jansen-1" not in only_visits
    assert "A. Jansen-2" in only_visits


def test_the_preview_is_the_letter_and_changes_nothing(staff: Client, by: Actor) -> None:
    # R-OUT-3: a preview on a real zaak
    zaak = zaken.zaak(by=by, aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD)
    answer = staff.get(f"/brieven/voorbeeld/{zaak.pk}")
    assert answer["Content-Disposition"].startswith("inline")
    assert "Geachte mevrouw Jansen-1," in reading_order(answer.content)
    assert not Brief.objects.exists()
    assert AuditEvent.objects.filter(what="brief.voorbeeld_bekeken", subject=f"zaak:{zaak.pk}").exists()


def test_the_curator_is_asked_for_and_kept(staff: Client, by: Actor) -> None:
    # R-BRP-8
    zaak = zaken.zaak(by=by, persons=(zaken.resident("Paars", curatele=True),))
    address = f"/brieven/curator/{zaak.pk}"
    assert "A. Paars" in shown(staff, address)
    wrong = staff.post(
        address, {"naam": "Kantoor Zorg", "adresregel1": "Postbus 9", "adresregel2": "Dordrecht"}
    )
    assert wrong.status_code == 422
    assert "Schrijf het als 3311 GR Dordrecht" in wrong.content.decode()
    page = posted(
        staff, address, naam="Kantoor Zorg", adresregel1="Postbus 9", adresregel2="3300 AA Dordrecht"
    )
    assert Curator.objects.get().naam == "Kantoor Zorg"
    assert "Kantoor Zorg" in page
    assert "Aan de curator" in page


def test_marking_as_printed_is_shown(staff: Client, by: Actor) -> None:
    ronde = printed(zaken.zaak(by=by), by=by)
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    assert "Zijn de brieven op papier?" in shown(staff, f"/brieven/{ronde.pk}")
    page = posted(staff, f"/brieven/{ronde.pk}/afgedrukt")
    assert "Zijn de brieven op papier?" not in page
    assert "afgedrukt" in page


ADDRESSES = ("/brieven/", NEW, "/brieven/{r}", "/brieven/{r}/brieven.pdf", "/brieven/{r}/lijst.csv",
             "/brieven/voorbeeld/{z}", "/brieven/curator/{z}")  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_who_may_print_comes_in(client: Client, by: Actor, address: str) -> None:
    # R-ROL-1
    zaak = zaken.zaak(by=by)
    ronde = printed(zaak, by=by)
    make.login(client, make.user("petra", Rolsoort.PRIVACY_OFFICER))
    assert client.get(address.format(r=ronde.pk, z=zaak.pk)).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES[2:])
def test_another_gemeente_finds_nothing(client: Client, by: Actor, address: str) -> None:
    # R-ROL-2
    zaak = zaken.zaak(by=by, persons=(zaken.resident("Paars", curatele=True), zaken.resident("Groen")))
    ronde = Printronde.objects.create(gemeente_id="0505", dag=TODAY, aantal=0)
    make.gemeente("0599", "Elders")
    make.login(client, make.user("els", Rolsoort.TEAMLEIDER, gemeente_code="0599"))
    assert client.get(address.format(r=ronde.pk, z=zaak.pk)).status_code == 404


def test_zaken_of_another_team_are_not_printed(client: Client, by: Actor) -> None:
    # R-TRI-7
    zaak = zaken.zaak(by=by)
    Vroegsignaalzaak.objects.update(team="Sociale Dienst")
    anna = make.user("anna")
    anna.rollen.update(team="Wijkteam")
    make.login(client, anna)
    assert "A. Jansen-1" not in shown(client, NEW)
    assert "Er is nu geen brief" in posted(client, NEW, zaken=str(zaak.pk))
    assert client.get(f"/brieven/voorbeeld/{zaak.pk}").status_code == 404


@pytest.mark.parametrize("address", ["/brieven/", NEW, "/brieven/{r}"])
def test_thirty_rows_take_no_more_queries_than_one(staff: Client, by: Actor, address: str) -> None:
    ronde = printed(zaken.zaak(40, by=by), by=by)
    zaken.zaak(1, by=by)
    one = _queries(lambda: shown(staff, address.format(r=ronde.pk)))
    for number in range(2, 12):
        zaken.zaak(number, by=by)
        Printronde.objects.create(gemeente_id="0505", dag=TODAY, aantal=1, door_id=by.user_id)
        _copy_letter(ronde, number)
    assert _queries(lambda: shown(staff, address.format(r=ronde.pk))) == one


def _copy_letter(ronde: Printronde, number: int) -> None:
    brief = Brief.objects.filter(printronde=ronde).first()
    assert brief is not None
    brief.pk, brief._state.adding, brief.volgnummer, brief.stap = None, True, number, f"brief_{number}"
    brief.save()


def _queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)
