"""Days are counted to the day on which it happened (R-MON-2)."""

from datetime import date, timedelta

import pytest

from tests import make
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.casework.models import Contactpoging
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.models import Kubuscel
from tijdig.rules.terms import Bereikt, Contactsoort

CODE, START = "0505", date(2026, 9, 1)
pytestmark = pytest.mark.django_db


def test_who_answers_a_letter_is_reached_on_the_day_of_the_answer() -> None:  # R-MON-2, R-OUT-2
    """The letter is the attempt, so it counts on its own day; the contact came later."""
    make.gemeente(CODE)
    zaak = make.zaak(make.checked(make.partner(gemeente_code=CODE), ontvangen=START))
    Contactpoging.objects.create(
        gemeente_id=CODE, zaak=zaak, soort=Contactsoort.BRIEF, bereikt=Bereikt.JA, datum=START + timedelta(days=2),
        reactie_op=START + timedelta(days=11),
    )  # fmt: skip
    rebuild_kubus(gemeente_code=CODE, today=date(2026, 11, 24), by=SYSTEM)
    enter(CODE)
    cells = Kubuscel.objects.filter(indicator__in=["T5", "T6", "C6"], dimensie="")
    assert {c.indicator: (c.teller, c.noemer) for c in cells} == {"T5": (2, 1), "T6": (11, 1), "C6": (1, 1)}
