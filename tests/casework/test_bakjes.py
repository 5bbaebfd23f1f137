"""The work lists: who sees what, in which order, and what is done for many at once (R-TRI-1, R-TRI-2, R-TRI-7)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House
from tijdig.accounts.context import enter
from tijdig.accounts.models import Rol
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.handling import assign_zaken
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.listing import PAGE
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.rules.terms import Bericht, Rolsoort, Zaakstatus

NOW = WORKDAY
LIST = "/zaken/"


pytestmark = pytest.mark.usefixtures("on_a_workday")


def zaken(house: House, count: int, first: int = 1) -> list[Vroegsignaalzaak]:
    """So many zaken with a proposal, on an address each."""
    made = [make.checked(house.huur, f"3311AA-{n}", ontvangen=NOW) for n in range(first, first + count)]
    make.zaak(*made, today=NOW)
    return list(Vroegsignaalzaak.objects.order_by("pk"))


def text(client: Client, address: str, **headers: str) -> str:
    enter(CODE)
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.content[:500]
    enter(CODE)
    return answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Rolsoort.VROEGSIGNALEERDER, 200),
        (Rolsoort.TEAMLEIDER, 200),
        (Rolsoort.ADMINISTRATIE, 200),
        (Rolsoort.BEHEERDER, 403),
        (Rolsoort.PRIVACY_OFFICER, 403),
    ],
)
def test_who_has_the_right_sees_the_list(
    house: House, client: Client, role: Rolsoort, status: int
) -> None:  # R-ROL-1
    make.login(client, make.user("iemand", role))
    assert client.get(LIST).status_code == status
    assert client.get(reverse("casework:lijst_csv")).status_code == status


def test_an_empty_list_says_what_to_do(anna: Client) -> None:
    assert "komen vanzelf binnen" in text(anna, LIST)
    assert "wis de filters" in text(anna, f"{LIST}?soort=gas")


def test_a_row_says_why_it_is_here(house: House, anna: Client) -> None:  # R-TRI-2
    zaken(house, 1)
    page = text(anna, LIST)
    for said in ("Merelhof 1", "500,00", "nog 28 dagen", "Er is een huurachterstand.", "Kade", "enkelvoudig",
                 "Huisbezoek met aankondiging", "nog niemand", "geen pogingen"):  # fmt: skip
        assert said in page.replace("\u00a0", " ")


def test_a_crisis_stands_on_top(house: House, anna: Client) -> None:  # R-TRM-2
    zaken(house, 2)
    make.zaak(make.checked(house.huur, "3311AA-9", bericht=Bericht.ONTRUIMING, ontvangen=NOW), today=NOW)
    page = text(anna, LIST)
    assert page.index("Merelhof 9") < page.index("Merelhof 1")
    assert "Crisis: 1" in page.replace("\u00a0", " ")
    assert text(anna, f"{LIST}?crisis=1").count("data-row") == 1


def test_what_is_due_first_stands_first(house: House, anna: Client) -> None:  # R-TRM-5
    for number, days in ((1, 2), (2, 20), (3, 30), (4, 15)):
        make.checked(house.huur, f"3311AA-{number}", ontvangen=NOW - timedelta(days=days))
    make.zaak(make.checked(house.huur, "3311AA-5", ontvangen=NOW), today=NOW)
    page = text(anna, LIST).replace("\u00a0", " ")
    assert sorted("32415", key=lambda n: page.index(f"Merelhof {n}</a>")) == list("32415")
    for said in ("2 dagen te laat", "helft voorbij", "nog 8 dagen", "t-due--te-laat"):
        assert said in page
    assert text(anna, f"{LIST}?term=verlopen").count("data-row") == 1


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {1, 2, 3}),
        ("?status=voorgesteld", {1, 3}),
        ("?status=in_opvolging", {2}),
        ("?bakje=huisbezoek", {1, 2}),
        ("?bakje=brief", {3}),
        ("?soort=zorgverzekering", {3}),
        ("?behandelaar=ik", {1}),
        ("?behandelaar=niemand", {2, 3}),
        ("?stap=brief", {2}),
        ("?stap=huisbezoek", set()),
        ("?nieuw_signaal=1", set()),
        ("?term=week", set()),
        ("?afspraak=vandaag", set()),
        ("?status=bestaatniet&sort=nep", {1, 2, 3}),
        ("?behandelaar=99999999", {1, 2, 3}),
    ],
)
def test_the_address_chooses_the_list(house: House, anna: Client, query: str, shown: set[int]) -> None:
    first, second = zaken(house, 2)
    make.zaak(make.checked(house.zorg, "3311AA-3", soort="zorgverzekering", ontvangen=NOW), today=NOW)
    assign_zaken([first.pk], aan=house.anna.pk, by=house.by)
    confirm_voorstellen([second.pk], today=NOW, by=house.by)
    page = text(anna, LIST + query)
    assert {number for number in (1, 2, 3) if f"Merelhof {number}</a>" in page} == shown


def test_a_zaak_is_found_by_its_kenmerk_also_when_closed(house: House, anna: Client) -> None:
    first, _ = zaken(house, 2)
    Vroegsignaalzaak.objects.filter(pk=first.pk).update(
        status=Zaakstatus.AFGEROND, eindresultaat="geen_inwoner", afgerond_op=NOW
    )
    page = text(anna, f"{LIST}?zoek={first.kenmerk.lower()}")
    assert page.count("data-row") == 1
    assert "Geen inwoner" in page


@pytest.mark.parametrize(("sort", "order"), [("bedrag", "123"), ("-bedrag", "321"), ("-adres", "321")])
def test_the_list_is_sorted_as_asked(house: House, anna: Client, sort: str, order: str) -> None:
    for number in (1, 2, 3):
        make.checked(house.huur, f"3311AA-{number}", bedrag=number * 10_000, ontvangen=NOW)
    make.zaak(make.checked(house.huur, "3311AA-4", bedrag=90_000, ontvangen=NOW), today=NOW)
    page = text(anna, f"{LIST}?sort={sort}")
    assert sorted(order, key=lambda n: page.index(f"Merelhof {n}</a>")) == list(order)


def test_of_what_is_closed_the_last_comes_first_and_what_was_erased_last(house: House, anna: Client) -> None:
    for number, (closed_on, erased) in enumerate(((9, True), (3, False), (5, False)), 1):
        one = zaken(house, 1, first=number)[-1]
        Vroegsignaalzaak.objects.filter(pk=one.pk).update(
            status=Zaakstatus.AFGEROND, eindresultaat="niet_bereikt", crisis=erased,
            afgerond_op=WORKDAY - timedelta(days=closed_on), gewist_op=timezone.now() if erased else None,
        )  # fmt: skip
    page = text(anna, "/zaken/?status=afgerond")
    places = [page.index(f"Merelhof {number}") for number in (2, 3)]
    assert places == sorted(places)
    assert page.index("Adres gewist") > places[-1]


def test_fifty_rows_at_a_time_and_a_true_count(house: House, anna: Client) -> None:
    zaken(house, PAGE + 3)
    page = text(anna, LIST).replace("\u00a0", " ")
    assert page.count("data-row>") == PAGE
    assert "53 zaken" in page
    assert f"vanaf={PAGE}" in page
    rest = text(anna, f"{LIST}?vanaf={PAGE}", **{"HX-Request": "true"})
    assert rest.count("data-row>") == 3
    assert "<html" not in rest
    assert "<html" in text(anna, f"{LIST}?vanaf={PAGE}")


def test_a_team_sees_its_own_zaken_and_those_of_no_team(house: House, client: Client) -> None:  # R-TRI-7
    own, other, loose, mine = zaken(house, 4)
    bram = make.user("bram")
    Rol.objects.filter(user=bram).update(team="Oost")
    for zaak, values in ((own, {"team": "Oost"}), (other, {"team": "West"}), (loose, {"team": ""}),
                         (mine, {"team": "West", "behandelaar": bram})):  # fmt: skip
        Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(**values)
    make.login(client, bram)
    page = text(client, LIST)
    assert [f"Merelhof {n}</a>" in page for n in (1, 2, 3, 4)] == [True, False, True, True]
    assert client.get(reverse("casework:zaak", args=[other.pk])).status_code == 404


def test_a_teamleider_sees_all_teams(house: House, client: Client) -> None:  # R-TRI-7
    (zaak,) = zaken(house, 1)
    Vroegsignaalzaak.objects.update(team="West")
    leader = make.user("lia", Rolsoort.TEAMLEIDER)
    Rol.objects.filter(user=leader).update(team="Oost")
    make.login(client, leader)
    assert zaak.kenmerk
    assert "Merelhof 1" in text(client, LIST)


def test_another_gemeente_sees_nothing(house: House, client: Client) -> None:  # R-ROL-2
    (zaak,) = zaken(house, 1)
    make.gemeente("0599", "Rotterdam")
    make.login(client, make.user("rob", gemeente_code="0599"))
    assert "Merelhof" not in client.get(LIST).content.decode()
    assert client.get(reverse("casework:zaak", args=[zaak.pk])).status_code == 404


def post(client: Client, zaken: list[Vroegsignaalzaak], **more: str) -> str:
    enter(CODE)
    answer = client.post(
        reverse("casework:samen"),
        {"zaak": [z.pk for z in zaken], **more},
        follow=True,
        headers={"referer": LIST},
    )
    enter(CODE)
    return answer.content.decode()


def test_many_proposals_are_confirmed_at_once(house: House, anna: Client) -> None:  # R-TRI-2
    made = zaken(house, 12)
    assert "12 voorstellen zijn bevestigd" in post(anna, made, doe="bevestig", vanuit="bakje=huisbezoek")
    assert set(Vroegsignaalzaak.objects.values_list("status", flat=True)) == {Zaakstatus.IN_OPVOLGING}
    assert "0 voorstellen" in post(anna, made, doe="bevestig")


def test_many_zaken_are_given_to_a_colleague(house: House, anna: Client) -> None:
    made = zaken(house, 3)
    bram = make.user("bram")
    assert "3 zaken zijn toegewezen" in post(anna, made, doe="wijs_toe", aan=str(bram.pk))
    assert set(Vroegsignaalzaak.objects.values_list("behandelaar_id", flat=True)) == {bram.pk}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"doe": "bevestig"}, "Kies eerst"), ({"doe": "wijs_toe"}, "Kies eerst")],
)
def test_nothing_chosen_is_said(anna: Client, more: dict[str, str], sentence: str) -> None:
    assert sentence in post(anna, [], **more)


def test_what_was_chosen_is_chosen_still_after_a_refusal(house: House, anna: Client) -> None:
    one, two, _ = zaken(house, 3)
    where = reverse("casework:bakjes") + "?status=voorgesteld"
    chosen = {"zaak": [one.pk, two.pk], "doe": "wijs_toe", "vanuit": "status=voorgesteld"}
    answer = anna.post(
        reverse("casework:samen"), chosen, follow=True, headers={"referer": f"http://testserver{where}"}
    )
    enter(CODE)
    assert answer.redirect_chain[-1][0].endswith("?status=voorgesteld")
    page = answer.content.decode()
    assert "Kies aan wie u de zaken toewijst." in page
    assert {int(pk) for pk in re.findall(r'value="(\d+)" checked', page)} == {one.pk, two.pk}
    assert " checked" not in anna.get(where).content.decode()


def test_what_must_be_decided_alone_is_said(house: House, anna: Client) -> None:  # R-TRI-2
    made = zaken(house, 2)
    Weging.objects.filter(zaak=made[0]).update(aanpak="voorleggen")
    assert "kies zelf een aanpak" in post(anna, made, doe="bevestig")
    assert not Vroegsignaalzaak.objects.filter(status=Zaakstatus.IN_OPVOLGING).exists()


def test_nobody_confirms_a_zaak_of_another_team(house: House, client: Client) -> None:  # R-TRI-7
    made = zaken(house, 1)
    bram = make.user("bram")
    Rol.objects.filter(user=bram).update(team="Oost")
    make.login(client, bram)
    assert "Kies eerst" in post(client, made, doe="bevestig")


def test_the_file_of_the_list_has_no_names_and_is_recorded(house: House, anna: Client) -> None:  # R-BEW-4
    (zaak,) = zaken(house, 1)
    answer = anna.get(reverse("casework:lijst_csv"))
    content = b"".join(answer.streaming_content).decode()
    enter(CODE)
    assert answer.headers["Cache-Control"] == "no-store"
    lines = content.splitlines()
    assert len(lines) == 2
    assert zaak.kenmerk in lines[1]
    assert "Merelhof" not in content
    assert "Jansen" not in content
    assert AuditEvent.objects.get(what="zaken.geexporteerd").detail == {"aantal": 1}


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    enter(CODE)
    return len(queries)


def test_the_list_asks_as_much_for_thirty_rows_as_for_one(house: House, anna: Client) -> None:
    zaken(house, 1)
    one = _queries(anna)
    zaken(house, 30, first=2)
    assert _queries(anna) == one
