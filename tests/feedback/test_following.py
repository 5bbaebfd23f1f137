"""The end of a pause a partner was told of: told once, in time, in every way there is (R-TER-3, R-TER-4)."""

import json
from datetime import date, timedelta

import pytest

from tests import make
from tests.feedback.ends import CLOSED_ON, PAUSE, End, close, reopen
from tests.feedback.test_prepare import close_again
from tijdig.accounts.actors import SYSTEM
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.due import due_on
from tijdig.feedback.files import Form
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Eindresultaat

pytestmark = pytest.mark.django_db
E = Eindresultaat
OVER = PAUSE + timedelta(days=1)
HELP = End(E.QUICK_FIX, pauze=True)


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


def prepare(day: date) -> int:
    return prepare_feedback(gemeente_code="0505", today=day, by=SYSTEM)


def tell(partner: Signaalpartner, day: date) -> Terugkoppelbestand:
    return make_terugkoppelbestand(partner_id=partner.pk, gemeente_code="0505", today=day, by=SYSTEM)


def test_the_end_of_a_pause_is_told_once_from_the_day_after(partner: Signaalpartner) -> None:
    # R-TER-3, R-TER-4
    close(partner, HELP, HELP, End(E.QUICK_FIX), End(E.OVERLEDEN))
    prepare(CLOSED_ON)
    tell(partner, CLOSED_ON)
    assert prepare(PAUSE) == 0  # the last day is still part of the pause
    assert (prepare(OVER), prepare(OVER), prepare(OVER + timedelta(days=40))) == (2, 0, 0)
    rows = Terugkoppeling.objects.filter(code="pauze_voorbij")
    assert set(rows.values_list("feit_op", "pauze_tot")) == {(OVER, None)}
    assert due_on(OVER, "0505") > OVER
    bestand = tell(partner, OVER)
    told = json.loads(fetch_bestand(bestand.pk, form=Form.JSON, by=SYSTEM))
    assert {(r["code"], r["tekst"], r["datum"]) for r in told["regels"]} == {
        ("pauze_voorbij", "De gemelde pauze van de incasso is voorbij.", OVER.isoformat())
    }
    bestand.refresh_from_db()
    assert bestand.opgehaald_op is not None  # the receipt


def test_only_a_pause_that_was_told_can_end(partner: Signaalpartner) -> None:
    # R-TER-4
    close(partner, HELP)
    prepare(CLOSED_ON)
    assert prepare(OVER) == 0  # still waits itself
    tell(partner, OVER)
    assert prepare(OVER) == 1


def test_a_longer_pause_of_a_later_closing_goes_on_and_a_reopened_zaak_changes_nothing(
    partner: Signaalpartner,
) -> None:
    # R-TER-4, R-UIT-5
    longer, reopened = close(partner, HELP, HELP)
    prepare(CLOSED_ON)
    tell(partner, CLOSED_ON)
    reopen(reopened)
    close_again(reopen(longer), E.QUICK_FIX, pauze=PAUSE + timedelta(days=9))
    assert prepare(OVER) == 2  # the longer pause itself, and the end of the other
    assert reopened.terugkoppelingen.filter(code="pauze_voorbij").exists()
    later = OVER + timedelta(days=9)
    tell(partner, OVER)
    assert (prepare(later), prepare(later)) == (1, 0)
    assert list(longer.terugkoppelingen.filter(code="pauze_voorbij").values_list("feit_op", flat=True)) == [
        later
    ]
