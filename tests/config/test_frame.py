"""The frame: who sees which rooms, the switch between gemeenten, and whether we live."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests import make
from tijdig.accounts.models import Rol
from tijdig.accounts.rights import EVERY_RIGHT, RIGHTS, Right
from tijdig.config.frame import MOST_IN_BAR, ROOMS, link, nav_items, navigation
from tijdig.rules.terms import Rolsoort


@pytest.mark.parametrize("role", Rolsoort)
def test_only_rooms_with_a_right_are_shown(role: Rolsoort) -> None:  # R-ROL-1
    labels = [item["label"] for item in nav_items("/", RIGHTS[role], {})]
    assert labels[0] == "Vandaag"
    for room in ROOMS:
        if room.right is not None and room.right not in RIGHTS[role]:
            assert room.label not in labels


@pytest.mark.parametrize(
    ("path", "label"),
    [("/", "Vandaag"), ("/beheer/", "Beheer"), ("/beheer/gebruiker/3", "Beheer"), ("/partners/nieuw", "Partners"),
     ("/twijfel/", "Twijfel"), ("/twijfel/lijsten/adressen", "Lijsten"),
     ("/privacy/gewist", "Logboek"), ("/veiligheid/nieuw", "Veiligheid")],
)  # fmt: skip
def test_one_room_is_marked_as_the_present_one(path: str, label: str) -> None:
    assert [item["label"] for item in nav_items(path, EVERY_RIGHT, {}) if item["active"]] == [label]


@pytest.mark.parametrize("role", [*Rolsoort, None])
def test_the_bar_stays_one_row_and_each_room_has_one_place(role: Rolsoort | None) -> None:
    rights = EVERY_RIGHT if role is None else RIGHTS[role]
    nav = navigation("/sjablonen/", rights, {})
    shown = [item["label"] for item in [*nav.bar, *(item for _, group in nav.more for item in group)]]
    assert sorted(map(str, shown)) == sorted(str(item["label"]) for item in nav_items("/", rights, {}))
    assert len(nav.bar) <= MOST_IN_BAR
    if Right.SJABLONEN_BEHEREN in rights:
        assert nav.here
        assert nav.here["label"] == "Sjablonen"
        assert (nav.here_in_more is not None) == bool(nav.more)


def test_the_privacy_officer_sees_no_casework() -> None:  # R-ROL-1
    assert not RIGHTS[Rolsoort.PRIVACY_OFFICER] & {Right.ZAKEN_ZIEN, Right.TWIJFEL_BESLISSEN}


@pytest.mark.django_db
def test_the_site_says_that_it_lives_to_a_stranger(client: Client) -> None:
    answer = client.get("/gezond")
    assert (answer.status_code, answer.content) == (200, b"gezond\n")


@pytest.mark.django_db
def test_the_site_says_so_when_its_database_does_not_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def gone() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(
        connection, "cursor", gone
    )  # the one thing that cannot be done for real in a test database
    assert client.get("/gezond").status_code == 503


@pytest.fixture
def in_two(client: Client) -> Client:
    make.gemeente("0599", "Rotterdam")
    make.gemeente()
    tom = make.user("tom", Rolsoort.TEAMLEIDER)
    make.gemeente("0599")
    Rol.objects.create(user=tom, gemeente_id="0599", soort=Rolsoort.TEAMLEIDER)
    make.gemeente()
    return make.login(client, tom)


@pytest.mark.django_db
def test_who_works_for_two_gemeenten_can_switch(in_two: Client) -> None:  # R-ROL-2
    assert 'value="0505" selected' in in_two.get("/").content.decode()
    answer = in_two.post("/gemeente", {"gemeente": "0599"}, follow=True)
    assert 'value="0599" selected' in answer.content.decode()


@pytest.mark.django_db
def test_nobody_switches_to_where_they_have_no_role(in_two: Client) -> None:  # R-ROL-2
    make.gemeente("0344", "Utrecht")
    answer = in_two.post("/gemeente", {"gemeente": "0344"}, follow=True)
    page = answer.content.decode()
    assert "geen rol in die gemeente" in page
    assert 'value="0505" selected' in page
    assert "Utrecht" not in page


@pytest.mark.django_db
def test_the_switch_is_a_post(in_two: Client) -> None:
    assert in_two.get("/gemeente").status_code == 405


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_the_frame(client: Client) -> None:
    make.gemeente()
    make.login(client, make.user())
    answer = client.get("/bestaat-niet")
    assert answer.status_code == 404
    assert "Deze bladzijde is er niet" in answer.content.decode()


@pytest.mark.django_db
def test_a_page_one_may_not_see_says_so(client: Client) -> None:  # R-ROL-1
    make.gemeente()
    make.login(client, make.user())
    answer = client.get("/beheer/")
    assert answer.status_code == 403
    assert "U mag dit niet bekijken of doen" in answer.content.decode()


def test_every_line_of_the_desk_and_every_room_leads_to_a_page() -> None:
    desk = Path(__file__).parents[2] / "tijdig" / "config" / "desk"
    named = {name for file in desk.glob("*.py") for name in re.findall(r'link\("([^"]+)"', file.read_text())}
    assert len(named) > 10
    assert not [name for name in named | {room.page for room in ROOMS} if not link(name)]
