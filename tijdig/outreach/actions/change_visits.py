"""Change a plan of visits by hand: move a door, take it out, undo, make it anew, or cancel a round (R-OUT-5)."""

from datetime import date

from django.db import transaction
from procrastinate.contrib.django import app

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.outreach.models import Bezoek, Bezoekplan, Bezoekronde
from tijdig.outreach.visits.places import places_known
from tijdig.outreach.visits.times import put_in_order, set_times
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Rondestand

MOST_STEPS_BACK = 20
State = list[list[int | bool | None]]


@transaction.atomic
def move_bezoek(bezoek_id: int, *, ronde_id: int | None, volgorde: int, today: date, by: Actor) -> Bezoekplan:
    """Put a door at this place (from 1) of this round; without a round it is planned nowhere. Errors: Refused."""
    bezoek = Bezoek.objects.get(pk=bezoek_id)
    plan = _opened(bezoek.plan_id, by)
    order = _order(plan)
    require(
        None if bezoek.open else "Dit huisbezoek is al gedaan of vervallen.",
        None if ronde_id is None or ronde_id in order else "Deze ronde is al begonnen of vervallen.",
    )
    if bezoek.ronde_id is not None and bezoek.ronde_id not in order:
        raise Refused("De ronde met deze deur is al begonnen.")
    _remember(plan)
    for doors in order.values():
        if bezoek.pk in doors:
            doors.remove(bezoek.pk)
    if ronde_id is not None:
        order[ronde_id].insert(max(volgorde - 1, 0), bezoek.pk)
    _rearrange(plan, order, today)
    record("bezoek.verplaatst", subject=f"bezoekplan:{plan.pk}", by=by, ground="wgs.3.1.b")
    return plan


@transaction.atomic
def drop_bezoek(bezoek_id: int, *, today: date, by: Actor) -> Bezoekplan:
    """Take a door out of the plan; its zaak can be planned again. Errors: Refused."""
    bezoek = Bezoek.objects.get(pk=bezoek_id)
    plan = _opened(bezoek.plan_id, by)
    order = _order(plan)
    require(None if bezoek.open else "Dit huisbezoek is al gedaan of vervallen.")
    if bezoek.ronde_id is not None and bezoek.ronde_id not in order:
        raise Refused("De ronde met deze deur is al begonnen.")
    _remember(plan)
    Bezoek.objects.filter(pk=bezoek.pk).update(open=False, ronde=None, volgorde=None, aankomst=None)
    kept = {ronde: [door for door in doors if door != bezoek.pk] for ronde, doors in order.items()}
    _rearrange(plan, kept, today)
    record("bezoek.uit_plan", subject=f"bezoekplan:{plan.pk}", by=by, ground="wgs.3.1.b")
    return plan


@transaction.atomic
def undo_change(plan_id: int, *, today: date, by: Actor) -> Bezoekplan:
    """Back to how the plan was before the last change. Errors: Refused."""
    plan = _opened(plan_id, by)
    require(None if plan.eerder else "Er is niets om ongedaan te maken.")
    *rest, before = plan.eerder
    back = [row[0] for row in before if row[3]]
    zaken = Bezoek.objects.filter(pk__in=back).values("zaak_id")
    elsewhere = Bezoek.objects.filter(open=True, zaak_id__in=zaken).exclude(plan=plan)
    require("Een huisbezoek staat intussen in een ander plan." if elsewhere.exists() else None)
    Bezoek.objects.filter(pk__in=back).update(open=True)
    order: dict[int, list[int]] = {ronde: [] for ronde in _order(plan)}
    for bezoek, ronde, _, is_open in sorted(before, key=lambda row: row[2] or 0):
        if is_open and ronde in order:
            order[ronde].append(bezoek)
    plan.eerder = rest
    plan.save(update_fields=["eerder"])
    _rearrange(plan, order, today)
    record("bezoekplan.teruggezet", subject=f"bezoekplan:{plan.pk}", by=by, ground="wgs.3.1.b")
    return plan


