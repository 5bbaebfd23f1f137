"""What the kader says of follow-up and announcement, through print run and planner (R-OUT-4, R-OUT-5, R-TRI-1)."""

from datetime import timedelta

import pytest

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import Actor
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.weighing import confirm_voorstellen, decide_otherwise, write_proposals
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak, Weging
from tijdig.outreach.actions.print_run import make_printronde
from tijdig.outreach.actions.stops import record_retour
from tijdig.outreach.models import Brief
from tijdig.outreach.visits.choosing import choose, zaken_to_visit
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Bereikt, Contactsoort, Dagdeel

pytestmark = pytest.mark.django_db
EVE, DAY = TODAY + timedelta(days=2), TODAY + timedelta(days=3)  # Wednesday, and Thursday: three working days
VISIT = Aanpak.HUISBEZOEK_AANGEKONDIGD


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


def weighed(
    number: int, *, by: Actor, aanpak: Aanpak, vervolg: str = "", aankondiging: tuple[str, ...] = ()
) -> Vroegsignaalzaak:
    """A zaak of which the proposal says so and was confirmed."""
    signal = make.checked(make.partner(), f"3311AA-{number}", telefoon="0612345678",
                          inwoner=zaken.resident(f"Jansen-{number}", adresregel1=f"Merelhof {number}"))  # fmt: skip
    made = make.zaak(signal)
    write_proposals([made.pk], gemeente_code="0505", today=TODAY)
    Weging.objects.filter(zaak=made).update(aanpak=aanpak, vervolg=vervolg, aankondiging=list(aankondiging))
    confirm_voorstellen([made.pk], today=TODAY, by=by)
    return fresh(made)


def fresh(zaak: Vroegsignaalzaak) -> Vroegsignaalzaak:
    return Vroegsignaalzaak.objects.get(pk=zaak.pk)


def may_visit(zaak: Vroegsignaalzaak, dag=DAY, dagdeel: Dagdeel = Dagdeel.MIDDAG) -> str:
    """An empty text, or why not."""
    assert zaken_to_visit().filter(pk=zaak.pk).exists()
    found = choose([fresh(zaak)], dag=dag, dagdeel=dagdeel, gemeente_code="0505", today=TODAY)
    return found.refused[0].uitleg if found.refused else ""


def tried(zaak: Vroegsignaalzaak, soort: Contactsoort, *, by: Actor, today=TODAY) -> None:
    record_contactpoging(
        zaak.pk, soort=soort, bereikt=Bereikt.NEE, datum=today, versie=fresh(zaak).versie, today=today, by=by
    )


def test_a_visit_that_follows_a_letter_gets_its_announcement_in_time(by: Actor) -> None:
    zaak = weighed(1, by=by, aanpak=Aanpak.BRIEF, vervolg=VISIT.value)
    zaken.printed(zaak, by=by)
    zaak = fresh(zaak)
    assert (zaak.volgende_stap, zaak.volgende_kondigt_aan, zaak.volgende_op) == (Aanpak.BRIEF, True, TODAY)
    with pytest.raises(Refused, match="26\u00a0november 2026 of een dag daarna"):
        make_printronde(
            zaken=[zaak.pk], gemeente_code="0505", bezoekdag=EVE, dagdeel="middag", today=TODAY, by=by
        )
    zaken.printed(zaak, by=by, bezoekdag=DAY)
    assert Brief.objects.latest("pk").sjabloon == "aankondiging_huisbezoek"
    assert (fresh(zaak).volgende_stap, fresh(zaak).volgende_op) == (VISIT, DAY)
    assert may_visit(zaak) == ""
    assert "De brief noemt 26\u00a0november 2026" in may_visit(zaak, EVE)
    for brief in Brief.objects.filter(sjabloon="aankondiging_huisbezoek"):
        record_retour(brief.pk, today=TODAY, by=by)
    assert "kwam terug" in may_visit(zaak)


def test_who_is_told_a_day_is_visited_then_also_when_nobody_called(by: Actor) -> None:
    zaak = weighed(1, by=by, aanpak=VISIT, aankondiging=("brief", "telefoon"))
    assert zaak.volgende_kondigt_aan
    zaken.printed(zaak, by=by, bezoekdag=DAY)
    assert fresh(zaak).volgende_stap == Aanpak.BELLEN
    assert may_visit(zaak) == ""
    assert "niet de volgende stap" in may_visit(zaak, DAY + timedelta(days=1))
    tried(zaak, Contactsoort.TELEFOON, by=by)
    assert (fresh(zaak).volgende_stap, fresh(zaak).volgende_op) == (VISIT, DAY)


def test_a_letter_by_hand_is_the_announcement_when_that_was_due(by: Actor) -> None:
    zaak = weighed(1, by=by, aanpak=VISIT, aankondiging=("brief",))
    tried(zaak, Contactsoort.BRIEF, by=by)
    assert Contactpoging.objects.get().kondigt_aan
    assert (fresh(zaak).volgende_stap, fresh(zaak).volgende_op) == (VISIT, DAY)
    assert "vanaf 26\u00a0november 2026" in may_visit(zaak, EVE)
    assert may_visit(zaak, dagdeel=Dagdeel.AVOND) == ""


def test_another_approach_is_not_bound_by_what_the_kader_said(by: Actor) -> None:
    zaak = weighed(1, by=by, aanpak=Aanpak.BELLEN, vervolg=Aanpak.HUISBEZOEK_ONAANGEKONDIGD.value)
    tried(zaak, Contactsoort.TELEFOON, by=by)
    assert fresh(zaak).volgende_stap == Aanpak.HUISBEZOEK_ONAANGEKONDIGD
    decide_otherwise(
        zaak.pk, aanpak=Aanpak.BRIEF, reden="rust", versie=fresh(zaak).versie, today=TODAY, by=by
    )
    assert fresh(zaak).volgende_stap == Aanpak.BRIEF
    zaken.printed(zaak, by=by)
    assert fresh(zaak).volgende_stap == ""  # the call was made; Dordrecht ends there
