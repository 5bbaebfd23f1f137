"""What those who walk must know at a door: about the place, at that door only, gone with the zaak (R-OUT-5)."""

from uuid import uuid4

import pytest
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tests.visits import rounds
from tests.visits.rounds import NOW
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Notitie, Vroegsignaalzaak
from tijdig.outreach.actions.door_notes import write_deurnotitie
from tijdig.outreach.actions.notes_from_the_door import write_notitie_at_door
from tijdig.outreach.actions.plan_visits import Team
from tijdig.outreach.actions.walk_visits import end_ronde, record_bezoek, start_ronde
from tijdig.outreach.models import Bezoekronde, Deurnotitie
from tijdig.outreach.visits.doors import doors_of_round
from tijdig.outreach.visits.paper import paper_list
from tijdig.refusals import Refused
from tijdig.rules.door_note import LONGEST, refusal_of_door_note
from tijdig.rules.terms import Deuruitkomst, Eindresultaat, Rolsoort, Zaakstatus
from tijdig.rules.visits import CORRECT_WITHIN

pytestmark = pytest.mark.django_db
DOG = "Grote hond in de voortuin."


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def ronde(by: Actor) -> Bezoekronde:
    hugo = rounds.visitor("hugo")
    team = Team(bezoeker=hugo.pk, achterwacht=by.user_id, achterwacht_telefoon="06 12345678")
    return rounds.planned([rounds.to_visit(n, by=by) for n in (1, 2)], by=by, teams=[team]).rondes.get()


@pytest.mark.parametrize(
    ("text", "said"),
    [  # R-OUT-5, R-ADM-6
        ("", None),
        (DOG, None),
        ("Donker trappenhuis, de bel doet het niet.", None),
        ("Zieke boom voor de deur? Loop achterom bij nummer 12.", "zieke"),
        ("x" * LONGEST, None),
        ("x" * (LONGEST + 1), "korter"),
        ("Vorige keer agressief", "veiligheidslijst"),
        ("Bewoner heeft wapens", "veiligheidslijst"),
        ("Heeft huurschuld", "vertelt waarom u komt"),
        ("Is vaak dronken", "gaat over een mens"),
        ("Verwarde man", "gaat over een mens"),
        ("Bel eerst 06 12 34 56 78", "geen telefoonnummer"),
        ("Galerij 3, deur 27", None),
    ],
)  # fmt: skip
def test_a_note_is_about_the_place(text: str, said: str | None) -> None:
    refusal = refusal_of_door_note(text)
    assert (refusal is None) == (said is None), refusal
    assert (said or "").lower() in (refusal or "").lower()


def test_the_note_stands_at_its_door_until_that_door_is_done(
    client: Client, by: Actor, ronde: Bezoekronde
) -> None:
    first, second = ronde.bezoeken.all()
    joost = make.login(Client(), make.user("joost"))
    page = f"/rondes/deur/{first.zaak_id}/notitie"
    assert joost.post(page, {"tekst": "Verslaafde bewoner"}).status_code == 422
    said = joost.post(f"{page}?plan={ronde.plan_id}", {"tekst": f"  {DOG} "}, follow=True)
    assert said.redirect_chain[-1][0] == f"/rondes/{ronde.plan_id}"
    assert "Wie langsgaat, ziet dit bij de deur" in said.text
    for where in (f"/zaken/{first.zaak_id}/", f"/rondes/{ronde.plan_id}", f"/rondes/lijst/{ronde.pk}"):
        assert joost.get(where).text.count(DOG) == 1, where
    assert DOG not in joost.get(f"/zaken/{second.zaak_id}/").text
    hugo = make.login(client, ronde.bezoeker)
    walker = rounds.acting(ronde.bezoeker)
    start_ronde(ronde.pk, today=TODAY, now=NOW, by=walker)
    assert hugo.get("/ronde/").text.count(DOG) == 1
    assert hugo.get(page).status_code == 403, "who only walks, writes no notes"
    doors = doors_of_round(ronde, TODAY)
    assert [door.let_op for door in doors] == [DOG, ""]
    assert paper_list(ronde, doors, gemeente="Dordrecht").startswith(b"%PDF")
    record_bezoek(first.pk, uitkomst=Deuruitkomst.GESPROKEN, reden=None, tik=uuid4(), op=None, now=NOW, today=TODAY,
                  by=walker)  # fmt: skip
    assert DOG not in hugo.get("/ronde/").text
    assert DOG not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_an_empty_text_takes_the_note_away(by: Actor, ronde: Bezoekronde) -> None:
    zaak = ronde.bezoeken.first().zaak_id
    assert write_deurnotitie(zaak, tekst=DOG, by=by)
    assert not write_deurnotitie(zaak, tekst=" ", by=by)
    assert not Deurnotitie.objects.exists()


