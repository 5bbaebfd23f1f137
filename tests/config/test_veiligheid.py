"""The list of addresses without visits: who sees it, what it does (R-ADM-6)."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import make
from tests.contracts.brp_persons import bsn
from tijdig import sealed
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework.facts import facts_of
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.casework.permissions import zaken_without_visit
from tijdig.checks.actions.safety import add_veiligheidsmelding, end_veiligheidsmelding
from tijdig.checks.models import Veiligheidsmelding
from tijdig.partners.models import Signaalpartner
from tijdig.refusals import Refused
from tijdig.rules.address import Adres
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

TODAY = make.TODAY
QUERIES = 13
HOME = Adres(postcode="3311AA", huisnummer=1)
FORM = {"postcode": "3311 aa", "huisnummer": "1", "reden": "Dreigde met geweld.", "ingang": "2026-11-22",
        "einde": "2027-11-22"}  # fmt: skip


@pytest.fixture
def tom(monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente()
    return make.user("tom", Rolsoort.TEAMLEIDER)


def listed(tom: User, adres: Adres = HOME, days: int = 30) -> Veiligheidsmelding:
    return add_veiligheidsmelding(
        gemeente_code="0505", adres=adres, adres_tekst="3311 AA 1", reden="Dreigde met geweld.", ingang=TODAY,
        einde=TODAY + timedelta(days=days), by=make.actor(tom, Rolsoort.TEAMLEIDER),
    )  # fmt: skip


def test_a_teamleider_puts_an_address_on_the_list(client: Client, tom: User) -> None:  # R-ADM-6
    make.login(client, tom)
    page = client.post("/veiligheid/nieuw", FORM, follow=True).content.decode()
    assert "Dreigde met geweld." in page
    assert Veiligheidsmelding.objects.get().adres_sleutel == "3311AA 1"
    event = AuditEvent.objects.get(what="veiligheid.toegevoegd")
    assert "3311" not in event.subject + str(event.detail)


@pytest.mark.parametrize("role", [r for r in Rolsoort if r is not Rolsoort.TEAMLEIDER])
def test_nobody_else_sees_the_list(client: Client, tom: User, role: Rolsoort) -> None:  # R-ADM-6
    make.login(client, make.user(role.value, role))
    assert client.get("/veiligheid/").status_code == 403
    assert client.get("/veiligheid/nieuw").status_code == 403


def test_a_proposal_to_visit_gives_way_at_once(client: Client, tom: User) -> None:  # R-ADM-6
    zaak = make.zaak()
    Vroegsignaalzaak.objects.update(adres_sleutel=HOME.sleutel)
    before = Weging.objects.get(zaak=zaak, stand="voorgesteld")
    assert before.aanpak == "huisbezoek_aangekondigd"
    make.login(client, tom)
    client.post("/veiligheid/nieuw", FORM)
    after = Weging.objects.get(zaak=zaak, stand="voorgesteld")
    assert "huisbezoek" not in after.aanpak
    client.post(f"/veiligheid/{Veiligheidsmelding.objects.get().pk}/einde")
    assert Veiligheidsmelding.objects.get().einde == TODAY


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"postcode": "Merelhof"}, "Dit is geen adres."),
        ({"einde": "2026-11-21"}, "De laatste dag ligt voor de eerste dag."),
        ({"reden": ""}, "Dit veld is verplicht."),
    ],
)
def test_a_mistake_is_a_sentence_at_the_field(
    client: Client, tom: User, wrong: dict[str, str], says: str
) -> None:
    make.login(client, tom)
    answer = client.post("/veiligheid/nieuw", FORM | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Veiligheidsmelding.objects.exists()


def test_the_same_address_twice_is_refused_in_the_form(client: Client, tom: User) -> None:
    listed(tom)
    make.login(client, tom)
    assert "staat in die periode al op de lijst" in client.post("/veiligheid/nieuw", FORM).content.decode()


def test_looking_at_the_list_is_recorded(client: Client, tom: User) -> None:  # R-BEW-4
    make.login(client, tom)
    client.get("/veiligheid/")
    assert AuditEvent.objects.filter(what="veiligheid.bekeken", by=f"gebruiker:{tom.pk}").count() == 1


def test_what_is_over_cannot_be_ended(tom: User) -> None:
    melding = listed(tom, days=0)
    with pytest.raises(Refused, match="al voorbij"):
        end_veiligheidsmelding(
            melding.pk, today=TODAY + timedelta(days=1), by=make.actor(tom, Rolsoort.TEAMLEIDER)
        )


def test_the_system_puts_nobody_on_the_list(tom: User) -> None:
    with pytest.raises(Refused, match="Alleen een medewerker"):
        add_veiligheidsmelding(
            gemeente_code="0505", adres=HOME, adres_tekst="x", reden="x", ingang=TODAY, einde=TODAY, by=SYSTEM
        )


@pytest.mark.parametrize("role", [Rolsoort.VROEGSIGNALEERDER, Rolsoort.BEHEERDER])
def test_the_acts_themselves_need_the_right(tom: User, role: Rolsoort) -> None:
    other = make.actor(make.user("x", role), role)
    melding = listed(tom)
    with pytest.raises(Refused):
        end_veiligheidsmelding(melding.pk, today=TODAY, by=other)


def test_the_list_of_another_gemeente_does_not_exist(client: Client, tom: User) -> None:  # R-ROL-2
    melding = listed(tom)
    make.gemeente("0599", "Rotterdam")
    make.login(client, make.user("rob", Rolsoort.TEAMLEIDER, gemeente_code="0599"))
    assert client.post(f"/veiligheid/{melding.pk}/einde").status_code == 404
    assert "3311" not in client.get("/veiligheid/").content.decode()


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_thirty(
    client: Client, tom: User, django_assert_num_queries
) -> None:
    make.login(client, tom)
    listed(tom)
    client.get("/veiligheid/")
    with django_assert_num_queries(QUERIES):
        client.get("/veiligheid/")
    for number in range(2, 31):
        listed(tom, Adres(postcode="3311AA", huisnummer=number))
    with django_assert_num_queries(QUERIES):
        client.get("/veiligheid/")


def test_a_person_is_not_visited_after_a_move_and_who_comes_after_them_is(
    client: Client, tom: User
) -> None:  # R-ADM-6
    number = bsn(7)
    person = make.inwoner("Kwaad", bsn_kenmerk=sealed.fingerprint(number))
    make.login(client, tom)
    client.post("/veiligheid/nieuw", FORM | {"bsn": number})
    melding = Veiligheidsmelding.objects.get()
    assert (melding.bsn_kenmerk, number in str(Veiligheidsmelding.objects.values())) == (
        person.bsn_kenmerk,
        False,
    )
    at_home = make.zaak(make.checked(make.partner(), "3311AA-1"))
    Vroegsignaalzaak.objects.update(adres_sleutel=HOME.sleutel)
    assert zaken_without_visit([at_home.pk], TODAY) == {at_home.pk}, "nothing says that they moved"
    moved = make.zaak(make.checked(Signaalpartner.objects.get(), "3311BB-9", inwoner=person))
    assert zaken_without_visit([at_home.pk, moved.pk], TODAY) == {moved.pk}
    assert facts_of([at_home.pk, moved.pk], today=TODAY)[moved.pk].huisbezoek_verboden
    assert not facts_of([at_home.pk], today=TODAY)[at_home.pk].huisbezoek_verboden
    assert "huisbezoek" not in Weging.objects.get(zaak=moved, stand="voorgesteld").aanpak
    assert "Dreigde met geweld." in client.get(f"/zaken/{moved.pk}/").content.decode()
    assert "Dreigde met geweld." not in client.get(f"/zaken/{at_home.pk}/").content.decode()
    assert "Geldt voor één persoon" in client.get("/veiligheid/").content.decode()
    client.post(f"/veiligheid/{melding.pk}/einde")
    assert zaken_without_visit([moved.pk], TODAY + timedelta(days=1)) == set()


@pytest.mark.parametrize(
    ("more", "says"),
    [({"bsn": "123456789"}, "Dit BSN bestaat niet"),
     ({"bsn": bsn(7), "postcode": "3311 BB"}, "Deze persoon staat in die periode al op de lijst")],
)  # fmt: skip
def test_a_person_stands_on_the_list_once_and_exists(
    client: Client, tom: User, more: dict[str, str], says: str
) -> None:  # R-ADM-6
    make.login(client, tom)
    client.post("/veiligheid/nieuw", FORM | {"bsn": bsn(7)})
    assert says in client.post("/veiligheid/nieuw", FORM | more).content.decode()
