"""The page of one zaak: all there is, every act from it, and nothing that this person may not see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.pages import act, closed, page, started
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.handling import add_notitie
from tijdig.casework.models import Afspraak, Contactpoging, Notitie, Vroegsignaalzaak, Weging
from tijdig.checks.models import Veiligheidsmelding
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.privacy.actions.erase import erase_expired
from tijdig.rules.terms import Aanpak, Bereikt, Bericht, Rolsoort, Zaakstatus

NOW = WORKDAY
pytestmark = pytest.mark.usefixtures("on_a_workday")


def test_the_page_shows_all_there_is(
    anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-TRI-2, R-TRM-5, R-OUT-8
    shown = page(anna, zaak)
    for said in (
        "Merelhof 1", "A. Bakker, 41 jaar", "Krispijn", "€ 1.000,00", "meervoudig", "Hulp aanbieden", "nog 28 dagen",
        "06 12 34 56 78", "van Woonstichting De Kade", "b@voorbeeld.nl", "Signaal: huur, € 800,00",
        "Controle in de BRP", "De naam past precies.", "Voorstel: huisbezoek met aankondiging",
        "Er is een huurachterstand.", "afwegingskader 0505 2021-05-01", "Bevestig: huisbezoek met aankondiging",
        "Waar komt dit vandaan?", "Besluit gemeentelijke schuldhulpverlening art. 2", zaak.kenmerk,
        "A. Bakker: naam, geboortedatum en adres komen uit de BRP",
    ):  # fmt: skip
        assert said in shown, said


def test_a_name_kept_as_delivered_is_not_called_checked(anna: Client, house: House) -> None:  # R-OUT-8
    kept = make.zaak(make.checked(house.huur, "3311AA-77", achternaam="Vis"))
    shown = page(anna, kept)
    assert "A. Vis: naam en adres zoals de partner ze aanleverde, niet bevestigd in de BRP" in shown
    assert "komen uit de BRP" not in shown


def test_every_look_is_recorded(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-ROL-3, R-BEW-4
    page(anna, zaak)
    page(anna, zaak, "?naast=1", **{"HX-Request": "true"})
    looks = AuditEvent.objects.filter(what="zaak.bekeken", subject=f"zaak:{zaak.pk}")
    assert set(looks.values_list("by", flat=True)) == {f"gebruiker:{house.anna.pk}"}
    assert looks.count() == 2


def test_beside_the_list_a_part_is_enough(anna: Client, zaak: Vroegsignaalzaak) -> None:
    part = page(anna, zaak, "?naast=1", **{"HX-Request": "true"})
    assert "<html" not in part
    assert "Huisbezoek met aankondiging" in part
    assert "<html" in page(anna, zaak, "?naast=1")


@pytest.mark.parametrize(
    ("role", "status"),
    [(Rolsoort.ADMINISTRATIE, 200), (Rolsoort.BEHEERDER, 403), (Rolsoort.PRIVACY_OFFICER, 403)],
)
def test_who_may_look_and_who_may_act(
    client: Client, zaak: Vroegsignaalzaak, role: Rolsoort, status: int
) -> None:  # R-ROL-1
    make.login(client, make.user("iemand", role))
    address = reverse("casework:zaak", args=[zaak.pk])
    answer = client.get(address)
    assert answer.status_code == status
    assert b"Contactpoging vastleggen" not in answer.content
    assert client.post(f"{address}notitie", {"tekst": "x", "versie": 1}).status_code == 403
    assert client.post(f"{address}afronden", {}).status_code == 403


def test_the_proposal_is_confirmed_from_the_page(anna: Client, zaak: Vroegsignaalzaak) -> None:  # R-TRI-2
    assert "Het voorstel is bevestigd." in act(anna, zaak, "bevestigen")
    assert zaak.status == Zaakstatus.IN_OPVOLGING


def test_another_approach_is_chosen_with_a_reason(anna: Client, zaak: Vroegsignaalzaak) -> None:  # R-TRI-2
    assert "Dit veld is verplicht" in act(anna, zaak, "anders", 422, aanpak="brief", reden="")
    shown = act(anna, zaak, "anders", aanpak="brief", reden="Net verhuisd")
    assert zaak.aanpak == Aanpak.BRIEF
    assert "Anders besloten: brief. Net verhuisd" in shown


def test_an_attempt_is_one_line(anna: Client, zaak: Vroegsignaalzaak) -> None:  # R-OUT-1, R-OUT-2
    act(anna, zaak, "bevestigen")
    shown = act(
        anna, zaak, "poging", soort="telefoon", bereikt="nee", datum=NOW.isoformat(), dagdeel="ochtend", minuten="5",
        notitie="Voicemail",
    )  # fmt: skip
    for said in ("Telefoon: niet bereikt", "Voicemail", "ochtend, 5 minuten", "Anna0505 de Vries"):
        assert said in shown


def test_what_was_typed_stays_when_it_is_refused(anna: Client, zaak: Vroegsignaalzaak) -> None:
    later = (NOW + timedelta(days=2)).isoformat()
    shown = act(anna, zaak, "poging", 422, soort="brief", bereikt="nee", datum=later, notitie="Lange tekst")
    assert "in de toekomst" in shown
    assert "Lange tekst" in shown
    assert not Contactpoging.objects.exists()


def test_a_reply_is_put_on_the_letter(house: House, anna: Client, zaak: Vroegsignaalzaak) -> None:  # R-OUT-2
    started(house, zaak, Bereikt.ONBEKEND)
    letter = Contactpoging.objects.get()
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(volgende_stap="")
    shown = page(anna, zaak)
    assert "Brief: nog geen reactie" in shown
    assert "Wacht op een antwoord tot en met" in shown, "nobody closes what was only just written"
    shown = act(anna, zaak, "reactie", poging=letter.pk, op=NOW.isoformat(), notitie="Belde terug")
    assert "Brief: bereikt" in shown
    assert "Belde terug" in shown


def test_an_appointment_is_made_and_settled(anna: Client, zaak: Vroegsignaalzaak) -> None:  # R-TRM-1, R-UIT-6
    shown = act(anna, zaak, "afspraak", dag="2026-11-24", tijd="10:30", plaats="Stadskantoor")
    assert "24 november 2026, 10.30 uur. Stadskantoor" in shown
    shown = act(anna, zaak, "afloop", afspraak=Afspraak.objects.get().pk, stand="geweest")
    assert "het gesprek is geweest" in shown


def test_notes_assigning_and_handing_over(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-TRI-7
    assert "Hond in de tuin" in act(anna, zaak, "notitie", tekst="Hond in de tuin")
    act(anna, zaak, "toewijzen", aan=house.anna.pk)
    assert zaak.behandelaar == house.anna
    act(anna, zaak, "overdragen", team="Sociale Dienst Drechtsteden", reden="Kent de inwoner")
    assert (zaak.team, zaak.behandelaar) == ("Sociale Dienst Drechtsteden", None)


def test_a_zaak_is_split_from_the_page(anna: Client, zaak: Vroegsignaalzaak) -> None:  # R-MAT-1
    moved = zaak.zaaksignalen.order_by("pk").last().vroegsignaal_id
    shown = act(anna, zaak, "splitsen", signalen=[moved], reden="Kamerbewoner")
    assert zaak.signalen == 1
    assert "Zaak van 24 november 2026" in shown  # the other one, earlier on this address


def test_an_old_page_is_told_and_keeps_the_words(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # §14
    old = zaak.versie
    started(house, zaak)
    data = {
        "versie": old,
        "soort": "telefoon",
        "bereikt": "nee",
        "datum": NOW.isoformat(),
        "notitie": "Mijn tekst",
    }
    address = reverse("casework:handeling", args=[zaak.pk, "poging"])
    answer = anna.post(address, data)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "intussen gewijzigd" in shown
    assert "Mijn tekst" in shown
    assert f'name="versie" value="{zaak.versie}"' in shown  # having looked, one can send it again


def test_what_does_not_exist_is_not_found(anna: Client, zaak: Vroegsignaalzaak) -> None:
    assert anna.get(reverse("casework:handeling", args=[zaak.pk, "toveren"])).status_code == 404
    assert anna.get(reverse("casework:zaak", args=[zaak.pk + 99])).status_code == 404


@pytest.mark.parametrize(
    "name", ["poging", "anders", "afspraak", "notitie", "toewijzen", "overdragen", "splitsen"]
)
def test_each_act_has_a_page_of_its_own(anna: Client, zaak: Vroegsignaalzaak, name: str) -> None:
    answer = anna.get(reverse("casework:handeling", args=[zaak.pk, name]))
    assert answer.status_code == 200
    assert b"Merelhof 1" in answer.content


SECRET = "Bedreigde een collega met een mes"


def unsafe(house: House) -> None:
    Veiligheidsmelding.objects.create(
        gemeente_id=CODE, adres_sleutel="3311AA-1", adres="Merelhof 1", reden=SECRET, ingang=NOW, einde=NOW,
        door=house.anna,
    )  # fmt: skip


@pytest.mark.parametrize(("role", "told"), [(Rolsoort.VROEGSIGNALEERDER, False), (Rolsoort.TEAMLEIDER, True)])
def test_why_an_address_is_not_visited_is_seen_only_with_that_right(
    house: House, client: Client, role: Rolsoort, told: bool
) -> None:  # R-ADM-6
    unsafe(house)
    zaak = make.zaak(make.checked(house.huur, ontvangen=NOW), today=NOW)
    make.login(client, make.user("iemand", role))
    shown = page(client, zaak)
    assert "huisbezoek is hier niet mogelijk" in shown
    assert (SECRET in shown) is told
    for words in (
        page(client, zaak, "?naast=1", **{"HX-Request": "true"}),
        client.get("/zaken/").content.decode(),
    ):
        assert SECRET not in words
        assert "huisbezoek_verboden" not in words
    assert 'value="huisbezoek_aangekondigd"' not in shown
    enter(CODE)
    assert "Kies een aanpak die hier mogelijk is." in act(
        client, zaak, "anders", 422, aanpak="huisbezoek_aangekondigd", reden="toch"
    )


def test_an_address_reads_the_same_for_briefadres_and_safety(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-ADM-6
    """Somebody without the right cannot tell from the zaak why a visit is not possible."""
    unsafe(house)
    assert "iligheid" not in page(anna, zaak).split("<main")[1]


def test_a_closed_zaak_offers_to_open_it_again(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-UIT-5
    closed(house, zaak)
    shown = page(anna, zaak)
    assert "Contactpoging vastleggen" not in shown
    assert "Toch nog iets te doen?" in shown
    shown = act(anna, zaak, "heropenen", reden="Belde alsnog")
    assert zaak.status == Zaakstatus.IN_OPVOLGING
    assert (
        shown.index("Opnieuw geopend")
        < shown.index("Belde alsnog")
        < shown.index("Anna0505 de Vries", shown.index("Belde alsnog"))
    )
    assert "Afgerond: niet opgepakt: onterecht signaal" in shown


def test_what_the_partner_was_told_stands_in_the_time_line(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-TER-3
    closed(house, zaak)
    prepare_feedback(gemeente_code=CODE, today=NOW, by=SYSTEM)
    shown = page(anna, zaak)
    assert shown.count("Terugkoppeling: onterecht signaal") == 2  # one for each partner


def test_a_new_zaak_shows_the_earlier_one_and_what_was_tried(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-MAT-3
    closed(house, zaak)
    new = make.zaak(make.checked(house.water, soort="drinkwater", ontvangen=NOW), today=NOW)
    shown = page(anna, new)
    assert reverse("casework:zaak", args=[zaak.pk]) in shown
    assert "1 poging, bereikt. Niet opgepakt: onterecht signaal." in shown


def test_an_erased_zaak_shows_what_is_left_and_why(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-BEW-1
    closed(house, zaak)
    add_notitie(zaak.pk, tekst="Iets persoonlijks", by=house.by)
    erase_expired(gemeente_code=CODE, today=NOW + timedelta(days=400), by=SYSTEM)
    enter(CODE)
    shown = page(anna, zaak)
    assert "De persoonsgegevens zijn gewist" in shown
    assert "€ 1.000,00" in shown
    for gone in ("Merelhof", "Bakker", "0612345678", "Iets persoonlijks", "Toch nog iets te doen?"):
        assert gone not in shown


def test_a_crisis_is_seen_at_once(house: House, anna: Client) -> None:  # R-TRM-2
    zaak = make.zaak(make.checked(house.huur, bericht=Bericht.ONTRUIMING, ontvangen=NOW), today=NOW)
    shown = page(anna, zaak)
    assert "t-badge--crisis" in shown
    assert "t-term--crisis" in shown
    assert "Ontruiming van de woning" in shown


def test_what_the_kader_leaves_to_a_person_is_chosen_on_the_page(
    house: House, anna: Client, zaak: Vroegsignaalzaak
) -> None:  # R-TRI-2
    Weging.objects.update(aanpak=Aanpak.VOORLEGGEN)
    assert "Kies een aanpak" in page(anna, zaak)
    assert "kies zelf een aanpak" in act(anna, zaak, "bevestigen", 422)


def _queries(client: Client, zaak: Vroegsignaalzaak) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, zaak)
    return len(queries)


def test_the_page_asks_as_much_for_thirty_signals_as_for_one(house: House, anna: Client) -> None:
    zaak = make.zaak(
        make.checked(house.huur, inwoner=make.inwoner(), ontvangen=NOW), make.checked(house.zorg, ontvangen=NOW),
        today=NOW,
    )  # fmt: skip
    started(house, zaak, Bereikt.NEE)
    add_notitie(zaak.pk, tekst="een", by=house.by)
    few = _queries(anna, zaak)
    more = [
        make.checked(house.water, inwoner=make.inwoner(), soort="drinkwater", ontvangen=NOW)
        for _ in range(30)
    ]
    make.zaak(more[0], today=NOW)
    started(house, zaak, *[Bereikt.NEE] * 30)
    for _ in range(30):
        add_notitie(zaak.pk, tekst="meer", by=house.by)
    assert Notitie.objects.count() == 31
    assert _queries(anna, zaak) == few
