"""Rounds of home visits in the demo: one of today that waits for its walkers, planned by the acts of the pages."""

from datetime import date

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Rol, User
from tijdig.accounts.rights import rights_of
from tijdig.casework.actions.weighing import decide_otherwise
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.permissions import zaken_without_visit
from tijdig.outreach.actions.door_cards import print_cards
from tijdig.outreach.actions.door_notes import write_deurnotitie
from tijdig.outreach.actions.plan_visits import Team, Wens, plan_visits, work_out_routes
from tijdig.outreach.actions.walk_visits import lapse_rondes
from tijdig.outreach.models import Bezoekplan
from tijdig.outreach.visits.choosing import choose, zaken_to_visit
from tijdig.policies import policy_on
from tijdig.rules.terms import Aanpak, Dagdeel, Rolsoort, Zaakstatus

DOORS, FEWEST, SPARE = 14, 8, 5  # some are left, to plan a round of one's own
LOOK_SECONDS = 1.0
NOTES = ("Grote hond in de voortuin. Bel eerst.", "Donker trappenhuis, de bel doet het niet: klop aan.")


def actor_of(username: str, gemeente: str) -> Actor:
    """This user as who acts here."""
    user = User.objects.get(username=username)
    roles = Rol.objects.filter(user=user, gemeente_id=gemeente).values_list("soort", flat=True)
    return Actor(
        code=f"gebruiker:{user.pk}", user_id=user.pk, rights=rights_of(map(Rolsoort, roles)), name=str(user)
    )


def _propose_visits(count: int, *, by: Actor, today: date) -> None:
    """Too few are due today: some zaken that wait for a decision get an unannounced visit."""
    waiting = Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD, crisis=False).order_by("pk")
    # Of more than are needed: at some doors no visit is possible (R-ADM-6, R-BRP-8).
    several = list(waiting[: 4 * count])
    barred = zaken_without_visit([zaak.pk for zaak in several], today)
    for zaak in [zaak for zaak in several if zaak.pk not in barred][:count]:
        decide_otherwise(
            zaak.pk, aanpak=Aanpak.HUISBEZOEK_ONAANGEKONDIGD, reden="Woont op de route van vandaag.",
            versie=zaak.versie, today=today, by=by,
        )  # fmt: skip


def plan_rounds(gemeente: str, *, planner: Actor, walkers: tuple[Actor, Actor], today: date) -> None:
    """Two teams of one with a colleague on call, this afternoon, with their cards. Nothing when nobody is due.

    On a later day of the same demo there is a round of that day again.
    """
    first, second = (walker.user_id for walker in walkers)
    lapse_rondes(gemeente_code=gemeente, today=today, by=SYSTEM)
    with working_for(gemeente):
        if Bezoekplan.objects.filter(dag=today).exists():
            return
        choice = choose(
            zaken_to_visit(), dag=today, dagdeel=Dagdeel.MIDDAG, gemeente_code=gemeente, today=today
        )
        if len(choice.possible) < FEWEST + SPARE:
            _propose_visits(FEWEST + SPARE - len(choice.possible), by=planner, today=today)
            choice = choose(
                zaken_to_visit(), dag=today, dagdeel=Dagdeel.MIDDAG, gemeente_code=gemeente, today=today
            )
        beleid = policy_on(today, gemeente).huisbezoek
        if not choice.possible or first is None or second is None:
            return
        count = min(DOORS, max(len(choice.possible) - SPARE, FEWEST))
        plan = plan_visits(
            zaken=[one.zaak.pk for one in choice.possible[:count]], vensters={}, gemeente_code=gemeente, today=today,
            teams=[Team(bezoeker=walker, achterwacht=planner.user_id, achterwacht_telefoon="078 010 02 01")
                   for walker in (first, second)],
            wens=Wens(dag=today, dagdeel=Dagdeel.MIDDAG, venster=beleid.dagdelen[Dagdeel.MIDDAG],
                      minuten_per_deur=beleid.minuten_per_deur),
            by=planner,
        )  # fmt: skip
    work_out_routes(plan.pk, gemeente_code=gemeente, today=today, by=SYSTEM, seconds=LOOK_SECONDS)
    with working_for(gemeente):
        for bezoek, tekst in zip(plan.bezoeken.order_by("volgorde", "pk")[:6:3], NOTES, strict=False):
            write_deurnotitie(bezoek.zaak_id, tekst=tekst, by=planner)
        for ronde in plan.rondes.filter(bezoeken__isnull=False).distinct():
            print_cards(ronde.pk, today=today, by=planner)