def test_who_may_not_and_what_is_over_is_refused(by: Actor, ronde: Bezoekronde) -> None:
    zaak = ronde.bezoeken.first().zaak_id
    desk = make.actor(make.user("kees", Rolsoort.KLANTCONTACTCENTRUM), Rolsoort.KLANTCONTACTCENTRUM)
    with pytest.raises(Refused, match="geen recht"):
        write_deurnotitie(zaak, tekst=DOG, by=desk)
    write_deurnotitie(zaak, tekst=DOG, by=by)
    Vroegsignaalzaak.objects.filter(pk=zaak).update(
        status=Zaakstatus.AFGEROND, eindresultaat=Eindresultaat.ZELF_OPGELOST, afgerond_op=TODAY
    )
    with pytest.raises(Refused, match="afgerond"):
        write_deurnotitie(zaak, tekst=DOG, by=by)
    assert not write_deurnotitie(zaak, tekst="", by=by), "taking it away is always good"


def test_who_walks_tells_the_team_what_was_said(ronde: Bezoekronde, by: Actor) -> None:
    # R-OUT-5, R-ROL-1: on the zaak, once, and the behandelaar is called on; nobody else's door
    hugo = rounds.acting(User.objects.get(username="hugo"))
    start_ronde(ronde.pk, today=TODAY, now=NOW, by=hugo)
    bezoek = ronde.bezoeken.order_by("volgorde").first()
    assert bezoek
    Vroegsignaalzaak.objects.filter(pk=bezoek.zaak_id).update(behandelaar=by.user_id)
    said = "Mevrouw wil graag dinsdag gebeld worden."
    for _ in range(2):
        write_notitie_at_door(bezoek.pk, tekst=f" {said} ", now=NOW, today=TODAY, by=hugo)
    assert list(Notitie.objects.filter(zaak=bezoek.zaak_id).values_list("tekst", "vermeldingen__wie")) == [
        (said, by.user_id)
    ]
    event = AuditEvent.objects.get(what="notitie.geschreven")
    assert said not in str(event.detail)
    with pytest.raises(Refused, match="leeg"):
        write_notitie_at_door(bezoek.pk, tekst="  ", now=NOW, today=TODAY, by=hugo)
    other = rounds.acting(rounds.visitor("ilias"))
    with pytest.raises(Refused, match="geen ronde van u"):
        write_notitie_at_door(bezoek.pk, tekst=said, now=NOW, today=TODAY, by=other)
    end_ronde(ronde.pk, today=TODAY, now=NOW, by=hugo)
    write_notitie_at_door(bezoek.pk, tekst="Nog iets.", now=NOW + CORRECT_WITHIN, today=TODAY, by=hugo)
    with pytest.raises(Refused, match="ronde is voorbij"):
        write_notitie_at_door(
            bezoek.pk, tekst="Te laat.", now=NOW + CORRECT_WITHIN + CORRECT_WITHIN, today=TODAY, by=hugo
        )