@transaction.atomic
def make_routes_anew(plan_id: int, *, by: Actor) -> Bezoekplan:
    """Let the routes be worked out again, with every door that is still in the plan. Errors: Refused."""
    plan = _opened(plan_id, by)
    begun = plan.rondes.exclude(stand=Rondestand.GEPLAND).exists()
    require("Een ronde is al begonnen of vervallen. Verplaats deuren met de hand." if begun else None)
    _remember(plan)
    plan.klaar_op = None
    plan.save(update_fields=["klaar_op"])
    record("bezoekplan.opnieuw", subject=f"bezoekplan:{plan.pk}", by=by, ground="wgs.3.1.b")
    app.configure_task("make_routes", queue="verwerken").defer(
        plan_id=plan.pk, gemeente_code=plan.gemeente_id
    )
    return plan


@transaction.atomic
def cancel_plan(plan_id: int, *, by: Actor) -> Bezoekplan:
    """Nobody goes: rounds that did not begin are off and their zaken free to be planned again. Errors: Refused."""
    require(by.refusal_without(Right.RONDES_PLANNEN))
    plan = Bezoekplan.objects.select_for_update().get(pk=plan_id)
    rondes = list(plan.rondes.filter(stand=Rondestand.GEPLAND).values_list("pk", flat=True))
    require(None if rondes else "Er is in dit plan geen ronde meer die nog moet beginnen.")
    Bezoekronde.objects.filter(pk__in=rondes).update(stand=Rondestand.VERVALLEN)
    loose = Bezoek.objects.filter(plan=plan, ronde__isnull=True, open=True)
    freed = Bezoek.objects.filter(ronde_id__in=rondes, open=True).update(open=False) + loose.update(
        open=False
    )
    record("bezoekplan.vervallen", subject=f"bezoekplan:{plan.pk}", by=by, ground="wgs.3.1.b", bezoeken=freed)
    return plan


def _opened(plan_id: int, by: Actor) -> Bezoekplan:
    """The plan, locked, when it may be changed."""
    require(by.refusal_without(Right.RONDES_PLANNEN))
    plan = Bezoekplan.objects.select_for_update().get(pk=plan_id)
    require(None if plan.klaar_op else "De routes worden nog uitgerekend. Wacht even.")
    return plan


def _order(plan: Bezoekplan) -> dict[int, list[int]]:
    """The doors (ids) of each round that did not begin."""
    waiting = plan.rondes.filter(stand=Rondestand.GEPLAND).order_by("nummer").values_list("pk", flat=True)
    order: dict[int, list[int]] = {ronde: [] for ronde in waiting}
    doors = Bezoek.objects.filter(ronde_id__in=order, open=True).order_by("volgorde")
    for bezoek, ronde in doors.values_list("pk", "ronde_id"):
        order[ronde or 0].append(bezoek)
    return order


def _rearrange(plan: Bezoekplan, order: dict[int, list[int]], today: date) -> None:
    """Write the order; doors of rounds that began stay where they are."""
    begun = Bezoek.objects.filter(plan=plan, open=True, ronde__isnull=False).exclude(ronde_id__in=order)
    fixed: dict[int, list[int]] = {}
    for bezoek, ronde in begun.order_by("volgorde").values_list("pk", "ronde_id"):
        fixed.setdefault(ronde or 0, []).append(bezoek)
    put_in_order(plan, order | fixed)
    keys = plan.bezoeken.filter(open=True).values_list("zaak__adres_sleutel", flat=True)
    set_times(plan, places_known(keys), policy_on(today, plan.gemeente_id).huisbezoek)


def _remember(plan: Bezoekplan) -> None:
    state: State = [list(row) for row in plan.bezoeken.filter(uitkomst="").values_list(
        "pk", "ronde_id", "volgorde", "open")]  # fmt: skip
    plan.eerder = [*plan.eerder[-MOST_STEPS_BACK + 1 :], state]
    plan.save(update_fields=["eerder"])
