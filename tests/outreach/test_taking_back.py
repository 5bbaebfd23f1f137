"""A wrong tap on the post is taken back on its day, and not later (R-OUT-3)."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.casework.models import Contactpoging
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.actions.print_run import make_pdf, mark_printed
from tijdig.outreach.actions.stops import finish_retour, record_retour
from tijdig.outreach.actions.taking_back import take_back_printed, take_back_retour
from tijdig.outreach.models import Brief, Printronde
from tijdig.outreach.posting import refusal_to_take_back
from tijdig.refusals import Refused
from tijdig.rules.terms import Bereikt, Rolsoort

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def ilse(client: Client, by: Actor) -> Client:
    return make.login(client, make.user("ilse", Rolsoort.ADMINISTRATIE))


def on_day(ronde: Printronde) -> Printronde:
    """Marked as printed on the day of the test, whatever the clock of the machine says."""
    Printronde.objects.filter(pk=ronde.pk).update(afgedrukt_op=f"{TODAY}T12:00+01:00")
    ronde.refresh_from_db()
    return ronde


def test_a_run_that_was_not_printed_lies_ready_again(ilse: Client, by: Actor) -> None:
    ronde = zaken.printed(zaken.zaak(by=by), by=by)
    with pytest.raises(Refused, match="nog niet als afgedrukt"):
        take_back_printed(ronde.pk, today=TODAY, by=by)
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    mark_printed(ronde.pk, by=by)
    assert refusal_to_take_back(on_day(ronde), TOMORROW) == "Dit kan alleen op de dag zelf."
    assert "Toch niet afgedrukt?" in ilse.get(f"/brieven/{ronde.pk}").text
    assert "staan weer klaar" in ilse.post(f"/brieven/{ronde.pk}/niet-afgedrukt", follow=True).text
    ronde.refresh_from_db()
    assert ronde.afgedrukt_op is None


def test_a_letter_that_did_not_come_back_waits_for_an_answer_again(ilse: Client, by: Actor) -> None:
    zaak = zaken.zaak(by=by)
    ronde = zaken.printed(zaak, by=by)
    brief = Brief.objects.get()
    with pytest.raises(Refused, match="bracht deze brief niet terug"):
        take_back_retour(brief.pk, today=TODAY, by=by)
    mark_printed(ronde.pk, by=by)
    said = ilse.post("/berichten/teruggekomen", {"kenmerk": brief.gegevens["kenmerk"]}, follow=True).text
    assert f"brief {brief.gegevens['kenmerk']} is teruggekomen" in said
    assert "Toch niet terug" in said
    boss = make.login(Client(), make.user("bas", Rolsoort.TEAMLEIDER))
    assert "Kies een andere aanpak" in boss.get(f"/zaken/{zaak.pk}/").text, "closing it is not the next thing"
    assert "teruggekomen op" in ilse.get(f"/brieven/{ronde.pk}").text
    assert refusal_to_take_back(on_day(ronde), TODAY) == "Er is al een brief van teruggekomen."
    page = ilse.post(f"/berichten/brief/{brief.pk}/niet-terug", follow=True).text
    assert "wacht weer op een antwoord" in page
    poging = Contactpoging.objects.get(zaak=zaak)
    assert (poging.bereikt, poging.retour_op) == (Bereikt.ONBEKEND, None)
    assert Vroegsignaal.objects.filter(opgepakt_op__isnull=False).exists(), (
        "it offered help after all (R-ADM-5)"
    )


def test_what_was_dealt_with_or_is_of_another_day_stays(by: Actor) -> None:
    zaken.printed(zaken.zaak(by=by), by=by)
    brief = Brief.objects.get()
    record_retour(brief.pk, today=TODAY, by=by)
    with pytest.raises(Refused, match="dag zelf"):
        take_back_retour(brief.pk, today=TOMORROW, by=by)
    finish_retour(brief.pk, today=TODAY, by=by)
    with pytest.raises(Refused, match="dag zelf"):
        take_back_retour(brief.pk, today=TODAY, by=by)
