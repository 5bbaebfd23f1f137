"""Who gets a letter, with which template, and who gets none now (R-OUT-3, R-BRP-5, R-BRP-6, R-BRP-8, R-ADM-6)."""

from datetime import timedelta
from typing import Any

import pytest

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY, printed
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.casework.actions.closing import close_zaak, reopen_zaak
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.checks.models import Inwoner, Veiligheidsmelding
from tijdig.outreach.actions.curators import keep_curator
from tijdig.outreach.actions.print_run import make_printronde
from tijdig.outreach.models import Brief, Curator
from tijdig.outreach.planning import Plan, Visit, due_zaken, plan_letters
from tijdig.outreach.recipients import Obstacle
from tijdig.refusals import Refused
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Aanpak, Dagdeel, Eindresultaat

pytestmark = pytest.mark.django_db
VISIT = Visit(dag=zaken.VISIT_DAY, dagdeel=Dagdeel.MIDDAG)
ANNOUNCED = Aanpak.HUISBEZOEK_AANGEKONDIGD


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


def plan(by: Actor, visit: Visit | None = VISIT) -> Plan:
    due = list(due_zaken(TODAY).select_related("behandelaar").order_by("pk"))
    return plan_letters(due, gemeente_code="0505", today=TODAY, visit=visit, by=by)


def obstacles(by: Actor, visit: Visit | None = VISIT) -> list[Obstacle]:
    return [held.obstacle for held in plan(by, visit).held]


def test_each_person_of_a_zaak_gets_a_letter_of_their_own(by: Actor) -> None:
    # R-MAT-1: inside a zaak the persons stay apart; together they are one step
    zaak = zaken.zaak(by=by, persons=(zaken.resident("Groen"), zaken.resident("Blauw")))
    ronde = printed(zaak, by=by)
    names = [(brief.gegevens["aan"]["naam"], brief.gegevens["kenmerk"]) for brief in ronde.brieven.all()]
    assert names == [("A. Groen", zaak.kenmerk), ("A. Blauw", f"{zaak.kenmerk}-2")]
    assert Contactpoging.objects.filter(zaak=zaak).count() == 1
    assert set(Brief.objects.values_list("stap", "ronde")) == {("brief_1", 1)}


def test_two_signals_about_one_person_are_one_letter_that_names_both_partners(by: Actor) -> None:
    # R-MAT-4, R-OUT-8
    person = zaken.resident("Groen")
    make.checked(
        make.partner("22222222", "Energie Noordkust", ("gas",)), "3311AA-1", inwoner=person, soort="gas"
    )
    zaken.zaak(1, by=by, persons=(person,), partner=make.partner())
    (one,) = plan(by).letters
    assert one.letter.velden["melder"] == "Energie Noordkust en Woonstichting De Kade"


def test_more_than_two_partners_are_not_listed(by: Actor) -> None:
    """The letter would be a list of debts."""
    person = zaken.resident("Groen")
    for number in (2, 3):
        make.checked(make.partner(str(number) * 8, f"Partner {number}"), "3311AA-1", inwoner=person)
    zaken.zaak(1, by=by, persons=(person,), partner=make.partner())
    assert "melder" not in plan(by).letters[0].letter.velden


@pytest.mark.parametrize(
    ("aanpak", "sjabloon"),
    [(Aanpak.BRIEF, "aanbod"), (ANNOUNCED, "aankondiging_huisbezoek")],
)
def test_the_template_follows_the_approach(by: Actor, aanpak: Aanpak, sjabloon: str) -> None:
    # R-OUT-3, R-OUT-4
    zaken.zaak(by=by, aanpak=aanpak)
    (one,) = plan(by).letters
    assert one.letter.sjabloon.id == sjabloon
    assert ("bezoekdag" in one.letter.velden) == (aanpak is ANNOUNCED)


def test_an_announcement_says_the_day_and_the_part_of_the_day(by: Actor) -> None:
    zaken.zaak(by=by, aanpak=ANNOUNCED)
    velden = plan(by).letters[0].letter.velden
    assert (velden["bezoekdag"], velden["dagdeel"]) == ("woensdag 2 december", "middag")


def test_without_a_day_announcements_wait_and_the_rest_goes(by: Actor) -> None:
    zaken.zaak(1, by=by, aanpak=ANNOUNCED)
    offer = zaken.zaak(2, by=by)
    assert obstacles(by, None) == [Obstacle.VISIT]
    ronde = printed(*Vroegsignaalzaak.objects.all(), by=by, bezoekdag=None, dagdeel="")
    assert list(ronde.brieven.values_list("zaak_id", flat=True)) == [offer.pk]


def test_no_visit_is_announced_where_staff_must_not_come(by: Actor) -> None:
    # R-ADM-6: the list may be newer than the approach; the letter does not tell
    zaak = zaken.zaak(by=by, aanpak=ANNOUNCED)
    Veiligheidsmelding.objects.create(
        gemeente_id="0505", adres_sleutel=zaak.adres_sleutel, adres="x", reden="x", ingang=TODAY,
        einde=TODAY + timedelta(days=90), door_id=by.user_id,
    )  # fmt: skip
    assert [one.letter.sjabloon.id for one in plan(by).letters] == ["aanbod"]


