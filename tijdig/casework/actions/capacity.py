"""Keep the hours of the teams, and who is away (R-TRI-4)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Rol
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Afwezigheid, Teamuren
from tijdig.refusals import require

GROUND = "wgs.3.1.b"
MOST_MINUTES = 60 * 4_000  # per week: a hundred people; above it is a slip of the keyboard


@transaction.atomic
def set_teamuren(*, team: str, vanaf: date, minuten: int, gemeente_code: str, by: Actor) -> Teamuren:
    """The minutes a team has per week from a day on. The same day again replaces it. Errors: Refused."""
    require(
        by.refusal_without(Right.CAPACITEIT_BEHEREN),
        None if 0 <= minuten <= MOST_MINUTES else "Zoveel uren heeft een team niet in een week.",
    )
    made, _ = Teamuren.objects.update_or_create(
        gemeente_id=gemeente_code, team=team, vanaf=vanaf, defaults={"minuten": minuten}
    )
    record("capaciteit.uren", subject=f"teamuren:{made.pk}", by=by, ground=GROUND, minuten=minuten)
    return made


@transaction.atomic
def add_afwezigheid(
    *, medewerker: int, van: date, tot: date, minuten: int, gemeente_code: str, by: Actor
) -> Afwezigheid:
    """Somebody is away; their team has so much less. Errors: Refused."""
    require(
        by.refusal_without(Right.CAPACITEIT_BEHEREN),
        "De laatste dag ligt voor de eerste dag." if tot < van else None,
        None if minuten > 0 else "Vul in hoeveel uren dit samen zijn.",
    )
    roles = Rol.objects.filter(user_id=medewerker, gemeente_id=gemeente_code).order_by("pk")
    teams = list(roles.values_list("team", flat=True))
    require(None if teams else "Deze medewerker werkt hier niet.")
    team = next((name for name in teams if name), "") or _only_team()
    made = Afwezigheid.objects.create(
        gemeente_id=gemeente_code, medewerker_id=medewerker, team=team, van=van, tot=tot, minuten=minuten
    )
    record("capaciteit.afwezig", subject=f"afwezigheid:{made.pk}", by=by, ground=GROUND)
    return made


def _only_team() -> str:
    """Who is in no team works for the one that has hours, when there is one."""
    teams = list(Teamuren.objects.order_by("team").values_list("team", flat=True).distinct())
    return teams[0] if len(teams) == 1 else ""


@transaction.atomic
def remove_afwezigheid(afwezigheid_id: int, *, by: Actor) -> None:
    """It was a mistake, or they are back. Errors: Refused."""
    require(by.refusal_without(Right.CAPACITEIT_BEHEREN))
    found = Afwezigheid.objects.select_for_update().get(pk=afwezigheid_id)
    found.delete()
    record("capaciteit.afwezig_weg", subject=f"afwezigheid:{afwezigheid_id}", by=by, ground=GROUND)
