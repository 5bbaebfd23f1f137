"""At the door: a wrong tap is put right, and who is not at home gets a card with the code of that zaak (R-OUT-5)."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tests.visits import rounds
from tests.visits.rounds import NOW
from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import today as today_now
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.checks.models import Veiligheidsmelding
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.actions.correct_visits import correct_bezoek
from tijdig.outreach.actions.door_cards import print_cards, record_kaart
from tijdig.outreach.actions.plan_visits import Team
from tijdig.outreach.actions.replies import INWONER, Antwoord, record_reply
from tijdig.outreach.actions.walk_visits import end_ronde, record_bezoek, start_ronde
from tijdig.outreach.models import Bezoek, Bezoekplan, Bezoekronde, Reactie, Reactiecode
from tijdig.refusals import Refused
from tijdig.rules.terms import (
    Bereikt,
    Contactsoort,
    Deurreden,
    Deuruitkomst,
    Kaartstand,
    Reactiesoort,
    Rolsoort,
    Rondestand,
    Zaakstatus,
)
from tijdig.rules.visits import CORRECT_WITHIN, Getikt, refusal_of_correction

pytestmark = pytest.mark.django_db
NIET_THUIS, GESPROKEN, ANDERS = Deuruitkomst.NIET_THUIS, Deuruitkomst.GESPROKEN, Deuruitkomst.ANDERS


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def hugo(by: Actor) -> User:
    return rounds.visitor("hugo")


@pytest.fixture
def walker(hugo: User) -> Actor:
    return rounds.acting(hugo)


@pytest.fixture
def ronde(by: Actor, hugo: User, walker: Actor) -> Bezoekronde:
    team = Team(bezoeker=hugo.pk, achterwacht=by.user_id, achterwacht_telefoon="06 12345678")
    made = rounds.planned([rounds.to_visit(n, by=by) for n in (1, 2, 3)], by=by, teams=[team]).rondes.get()
    start_ronde(made.pk, today=TODAY, now=NOW, by=walker)
    return made


def tap(bezoek: Bezoek, by: Actor, uitkomst: Deuruitkomst, reden: Deurreden | None = None) -> Bezoek:
    return record_bezoek(bezoek.pk, uitkomst=uitkomst, reden=reden, tik=uuid4(), op=None,
                         now=NOW + timedelta(minutes=9), today=TODAY, by=by)  # fmt: skip


def correct(
    bezoek: Bezoek, by: Actor, uitkomst: Deuruitkomst, reden: Deurreden | None = None, minutes: int = 10
) -> Bezoek:
    return correct_bezoek(bezoek.pk, uitkomst=uitkomst, reden=reden, tik=uuid4(),
                          now=NOW + timedelta(minutes=minutes), today=TODAY, by=by)  # fmt: skip


def first_of(ronde: Bezoekronde) -> Bezoek:
    found = ronde.bezoeken.first()
    assert found is not None
    return found


def step_of(bezoek: Bezoek) -> str:
    return Vroegsignaalzaak.objects.get(pk=bezoek.zaak_id).volgende_stap


TAPPED = Getikt(uitkomst=NIET_THUIS, stand=Rondestand.ONDERWEG, beeindigd_op=None)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"uitkomst": ""}, "nog niets"),
        ({"uitkomst": "niet_bezoeken"}, "Niet bezoeken"),
        ({"stand": Rondestand.KLAAR, "beeindigd_op": NOW - CORRECT_WITHIN}, None),
        ({"stand": Rondestand.KLAAR, "beeindigd_op": NOW - CORRECT_WITHIN - timedelta(seconds=1)}, "te lang"),
        ({"stand": Rondestand.KLAAR}, "te lang"),
        ({"stand": Rondestand.VERVALLEN}, "te lang"),
        ({"afgerond": True}, "afgerond"),
        ({"gereageerd": True}, "gereageerd"),
        ({"gevolgd": True}, "gedaan of verstuurd"),
    ],
)
def test_until_when_a_tap_can_be_put_right(changed: dict, why: str | None) -> None:  # R-OUT-5
    said = refusal_of_correction(replace(TAPPED, **changed), nu=NOW)
    assert (said is None) if why is None else (said is not None and why in said)


def test_what_followed_from_the_first_tap_follows_from_the_second(ronde: Bezoekronde, walker: Actor) -> None:
    door = first_of(ronde)
    tap(door, walker, GESPROKEN)
    assert step_of(door) == ""
    correct(door, walker, NIET_THUIS)
    poging = Contactpoging.objects.get(zaak_id=door.zaak_id)
    assert (poging.bereikt, poging.minuten) == (Bereikt.NEE, 9)
    assert step_of(door) != ""  # the sequence goes on
    correct(door, walker, ANDERS, Deurreden.OVERGESLAGEN)
    assert not Contactpoging.objects.filter(zaak_id=door.zaak_id).exists()
    assert not Vroegsignaal.objects.filter(zaaksignaal__zaak=door.zaak_id, opgepakt_op__isnull=False).exists()
    key = uuid4()
    for _ in range(2):  # the phone sends it twice
        correct_bezoek(door.pk, uitkomst=ANDERS, reden=Deurreden.VERHUISD, tik=key, now=NOW + timedelta(minutes=11),
                       today=TODAY, by=walker)  # fmt: skip
    poging = Contactpoging.objects.get(zaak_id=door.zaak_id)
    assert (poging.bereikt, poging.notitie) == (Bereikt.NEE, "Woont hier niet meer.")
    assert not Vroegsignaal.objects.filter(
        opgepakt_op__isnull=False
    ).exists()  # nobody opened: no offer (R-ADM-5)
    told = AuditEvent.objects.filter(what="bezoek.verbeterd").order_by("pk").values_list("detail", flat=True)
    assert [(d["was"], d["uitkomst"]) for d in told] == [
        ("gesproken", "niet_thuis"), ("niet_thuis", "anders"), ("anders", "anders"),
    ]  # fmt: skip


def test_shortly_after_the_round_too_and_then_no_more(ronde: Bezoekronde, walker: Actor) -> None:
    door, second, _ = ronde.bezoeken.all()
    tap(door, walker, NIET_THUIS)
    end_ronde(ronde.pk, today=TODAY, now=NOW + timedelta(minutes=20), by=walker)
    correct(door, walker, GESPROKEN, minutes=49)
    with pytest.raises(Refused, match="te lang voorbij"):
        correct(door, walker, NIET_THUIS, minutes=51)
    with pytest.raises(Refused, match="nog niets vastgelegd"):
        correct(second, walker, NIET_THUIS, minutes=21)
    with pytest.raises(Refused, match="geen ronde van u"):
        correct(door, rounds.acting(rounds.visitor("ines")), NIET_THUIS, minutes=21)


def test_not_when_something_followed(ronde: Bezoekronde, walker: Actor, by: Actor) -> None:
    letter, closed, _ = ronde.bezoeken.all()
    for door in (letter, closed):
        tap(door, walker, NIET_THUIS)
    Contactpoging.objects.create(
        gemeente_id="0505", zaak_id=letter.zaak_id, soort=Contactsoort.TELEFOON, datum=TODAY, bereikt=Bereikt.NEE,
        minuten=1, door_id=by.user_id,
    )  # fmt: skip
    with pytest.raises(Refused, match="gedaan of verstuurd"):
        correct(letter, walker, GESPROKEN)
    Vroegsignaalzaak.objects.filter(pk=closed.zaak_id).update(
        status=Zaakstatus.AFGEROND, afgerond_op=TODAY, eindresultaat="wil_geen_hulp"
    )
    with pytest.raises(Refused, match="afgerond"):
        correct(closed, walker, GESPROKEN)


def test_a_card_that_is_left_is_an_attempt_on_which_the_answer_lands(
    ronde: Bezoekronde, walker: Actor, by: Actor
) -> None:  # R-OUT-1, R-OUT-2
    door, other, _ = ronde.bezoeken.all()
    with pytest.raises(Refused, match="recht"):
        print_cards(ronde.pk, today=TODAY, by=walker)
    codes = print_cards(ronde.pk, today=TODAY, by=by)
    assert codes == print_cards(ronde.pk, today=TODAY, by=by)
    assert len({code.code for code in codes.values()}) == 3
    with pytest.raises(Refused, match="niet thuis was"):
        record_kaart(door.pk, achtergelaten=True, now=NOW, today=TODAY, by=walker)
    tap(door, walker, NIET_THUIS)
    for said in (False, True, True):  # a wrong tap on the card can be put right too
        record_kaart(door.pk, achtergelaten=said, now=NOW, today=TODAY, by=walker)
    visit, card = Contactpoging.objects.filter(zaak_id=door.zaak_id).order_by("pk")
    assert (visit.soort, visit.bereikt) == (Contactsoort.HUISBEZOEK, Bereikt.NEE)
    assert (card.soort, card.bereikt) == (Contactsoort.KAART, Bereikt.ONBEKEND)
    assert codes[door.pk].code.replace("-", "") in codes[door.pk].url

    correct(door, walker, GESPROKEN)  # opened after all: the card stays in the bag
    assert not Contactpoging.objects.filter(pk=card.pk).exists()
    correct(door, walker, NIET_THUIS)
    record_kaart(door.pk, achtergelaten=True, now=NOW, today=TODAY, by=walker)
    code = Reactiecode.objects.get(zaak_id=door.zaak_id)
    record_reply(code.pk, antwoord=Antwoord(soort=Reactiesoort.OPGELOST), today=TODAY, by=INWONER)
    assert Reactie.objects.get().contactpoging.soort == Contactsoort.KAART
    with pytest.raises(Refused, match="reageerde al"):
        record_kaart(door.pk, achtergelaten=False, now=NOW, today=TODAY, by=walker)
    with pytest.raises(Refused, match="gereageerd"):
        correct(door, walker, GESPROKEN)
    assert Bezoek.objects.get(pk=other.pk).kaart == Kaartstand.AFGEDRUKT


def test_no_card_for_a_door_that_is_not_visited(ronde: Bezoekronde, by: Actor) -> None:  # R-ADM-6
    door = first_of(ronde)
    Veiligheidsmelding.objects.create(
        gemeente_id="0505", adres_sleutel=door.zaak.adres_sleutel, adres="x", reden="Geheim.", door_id=by.user_id or 0,
        ingang=TODAY, einde=TODAY + timedelta(days=9),
    )  # fmt: skip
    assert door.pk not in print_cards(ronde.pk, today=TODAY, by=by)
    assert not Reactiecode.objects.filter(zaak_id=door.zaak_id).exists()


def test_the_pages_lead_from_not_at_home_to_the_card_and_back(
    ronde: Bezoekronde, hugo: User, client: Client
) -> None:
    Bezoekplan.objects.update(dag=today_now())
    planner = make.login(Client(), make.user("sam", Rolsoort.TEAMLEIDER))
    pdf = planner.post(reverse("visits:kaarten", args=[ronde.pk]))
    assert pdf.content.startswith(b"%PDF-")
    assert "no-store" in pdf["Cache-Control"]
    assert (
        "Afgedrukt voor 3" in planner.get(reverse("visits:bezoekplan", args=[ronde.plan_id])).content.decode()
    )
    make.login(client, hugo)
    door = first_of(ronde)
    client.post(reverse("walk:deur", args=[door.pk]), {"tik": str(uuid4()), "uitkomst": "niet_thuis"})
    page = client.get(reverse("walk:ronde")).content.decode()
    assert page.count("v-stop--asked") == 1
    assert "Doe de kaart van deze deur" in page
    assert "schuld" not in page.lower()
    client.post(reverse("walk:kaart", args=[door.pk]), {"kaart": "ja"})
    assert "Kaart in de bus gedaan" in client.get(reverse("walk:ronde")).content.decode()
    client.post(reverse("walk:einde", args=[ronde.pk]))
    assert "Verbeter uw ronde" in client.get(reverse("walk:voorbij")).content.decode()
    again = client.get(reverse("walk:verbeteren"))
    assert again["Cache-Control"] == "no-store, private"
    assert "Verkeerd getikt?" in again.content.decode()
    sent = {"tik": str(uuid4()), "uitkomst": "gesproken"}
    saved = client.post(reverse("walk:verbeter", args=[door.pk]), sent, follow=True)
    assert "Verbeterd." in saved.content.decode()
    assert Contactpoging.objects.get(zaak_id=door.zaak_id).bereikt == Bereikt.JA
    Bezoekronde.objects.update(beeindigd_op=NOW - timedelta(days=1))
    assert "geen ronde" in client.get(reverse("walk:verbeteren")).content.decode()