def test_a_visit_that_was_made_is_not_announced_again(by: Actor) -> None:
    # R-OUT-4
    zaak = zaken.zaak(by=by, aanpak=ANNOUNCED)
    Contactpoging.objects.create(gemeente_id="0505", zaak=zaak, soort="huisbezoek", datum=TODAY)
    assert [one.letter.sjabloon.id for one in plan(by).letters] == ["aanbod"]


def test_the_offer_goes_to_the_curator_once_the_address_is_known(by: Actor) -> None:
    # R-BRP-8
    person = zaken.resident("Groen", curatele=True)
    zaak = zaken.zaak(by=by, persons=(person,))
    assert obstacles(by) == [Obstacle.CURATOR]
    with pytest.raises(Refused, match="Adres van de curator nodig"):
        printed(zaak, by=by)
    keep_curator(
        zaak.pk, inwoner_id=person.pk, naam="Kantoor Zorg", adresregel1="Postbus 9", adresregel2="3300 AA DORDRECHT",
        by=by,
    )  # fmt: skip
    brief = printed(zaak, by=by).brieven.get()
    assert (brief.sjabloon, brief.gegevens["aan"]["naam"]) == ("curator", "Kantoor Zorg")
    assert brief.gegevens["velden"]["inwoner"] == "A. Groen"
    assert "Merelhof" not in str(brief.gegevens)


def test_one_person_under_curatele_holds_the_whole_zaak_until_it_can_be_written(by: Actor) -> None:
    # R-BRP-8: the letters of a zaak are one step
    zaken.zaak(by=by, persons=(zaken.resident("Groen", curatele=True), zaken.resident("Blauw")))
    assert (obstacles(by), plan(by).letters) == ([Obstacle.CURATOR], ())


@pytest.mark.parametrize("change", [{"naam": " "}, {"adresregel1": ""}, {"adresregel2": ""}])
def test_half_an_address_of_a_curator_is_refused(by: Actor, change: dict[str, str]) -> None:
    # R-BRP-8
    person = zaken.resident("Groen", curatele=True)
    zaak = zaken.zaak(by=by, persons=(person,))
    values = {"naam": "K", "adresregel1": "Postbus 9", "adresregel2": "3300 AA DORDRECHT", **change}
    with pytest.raises(Refused, match="helemaal in"):
        keep_curator(zaak.pk, inwoner_id=person.pk, by=by, **values)
    assert not Curator.objects.exists()


def test_a_curator_is_kept_only_for_who_is_under_curatele(by: Actor) -> None:
    # R-BRP-8
    person = zaken.resident("Groen")
    zaak = zaken.zaak(by=by, persons=(person,))
    with pytest.raises(Refused, match="niet onder curatele"):
        keep_curator(zaak.pk, inwoner_id=person.pk, naam="K", adresregel1="P", adresregel2="3300 AA D", by=by)


def test_who_turns_out_to_be_a_minor_is_written_to_through_the_parents(by: Actor) -> None:
    # R-BRP-6: a check that came after the zaak was opened says so
    zaak = zaken.zaak(by=by, persons=(zaken.resident("Groen", minderjarig=True),))
    brief = printed(zaak, by=by).brieven.get()
    assert brief.gegevens["aan"]["naam"] == "De ouders of verzorgers van A. Groen"
    assert "Groen" not in str(brief.gegevens.get("aanhef", ""))


def test_the_dead_get_no_letter(by: Actor) -> None:
    # R-BRP-5
    zaken.zaak(1, by=by, persons=(zaken.resident("Groen", overleden=True),))
    assert obstacles(by) == [Obstacle.DECEASED]


def test_who_lives_with_somebody_who_died_does_get_theirs(by: Actor) -> None:
    # R-BRP-5
    zaken.zaak(by=by, persons=(zaken.resident("Groen", overleden=True), zaken.resident("Blauw")))
    assert [one.recipient.to.naam for one in plan(by).letters] == ["A. Blauw"]


def test_somebody_nobody_could_confirm_is_written_to_by_the_name_as_delivered(by: Actor) -> None:
    # R-BRP-4: to a name, never to whoever lives there; and who reported is told only to whom it surely concerns
    zaken.zaak(by=by, persons=(None,), voorletters="P.", voorvoegsel="van", achternaam="Dam")
    (one,) = plan(by).letters
    assert (one.recipient.to.naam, one.letter.aanhef) == ("P. van Dam", "Geachte heer of mevrouw")
    assert (one.recipient.to.adresregel1, one.recipient.to.adresregel2) == ("Merelhof 1", "3311AA Dordrecht")
    assert "melder" not in one.letter.velden


