"""A check that shows somebody in another light changes the next step of their zaken at once (R-OUT-4, R-BRP-5..8)."""

from datetime import date
from typing import Any

import pytest

from tests import make
from tests.checks.conftest import Start
from tests.checks.town import datum, home, opschorting, person, signal
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.weighing import decide_otherwise
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import Inwoner
from tijdig.partners.models import Signaalpartner
from tijdig.process import follow_up_signals
from tijdig.rules.terms import Aanpak, Zaakstatus

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
CURATELE = {"indicatieCurateleRegister": True}
DIED = {"opschortingBijhouding": opschorting("O"), "overlijden": {"datum": datum("2026-11-20")}}
MINOR = {"geboorte": {"datum": datum("2012-05-12")}}
MOVED = home(9)


def follow_up() -> None:
    follow_up_signals(gemeente_code="0505", today=MONDAY, by=SYSTEM)


def to_call(partner: Signaalpartner) -> Vroegsignaalzaak:
    """A zaak about Anna Jansen at Merelhof 7, whom somebody is to call."""
    made = signal(partner, telefoon="0612345678")
    follow_up()
    zaak = Vroegsignaalzaak.objects.get(zaaksignalen__vroegsignaal=made)
    decide_otherwise(
        zaak.pk, aanpak=Aanpak.BELLEN, reden="bellen", versie=zaak.versie, today=MONDAY, by=SYSTEM
    )
    zaak.refresh_from_db()
    assert zaak.volgende_stap == Aanpak.BELLEN
    return zaak


def checked_again(brp: Start, partner: Signaalpartner, **now: Any) -> None:
    """She moved, and a partner signals at her new home; that is when the BRP is asked again."""
    brp(person(1, verblijfplaats=MOVED, **now))
    signal(partner, number=9, referentie=f"later-{len(now)}-{Inwoner.objects.count()}", geboortedatum="")
    follow_up()


@pytest.mark.parametrize(
    ("now", "step"), [(CURATELE, {Aanpak.BRIEF}), (MINOR, {Aanpak.BRIEF}), (DIED, {Aanpak.BRIEF, ""})],
    ids=["curatele", "minor", "died"],
)  # fmt: skip
def test_who_may_not_be_called_any_more_is_not_called(
    brp: Start, now: dict[str, Any], step: set[str]
) -> None:
    brp(person(1))
    partner = make.partner()
    zaak = to_call(partner)
    before = zaak.versie
    checked_again(brp, partner, **now)
    zaak.refresh_from_db()
    assert zaak.volgende_stap in step
    assert zaak.versie > before, "who has the page open is told"
    assert not Inwoner.objects.filter(bereik_gewijzigd=True).exists()


def test_nothing_is_done_twice_and_a_change_back_counts_too(brp: Start) -> None:
    brp(person(1))
    partner = make.partner()
    zaak = to_call(partner)
    checked_again(brp, partner, **CURATELE)
    events = AuditEvent.objects.filter(what="zaken.stap_herzien")
    assert events.count() == 1
    follow_up()
    assert events.count() == 1
    checked_again(brp, make.partner("22222222", "Woonbedrijf West"))
    zaak.refresh_from_db()
    assert zaak.volgende_stap == Aanpak.BELLEN


def test_a_check_that_says_the_same_changes_nothing(brp: Start) -> None:
    brp(person(1))
    partner = make.partner()
    zaak = to_call(partner)
    checked_again(brp, partner)
    versie = zaak.versie
    zaak.refresh_from_db()
    assert (zaak.volgende_stap, zaak.versie) == (Aanpak.BELLEN, versie)


def test_a_signal_that_joins_brings_its_own_facts(brp: Start) -> None:
    """A telephone number comes with the second signal: the call that was passed over is proposed at once."""
    brp(person(1))
    made = signal(make.partner())
    follow_up()
    zaak = Vroegsignaalzaak.objects.get(zaaksignalen__vroegsignaal=made)
    decide_otherwise(
        zaak.pk, aanpak=Aanpak.BELLEN, reden="bellen", versie=zaak.versie, today=MONDAY, by=SYSTEM
    )
    zaak.refresh_from_db()
    assert (zaak.status, zaak.volgende_stap) == (Zaakstatus.IN_OPVOLGING, Aanpak.BRIEF)
    signal(make.partner("22222222", "Woonbedrijf West"), telefoon="0612345678")
    follow_up()
    zaak.refresh_from_db()
    assert zaak.volgende_stap == Aanpak.BELLEN
