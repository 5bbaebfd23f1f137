"""The visit planner against the best there is: own rounds solved exactly, and Solomon's RC208 (R-OUT-5)."""

import random
from pathlib import Path
from typing import Any

from django.utils import timezone
from pyvrp import Model, read

from tests.visits.exact import best_there_is
from tijdig.outreach.visits.routing import short_routes, stopping
from tijdig.policies import policy_on
from tijdig.rules.terms import Dagdeel
from tijdig.rules.visits import Deur, Plaats, Venster

RC208 = Path(__file__).parent / "instances" / "RC208.vrp"
BEST_KNOWN = 7761  # in tenths, proven optimal; see instances/README.md
SECONDS, ROUNDS, DOORS, TEAMS = 10.0, 20, 10, 2


def run() -> dict[str, Any]:
    """How often the planner finds the best there is, and how much longer its answer to RC208 is than the optimum."""
    beleid = policy_on(timezone.localdate(), "0505").huisbezoek
    venster, best = beleid.dagdelen[Dagdeel.MIDDAG], 0
    for seed in range(ROUNDS):
        doors = make_doors(seed, DOORS, venster)
        exact = best_there_is(doors, start=doors[0].plaats, teams=TEAMS, venster=venster, minuten_per_deur=20,
                              beleid=beleid)  # fmt: skip
        found = short_routes(doors, start=doors[0].plaats, teams=TEAMS, venster=venster, minuten_per_deur=20,
                             beleid=beleid)  # fmt: skip
        best += (DOORS - len(found.left_out), found.minutes) == exact
    data = read(RC208, round_func="dimacs")
    cost = Model.from_data(data).solve(stopping(SECONDS, DOORS * 10), seed=1, display=False).cost()
    return {
        "rondes": ROUNDS, "deuren": DOORS, "teams": TEAMS, "beste": best, "klanten": data.num_clients,
        "seconden": SECONDS, "afstand": cost / 10, "best_bekend": BEST_KNOWN / 10,
        "verhouding": round(cost / BEST_KNOWN, 4),
    }  # fmt: skip


def make_doors(seed: int, count: int, venster: Venster) -> list[Deur]:
    """Doors in a town, each with a window of an hour somewhere in the part of the day."""
    chance = random.Random(seed)
    starts = [chance.randrange(venster.van, venster.tot - 60, 15) for _ in range(count)]
    return [
        Deur(plaats=Plaats(lat=chance.uniform(51.78, 51.83), lon=chance.uniform(4.62, 4.70)),
             venster=Venster(van=van, tot=van + 60))
        for van in starts
    ]  # fmt: skip
