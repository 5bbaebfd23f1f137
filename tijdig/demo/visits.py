"""Rounds of home visits in the demo: one of today that waits for its walkers, planned by the acts of the pages."""

from datetime import date

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Rol, User
from tijdig.accounts.rights import rights_of
from tijdig.outreach.actions.plan_visits import Team, Wens, plan_visits, work_out_routes
from tijdig.outreach.visits.choosing import choose, zaken_to_visit
from tijdig.policies import policy_on
from tijdig.rules.terms import Dagdeel, Rolsoort

DOORS = 14
LOOK_SECONDS = 1.0


def actor_of(username: str, gemeente: str) -> Actor:
    """This user as who acts here."""
    user = User.objects.get(username=username)
    roles = Rol.objects.filter(user=user, gemeente_id=gemeente).values_list("soort", flat=True)
    return Actor(
        code=f"gebruiker:{user.pk}", user_id=user.pk, rights=rights_of(map(Rolsoort, roles)), name=str(user)
    )


def plan_rounds(gemeente: str, *, planner: Actor, walkers: tuple[Actor, Actor], today: date) -> None:
    """Two teams of one with a colleague on call, this afternoon. Nothing when nobody is due."""
    first, second = (walker.user_id for walker in walkers)
    with working_for(gemeente):
        choice = choose(
            zaken_to_visit(), dag=today, dagdeel=Dagdeel.MIDDAG, gemeente_code=gemeente, today=today
        )
        beleid = policy_on(today, gemeente).huisbezoek
        if not choice.possible or first is None or second is None:
            return
        plan = plan_visits(
            zaken=[one.zaak.pk for one in choice.possible[:DOORS]], vensters={}, gemeente_code=gemeente, today=today,
            teams=[Team(bezoeker=walker, achterwacht=planner.user_id, achterwacht_telefoon="078 010 02 01")
                   for walker in (first, second)],
            wens=Wens(dag=today, dagdeel=Dagdeel.MIDDAG, venster=beleid.dagdelen[Dagdeel.MIDDAG],
                      minuten_per_deur=beleid.minuten_per_deur),
            by=planner,
        )  # fmt: skip
    work_out_routes(plan.pk, gemeente_code=gemeente, today=today, by=SYSTEM, seconds=LOOK_SECONDS)
