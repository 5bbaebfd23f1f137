"""Rounds for tests, made through the acts of the rooms."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.models import User
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.checks.models import BagAdres
from tijdig.outreach.actions.plan_visits import Team, Wens, plan_visits, work_out_routes
from tijdig.outreach.models import Bezoekplan
from tijdig.rules.terms import Aanpak, Dagdeel, Rolsoort
from tijdig.rules.visits import Plaats, Venster

MIDDAG = Venster(van=13 * 60, tot=17 * 60)
START = Plaats(lat=51.81, lon=4.66)
NOW = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=13)


def visitor(username: str = "hugo") -> User:
    return make.user(username, Rolsoort.HUISBEZOEKER)


def acting(user: User) -> Actor:
    return make.actor(user, Rolsoort.HUISBEZOEKER)


def to_visit(number: int = 1, *, by: Actor, **more: Any) -> Vroegsignaalzaak:
    """A zaak whose next step is a visit without announcement, due today, of which the place is known."""
    made = zaken.zaak(number, by=by, aanpak=Aanpak.HUISBEZOEK_ONAANGEKONDIGD, **more)
    BagAdres.objects.get_or_create(
        sleutel=made.adres_sleutel, nummeraanduiding_id=f"{number:016}",
        defaults={"object_id": f"{number:016}", "straat": "Merelhof", "woonplaats": "Dordrecht",
                  "lat": 51.81 + number * 0.001, "lon": 4.66},
    )  # fmt: skip
    return made


def planned(
    chosen: Sequence[Vroegsignaalzaak], *, by: Actor, teams: Sequence[Team], made: bool = True, **more: Any
) -> Bezoekplan:
    values: dict[str, Any] = {"dag": TODAY, "dagdeel": Dagdeel.MIDDAG, "venster": MIDDAG, "minuten_per_deur": 10,
                              "plaats": START} | more.pop("wens", {})  # fmt: skip
    plan = plan_visits(
        zaken=[zaak.pk for zaak in chosen], teams=teams, wens=Wens(**values), vensters=more.pop("vensters", {}),
        gemeente_code="0505", today=TODAY, by=by,
    )  # fmt: skip
    if made:
        work_out_routes(plan.pk, gemeente_code="0505", today=TODAY, by=SYSTEM, seconds=0.3)
        plan.refresh_from_db()
    return plan
