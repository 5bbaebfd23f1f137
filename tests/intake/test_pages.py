"""The pages of deliveries: uploading, the report, and what the list shows (R-INT-1..4)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.intake.models import Aanlevering, Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.process import process_aanlevering
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

TODAY = date.today()  # noqa: DTZ011 (the pages work on the day itself)
PAGE = "/aanleveringen/"
STEPS = ["herinnering", "contact", "gewezen_op_hulp", "aanbod_gegevens"]
HEAD = "referentie;soort;voorletters;achternaam;postcode;huisnummer;bedrag;vervaldatum;telefoon;schoenmaat"


@pytest.fixture
def clerk(client: Client) -> Client:
    make.gemeente()
    return make.login(client, make.user("ali", Rolsoort.ADMINISTRATIE))


@pytest.fixture
def lead(client: Client) -> Client:
    make.gemeente()
    return make.login(client, make.user("leider", Rolsoort.TEAMLEIDER))


def line(
    number: int, *, due: date = TODAY - timedelta(days=60), amount: str = "812,50", phone: str = ""
) -> str:
    return f"ref-{number};huur;A.;Jansen;3311 AA;{number};{amount};{due.isoformat()};{phone};42"


def upload(client: Client, partner: Signaalpartner, *lines: str, head: str = HEAD, **more: Any) -> Any:
    text = "\n".join((head, *lines)) + "\n"
    data = {
        "partner": partner.pk,
        "bestand": SimpleUploadedFile("huur.csv", text.encode()),
        "stappen": STEPS,
        **more,
    }
    return client.post(f"{PAGE}nieuw", data, follow=True)


def process(aanlevering: Aanlevering) -> None:
    process_aanlevering(str(aanlevering.pk), gemeente_code="0505", today=TODAY, by=SYSTEM)


def test_an_upload_is_received_and_goes_to_the_worker(clerk: Client) -> None:  # R-INT-1
    answer = upload(clerk, make.partner(), line(1))
    received = Aanlevering.objects.get()
    assert answer.redirect_chain[-1][0] == f"{PAGE}{received.pk}/"
    assert (received.status, received.dag, received.kanaal) == ("ontvangen", TODAY, "upload")
    assert received.stappen == sorted(STEPS)
    assert "Het bestand wacht op verwerking" in answer.text
    with connection.cursor() as cursor:
        cursor.execute("select args::text from procrastinate_jobs where task_name = 'process_aanlevering'")
        assert str(received.pk) in cursor.fetchone()[0]


def test_the_report_accounts_for_every_line(clerk: Client) -> None:  # R-INT-3
    upload(
        clerk,
        make.partner(),
        line(1),
        line(1),
        line(2, amount="veel"),
        line(3, due=TODAY),
        line(4, phone="geen"),
    )
    received = Aanlevering.objects.get()
    process(received)
    page = clerk.get(f"{PAGE}{received.pk}/").text
    assert "toegelaten 2, geweigerd 2, dubbel 1" in page
    for text in ("Een gegeven klopt niet", "De achterstand is te nieuw", "ref-2", "veel", "schoenmaat",
                 "Het telefoonnummer klopt niet", "Wat er van de toegelaten regels werd"):  # fmt: skip
        assert text in page, text
    assert AuditEvent.objects.filter(what="aanlevering.bekeken").exists()


def test_lines_can_be_seen_per_reason(clerk: Client) -> None:  # R-INT-3
    upload(clerk, make.partner(), line(2, amount="veel"), line(3, due=TODAY))
    received = Aanlevering.objects.get()
    process(received)
    page = clerk.get(f"{PAGE}{received.pk}/?reden=te-jong").text
    assert ("ref-3" in page, "ref-2" in page) == (True, False)
    assert "ref-2" in clerk.get(f"{PAGE}{received.pk}/?reden=onzin").text


def test_refused_lines_can_be_mended_and_sent_again(clerk: Client) -> None:  # R-INT-3, R-INT-4
    upload(clerk, make.partner(), line(1), line(2, amount="veel"))
    received = Aanlevering.objects.get()
    process(received)
    answer = clerk.get(f"{PAGE}{received.pk}/geweigerd.csv")
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    assert ("ref-2" in text, "ref-1" in text) == (True, False)
    mended = SimpleUploadedFile("weer.csv", text.replace("veel", "99,00").encode())
    data = {"partner": received.partner_id, "bestand": mended, "stappen": STEPS}
    clerk.post(f"{PAGE}nieuw", data)
    process(Aanlevering.objects.exclude(pk=received.pk).get())
    assert set(Vroegsignaal.objects.values_list("referentie", flat=True)) == {"ref-1", "ref-2"}


@pytest.mark.parametrize(
    ("head", "lines", "sentence"),
    [
        (HEAD + ";BSN", [line(1)], "kolom voor het BSN"),  # R-INT-2
        ("referentie;soort", ["a;b"], "ontbreekt"),
        ("", [], "leeg"),
    ],
)
def test_a_delivery_refused_whole_says_why_and_what_to_do(
    clerk: Client, head: str, lines: list[str], sentence: str
) -> None:  # R-INT-3
    answer = upload(clerk, make.partner(), *lines, head=head)
    assert Aanlevering.objects.get().status == "geweigerd"
    assert sentence in answer.text
    assert "heel geweigerd" in answer.text
    assert "Lever opnieuw aan" in answer.text


def with_line(text: str) -> bytes:
    return f"{HEAD}\n{line(1)}\n{text}\n".encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            f"{HEAD}\n{line(1)}\n".encode("utf-16"),
            "opgeslagen als UTF-16 (ook wel Unicode-tekst). Sla het op als CSV UTF-8",
        ),
        ((";".join(f"k{number}" for number in range(100_000)) + "\n").encode(), "veel te lang"),
        (b"", "Het bestand is leeg."),
        (f"{HEAD};bsn\n{line(1)};123456782\n".encode(), "Haal de kolom weg"),
        (b"PK\x03\x04" + bytes(500), "Het Excelbestand is beschadigd."),
        (b"%PDF-1.4\n" + b"x" * 999, "Dit bestand is een PDF. Lever de regels als tabel"),
        (b'[{"referentie": "a", "soort": ', "De JSON is niet te lezen"),
        (with_line(";".join("x" * 100_000)), "hij is veel te lang"),
        (with_line('"' + line(2)), "een aanhalingsteken"),
        (with_line(line(2).replace("Jansen", "Jan\0sen")), "onzichtbare tekens"),
        (with_line(line(2, amount="=1+1")), "Er staat een formule"),
        (with_line(line(2)).replace(b"Jansen;3311 AA;2", b"J\x81\x8dn;3311 AA;2"), "geen UTF-8"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_hostile_file_is_answered_with_what_happened_and_what_to_do(
    clerk: Client, content: bytes, says: str
) -> None:  # R-INT-3
    data = {
        "partner": make.partner().pk,
        "bestand": SimpleUploadedFile("huur.csv", content),
        "stappen": STEPS,
    }
    page = clerk.post(f"{PAGE}nieuw", data, follow=True)
    aanlevering = Aanlevering.objects.get()
    if aanlevering.status == "ontvangen":
        process(aanlevering)
        page = clerk.get(f"{PAGE}{aanlevering.pk}/")
    assert says in page.text
    kept = "Er is geen regel bewaard." if aanlevering.status == "geweigerd" else "stuur alleen die opnieuw"
    assert kept in page.text


def test_a_file_that_is_too_large_is_refused_unread(clerk: Client, settings: Any) -> None:  # R-INT-3
    settings.MAX_AANLEVERING_BYTES = 100
    answer = upload(clerk, make.partner(), line(1))
    assert Aanlevering.objects.get().status == "geweigerd"
    assert "Splits het bestand" in answer.text


def test_only_partners_with_an_agreement_can_be_chosen(clerk: Client) -> None:  # R-PAR-2
    ended = make.partner("33333333", "Oude Energie", einde=TODAY - timedelta(days=1))
    make.partner()
    assert "Oude Energie" not in clerk.get(f"{PAGE}nieuw").text
    answer = upload(clerk, ended, line(1))
    assert not Aanlevering.objects.exists()
    assert "Er klopt iets nog niet" in answer.text


def test_without_partners_the_page_says_what_comes_first(clerk: Client) -> None:
    assert "nog geen partner met een overeenkomst" in clerk.get(f"{PAGE}nieuw").text


def test_another_day_is_for_who_leads(lead: Client) -> None:
    partner = make.partner()
    before = TODAY - timedelta(days=3)
    upload(lead, partner, line(1), dag=before.isoformat())
    assert Aanlevering.objects.get().dag == before
    later = upload(lead, partner, line(1), dag=(TODAY + timedelta(days=1)).isoformat())
    assert "ligt in de toekomst" in later.text
    assert Aanlevering.objects.count() == 1


def test_a_clerk_delivers_today(clerk: Client) -> None:
    upload(clerk, make.partner(), line(1), dag="2020-01-01")
    assert Aanlevering.objects.get().dag == TODAY


def test_progress_is_asked_again_until_it_is_done(clerk: Client) -> None:
    upload(clerk, make.partner(), line(1))
    received = Aanlevering.objects.get()
    part = clerk.get(f"{PAGE}{received.pk}/voortgang")
    assert "hx-get" in part.text
    process(received)
    done = clerk.get(f"{PAGE}{received.pk}/voortgang")
    assert done.headers["HX-Redirect"] == f"{PAGE}{received.pk}/"


def test_the_list_filters_by_partner_period_and_status(clerk: Client) -> None:
    one, other = make.partner(), make.partner("22222222", "Water Zuid")
    make.signaal(one, ontvangen=TODAY)
    make.signaal(other, ontvangen=TODAY - timedelta(days=40))
    assert _partners(clerk, "") == {"Woonstichting De Kade", "Water Zuid"}
    assert _partners(clerk, f"?partner={one.pk}") == {"Woonstichting De Kade"}
    assert _partners(clerk, "?periode=31") == {"Woonstichting De Kade"}
    assert _partners(clerk, "?status=geweigerd") == set()
    assert _partners(clerk, "?status=onzin") == {"Woonstichting De Kade", "Water Zuid"}


def _partners(client: Client, query: str) -> set[str]:
    rows = client.get(PAGE + query).text.split("<tbody>")[-1]
    return {name for name in ("Woonstichting De Kade", "Water Zuid") if f">{name}</a>" in rows}


def test_an_empty_list_says_what_to_do(clerk: Client) -> None:
    page = clerk.get(PAGE).text
    assert "Er is nog niets aangeleverd" in page
    assert f"{PAGE}indeling" in page


def test_the_number_of_queries_does_not_grow(clerk: Client) -> None:
    partner = make.partner()
    counts = []
    for more in (1, 29):
        for _ in range(more):
            make.signaal(partner)
        clerk.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            clerk.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_report_takes_as_many_queries_for_many_lines(clerk: Client) -> None:
    partner, counts = make.partner(), []
    for size in (2, 40):
        upload(clerk, partner, *(line(n, amount="veel") for n in range(1, size)), line(99 + size))
        received = Aanlevering.objects.first()
        assert received is not None
        process(received)
        with CaptureQueriesContext(connection) as queries:
            clerk.get(f"{PAGE}{received.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_long_reports_load_on(clerk: Client) -> None:
    upload(clerk, make.partner(), *(line(n, amount="veel") for n in range(1, 61)))
    received = Aanlevering.objects.get()
    process(received)
    assert "50 van 60 geweigerde regels" in clerk.get(f"{PAGE}{received.pk}/").text
    rest = clerk.get(f"{PAGE}{received.pk}/?vanaf=50", headers={"HX-Request": "true"}).text
    assert ("ref-60" in rest, "ref-50<" in rest, "<html" in rest) == (True, False, False)


def test_the_layout_is_public_to_who_delivers(clerk: Client) -> None:  # R-INT-1
    assert "vervaldatum" in clerk.get(f"{PAGE}indeling").text
    assert clerk.get(f"{PAGE}indeling/leeg.csv").content.startswith(b"referentie;soort;")


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Rolsoort.VROEGSIGNALEERDER, "", 200),
        (Rolsoort.VROEGSIGNALEERDER, "nieuw", 403),
        (Rolsoort.BEHEERDER, "nieuw", 200),
        (Rolsoort.PRIVACY_OFFICER, "", 403),
        (Rolsoort.PRIVACY_OFFICER, "indeling", 403),
    ],
)
def test_who_may_see_and_who_may_deliver(
    client: Client, role: Rolsoort, path: str, status: int
) -> None:  # R-ROL-1
    make.gemeente()
    make.login(client, make.user("iemand", role))
    assert client.get(PAGE + path).status_code == status


def test_another_gemeente_finds_nothing(client: Client) -> None:  # R-ROL-2
    make.gemeente()
    made = make.signaal(make.partner()).aanlevering
    make.gemeente("0599", "Rotterdam")
    make.login(client, make.user("ander", Rolsoort.TEAMLEIDER, gemeente_code="0599"))
    for path in (f"{made.pk}/", f"{made.pk}/geweigerd.csv", f"{made.pk}/voortgang", f"{uuid4()}/"):
        assert client.get(PAGE + path).status_code == 404
    assert "Er is nog niets aangeleverd" in client.get(PAGE).text


def test_a_file_that_is_too_large_is_refused_before_it_is_read(clerk: Client) -> None:  # R-INT-1
    class Untouched:
        """A body of two gigabytes that nobody may read."""

        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    answer = clerk.generic("POST", f"{PAGE}nieuw", b"", content_type="multipart/form-data; boundary=x",
                           CONTENT_LENGTH=str(2 * 1024**3), **{"wsgi.input": Untouched()})  # fmt: skip
    assert answer.status_code == 413
    assert "Er is niets gelezen of bewaard" in answer.text
    assert not Aanlevering.objects.exists()
