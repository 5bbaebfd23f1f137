"""Every list sorts, filters, keeps its filters, and is a file with the same rows; formulas are harmless in it."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.casework.conftest import CODE, WORKDAY, House, build
from tijdig.accounts.context import enter
from tijdig.accounts.tables import Table
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.lists import DOUBTFUL
from tijdig.feedback.lists import FILES
from tijdig.feedback.lists import PARTNERS as TOLD
from tijdig.feedback.models import Terugkoppelbestand
from tijdig.intake.lists import DELIVERIES
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.lists import MESSAGES, REPLIES, RUNS
from tijdig.outreach.models import Bericht, Printronde, Reactie, Reactiecode
from tijdig.partners.lists import PARTNERS
from tijdig.partners.models import Signaalpartner
from tijdig.referrals.lists import KAART
from tijdig.referrals.models import Organisatie
from tijdig.rules.terms import Rolsoort

LISTS: list[tuple[str, Table, dict[str, str]]] = [
    ("checks:twijfel", DOUBTFUL, {"uitkomst": "meerdere"}),
    ("intake:aanleveringen", DELIVERIES, {"status": "verwerkt"}),
    ("outreach:printrondes", RUNS, {"stand": "afgedrukt"}),
    ("berichten:lijst", MESSAGES, {"stand": "bezorgd"}),
    ("reacties:lijst", REPLIES, {"soort": "bellen"}),
    ("feedback:overzicht", TOLD, {"opgehaald": "ja"}),
    ("feedback:bestanden", FILES, {"opgehaald": "ja"}),
    ("referrals:kaart", KAART, {"plek": "vol"}),
    ("partners:lijst", PARTNERS, {"soort": "zorgverzekeraar"}),
]
NAMES = [name for name, _, _ in LISTS]
HOSTILE = "=cmd|' /C calc'!A0"


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("TIJDIG_VANDAAG", WORKDAY.isoformat())
    return build()


@pytest.fixture
def client(house: House) -> Client:
    """Somebody who may see every list, with two or three things on each."""
    Signaalpartner.objects.filter(pk=house.huur.pk).update(naam=HOSTILE)
    for number, partner in enumerate((house.huur, house.zorg)):
        doubt = make.checked(partner, f"3311AC-{number}", toets={"uitkomst": "meerdere"}, achternaam="Geheim")
        Vroegsignaal.objects.filter(pk=doubt.pk).update(status="twijfel")
        zaak = make.zaak(make.checked(partner, f"3311AA-{number}", ontvangen=WORKDAY), today=WORKDAY)
        Printronde.objects.create(gemeente_id=CODE, dag=WORKDAY, aantal=number, klaar_op=timezone.now(),
                                  afgedrukt_op=timezone.now() if number else None)  # fmt: skip
        Bericht.objects.create(
            gemeente_id=CODE, zaak=zaak, soort="sms", kanaal="hand", stap="sms_1", sjabloon="sms", sjabloon_versie="1",
            adres="0612345678", tekst="Geheim", stand="bezorgd" if number else "klaar",
        )  # fmt: skip
        code = Reactiecode.objects.create(
            gemeente_id=CODE, zaak=zaak, ronde=1, kenmerk=f"{number:032}", zegel="x", gemaakt_op=timezone.now(),
            geldig_tot=WORKDAY,
        )  # fmt: skip
        Reactie.objects.create(
            gemeente_id=CODE, zaak=zaak, reactiecode=code, soort="bellen" if number else "opgelost",
            telefoon="0612345678", gemaakt_op=timezone.now(),
        )  # fmt: skip
        Terugkoppelbestand.objects.create(
            gemeente_id=CODE, partner=partner, dag=WORKDAY - timedelta(days=number), aantal=number, sha256="0" * 64,
            opgehaald_op=timezone.now() if number else None,
        )  # fmt: skip
        Organisatie.objects.create(
            gemeente_id=CODE, naam=f"Hulp {number}", domeinen=["financieel"], geldig_van=WORKDAY,
            plek="vol" if number else "open",
        )  # fmt: skip
    assert Vroegsignaalzaak.objects.count() == 2
    every = make.user("every", *(rol for rol in Rolsoort if rol is not Rolsoort.PRIVACY_OFFICER))
    return make.login(Client(), every)


def _lines(client: Client, name: str, query: str) -> list[list[str]]:
    enter(CODE)
    answer = client.get(reverse(name) + query)
    enter(CODE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8"), answer.content[
        :500
    ]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(("name", "table", "chosen"), LISTS, ids=NAMES)
def test_a_list_sorts_filters_and_is_a_file(
    client: Client, name: str, table: Table, chosen: dict[str, str]
) -> None:
    # R-BEW-4: that it was taken is in the trail; nothing about a resident is in the file
    whole = _lines(client, name, "?vorm=csv")
    assert whole[0] == [column.label for column in table.columns if column.cell]
    assert len(whole) >= 3
    assert not [
        cell for line in whole for cell in line if "Geheim" in cell or "06123" in cell or cell[:1] == "="
    ]
    event = AuditEvent.objects.filter(what=f"{table.name}.geexporteerd").latest("pk")
    assert event.detail["aantal"] == len(whole) - 1
    for column in table.columns:
        if column.sortable:
            there, back = (_lines(client, name, f"?vorm=csv&sort={way}{column.key}")[1:] for way in ("", "-"))
            assert sorted(there) == sorted(back) == sorted(whole[1:])
            place = [one.key for one in table.columns if one.cell].index(column.key) if column.cell else None
            if place is not None and len({line[place] for line in there}) > 1:
                assert [line[place] for line in there] != [line[place] for line in back], column.key
    query = "".join(f"&{key}={value}" for key, value in chosen.items())
    if chosen:
        assert 2 <= len(_lines(client, name, f"?vorm=csv{query}")) <= len(whole)
    sort = next(column.key for column in table.columns if column.sortable)
    page = client.get(f"{reverse(name)}?sort={sort}{query}").content.decode()
    enter(CODE)
    assert 'aria-sort="ascending"' in page
    assert f"sort=-{sort}" in page
    assert "vorm=csv" in page
    for key, value in chosen.items():
        assert f"{key}={value}" in page.replace("&amp;", "&"), "the links keep the filters"


def test_chosen_zaken_go_on_to_letters_and_visits(client: Client) -> None:
    # R-OUT-4: only those of which it is the next step, and the page says how many that are
    Reactie.objects.all().delete()
    Reactiecode.objects.all().delete()
    letter, visit = Vroegsignaalzaak.objects.order_by("pk")
    steps = {letter.pk: "brief", visit.pk: "huisbezoek_onaangekondigd"}
    for pk, step in steps.items():
        Vroegsignaalzaak.objects.filter(pk=pk).update(
            status="in_opvolging", aanpak=step, volgende_stap=step, volgende_op=WORKDAY
        )
    for do, pk in (("druk_af", letter.pk), ("bezoek", visit.pk)):
        answer = client.post(
            reverse("casework:samen_naar"), {"doe": do, "zaak": [letter.pk, visit.pk]}, follow=True
        )
        enter(CODE)
        assert answer.request["QUERY_STRING"] == f"zaak={pk}"
        assert "1 van de 2 gekozen zaken" in answer.content.decode()
        refused = client.post(
            reverse("casework:samen_naar"), {"doe": do, "zaak": [sum(steps) - pk]}, follow=True
        )
        enter(CODE)
        assert "Bij geen van deze zaken" in refused.content.decode()
    assert "Plan huisbezoeken" in client.get(reverse("casework:bakjes")).content.decode()
