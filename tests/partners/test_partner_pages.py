"""Partners and their agreements: the list, a mistake at its field, the rights (R-PAR-1, R-PAR-2)."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests import make
from tijdig.audit.models import AuditEvent
from tijdig.partners.models import Overeenkomst, Signaalpartner
from tijdig.partners.queries import Stand, stand_of
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

QUERIES = 13
TODAY = make.TODAY
NEW = {
    "naam": "Woonstichting De Linde", "kort": "De Linde", "kvk_nummer": "1234 5678", "soort": "verhuurder",
    "soorten": ["huur"], "contact_naam": "", "contact_email": "", "contact_telefoon": "",
}  # fmt: skip


@pytest.fixture
def bea(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente()
    return make.login(client, make.user("bea", Rolsoort.BEHEERDER))


def shown(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("einde", "stand"),
    [
        (None, Stand.LOOPT),
        (TODAY + timedelta(days=61), Stand.LOOPT),
        (TODAY + timedelta(days=60), Stand.LOOPT_AF),
        (TODAY, Stand.LOOPT_AF),
        (TODAY - timedelta(days=1), Stand.VOORBIJ),
    ],
)
def test_how_an_agreement_stands(einde: date | None, stand: Stand) -> None:  # R-PAR-2
    only = Overeenkomst(pk=1, ingang=TODAY - timedelta(days=900), einde=einde)
    assert stand_of([only], TODAY) == (stand, only)


def test_an_agreement_with_a_successor_does_not_run_out() -> None:  # R-PAR-2
    now = Overeenkomst(pk=1, ingang=TODAY - timedelta(days=9), einde=TODAY + timedelta(days=9))
    later = Overeenkomst(pk=2, ingang=TODAY + timedelta(days=10))
    assert stand_of([now, later], TODAY) == (Stand.LOOPT, now)
    assert stand_of([later], TODAY) == (Stand.KOMT, later)
    assert stand_of([], TODAY) == (Stand.GEEN, None)


def test_a_new_partner_and_its_agreement(bea: Client) -> None:  # R-PAR-1, R-PAR-2
    page = bea.post("/partners/nieuw", NEW, follow=True).content.decode()
    assert "Leg nu de overeenkomst vast" in page
    partner = Signaalpartner.objects.get(kvk_nummer="12345678")
    bea.post(f"/partners/{partner.pk}/overeenkomst", {"ingang": "2026-01-01", "einde": ""})
    assert Overeenkomst.objects.get(partner=partner).ingang == date(2026, 1, 1)
    assert set(AuditEvent.objects.values_list("what", flat=True)) == {
        "partner.toegevoegd",
        "overeenkomst.vastgelegd",
    }


@pytest.mark.parametrize("kvk", ["1234567", "123456789", "1234567a", "１２３４５６７８"])
def test_a_kvk_number_has_eight_digits(bea: Client, kvk: str) -> None:
    answer = bea.post("/partners/nieuw", NEW | {"kvk_nummer": kvk})
    assert answer.status_code == 422
    assert "Een KvK-nummer heeft acht cijfers." in answer.content.decode()


def test_the_same_partner_twice_is_refused_at_the_field(bea: Client) -> None:
    make.partner("12345678")
    answer = bea.post("/partners/nieuw", NEW)
    assert answer.status_code == 422
    assert "KvK-nummer" in answer.content.decode()
    assert Signaalpartner.objects.count() == 1


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        ({"ingang": "2026-06-01", "einde": ""}, "loopt in die periode al een overeenkomst"),
        ({"ingang": "2026-06-01", "einde": "2026-05-01"}, "De laatste dag ligt voor de eerste dag."),
        ({"ingang": "", "einde": ""}, "Dit veld is verplicht."),
    ],
)
def test_an_agreement_that_cannot_be_is_a_sentence_at_the_field(
    bea: Client, dates: dict[str, str], says: str
) -> None:  # R-PAR-2
    partner = make.partner()
    answer = bea.post(f"/partners/{partner.pk}/overeenkomst", dates)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Overeenkomst.objects.count() == 1


def test_an_agreement_ends_on_its_last_day(bea: Client) -> None:
    agreement = make.partner().overeenkomsten.get()
    assert "Beëindig" in shown(bea, f"/partners/{agreement.partner_id}")
    assert "Na de laatste dag" in shown(bea, f"/partners/overeenkomst/{agreement.pk}/einde")
    bea.post(f"/partners/overeenkomst/{agreement.pk}/einde", {"einde": "2026-12-31"})
    agreement.refresh_from_db()
    assert agreement.einde == date(2026, 12, 31)


def test_an_end_before_the_start_is_refused_at_the_field(bea: Client) -> None:
    agreement = make.partner().overeenkomsten.get()
    answer = bea.post(f"/partners/overeenkomst/{agreement.pk}/einde", {"einde": "2020-12-31"})
    assert "De einddatum ligt voor de ingangsdatum." in answer.content.decode()


def test_a_partner_can_change(bea: Client) -> None:
    partner = make.partner("12345678")
    bea.post(f"/partners/{partner.pk}/wijzigen", NEW | {"contact_naam": "L. de Wit"})
    partner.refresh_from_db()
    assert (partner.naam, partner.contact_naam) == ("Woonstichting De Linde", "L. de Wit")


def test_what_ends_soon_stands_on_top(bea: Client) -> None:  # R-PAR-2
    make.partner("11111111", "Aqua")
    make.partner("22222222", "Zorg Zuid", einde=TODAY + timedelta(days=30))
    page = shown(bea, "/partners/")
    assert page.index("Zorg Zuid") < page.index("Aqua")
    assert "nog 30 dagen" in page
    assert "Aqua" not in shown(bea, "/partners/", stand="loopt_af")


def test_a_partner_shows_its_last_deliveries_with_numbers(bea: Client) -> None:
    partner = make.partner()
    assert "leverde nog niets" in shown(bea, f"/partners/{partner.pk}")
    make.signaal(partner, "3311AA-1")
    assert "Laatste aanleveringen" in shown(bea, f"/partners/{partner.pk}")
    assert "leverde nog niets" not in shown(bea, f"/partners/{partner.pk}")


def test_an_empty_list_says_what_to_do(bea: Client) -> None:
    assert "Leg de eerste partner vast" in shown(bea, "/partners/")


@pytest.mark.parametrize("role", [r for r in Rolsoort if r is not Rolsoort.BEHEERDER])
def test_others_do_not_keep_partners(client: Client, role: Rolsoort) -> None:  # R-ROL-1
    make.gemeente()
    partner = make.partner()
    make.login(client, make.user("iemand", role))
    for address in (
        "/partners/",
        "/partners/nieuw",
        f"/partners/{partner.pk}",
        f"/partners/{partner.pk}/wijzigen",
    ):
        assert client.get(address).status_code == 403


def test_the_agreement_of_another_gemeente_does_not_exist(bea: Client) -> None:  # R-ROL-2
    make.gemeente("0599", "Rotterdam")
    agreement = make.partner(gemeente_code="0599").overeenkomsten.get()
    make.gemeente()
    assert bea.get(f"/partners/overeenkomst/{agreement.pk}/einde").status_code == 404
    assert "geen overeenkomst" in shown(bea, f"/partners/{agreement.partner_id}")


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_thirty(
    bea: Client, django_assert_num_queries
) -> None:
    make.partner()
    shown(bea, "/partners/")
    with django_assert_num_queries(QUERIES):
        bea.get("/partners/")
    for number in range(30):
        make.partner(str(22222222 + number), f"Partner {number}")
    with django_assert_num_queries(QUERIES):
        bea.get("/partners/")


def test_how_often_a_step_of_the_sociale_incasso_was_missing(bea: Client) -> None:  # R-ADM-1
    partner, other = make.partner(), make.partner("22222222", "Zeedijkerhof")
    today = make.TODAY
    for days, codes, columns in (
        (10, ["sociale-incasso"], ["herinnering", "contact"]),
        (20, ["sociale-incasso", "te-jong"], ["contact"]),
        (30, ["bezwaar"], []),
        (40, ["te-jong"], []),
        (400, ["sociale-incasso"], ["contact"]),
    ):
        delivery = make.signaal(partner, ontvangen=today - timedelta(days=days)).aanlevering
        reasons = [{"code": "sociale-incasso", "kolom": column, "uitleg": "Zie 2.2"} for column in columns]
        delivery.uitkomsten.create(
            gemeente_id="0505", nummer=2, oordeel="geweigerd", codes=codes, redenen=reasons
        )
    page = shown(bea, f"/partners/{partner.pk}").replace("\u00a0", " ")
    assert "zijn 3 van de 4 regels geweigerd omdat een stap ontbrak" in page
    rows = dict(re.findall(r'class="t-plain">([^<]+)</th><td class="t-num">(\d+)<', page))
    assert rows == {
        "Een schriftelijke herinnering sturen": "1",
        "Zich inspannen voor persoonlijk contact": "2",
        "De inwoner heeft bezwaar tegen doorgeven": "1",
    }
    assert "Ga hierover in gesprek met Woonstichting De Kade." in page
    type(partner).objects.filter(pk=partner.pk).update(landelijk=True)
    assert "meld het bij de VNG of de NVVK" in shown(bea, f"/partners/{partner.pk}")
    assert "leverde deze partner niets aan" in shown(bea, f"/partners/{other.pk}")
    assert re.search(r'data-label="Stap ontbrak">3<', shown(bea, "/partners/"))
