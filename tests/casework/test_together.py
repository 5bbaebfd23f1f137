"""Taking, handing over many, standing in, being called on, who else looks (R-TRI-7, §14)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tests.casework.pages import act, page
from tijdig.accounts.context import enter
from tijdig.accounts.models import Rol, User
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.handling import add_notitie, assign_zaken, hand_over_zaken, take_zaken
from tijdig.casework.actions.standins import end_vervanging, set_vervanging
from tijdig.casework.listing import Chosen, narrowed
from tijdig.casework.models import Notitie, Vermelding, Vervanging, Vroegsignaalzaak
from tijdig.refusals import Refused
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.usefixtures("on_a_workday")


def test_what_nobody_has_is_taken_and_what_a_colleague_has_stays(house: House) -> None:
    one = make.zaak(make.checked(house.huur), make.checked(house.huur, "3311AA-2"))
    ids = list(Vroegsignaalzaak.objects.values_list("pk", flat=True))
    bram = make.user("bram")
    assign_zaken([one.pk], aan=bram.pk, by=house.by)
    assert take_zaken(ids, today=WORKDAY, by=house.by) == 1
    one.refresh_from_db()
    assert one.behandelaar == bram


def test_a_stand_in_may_take_what_the_absent_one_has(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur))
    bram = make.user("bram")
    assign_zaken([zaak.pk], aan=bram.pk, by=house.by)
    _away(house, bram.pk)
    assert take_zaken([zaak.pk], today=WORKDAY, by=house.by) == 1


def test_many_are_handed_over_with_one_reason(house: House) -> None:  # R-TRI-7
    make.zaak(make.checked(house.huur), make.checked(house.huur, "3311AA-2"))
    ids = list(Vroegsignaalzaak.objects.values_list("pk", flat=True))
    with pytest.raises(Refused, match="waarom"):
        hand_over_zaken(ids, team="Sociale Dienst", reden=" ", gemeente_code=CODE, by=house.by)
    told = {"team": "Sociale Dienst", "reden": "Uitkering", "gemeente_code": CODE, "by": house.by}
    assert hand_over_zaken(ids, **told) == 2
    assert hand_over_zaken(ids, **told) == 0, "those it has already are passed over"
    assert Notitie.objects.filter(tekst__contains="Uitkering").count() == 2


def _away(house: House, wie: int, days: int = 3) -> Vervanging:
    lead = make.actor(make.user(f"lead{wie}", Rolsoort.TEAMLEIDER), Rolsoort.TEAMLEIDER)
    return set_vervanging(
        wie=wie, vervanger=house.anna.pk, van=WORKDAY, tot=WORKDAY + timedelta(days=days), gemeente_code=CODE,
        today=WORKDAY, by=lead,
    )  # fmt: skip


@pytest.mark.parametrize(("day", "seen"), [(-1, 0), (0, 1), (3, 1), (4, 0)])
def test_it_begins_and_ends_by_itself(house: House, day: int, seen: int) -> None:
    zaak = make.zaak(make.checked(house.huur))
    bram = make.user("bram")
    assign_zaken([zaak.pk], aan=bram.pk, by=house.by)
    _away(house, bram.pk)
    found = narrowed(
        Vroegsignaalzaak.objects.all(), Chosen(behandelaar="vervang"), today=WORKDAY + timedelta(days=day),
        user_id=house.anna.pk,
    )  # fmt: skip
    assert found.count() == seen
    zaak.refresh_from_db()
    assert zaak.behandelaar == bram, "nothing is given away silently"


def test_a_stand_in_sees_zaken_of_another_team(house: House, anna: Client) -> None:
    zaak = make.zaak(make.checked(house.huur))
    bram = make.user("bram")
    Rol.objects.filter(user=house.anna).update(team="Noord")
    Vroegsignaalzaak.objects.update(team="Zuid", behandelaar=bram)
    assert anna.get(reverse("casework:zaak", args=[zaak.pk])).status_code == 404
    enter(CODE)
    _away(house, bram.pk)
    assert "Merelhof" in page(anna, zaak)
    desk = anna.get("/").content.decode()
    assert "U vervangt Bram de Vries" in desk
    lijst = anna.get(reverse("casework:bakjes"), {"behandelaar": "vervang"}).content.decode()
    assert "Merelhof" in lijst


def test_one_is_set_away_once_and_comes_back(house: House) -> None:
    bram = make.user("bram")
    away = _away(house, bram.pk)
    with pytest.raises(Refused, match="al een vervanger"):
        set_vervanging(
            wie=bram.pk, vervanger=house.anna.pk, van=WORKDAY, tot=WORKDAY, gemeente_code=CODE, today=WORKDAY,
            by=make.actor(bram),
        )  # fmt: skip
    end_vervanging(away.pk, today=WORKDAY + timedelta(days=1), by=make.actor(bram))
    away.refresh_from_db()
    assert away.tot == WORKDAY


def test_only_a_teamleider_does_it_for_another(house: House) -> None:
    bram = make.user("bram")
    with pytest.raises(Refused, match="geen recht"):
        set_vervanging(
            wie=bram.pk, vervanger=house.anna.pk, van=WORKDAY, tot=WORKDAY, gemeente_code=CODE, today=WORKDAY,
            by=house.by,
        )  # fmt: skip


def test_the_page_sets_and_ends_it(house: House, anna: Client) -> None:
    bram = make.user("bram")
    days = {"van": WORKDAY, "tot": WORKDAY + timedelta(days=2)}
    answer = anna.post(
        reverse("casework:afwezig"), {"wie": house.anna.pk, "vervanger": bram.pk, **days}, follow=True
    )
    assert "Bram de Vries vervangt" in answer.content.decode()
    enter(CODE)
    ended = anna.post(
        reverse("casework:afwezig_einde", args=[Vervanging.objects.get().pk]), follow=True
    ).content.decode()
    assert "Niemand is afwezig gemeld" in ended


def test_who_is_called_on_finds_the_note_until_it_is_read(house: House, anna: Client) -> None:
    zaak = make.zaak(make.checked(house.huur))
    bram = make.actor(make.user("bram"))
    add_notitie(zaak.pk, tekst="@Anna0505 bel jij?", by=bram)
    assert Vermelding.objects.get().wie == house.anna
    assert "bel jij?" in anna.get(reverse("casework:genoemd")).content.decode()
    enter(CODE)
    page(anna, zaak)
    assert Vermelding.objects.get().gelezen_op
    assert "Geen ongelezen notities" in anna.get(reverse("casework:genoemd")).content.decode()


def test_who_may_not_see_the_zaak_is_not_called_on(house: House) -> None:
    zaak = make.zaak(make.checked(house.huur))
    make.user("piet", Rolsoort.PRIVACY_OFFICER)
    for tekst, sentence in (("@Piet", "mag deze zaak niet zien"), ("@Klaas", "geen naam van één collega")):
        with pytest.raises(Refused, match=sentence):
            add_notitie(zaak.pk, tekst=tekst, by=house.by)
    assert not Notitie.objects.exists()


def test_who_else_looks_is_said_and_forgotten(house: House, anna: Client, client: Client) -> None:
    zaak = make.zaak(make.checked(house.huur))
    address = reverse("casework:hier", args=[zaak.pk])
    assert "kijkt" not in anna.post(address).content.decode()
    other = make.login(Client(), make.user("meryem"))
    assert "kijkt ook in deze zaak" in other.post(address).content.decode()
    enter(CODE)
    from tijdig.casework.models import Aanwezigheid

    Aanwezigheid.objects.update(gezien_op="2020-01-01T00:00Z")
    assert "kijkt" not in other.post(address).content.decode()


def test_the_second_is_told_what_changed_and_keeps_the_words(house: House, anna: Client) -> None:  # §14
    zaak = make.zaak(make.checked(house.huur))
    page(anna, zaak)
    old = zaak.versie
    assign_zaken([zaak.pk], aan=house.anna.pk, by=make.actor(make.user("bram")))
    act(anna, zaak, "overdragen", 422, versie=old, team="", reden="Mijn woorden")
    shown = act(
        anna,
        zaak,
        "poging",
        422,
        versie=old,
        soort="telefoon",
        bereikt="ja",
        datum=WORKDAY,
        notitie="Mijn woorden",
    )
    assert "Mijn woorden" in shown
    assert "Bram de Vries gaf de zaak een andere behandelaar" in shown
    assert f'name="versie" value="{zaak.versie}"' in shown
    assert zaak.contactpogingen.count() == 0


def test_a_search_is_recorded_without_its_words(house: House, anna: Client) -> None:  # R-ROL-3
    make.zaak(make.checked(house.huur, achternaam="van der Meij-de Vries", referentie="HU-77"))
    address = reverse("casework:zoeken")
    for vraag, found in (("meij", 1), ("de vries", 1), ("3311AA 1", 0), ("HU 77", 1), ("Bakker", 0)):
        answer = anna.post(address, {"vraag": vraag}).content.decode().replace("\u00a0", " ")
        assert f"{found} {'zaak' if found == 1 else 'zaken'} gevonden" in answer, vraag
    enter(CODE)
    events = AuditEvent.objects.filter(what="zaken.gezocht")
    assert events.count() == 5
    assert "meij" not in str(list(events.values())).lower()
    assert anna.get(address, {"vraag": "meij"}).content.decode().count("Merelhof") == 0


def test_a_crisis_nobody_took_is_on_every_page(house: House, anna: Client) -> None:  # R-TRM-2
    zaak = make.zaak(make.checked(house.huur))
    assert "t-alarm" not in anna.get("/").content.decode()
    enter(CODE)
    Vroegsignaalzaak.objects.update(crisis=True)
    assert "t-alarm" in anna.get(reverse("casework:toetsen")).content.decode()
    anna.post(reverse("casework:nemen", args=[zaak.pk]))
    assert "t-alarm" not in anna.get("/").content.decode()


@pytest.mark.parametrize("sort", ["", "bedrag", "-bedrag", "adres", "-uiterlijk"])
def test_a_crisis_is_on_top_whatever_the_order(house: House, sort: str) -> None:  # R-TRM-2
    make.zaak(*(make.checked(house.huur, f"3311AA-{n}", bedrag=10_000 * n) for n in (1, 2, 3)))
    second = Vroegsignaalzaak.objects.get(bedrag=20_000)
    Vroegsignaalzaak.objects.filter(pk=second.pk).update(crisis=True)
    rows = narrowed(Vroegsignaalzaak.objects.all(), Chosen(sort=sort), today=WORKDAY, user_id=None)
    assert rows.first() == second


@pytest.mark.parametrize(
    ("term", "day", "found"),
    [
        ("half", 13, 0), ("half", 14, 1), ("driekwart", 20, 0), ("driekwart", 21, 1), ("driekwart", 28, 1),
        ("half", 29, 0), ("verlopen", 29, 1),
    ],
)  # fmt: skip
def test_terms_can_be_filtered_by_how_far_they_are(
    house: House, term: str, day: int, found: int
) -> None:  # R-TRM-5
    make.zaak(make.checked(house.huur, ontvangen=WORKDAY), today=WORKDAY)
    rows = narrowed(
        Vroegsignaalzaak.objects.all(), Chosen(term=term), today=WORKDAY + timedelta(days=day), user_id=None
    )
    assert rows.count() == found


def test_the_keys_are_switched_off_for_oneself_everywhere(house: House, anna: Client) -> None:  # WCAG 2.1.4
    address = reverse("casework:toetsen")
    assert "data-keys-off" not in anna.get(address).content.decode()
    assert "De sneltoetsen staan uit." in anna.post(address, {"aan": "nee"}, follow=True).content.decode()
    elsewhere = Client()
    elsewhere.force_login(house.anna, backend="django.contrib.auth.backends.ModelBackend")
    assert "data-keys-off" in elsewhere.get(reverse("casework:bakjes")).content.decode()
    anna.post(address, {"aan": "ja"})
    assert "data-keys-off" not in elsewhere.get(address).content.decode()


def test_a_note_offers_who_may_read_the_zaak_their_own_team_first(
    house: House, anna: Client, zaak
) -> None:  # §14
    Vroegsignaalzaak.objects.update(team="Team West")
    for name, team in (("west", "Team West"), ("oost", "Team Oost"), ("vrij", "")):
        Rol.objects.filter(user=make.user(name)).update(team=team)
    shown = page(anna, zaak)
    assert '<optgroup label="Team West">' in shown
    assert "Oost de Vries</option>" not in shown.partition("Noem een collega")[2].partition("</select>")[0]
    west = User.objects.get(username="west")
    act(anna, zaak, "notitie", tekst="Wilt u meekijken?", roept=west.pk)
    assert "Notities waarin een collega u noemt" in make.login(Client(), west).get("/").content.decode()
