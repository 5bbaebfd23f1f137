"""Plan the home visits of a day-part, and change the plan by hand (R-OUT-5, R-ADM-6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Rol
from tijdig.accounts.rights import RIGHTS, Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.models import Bezoek, Bezoekplan, Bezoekronde
from tijdig.outreach.visits.choosing import choose
from tijdig.outreach.visits.places import places_of
from tijdig.outreach.visits.routing import SECONDS, fair_routes
from tijdig.outreach.visits.times import door_of, put_in_order, set_times, start_of, window_of
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Dagdeel, Rondestand
from tijdig.rules.visits import Plaats, Venster, time_of

MOST_DOORS, MOST_TEAMS, LONGEST_DOOR = 200, 10, 120
BEZOEK_FIELDS = ("gemeente", "plan", "ronde", "zaak", "volgorde", "venster_van", "venster_tot", "aankomst", "op_tijd",
                 "open", "uitkomst", "reden", "kaart")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who walks: two people, or one with a colleague on call. Ids of users."""

    bezoeker: int
    tweede: int | None = None
    achterwacht: int | None = None
    achterwacht_telefoon: str = ""


@dataclass(frozen=True, kw_only=True)
class Wens:
    """How the day-part is walked. `start`: where it begins, in words, with its place when that is known."""

    dag: date
    dagdeel: Dagdeel
    venster: Venster
    minuten_per_deur: int
    start: str = ""
    plaats: Plaats | None = None


@transaction.atomic
def plan_visits(
    *, zaken: Sequence[int], teams: Sequence[Team], wens: Wens, vensters: Mapping[int, Venster], gemeente_code: str,
    today: date, by: Actor,
) -> Bezoekplan:  # fmt: skip
    """Take these zaken (ids) into a plan and put the making of the routes in the queue.

    `vensters`: of zaken that can only be visited in a part of the time. A zaak that cannot be visited then makes
    the whole plan refused, so that nobody thinks it was planned. Errors: Refused.
    """
    require(by.refusal_without(Right.RONDES_PLANNEN), _refusal_of_wens(wens, zaken, teams, today))
    require(_refusal_of_teams(teams, wens, gemeente_code))
    chosen = Vroegsignaalzaak.objects.filter(pk__in=zaken).select_for_update().order_by("pk")
    choice = choose(chosen, dag=wens.dag, dagdeel=wens.dagdeel, gemeente_code=gemeente_code, today=today)
    if choice.refused or len(choice.possible) != len(set(zaken)):
        why = choice.refused[0].uitleg if choice.refused else "Een zaak is er niet meer."
        raise Refused(f"Er is intussen iets veranderd: {why} Er is niets gepland. Kies opnieuw.")
    plan = Bezoekplan.objects.create(
        gemeente_id=gemeente_code, dag=wens.dag, dagdeel=wens.dagdeel, van=time_of(wens.venster.van),
        tot=time_of(wens.venster.tot), start=wens.start, minuten_per_deur=wens.minuten_per_deur, door_id=by.user_id,
        start_lat=wens.plaats.lat if wens.plaats else None, start_lon=wens.plaats.lon if wens.plaats else None,
    )  # fmt: skip
    _write(plan, sorted(set(zaken)), teams, vensters, wens)
    record("bezoekplan.gemaakt", subject=f"bezoekplan:{plan.pk}", by=by, ground="wgs.3.1.b", bezoeken=len(zaken),
           rondes=len(teams))  # fmt: skip
    app.configure_task("make_routes", queue="verwerken").defer(plan_id=plan.pk, gemeente_code=gemeente_code)
    return plan


