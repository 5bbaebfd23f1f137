"""The start page: what must happen, what came in, what is stuck; each line for who can act on it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests import make
from tijdig.accounts.models import Gemeente, Rol
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Afspraak, Teamuren
from tijdig.checks.models import Doorzending
from tijdig.config.frame import link
from tijdig.feedback.models import Terugkoppelbestand
from tijdig.intake.models import Vroegsignaal
from tijdig.partners.models import Overeenkomst
from tijdig.privacy.models import Vernietiging
from tijdig.rules.terms import Bericht, Rolsoort, Signaalstatus

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)  # 12.30 in the Netherlands
QUERIES = {
    "no hours": 34,
    "hours": 35,
}  # with the list of this week: hours, absences and what fits are asked too
ROLES = {
    "beheerder": Rolsoort.BEHEERDER,
    "teamleider": Rolsoort.TEAMLEIDER,
    "vroegsignaleerder": Rolsoort.VROEGSIGNALEERDER,
    "administratie": Rolsoort.ADMINISTRATIE,
    "privacy_officer": Rolsoort.PRIVACY_OFFICER,
}


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Gemeente:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    return make.gemeente(shv_lijst_bijgewerkt=NOW)


def desk_of(client: Client, role: Rolsoort = Rolsoort.TEAMLEIDER) -> str:
    make.login(client, make.user(role.value, role))
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_everybody_has_a_start_page(client: Client, town: Gemeente, role: Rolsoort) -> None:
    assert "Wat moet vandaag" in desk_of(client, role)


def test_a_new_gemeente_reads_what_to_do_first(client: Client, town: Gemeente) -> None:
    page = desk_of(client, Rolsoort.BEHEERDER)
    assert "Zo begint u" in page
    assert "Leg een signaalpartner vast" in page


def test_what_is_done_of_the_first_steps_is_ticked(client: Client, town: Gemeente) -> None:
    make.partner()
    assert desk_of(client, Rolsoort.BEHEERDER).count("gedaan") == 2


def test_after_the_first_delivery_the_first_steps_are_gone(client: Client, town: Gemeente) -> None:
    make.signaal(make.partner(), "3311AA-1", ontvangen=TODAY)
    page = desk_of(client)
    assert "Zo begint u" not in page
    assert "Woonstichting De Kade" in page
    assert "1 toegelaten, 0 geweigerd, 0 dubbel" in page


def test_a_crisis_stands_on_top(client: Client, town: Gemeente) -> None:  # R-TRM-2
    partner = make.partner()
    make.zaak(make.checked(partner, "3311AA-1", ontvangen=TODAY), today=TODAY)
    crisis = make.checked(partner, "3311AA-2", ontvangen=TODAY, bericht=Bericht.ONTRUIMING)
    make.zaak(crisis, today=TODAY)
    page = desk_of(client)
    assert page.index("Crisis: eerste gesprek") < page.index("Voorstellen om te bevestigen")
    assert "t-rows__row--crisis" in page
    assert "werkdag" in page


def test_a_crisis_of_whom_nobody_knows_stands_on_top_everywhere(
    client: Client, town: Gemeente
) -> None:  # R-TRM-2
    partner = make.partner()
    for number, status in ((1, Signaalstatus.TWIJFEL), (2, Signaalstatus.CONTROLE_MISLUKT)):
        signaal = make.signaal(partner, f"3311AA-{number}", ontvangen=TODAY, bericht=Bericht.ONTRUIMING)
        Vroegsignaal.objects.filter(pk=signaal.pk).update(status=status, crisis=True)
    page = desk_of(client)
    assert page.index("Crisis: beslis eerst om wie het gaat") < page.index("Twijfel over wie het is")
    assert "Crisis: de BRP gaf nog geen antwoord" in page
    assert "nog 3 werkdagen" in page
    assert "van 2 signalen is nog niet zeker om wie het gaat" in page
    assert "nog niet zeker om wie" in client.get("/sociale-kaart/").content.decode()


def test_a_doubt_past_its_term_is_counted(client: Client, town: Gemeente) -> None:  # R-TRM-5
    partner = make.partner()
    for number, days in ((1, 28), (2, 29)):
        signaal = make.signaal(partner, f"3311AA-{number}", ontvangen=TODAY - timedelta(days=days))
        Vroegsignaal.objects.filter(pk=signaal.pk).update(status=Signaalstatus.TWIJFEL)
    assert "Van 1\xa0signaal is de termijn voorbij" in desk_of(client)


def test_the_time_left_of_a_crisis_is_that_of_its_own_term(client: Client, town: Gemeente) -> None:  # R-TRM-2
    partner = make.partner()
    make.checked(partner, "3311AA-1", ontvangen=TODAY - timedelta(days=40), maand=date(2026, 11, 1))
    crisis = make.checked(
        partner, "3311AA-1", ontvangen=TODAY, bericht=Bericht.ONTRUIMING, maand=date(2026, 11, 1)
    )
    make.zaak(crisis, today=TODAY)
    page = desk_of(client)
    row = page[page.index("Crisis: eerste gesprek") :][:600]
    assert "nog 3 werkdagen" in row


@pytest.mark.parametrize(
    ("received", "label"),
    [(30, "Termijn is verlopen"), (25, "Termijn loopt binnen een week af")],
)
def test_terms_that_end_or_have_ended_are_named(
    client: Client, town: Gemeente, received: int, label: str
) -> None:  # R-TRM-5
    make.zaak(make.checked(make.partner(), ontvangen=TODAY - timedelta(days=received)), today=TODAY)
    assert label in desk_of(client)


def test_doubts_show_the_age_of_the_oldest(client: Client, town: Gemeente) -> None:
    signaal = make.signaal(make.partner(), "3311AA-1", ontvangen=TODAY - timedelta(days=4))
    Vroegsignaal.objects.filter(pk=signaal.pk).update(status=Signaalstatus.TWIJFEL)
    page = desk_of(client)
    assert "Twijfel over wie het is" in page
    assert "de oudste wacht 4\xa0dagen" in page


def test_the_steps_of_today_and_the_appointments_are_counted(
    client: Client, town: Gemeente
) -> None:  # R-OUT-4
    zaak = make.zaak(make.checked(make.partner(), ontvangen=TODAY), today=TODAY)
    anna = make.user("anna", Rolsoort.TEAMLEIDER)
    confirm_voorstellen([zaak.pk], today=TODAY, by=make.actor(anna, Rolsoort.TEAMLEIDER))
    Afspraak.objects.create(gemeente_id="0505", zaak=zaak, moment=NOW, plaats="stadhuis", gemaakt_op=TODAY)
    page = desk_of(client)
    assert "Brieven om af te drukken" in page
    assert "de eerste om 12.30 uur" in page


def test_a_new_signal_on_a_running_zaak_asks_for_attention(client: Client, town: Gemeente) -> None:
    partner = make.partner()
    zaak = make.zaak(make.checked(partner, ontvangen=TODAY), today=TODAY)
    anna = make.user("anna", Rolsoort.TEAMLEIDER)
    confirm_voorstellen([zaak.pk], today=TODAY, by=make.actor(anna, Rolsoort.TEAMLEIDER))
    other = make.partner("22222222", "Zorg Zuid")
    make.zaak(make.checked(other, ontvangen=TODAY), today=TODAY)
    assert "Nieuw signaal bij een lopende zaak" in desk_of(client)


def _brp_down() -> None:
    signaal = make.signaal(make.partner(), "3311AA-1", ontvangen=TODAY)
    Vroegsignaal.objects.filter(pk=signaal.pk).update(status=Signaalstatus.CONTROLE_MISLUKT)


def _to_send_on() -> None:
    signaal = make.signaal(make.partner(), "3311AA-1", ontvangen=TODAY)
    Doorzending.objects.create(gemeente_id="0505", vroegsignaal=signaal, naar="0599")


def _feedback_waits() -> None:
    Terugkoppelbestand.objects.create(
        gemeente_id="0505", partner=make.partner(), dag=TODAY - timedelta(days=3), aantal=2, sha256="0" * 64
    )


def _shv_list_old() -> None:
    Gemeente.objects.update(shv_lijst_bijgewerkt=NOW - timedelta(days=40))


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (_brp_down, "De BRP geeft geen antwoord"),
        (_to_send_on, "naar een andere gemeente"),
        (_feedback_waits, "niet opgehaald"),
        (_shv_list_old, "De lijst van schuldhulpverlening is van"),
    ],
    ids=["brp", "forward", "feedback", "shv"],
)
def test_what_is_stuck_is_said_in_words(
    client: Client, town: Gemeente, happens, says: str
) -> None:  # R-SHV-3, R-BRP-7
    happens()
    page = desk_of(client)
    assert says in page
    assert "Niets. Alles loopt." not in page


def test_nothing_is_stuck_when_nothing_is(client: Client, town: Gemeente) -> None:
    assert "Niets. Alles loopt." in desk_of(client)


def test_the_beheerder_sees_agreements_that_end_and_no_zaken(
    client: Client, town: Gemeente
) -> None:  # R-PAR-2, R-ROL-1
    make.partner(einde=TODAY + timedelta(days=20))
    page = desk_of(client, Rolsoort.BEHEERDER)
    assert "Overeenkomsten die aflopen" in page
    assert "de eerste nog 20 dagen" in page
    assert "Voorstellen" not in page


def test_the_privacy_officer_hears_that_erasing_stands_still(
    client: Client, town: Gemeente
) -> None:  # R-BEW-1
    assert "nog nooit gelopen" in desk_of(client, Rolsoort.PRIVACY_OFFICER)
    Vernietiging.objects.create(gemeente_id="0505", dag=TODAY, door="systeem")
    assert "nog nooit gelopen" not in client.get("/").content.decode()


@pytest.mark.parametrize("case", QUERIES)
def test_the_page_asks_the_same_number_of_questions_for_one_zaak_and_for_thirty(
    client: Client, town: Gemeente, django_assert_num_queries, case: str
) -> None:
    partner = make.partner()
    make.login(client, make.user("tom", Rolsoort.TEAMLEIDER))
    zaak = make.zaak(make.checked(partner, "3311AA-1", ontvangen=TODAY), today=TODAY)
    if case == "hours":
        Teamuren.objects.create(gemeente_id=town.pk, team=zaak.team, vanaf=TODAY.replace(day=1), minuten=2400)
    client.get("/")
    with django_assert_num_queries(QUERIES[case]):
        client.get("/")
    for number in range(2, 31):
        make.checked(partner, f"3311AA-{number}", ontvangen=TODAY)
    make.zaak(make.checked(partner, "3311AA-31", ontvangen=TODAY), today=TODAY)
    client.get("/")  # something changed: the list of the week is worked out once more, and remembered
    with django_assert_num_queries(QUERIES[case]):
        client.get("/")


def test_who_has_no_role_is_told_what_to_do(client: Client, town: Gemeente) -> None:
    nobody = make.user("niemand")
    make.login(client, nobody)
    Rol.objects.filter(user=nobody).delete()
    assert "U hebt nog geen rol" in client.get("/").content.decode()


def test_another_gemeente_is_not_counted(client: Client, town: Gemeente) -> None:  # R-ROL-2
    make.zaak(make.checked(make.partner(), ontvangen=TODAY), today=TODAY)
    make.gemeente("0599", "Rotterdam", shv_lijst_bijgewerkt=NOW)
    elsewhere = make.user("rob", Rolsoort.TEAMLEIDER, gemeente_code="0599")
    make.login(client, elsewhere)
    page = client.get("/").content.decode()
    assert "Rotterdam" in page
    assert "Voorstellen om te bevestigen" not in page


def test_agreements_of_another_gemeente_do_not_end_here(client: Client, town: Gemeente) -> None:  # R-ROL-2
    partner = make.partner()
    make.gemeente("0599", "Rotterdam")
    Overeenkomst.objects.create(
        gemeente_id="0599", partner=partner, ingang=TODAY - timedelta(days=9), einde=TODAY + timedelta(days=9)
    )
    make.gemeente()
    assert "Overeenkomsten die aflopen" not in desk_of(client, Rolsoort.BEHEERDER)


def test_a_page_that_does_not_exist_gives_no_address() -> None:
    assert link("vandaag") == "/"
    assert link("vandaag", crisis=1) == "/?crisis=1"
    assert link("bestaat:niet") == ""


def test_who_belongs_to_a_team_sees_the_work_of_that_team(client: Client, town: Gemeente) -> None:  # R-TRI-7
    make.zaak(make.checked(make.partner(), ontvangen=TODAY), today=TODAY)
    joost = make.user("joost", Rolsoort.VROEGSIGNALEERDER)
    make.login(client, joost)
    assert "Voorstellen om te bevestigen" in client.get("/").content.decode()
    Rol.objects.filter(user=joost).update(team="Een heel ander team")
    assert "Voorstellen om te bevestigen" not in client.get("/").content.decode()
