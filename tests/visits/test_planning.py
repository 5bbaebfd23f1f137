"""Planning rounds: who may be visited when, routes that fit, changes by hand, undo (R-OUT-5, R-ADM-6)."""

from datetime import timedelta

import pytest

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tests.visits import rounds
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.steps import refresh_steps
from tijdig.checks.models import Veiligheidsmelding
from tijdig.outreach.actions.change_visits import cancel_plan, drop_bezoek, move_bezoek, undo_change
from tijdig.outreach.actions.plan_visits import Team
from tijdig.outreach.actions.walk_visits import lapse_rondes
from tijdig.outreach.models import Bezoek
from tijdig.outreach.visits.choosing import choose
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Dagdeel, Rolsoort, Rondestand
from tijdig.rules.visits import Venster

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def teams() -> list[Team]:
    walkers = [rounds.visitor(name).pk for name in ("hugo", "ines", "jan", "kim")]
    return [Team(bezoeker=walkers[0], tweede=walkers[1]), Team(bezoeker=walkers[2], tweede=walkers[3])]


def _order(plan_id: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for pk, ronde in (
        Bezoek.objects.filter(plan_id=plan_id, open=True, ronde__isnull=False)
        .order_by("ronde_id", "volgorde").values_list("pk", "ronde_id")
    ):  # fmt: skip
        found.setdefault(ronde, []).append(pk)
    return found


def test_each_chosen_zaak_is_in_one_round_once(by: Actor, teams: list[Team]) -> None:
    chosen = [rounds.to_visit(n, by=by) for n in range(1, 9)]
    plan = rounds.planned(chosen, by=by, teams=teams)
    doors = plan.bezoeken.filter(ronde__isnull=False)
    assert sorted(doors.values_list("zaak_id", flat=True)) == sorted(zaak.pk for zaak in chosen)
    assert all(doors.values_list("op_tijd", flat=True))
    with pytest.raises(Refused, match="al in een ronde"):
        rounds.planned(chosen[:1], by=by, teams=[Team(bezoeker=rounds.visitor("leo").pk, achterwacht=by.user_id,
                                                      achterwacht_telefoon="06")])  # fmt: skip


def test_an_address_on_the_safety_list_is_never_planned(by: Actor, teams: list[Team]) -> None:  # R-ADM-6
    zaak = rounds.to_visit(1, by=by)
    Veiligheidsmelding.objects.create(
        gemeente_id="0505", adres_sleutel=zaak.adres_sleutel, adres="x", reden="Hond", door_id=by.user_id or 0,
        ingang=TODAY, einde=TODAY + timedelta(days=9),
    )  # fmt: skip
    choice = choose([zaak], dag=TODAY, dagdeel=Dagdeel.MIDDAG, gemeente_code="0505", today=TODAY)
    assert choice.possible == ()
    assert choice.refused[0].uitleg == "Een huisbezoek is hier niet mogelijk."
    with pytest.raises(Refused, match="niet mogelijk"):
        rounds.planned([zaak], by=by, teams=teams)


def test_an_announced_visit_is_on_the_day_that_the_letter_named(by: Actor) -> None:  # R-OUT-5
    zaak = zaken.zaak(by=by, aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD)
    assert choose([zaak], dag=TODAY, dagdeel=Dagdeel.MIDDAG, gemeente_code="0505", today=TODAY).possible == ()
    zaken.printed(zaak, by=by)
    refresh_steps([zaak.pk], today=TODAY)
    zaak = Vroegsignaalzaak.objects.get(pk=zaak.pk)
    (right,) = choose(
        [zaak], dag=zaken.VISIT_DAY, dagdeel=Dagdeel.MIDDAG, gemeente_code="0505", today=TODAY
    ).possible
    assert right.aankondiging is not None
    (other,) = choose(
        [zaak], dag=zaken.VISIT_DAY, dagdeel=Dagdeel.AVOND, gemeente_code="0505", today=TODAY
    ).refused
    assert "De brief noemt 2\u00a0december 2026, middag" in other.uitleg


def test_a_door_outside_the_time_is_left_out_and_said(by: Actor, teams: list[Team]) -> None:
    chosen = [rounds.to_visit(n, by=by) for n in range(1, 6)]
    short = Venster(van=13 * 60, tot=13 * 60 + 32)
    plan = rounds.planned(chosen, by=by, teams=teams[:1], wens={"venster": short})
    inside = plan.bezoeken.filter(ronde__isnull=False).count()
    assert 1 <= inside <= 3
    assert plan.bezoeken.filter(ronde__isnull=True, open=True).count() == 5 - inside


def test_moving_dropping_and_undoing(by: Actor, teams: list[Team]) -> None:
    plan = rounds.planned([rounds.to_visit(n, by=by) for n in range(1, 7)], by=by, teams=teams)
    before = _order(plan.pk)
    first, second = (ronde.pk for ronde in plan.rondes.all())
    door = next(iter(before.values()))[0]
    target = second if door in before.get(first, []) else first
    move_bezoek(door, ronde_id=target, volgorde=1, today=TODAY, by=by)
    assert _order(plan.pk)[target][0] == door
    drop_bezoek(door, today=TODAY, by=by)
    assert not Bezoek.objects.get(pk=door).open
    undo_change(plan.pk, today=TODAY, by=by)
    undo_change(plan.pk, today=TODAY, by=by)
    assert _order(plan.pk) == before
    with pytest.raises(Refused, match="niets om ongedaan"):
        undo_change(plan.pk, today=TODAY, by=by)


def test_a_cancelled_round_frees_its_zaken(by: Actor, teams: list[Team]) -> None:
    zaak = rounds.to_visit(1, by=by)
    plan = rounds.planned([zaak], by=by, teams=teams)
    cancel_plan(plan.pk, by=by)
    assert set(plan.rondes.values_list("stand", flat=True)) == {Rondestand.VERVALLEN}
    assert choose([zaak], dag=TODAY, dagdeel=Dagdeel.MIDDAG, gemeente_code="0505", today=TODAY).possible


def test_a_day_that_is_over_frees_what_was_left(by: Actor, teams: list[Team]) -> None:
    plan = rounds.planned([rounds.to_visit(1, by=by)], by=by, teams=teams)
    assert lapse_rondes(gemeente_code="0505", today=TODAY + timedelta(days=1), by=SYSTEM) == 1
    assert lapse_rondes(gemeente_code="0505", today=TODAY + timedelta(days=1), by=SYSTEM) == 0
    assert not plan.bezoeken.get().open


def test_nobody_goes_alone_without_somebody_on_call(by: Actor) -> None:
    zaak = rounds.to_visit(1, by=by)
    hugo = rounds.visitor().pk
    with pytest.raises(Refused, match="twee mensen"):
        rounds.planned([zaak], by=by, teams=[Team(bezoeker=hugo)])
    with pytest.raises(Refused, match="telefoonnummer"):
        rounds.planned([zaak], by=by, teams=[Team(bezoeker=hugo, achterwacht=by.user_id)])
    with pytest.raises(Refused, match="twee keer"):
        rounds.planned([zaak], by=by, teams=[Team(bezoeker=hugo, tweede=hugo)])
    outsider = make.user("piet", Rolsoort.ADMINISTRATIE)
    with pytest.raises(Refused, match="mag geen ronde lopen"):
        rounds.planned([zaak], by=by, teams=[Team(bezoeker=outsider.pk, tweede=hugo)])