def work_out_routes(
    plan_id: int, *, gemeente_code: str, today: date, by: Actor, seconds: float = SECONDS
) -> None:
    """Make the routes of a plan; called by the queue, safe to call again. The looking locks nothing."""
    with working_for(gemeente_code):
        plan = Bezoekplan.objects.get(pk=plan_id)
        if plan.klaar_op is not None:
            return
        bezoeken = list(plan.bezoeken.filter(open=True).select_related("zaak").order_by("pk"))
        places = places_of(
            [bezoek.zaak.adres_sleutel for bezoek in bezoeken], gemeente_code=gemeente_code, today=today
        )
        rondes = list(plan.rondes.order_by("nummer").values_list("pk", flat=True))
    routes = fair_routes(
        [door_of(bezoek, places) for bezoek in bezoeken], start=start_of(plan), teams=len(rondes),
        venster=window_of(plan), minuten_per_deur=plan.minuten_per_deur,
        beleid=policy_on(today, gemeente_code).huisbezoek, seconds=seconds,
    )  # fmt: skip
    order = {
        ronde: [bezoeken[n].pk for n in route] for ronde, route in zip(rondes, routes.teams, strict=True)
    }
    with working_for(gemeente_code):
        plan = Bezoekplan.objects.select_for_update().get(pk=plan_id)
        if plan.klaar_op is not None:
            return
        put_in_order(plan, order)
        set_times(plan, places, policy_on(today, gemeente_code).huisbezoek)
        plan.klaar_op = timezone.now()
        plan.save(update_fields=["klaar_op"])
        record("bezoekplan.uitgerekend", subject=f"bezoekplan:{plan.pk}", by=by, ground="wgs.3.1.b",
               passen_niet=len(routes.left_out))  # fmt: skip


def _write(
    plan: Bezoekplan, zaken: Sequence[int], teams: Sequence[Team], vensters: Mapping[int, Venster], wens: Wens
) -> None:
    Bezoekronde.objects.bulk_create(
        Bezoekronde(
            gemeente_id=plan.gemeente_id, plan=plan, nummer=number, bezoeker_id=team.bezoeker, tweede_id=team.tweede,
            achterwacht_id=team.achterwacht, achterwacht_telefoon=team.achterwacht_telefoon,
        ) for number, team in enumerate(teams, 1)
    )  # fmt: skip
    windows = {zaak: vensters.get(zaak, wens.venster) for zaak in zaken}
    insert_rows(
        Bezoek, BEZOEK_FIELDS,
        [(plan.gemeente_id, plan.pk, None, zaak, None, time_of(windows[zaak].van), time_of(windows[zaak].tot), None,
          True, True, "", "", "") for zaak in zaken],
    )  # fmt: skip


def _refusal_of_wens(wens: Wens, zaken: Sequence[int], teams: Sequence[Team], today: date) -> str | None:
    if wens.dag < today:
        return "De dag van de ronde is al voorbij."
    if not zaken:
        return "Kies minstens één huisbezoek."
    if len(set(zaken)) > MOST_DOORS:
        return f"Een plan heeft hoogstens {MOST_DOORS} deuren. Kies er minder."
    if not 1 <= len(teams) <= MOST_TEAMS:
        return f"Kies 1 tot en met {MOST_TEAMS} teams."
    if not 1 <= wens.minuten_per_deur <= LONGEST_DOOR:
        return f"De tijd per deur is 1 tot en met {LONGEST_DOOR} minuten."
    return "De ronde eindigt voor hij begint." if wens.venster.tot <= wens.venster.van else None


def _refusal_of_teams(teams: Sequence[Team], wens: Wens, gemeente_code: str) -> str | None:
    """Nobody goes alone without somebody on call, and nobody walks in two rounds at once (Arbowet 3)."""
    walkers = [user for team in teams for user in (team.bezoeker, team.tweede) if user is not None]
    on_call = [team.achterwacht for team in teams if team.achterwacht is not None]
    if any(team.tweede is None and team.achterwacht is None for team in teams):
        return "Ga met twee mensen, of alleen met een collega als achterwacht."
    if any(team.achterwacht is not None and not team.achterwacht_telefoon for team in teams):
        return "Vul het telefoonnummer van de achterwacht in."
    if len(set(walkers)) != len(walkers) or set(walkers) & set(on_call):
        return "Iemand staat twee keer in dit plan. Kies voor elk team andere mensen."
    roles = [role for role, rights in RIGHTS.items() if Right.RONDES_LOPEN in rights]
    able = set(Rol.objects.filter(user_id__in=walkers, soort__in=roles, gemeente_id=gemeente_code,
                                  user__is_active=True).values_list("user_id", flat=True))  # fmt: skip
    if set(walkers) - able:
        return "Iemand in een team mag geen ronde lopen. Vraag uw functioneel beheerder om die rol."
    busy = Bezoekronde.objects.filter(
        plan__dag=wens.dag, plan__dagdeel=wens.dagdeel, stand__in=(Rondestand.GEPLAND, Rondestand.ONDERWEG)
    )
    taken = {user for pair in busy.values_list("bezoeker_id", "tweede_id") for user in pair}
    return "Iemand loopt dat dagdeel al een andere ronde." if taken & set(walkers) else None
