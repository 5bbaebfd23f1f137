"""The pages of beheer, and the way of a new user from the one-time link to the second factor."""

import re

import pytest
from django.test import Client

from tests import make
from tijdig.accounts.models import Gemeente, Rol, User
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

QUERIES = 12
NEW = {
    "first_name": "Noor", "last_name": "Bakker", "username": "noor.bakker", "email": "noor@dordrecht.example",
    "telefoon_direct": "078 123 4567", "rollen": ["vroegsignaleerder", "administratie"], "team": "Noord",
}  # fmt: skip
PASSWORD = "een heel lang wachtwoord 42"
OURS = {
    "afdeling": "Team Vroeg Eropaf", "adresregel1": "Postbus 8", "adresregel2": "3300 AA Dordrecht",
    "telefoon": "14 078", "email": "vroeg@dordrecht.example",
}  # fmt: skip


@pytest.fixture
def bea(client: Client) -> Client:
    make.gemeente()
    return make.login(client, make.user("bea", Rolsoort.BEHEERDER))


def _gets_in(username: str, password: str) -> bool:
    somebody = Client()
    somebody.post("/account/login/", {"login": username, "password": password})
    return "_auth_user_id" in somebody.session


def _link_in(page: str) -> str:
    found = re.search(r"http://testserver(/account/\S+?)</textarea>", page)
    assert found
    return found[1]


@pytest.mark.parametrize("role", [r for r in Rolsoort if r is not Rolsoort.BEHEERDER])
@pytest.mark.parametrize("page", ["", "nieuw", "collega", "gemeente", "gebruiker/1"])
def test_only_the_beheerder_sees_beheer(client: Client, role: Rolsoort, page: str) -> None:  # R-ROL-1
    make.gemeente()
    make.login(client, make.user("iemand", role))
    assert client.get(f"/beheer/{page}").status_code == 403


@pytest.mark.parametrize("page", ["", "nieuw", "collega", "gemeente"])
def test_the_beheerder_sees_beheer(bea: Client, page: str) -> None:
    assert bea.get(f"/beheer/{page}").status_code == 200