def test_a_one_man_business_is_addressed_to_the_person_in_it(by: Actor) -> None:
    # R-ADM-4
    zaken.zaak(by=by, persons=(None,), bedrijfsnaam="Bakkerij Dam", voorletters="P.", achternaam="Dam")
    to = plan(by).letters[0].recipient.to
    assert (to.naam, to.ter_attentie_van) == ("Bakkerij Dam", "T.a.v. P. Dam")


def test_of_two_names_nobody_could_confirm_the_newest_gets_the_letter(by: Actor) -> None:
    zaken.zaak(by=by, persons=(None, None))
    assert len(plan(by).letters) == 1


@pytest.mark.parametrize(
    ("uitkomst", "naam"),
    [("overleden", "De bewoners"), ("minderjarig", "De ouders of verzorgers van A. Jansen")],
)
def test_a_household_gets_the_offer_when_a_person_decided_so(by: Actor, uitkomst: str, naam: str) -> None:
    # R-BRP-5, R-BRP-6
    zaken.zaak(by=by, persons=(None,), toets={"uitkomst": uitkomst, "huishouden_aanbod": True})
    assert [one.recipient.to.naam for one in plan(by).letters] == [naam]


def test_a_secret_address_is_no_reason_not_to_write(by: Actor) -> None:
    """Geheimhouding keeps data from others than the gemeente."""
    zaken.zaak(by=by, persons=(zaken.resident("Groen", geheimhouding=True),))
    assert len(plan(by).letters) == 1


@pytest.mark.parametrize("missing", ["straat", "huisnummer", "woonplaats"])
def test_without_a_full_address_there_is_no_letter(by: Actor, missing: str) -> None:
    zaken.zaak(by=by, persons=(None,), toets={missing: ""})
    assert obstacles(by) == [Obstacle.NO_ADDRESS]


@pytest.mark.parametrize("missing", ["telefoon", "email"])
def test_a_letter_that_nobody_can_answer_is_not_sent(by: Actor, missing: str) -> None:
    # R-OUT-3: it asks to call or mail
    zaken.zaak(by=by)
    Gemeente.objects.update(**{missing: ""})
    assert obstacles(by) == [Obstacle.SENDER]


def test_a_name_that_no_font_can_print_is_left_to_a_person(by: Actor) -> None:
    zaak = zaken.zaak(by=by, persons=(zaken.resident("王"),))
    (held,) = plan(by).held
    assert held.obstacle is Obstacle.UNPRINTABLE
    assert "U+738B" in held.uitleg
    with pytest.raises(Refused, match="U\\+738B"):
        printed(zaak, by=by)


def test_a_letter_that_does_not_fit_the_page_leaves_its_zaak_alone(by: Actor) -> None:
    # R-OUT-3
    person = zaken.resident("Groen", curatele=True)
    Inwoner.objects.update(aanschrijfnaam="Lange-Naam van der " * 13)
    Curator.objects.create(
        gemeente_id="0505", inwoner=person, naam="K", adresregel1="Postbus 9", adresregel2="3300 AA DORDRECHT"
    )
    partner = make.partner(naam="Woonstichting " + "De Kade " * 13)
    too_long = zaken.zaak(1, by=by, persons=(person,), partner=partner)
    fine = zaken.zaak(2, by=by)
    with pytest.raises(Refused, match="past niet op één bladzijde"):
        printed(too_long, by=by)
    ronde = printed(too_long, fine, by=by)
    assert list(ronde.brieven.values_list("zaak_id", flat=True)) == [fine.pk]
    assert not Contactpoging.objects.filter(zaak=too_long).exists()


def test_reopening_starts_the_steps_again(by: Actor) -> None:
    # R-OUT-4, R-UIT-5
    zaak = zaken.zaak(by=by)
    printed(zaak, by=by)
    zaak.refresh_from_db()
    not_reached = Afsluitgegevens(eindresultaat=Eindresultaat.NIET_BEREIKT)
    close_zaak(zaak.pk, gegevens=not_reached, versie=zaak.versie, today=TODAY, by=by)
    zaak.refresh_from_db()
    later = TODAY + timedelta(days=28)
    reopen_zaak(zaak.pk, reden="belt toch", versie=zaak.versie, today=later, by=by)
    zaak.refresh_from_db()
    assert zaak.volgende_stap == Aanpak.BRIEF
    printed(zaak, by=by, today=zaak.volgende_op or later, bezoekdag=None)
    assert list(Brief.objects.order_by("pk").values_list("stap", "ronde")) == [("brief_1", 1), ("brief_1", 2)]


def test_another_gemeente_prints_nothing_of_ours(by: Actor) -> None:
    # R-ROL-2
    zaak = zaken.zaak(by=by)
    make.gemeente("0599", "Elders", telefoon="1", email="a@elders.example")
    values: dict[str, Any] = {"bezoekdag": None, "dagdeel": "", "today": TODAY, "gemeente_code": "0599"}
    with pytest.raises(Refused, match="Er is nu geen brief"):
        make_printronde(zaken=[zaak.pk], by=by, **values)
