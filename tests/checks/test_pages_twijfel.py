"""The pages of doubt: what they show, what a click does, and who may."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import bsn, check, datum, naam, opschorting, person, signal
from tijdig.audit.models import AuditEvent
from tijdig.checks.comparing import mark
from tijdig.checks.models import Inwoner, Toets
from tijdig.connectors.brp_fake import Fault, FaultKind
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.terms import Rolsoort, Signaalstatus

pytestmark = pytest.mark.django_db

PAGE = "/twijfel/"


@pytest.fixture
def staff(client: Client) -> Client:
    make.gemeente()
    return make.login(client, make.user())


@pytest.fixture
def doubt(brp: Start) -> Toets:
    """Mother and daughter at one address, and a signal that fits both."""
    brp(person(1), person(2, first="Astrid", geboorte={"datum": datum("2004-01-01")}))
    made = signal(straat="Merelhof")
    check()
    return Toets.objects.get(vroegsignaal=made)


def post(client: Client, toets: Toets, **data: str) -> Any:
    return client.post(f"{PAGE}{toets.pk}/", data, follow=True)


def state(toets: Toets) -> str:
    return str(Vroegsignaal.objects.values_list("status", flat=True).get(toets=toets))


def test_the_list_says_how_long_each_waits(staff: Client, doubt: Toets) -> None:  # R-BRP-4
    page = staff.get(PAGE)
    assert page.status_code == 200
    assert "Meer dan één persoon past" in page.text
    assert f"{PAGE}{doubt.pk}/" in page.text
    assert AuditEvent.objects.filter(what="twijfel.lijst_bekeken").count() == 1


def test_an_empty_list_says_so(staff: Client) -> None:
    assert "Er is geen twijfel" in staff.get(PAGE).text


@pytest.mark.parametrize(
    "filters", ["?uitkomst=meerdere", "?uitkomst=overleden", "?uitkomst=zomaar", "?partner=x"]
)
def test_filters_live_in_the_address(staff: Client, doubt: Toets, filters: str) -> None:
    shown = f"{PAGE}{doubt.pk}/" in staff.get(PAGE + filters).text
    assert shown == (filters != "?uitkomst=overleden")


def test_the_number_of_queries_does_not_grow(staff: Client, brp: Start) -> None:
    brp(person(1), person(2, first="Astrid"))
    partner = make.partner()
    counts = []
    for more in (1, 29):
        for _ in range(more):
            signal(partner)
        check()
        staff.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(PAGE).text.count("<tr>") == 1 + Toets.objects.count()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_more_than_fifty_load_on_and_the_count_is_true(staff: Client, brp: Start) -> None:
    brp(person(1), person(2, first="Astrid"))
    partner = make.partner()
    for _ in range(53):
        signal(partner)
    check()
    page = staff.get(PAGE)
    assert "50 van 53 signalen" in page.text
    rest = staff.get(f"{PAGE}?vanaf=50", headers={"HX-Request": "true"}).text
    assert (rest.count('scope="row"'), "<html" in rest) == (3, False)


def test_the_page_sets_both_side_by_side_with_what_differs(staff: Client, doubt: Toets) -> None:  # R-BRP-4
    page = staff.get(f"{PAGE}{doubt.pk}/").text
    assert "Zoals aangeleverd" in page
    assert "Astrid Jansen" in page and "Anna Jansen" in page  # noqa: PT018 (both of them)
    assert "Er passen 2 personen bij deze melding." in page
    assert not [number for number in (1, 2) if bsn(number) in page]
    event = AuditEvent.objects.get(what="twijfel.bekeken")
    assert event.subject == f"signaal:{doubt.vroegsignaal_id}"


def test_choosing_goes_on_to_the_next_at_once(staff: Client, doubt: Toets) -> None:  # R-BRP-4
    signal(make.partner("22222222", "Water Zuid"), straat="Merelhof")
    check()
    following = Toets.objects.exclude(pk=doubt.pk).get()
    answer = post(staff, doubt, keuze="1", reden="")
    assert answer.redirect_chain[-1][0] == f"{PAGE}{following.pk}/"
    assert state(doubt) == "gecontroleerd"
    assert Inwoner.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'follow_up'")
        assert cursor.fetchone()[0] == 1


def test_after_the_last_one_the_list_is_empty(staff: Client, doubt: Toets) -> None:
    answer = post(staff, doubt, keuze="0")
    assert answer.redirect_chain[-1][0] == PAGE
    assert "Er is nu geen twijfel meer over" in answer.text


@pytest.mark.parametrize("keuze", ["behouden", "terzijde"])
def test_a_missing_reason_keeps_what_was_chosen(staff: Client, doubt: Toets, keuze: str) -> None:
    answer = staff.post(f"{PAGE}{doubt.pk}/", {"keuze": keuze})
    assert answer.status_code == 422
    assert "Schrijf" in answer.text
    assert f'value="{keuze}" checked' in answer.text
    assert state(doubt) == "twijfel"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"keuze": "behouden", "reden": "Onderhuurder."}, "gecontroleerd"),
        ({"keuze": "vraag", "vragen": "naam"}, "twijfel"),
        ({"keuze": "terzijde", "reden": "Rechtspersoon.", "als": "onterecht_signaal"}, "terzijde"),
        ({"keuze": "elders", "gemeente": "0599"}, "terzijde"),
        ({"keuze": "elders", "gemeente": "rotterdam"}, "terzijde"),
        ({"keuze": "elders", "gemeente": ""}, "terzijde"),
    ],
)
def test_each_choice_does_its_act(
    staff: Client, doubt: Toets, data: dict[str, str], expected: str
) -> None:  # R-BRP-4
    make.Gemeente.objects.create(code="0599", naam="Rotterdam")
    post(staff, doubt, **data)
    assert state(doubt) == expected


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"keuze": "elders", "gemeente": "0505"}, "onze eigen gemeente"),
        ({"keuze": "elders", "gemeente": "Nergens"}, "vier cijfers"),
        ({}, "Kies wat er met dit signaal moet gebeuren"),
        ({"keuze": "7"}, "Kies een persoon."),
        ({"keuze": "zomaar"}, "Kies een persoon."),
        ({"keuze": "huishouden", "reden": "x"}, "overleden of minderjarig"),
    ],
)
def test_a_refusal_is_a_sentence(staff: Client, doubt: Toets, data: dict[str, str], sentence: str) -> None:
    assert sentence in staff.post(f"{PAGE}{doubt.pk}/", data, follow=True, headers={"referer": PAGE}).text
    assert state(doubt) == "twijfel"


def test_of_the_dead_the_page_asks_about_the_household(staff: Client, brp: Start) -> None:  # R-BRP-5
    brp(person(1, opschortingBijhouding=opschorting("O")))
    signal()
    check()
    toets = Toets.objects.get()
    page = staff.get(f"{PAGE}{toets.pk}/").text
    assert "Bied het huishouden hulp aan" in page
    assert 'value="behouden"' not in page
    post(staff, toets, keuze="huishouden", reden="De weduwe woont er nog.")
    assert state(toets) == "gecontroleerd"


def test_a_decided_signal_is_not_decided_again(staff: Client, doubt: Toets) -> None:
    post(staff, doubt, keuze="0")
    assert "al besloten" in post(staff, doubt, keuze="1").text


BY_HAND = {
    "bsn": bsn(5), "geslachtsnaam": "Wit", "voorletters": "A.", "huisnummer": "7", "postcode": "3311 AA",
    "reden": "Opgezocht in de BRP-viewer.", "geboortedatum": "1980-01-02", "woont": "woonadres",
}  # fmt: skip


def test_what_the_form_asks_is_what_counts_later(staff: Client) -> None:  # R-BRP-1, R-BRP-2, R-BRP-8
    signal()
    check()
    toets = Toets.objects.get()
    more = {"woont": "briefadres", "kinderen": "ja", "curatele": "on", "geheimhouding": "on"}
    staff.post(f"{PAGE}{toets.pk}/invoeren", BY_HAND | more)
    toets.refresh_from_db()
    assert (toets.briefadres, toets.kinderen) == (True, True)
    assert Inwoner.objects.values_list("curatele", "geheimhouding").get() == (True, True)


def test_without_a_link_the_check_is_done_with_a_form(staff: Client) -> None:  # R-BRP-1
    signal()
    check()
    toets = Toets.objects.get()
    assert "Vul in wie het is" in staff.get(f"{PAGE}{toets.pk}/").text
    page = staff.get(f"{PAGE}{toets.pk}/invoeren")
    assert 'value="Jansen"' in page.text
    staff.post(f"{PAGE}{toets.pk}/invoeren", BY_HAND)
    assert state(toets) == "gecontroleerd"
    assert Inwoner.objects.get().geslachtsnaam == "Wit"


@pytest.mark.parametrize(
    "wrong",
    [
        {"bsn": "123456789"},
        {"postcode": "nee"},
        {"reden": ""},
        {"geboortedatum": "x"},
        {"woont": ""},
        {"woont": "andere_gemeente"},
        {"woont": "andere_gemeente", "gemeente": "0505"},
    ],
)
def test_a_form_with_a_fault_saves_nothing(staff: Client, wrong: dict[str, str]) -> None:  # R-BRP-1
    signal()
    check()
    toets = Toets.objects.get()
    answer = staff.post(f"{PAGE}{toets.pk}/invoeren", BY_HAND | wrong)
    assert answer.status_code == 422
    assert "Er is niets opgeslagen" in answer.text
    assert not Inwoner.objects.exists()


def test_what_waits_for_the_brp_is_shown_and_can_be_tried_now(staff: Client, brp: Start) -> None:  # R-BRP-1
    brp(person(1), faults=[Fault(kind=FaultKind.STATUS, status=503)])
    signal()
    check()
    assert "De BRP gaf geen antwoord" in staff.get(PAGE).text
    page = staff.get(f"{PAGE}wachtend").text
    assert "1\u00a0poging" in page
    answer = staff.post(f"{PAGE}wachtend/opnieuw", follow=True)
    assert "vraagt de BRP nu opnieuw" in answer.text
    assert check(timezone.localdate()).gecontroleerd == 1  # the page's own day
    assert "Niets wacht op de BRP" in staff.get(f"{PAGE}wachtend").text


def test_what_the_brp_keeps_refusing_is_taken_over_by_a_person(staff: Client, brp: Start) -> None:  # R-BRP-1
    brp(person(1), faults=[Fault(kind=FaultKind.STATUS, status=403)] * 4)
    waiting = signal()
    check()
    toets = Toets.objects.get()
    answer = staff.post(f"{PAGE}wachtend/{toets.pk}/overnemen", follow=True)
    assert "Zoek de persoon zelf op" in answer.text
    waiting.refresh_from_db()
    assert waiting.status == Signaalstatus.TWIJFEL
    again = staff.post(f"{PAGE}wachtend/{toets.pk}/overnemen", follow=True)
    assert "wacht niet meer op de BRP" in again.text  # twice changes nothing
    assert AuditEvent.objects.filter(what="brp.zelf_opzoeken").count() == 1


@pytest.mark.parametrize("path", ["", "wachtend", "doorzendingen/"])
def test_only_who_decides_sees_doubt(client: Client, path: str) -> None:  # R-ROL-1
    make.gemeente()
    make.login(client, make.user("beheer", Rolsoort.BEHEERDER))
    assert client.get(PAGE + path).status_code == 403


def test_another_gemeente_sees_nothing_of_it(client: Client, doubt: Toets) -> None:  # R-ROL-2
    make.gemeente("0599", "Rotterdam")
    make.login(client, make.user("ander", gemeente_code="0599"))
    assert client.get(f"{PAGE}{doubt.pk}/").status_code == 404
    assert client.post(f"{PAGE}{doubt.pk}/", {"keuze": "0"}).status_code == 404


@pytest.mark.parametrize(
    ("delivered", "found", "marked"),
    [
        ("Jansen", "Jansen", []),
        ("jansen", "JANSEN", []),
        ("A.B.", "AB", []),
        ("", "Jansen", []),
        ("Jansen", "Janssen", ["s"]),
        ("Jansen", "Jonsen", ["o"]),
        ("Jansen", "Pietersen", ["Pietersen"]),
        ("Bakker", "Visser", ["Visser"]),
        ("12 mei 1984", "12 mei 1985", ["5"]),
    ],
)
def test_what_differs_is_marked(delivered: str, found: str, marked: list[str]) -> None:
    pieces = mark(delivered, found)
    assert "".join(piece.text for piece in pieces) == found
    assert [piece.text for piece in pieces if piece.differs] == marked


def test_names_are_text_and_never_markup(staff: Client, brp: Start) -> None:
    brp(
        person(1, naam=naam("<script>", voornamen="Anna")), person(2, naam=naam("Jansen", voornamen="Astrid"))
    )
    signal(achternaam="<script>alert(1)</script>")
    check()
    assert "<script>alert" not in staff.get(f"{PAGE}{Toets.objects.get().pk}/").text