def test_a_new_user_gets_in_with_the_link_and_a_second_factor(bea: Client) -> None:  # R-ROL-3
    answer = bea.post("/beheer/nieuw", NEW)
    assert "maar één keer" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    noor = Client()
    first = noor.get(_link_in(answer.content.decode()), follow=True)
    noor.post(first.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    done = noor.post("/account/login/", {"login": "noor.bakker", "password": PASSWORD}, follow=True)
    assert any(address.endswith("/2fa/totp/activate/") for address, _ in done.redirect_chain)
    assert User.objects.get(username="noor.bakker").check_password(PASSWORD)


def test_the_link_works_once(bea: Client) -> None:
    link = _link_in(bea.post("/beheer/nieuw", NEW).content.decode())
    noor = Client()
    first = noor.get(link, follow=True)
    noor.post(first.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    again = Client().get(link, follow=True).content.decode()
    assert "password1" not in again


def test_a_new_link_makes_the_old_password_useless(bea: Client) -> None:
    anna = make.user("anna")
    anna.set_password(PASSWORD)
    anna.save()
    assert _gets_in("anna", PASSWORD)
    _link_in(bea.post(f"/beheer/gebruiker/{anna.pk}/wachtwoord").content.decode())
    assert not _gets_in("anna", PASSWORD)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"username": "bea"}, "Deze gebruikersnaam bestaat al."),
        ({"username": "noor bakker!"}, "Gebruik 3 tot 60 letters"),
        ({"email": "noor"}, "geldig e-mailadres"),
        ({"telefoon_direct": "bel maar"}, "Schrijf het nummer in cijfers"),
        ({"rollen": []}, "Kies minstens één rol."),
    ],
)
def test_a_mistake_is_a_sentence_at_the_field(bea: Client, wrong: dict[str, object], says: str) -> None:
    answer = bea.post("/beheer/nieuw", NEW | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert User.objects.count() == 1


def test_roles_are_changed_on_the_page(bea: Client) -> None:
    anna = make.user("anna")
    bea.post(f"/beheer/gebruiker/{anna.pk}/rollen", {"rollen": ["teamleider"], "team": ""}, follow=True)
    assert list(anna.rollen.values_list("soort", flat=True)) == ["teamleider"]


def test_the_own_roles_have_no_form(bea: Client) -> None:  # R-ROL-1
    me = User.objects.get(username="bea")
    assert (
        "Uw eigen rollen wijzigt een andere beheerder"
        in bea.get(f"/beheer/gebruiker/{me.pk}").content.decode()
    )
    answer = bea.post(f"/beheer/gebruiker/{me.pk}/rollen", {"rollen": ["teamleider"]})
    assert answer.status_code == 422
    assert list(me.rollen.values_list("soort", flat=True)) == ["beheerder"]


def test_a_refusal_of_an_act_is_a_sentence(bea: Client) -> None:
    me = User.objects.get(username="bea")
    assert "Uw eigen account sluit een andere" in bea.post(
        f"/beheer/gebruiker/{me.pk}/sluiten", follow=True
    ).content.decode()  # fmt: skip


def test_details_are_changed_on_the_page(bea: Client) -> None:
    anna = make.user("anna")
    bea.post(f"/beheer/gebruiker/{anna.pk}/gegevens", {**NEW, "first_name": "Anne"}, follow=True)
    anna.refresh_from_db()
    assert (anna.first_name, anna.username) == ("Anne", "anna")


def test_closing_ends_the_session_at_once(bea: Client) -> None:
    anna = make.user("anna")
    hers = make.login(Client(), anna)
    assert hers.get("/").status_code == 200
    bea.post(f"/beheer/gebruiker/{anna.pk}/sluiten")
    assert hers.get("/").status_code == 302
    assert "account gesloten" in bea.get("/beheer/").content.decode()
    bea.post(f"/beheer/gebruiker/{anna.pk}/heropenen")
    assert "account gesloten" not in bea.get("/beheer/").content.decode()


def test_a_lost_telephone(bea: Client) -> None:  # R-ROL-3
    anna = make.user("anna")
    hers = make.login(Client(), anna)
    bea.post(f"/beheer/gebruiker/{anna.pk}/tweede-stap")
    assert hers.get("/").headers["Location"].endswith("/2fa/totp/activate/")


def test_a_colleague_of_another_gemeente_gets_a_role_here(bea: Client) -> None:  # R-ROL-2
    make.gemeente("0599", "Rotterdam")
    rob = make.user("rob", Rolsoort.TEAMLEIDER, gemeente_code="0599")
    make.gemeente()
    assert bea.get(f"/beheer/gebruiker/{rob.pk}").status_code == 404
    bea.post("/beheer/collega", {"username": "rob", "rollen": ["vroegsignaleerder"], "team": ""})
    make.gemeente()
    assert Rol.objects.filter(user=rob, gemeente_id="0505").exists()
    assert "Rob" in bea.get("/beheer/").content.decode()


def test_a_colleague_who_does_not_exist(bea: Client) -> None:
    answer = bea.post("/beheer/collega", {"username": "niemand", "rollen": ["teamleider"]})
    assert "Er is geen open account met deze gebruikersnaam" in answer.content.decode()


def test_the_gemeente_changes_what_stands_in_letters(bea: Client) -> None:
    bea.post("/beheer/gemeente", OURS | {"brp_koppeling": "on"})
    gemeente = Gemeente.objects.get(pk="0505")
    assert (gemeente.afdeling, gemeente.brp_koppeling, gemeente.brp_buiten_gemeente) == (
        OURS["afdeling"],
        True,
        False,
    )


def test_asking_outside_the_gemeente_needs_the_link(bea: Client) -> None:  # R-BRP-7
    answer = bea.post("/beheer/gemeente", OURS | {"brp_buiten_gemeente": "on"})
    assert "Dit kan alleen als Tijdig de BRP zelf vraagt." in answer.content.decode()


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_thirty(
    bea: Client, django_assert_num_queries
) -> None:
    bea.get("/beheer/")
    with django_assert_num_queries(QUERIES):
        bea.get("/beheer/")
    for number in range(30):
        make.user(f"medewerker{number}")
    with django_assert_num_queries(QUERIES):
        bea.get("/beheer/")
