"""Walking a round: who sees it, each tap once, safety at the door, the end (R-OUT-5, R-ADM-6, R-ROL-1)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tests.visits import rounds
from tests.visits.rounds import NOW
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.clock import today as today_now
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging, ZaakInwoner
from tijdig.checks.models import Toets, Veiligheidsmelding
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, FakeNotify, Fault, FaultKind
from tijdig.outreach.actions.plan_visits import Team
from tijdig.outreach.actions.walk_visits import end_ronde, record_bezoek, start_ronde, tell_all_is_well
from tijdig.outreach.actions.warn_backup import warn_achterwacht
from tijdig.outreach.models import Bezoek, Bezoekplan, Bezoekronde
from tijdig.outreach.visits.doors import doors_of_round
from tijdig.outreach.visits.queries import rounds_out
from tijdig.refusals import Refused
from tijdig.rules.terms import (
    Bereikt,
    BrpUitkomst,
    Contactsoort,
    Deurreden,
    Deuruitkomst,
    Rolsoort,
    Rondestand,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def hugo(by: Actor) -> User:
    return rounds.visitor("hugo")


@pytest.fixture
def ronde(by: Actor, hugo: User) -> Bezoekronde:
    team = Team(bezoeker=hugo.pk, achterwacht=by.user_id, achterwacht_telefoon="06 12345678")
    return rounds.planned([rounds.to_visit(n, by=by) for n in (1, 2, 3)], by=by, teams=[team]).rondes.get()


def tap(bezoek: Bezoek, by: Actor, uitkomst: Deuruitkomst = Deuruitkomst.GESPROKEN, **more: object) -> Bezoek:
    values = {
        "reden": None,
        "tik": uuid4(),
        "op": None,
        "now": NOW + timedelta(minutes=9),
        "today": TODAY,
    } | more
    return record_bezoek(bezoek.pk, uitkomst=uitkomst, by=by, **values)  # type: ignore[arg-type]


def test_at_the_door_of_a_household_nobody_asks_for_who_died(ronde: Bezoekronde) -> None:  # R-BRP-5, R-BRP-6
    assert all(door.namen for door in doors_of_round(ronde, TODAY))
    Toets.objects.update(uitkomst=BrpUitkomst.OVERLEDEN, inwoner=None, huishouden_aanbod=True)
    ZaakInwoner.objects.all().delete()
    assert [door.namen for door in doors_of_round(ronde, TODAY)] == [(), (), ()]


def unsafe(bezoek: Bezoek, by: Actor) -> None:
    Veiligheidsmelding.objects.create(
        gemeente_id="0505", adres_sleutel=bezoek.zaak.adres_sleutel, adres="x", reden="Dreigde met een mes.",
        door_id=by.user_id or 0, ingang=TODAY - timedelta(days=900), einde=TODAY + timedelta(days=900),
    )  # fmt: skip


def test_a_tap_is_a_contactpoging_and_counts_once(ronde: Bezoekronde, hugo: User) -> None:
    walker, key = rounds.acting(hugo), uuid4()
    start_ronde(ronde.pk, today=TODAY, now=NOW, by=walker)
    door = ronde.bezoeken.first()
    assert door is not None
    for _ in range(2):  # the phone sends it twice
        tap(door, walker, tik=key)
    poging = Contactpoging.objects.get(zaak_id=door.zaak_id)
    assert (poging.soort, poging.bereikt, poging.dagdeel, poging.minuten) == (
        Contactsoort.HUISBEZOEK, Bereikt.JA, "middag", 9,
    )  # fmt: skip
    door.zaak.refresh_from_db()
    assert door.zaak.volgende_stap == ""  # reached: the sequence stops (R-OUT-4)
    with pytest.raises(Refused, match="al vastgelegd"):
        tap(door, walker)


@pytest.mark.parametrize(
    ("uitkomst", "reden", "pogingen"),
    [
        (Deuruitkomst.NIET_THUIS, None, 1),
        (Deuruitkomst.ANDERS, Deurreden.VERHUISD, 1),
        (Deuruitkomst.ANDERS, Deurreden.OVERGESLAGEN, 0),
    ],
)
def test_what_happened_decides_whether_it_was_an_attempt(
    ronde: Bezoekronde, hugo: User, uitkomst: Deuruitkomst, reden: Deurreden | None, pogingen: int
) -> None:
    walker = rounds.acting(hugo)
    start_ronde(ronde.pk, today=TODAY, now=NOW, by=walker)
    done = tap(ronde.bezoeken.all()[0], walker, uitkomst, reden=reden)
    assert Contactpoging.objects.filter(zaak_id=done.zaak_id, bereikt=Bereikt.NEE).count() == pogingen


def test_a_door_that_became_unsafe_is_off_the_round(
    ronde: Bezoekronde, hugo: User, by: Actor
) -> None:  # R-ADM-6
    walker = rounds.acting(hugo)
    first, second, _ = ronde.bezoeken.all()
    unsafe(first, by)
    start_ronde(ronde.pk, today=TODAY, now=NOW, by=walker)
    first.refresh_from_db()
    assert (first.uitkomst, first.open) == (Deuruitkomst.NIET_BEZOEKEN, False)
    unsafe(second, by)  # while the round is out
    with pytest.raises(Refused, match=r"^Niet bezoeken\.$"):
        tap(second, walker)


def test_only_who_walks_it_today_may(ronde: Bezoekronde, hugo: User) -> None:  # R-ROL-1
    stranger = rounds.acting(rounds.visitor("ines"))
    with pytest.raises(Refused, match="geen ronde van u"):
        start_ronde(ronde.pk, today=TODAY, now=NOW, by=stranger)
    with pytest.raises(Refused, match="geen ronde van u"):
        start_ronde(ronde.pk, today=TODAY + timedelta(days=1), now=NOW, by=rounds.acting(hugo))


def test_a_silent_round_is_shouted_about(ronde: Bezoekronde, hugo: User) -> None:
    walker = rounds.acting(hugo)
    start_ronde(ronde.pk, today=TODAY, now=NOW, by=walker)
    (out,) = rounds_out("0505", TODAY, NOW + timedelta(minutes=39))
    assert out.waarschuwing == ""
    (out,) = rounds_out("0505", TODAY, NOW + timedelta(minutes=41))
    assert "41 minuten geen teken" in out.waarschuwing
    tell_all_is_well(ronde.pk, today=TODAY, now=NOW + timedelta(minutes=41), by=walker)
    assert rounds_out("0505", TODAY, NOW + timedelta(minutes=42))[0].waarschuwing == ""
    end_ronde(ronde.pk, today=TODAY, now=NOW + timedelta(minutes=50), by=walker)
    assert rounds_out("0505", TODAY, NOW + timedelta(hours=9)) == []
    assert not Bezoek.objects.filter(open=True).exists()


def test_the_phone_shows_today_and_nothing_stays_on_it(
    ronde: Bezoekronde, hugo: User, client: Client, by: Actor
) -> None:
    Bezoekplan.objects.update(dag=today_now())
    make.login(client, hugo)
    last = list(ronde.bezoeken.all())[-1]
    unsafe(last, by)
    page = client.get(reverse("walk:ronde"))
    assert page["Cache-Control"] == "no-store, private"
    text = page.content.decode()
    assert "Start de ronde" in text
    assert "Niet bezoeken" in text
    assert "Dreigde" not in text
    assert f"Merelhof {last.zaak.huisnummer}<" not in text
    assert AuditEvent.objects.filter(what="ronde.bekeken", subject=f"ronde:{ronde.pk}").exists()
    client.post(reverse("walk:start", args=[ronde.pk]))
    door = ronde.bezoeken.filter(open=True).first()
    assert door is not None
    sent = {"tik": str(uuid4()), "uitkomst": "niet_thuis", "op": timezone.now().isoformat()}
    for _ in range(2):
        answer = client.post(
            reverse("walk:deur", args=[door.pk]), sent, headers={"X-Requested-With": "ronde"}
        )
        assert answer.json() == {"goed": True}
    assert Contactpoging.objects.filter(zaak_id=door.zaak_id).count() == 1
    nonsense = client.post(reverse("walk:deur", args=[door.pk]), {}, headers={"X-Requested-With": "ronde"})
    assert nonsense.status_code == 409
    end = client.post(reverse("walk:einde", args=[ronde.pk]))
    assert end["Clear-Site-Data"] == '"cache", "storage"'
    assert ronde.bezoeken.filter(open=True).count() == 0
    assert "Uw ronde van vandaag is klaar" in client.get(reverse("walk:ronde")).content.decode()


def test_a_huisbezoeker_sees_nothing_else(ronde: Bezoekronde, hugo: User, client: Client) -> None:  # R-ROL-1
    make.login(client, hugo)
    for page in ("visits:rondes", "visits:bezoekplan_nieuw", "casework:bakjes", "outreach:printrondes"):
        assert client.get(reverse(page)).status_code == 403, page
    assert client.get(reverse("visits:bezoekplan", args=[ronde.plan_id])).status_code == 403
    assert client.get(reverse("visits:looplijst", args=[ronde.pk])).status_code == 403


def test_the_planner_sees_the_plan_the_map_and_the_paper(ronde: Bezoekronde, client: Client) -> None:
    make.login(client, make.user("sam", Rolsoort.TEAMLEIDER))
    page = client.get(reverse("visits:bezoekplan", args=[ronde.plan_id])).content.decode()
    assert "<polyline" in page
    assert page.count("v-door__main") == 3
    paper = client.get(reverse("visits:looplijst", args=[ronde.pk])).content.decode()
    assert "Merelhof 1" in paper
    assert "huur" not in paper.lower()
    pdf = client.get(reverse("visits:looplijst_pdf", args=[ronde.pk]))
    assert pdf.content.startswith(b"%PDF-")
    assert client.get(reverse("visits:rondes")).status_code == 200
    assert Bezoekronde.objects.get(pk=ronde.pk).stand == Rondestand.GEPLAND


def test_the_planner_makes_a_plan_on_the_page(by: Actor, hugo: User, client: Client) -> None:
    zaak = rounds.to_visit(1, by=by)
    sam = make.user("sam", Rolsoort.TEAMLEIDER)
    make.login(client, sam)
    day = (today_now() + timedelta(days=400)).isoformat()
    address = f"{reverse('visits:bezoekplan_nieuw')}?dag={day}&dagdeel=avond&teams=1"
    assert "Merelhof 1" in client.get(address).content.decode()
    sent = {"zaak": zaak.pk, f"venster_{zaak.pk}": "tweede", "van": "18:00", "tot": "20:00", "minuten": "12",
            "start": "3311AA 1",
            "bezoeker1": hugo.pk, "tweede1": "", "achterwacht1": sam.pk, "telefoon1": ""}  # fmt: skip
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "Vul het telefoonnummer van de achterwacht in." in wrong.content.decode()
    right = client.post(address, sent | {"telefoon1": "06 1"})
    plan = Bezoekplan.objects.get()
    assert right["Location"] == reverse("visits:bezoekplan", args=[plan.pk])
    assert "De routes worden uitgerekend" in client.get(right["Location"]).content.decode()
    assert f"{plan.bezoeken.get().venster_van:%H:%M}" == "19:00"


def test_who_is_on_call_sees_it_and_is_sent_word_of_a_silence_once(
    client: Client, ronde: Bezoekronde, hugo: User, by: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # R-OUT-5: also when nobody looks at a page
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    backup = make.login(client, User.objects.get(pk=by.user_id))
    assert "nog niet begonnen" in backup.get("/").text
    start_ronde(ronde.pk, today=TODAY, now=NOW, by=make.actor(hugo, Rolsoort.HUISBEZOEKER))
    page = backup.get("/").text
    assert "U bent achterwacht" in page
    assert f"laatste teken om {timezone.localtime(NOW):%H.%M} uur" in page

    def warned(minutes: int) -> int:
        now = NOW + timedelta(minutes=minutes)
        return warn_achterwacht(gemeente_code="0505", today=TODAY, now=now, by=SYSTEM)

    assert warned(120) == 0, "no way to send: the start page says it, and the next turn tries again"
    with FakeNotify() as notify:
        ways = {"base_url": notify.base_url, "api_key": API_KEY, "sms_template": TEMPLATE,
                "email_template": TEMPLATE}  # fmt: skip
        settings.SENDING = {**settings.SENDING, "sms": "notify", "notify": ways}
        assert warned(5) == 0
        notify.inject(Fault(kind=FaultKind.STATUS, status=503))
        assert [warned(120), warned(125), warned(130)] == [0, 1, 0]
        (sent,) = notify.sent
        assert sent["phone_number"] == "+31612345678"
        assert "Hugo" in sent["body"]
        assert "geen teken" in sent["body"]
        assert "Merelhof" not in sent["body"]
        Bezoekronde.objects.update(laatste_teken=NOW + timedelta(minutes=140))
        assert [warned(150), warned(300)] == [0, 1], "a new silence is told anew"
