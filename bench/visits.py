"""Sixty doors of the synthetic town: ten seconds of looking against a minute by the same optimiser (R-OUT-5)."""

import time
from typing import Any

from django.utils import timezone

from tijdig.demo.town import make_town
from tijdig.outreach.visits.routing import Routes, fair_routes
from tijdig.policies import policy_on
from tijdig.rules.terms import Dagdeel
from tijdig.rules.visits import Deur, Plaats

DOORS, TEAMS, SHORT, LONG, SEED = 60, 4, 10.0, 60.0, 3


def run() -> dict[str, Any]:
    """Minutes on the way after each, and how much longer the quick answer is."""
    day = timezone.localdate()
    town = make_town(seed=SEED, today=day, households=1000)
    beleid = policy_on(day, "0505").huisbezoek
    venster = beleid.dagdelen[Dagdeel.MIDDAG]
    chosen = town.addresses[:: max(len(town.addresses) // DOORS, 1)][:DOORS]
    doors = [Deur(plaats=Plaats(lat=one.lat, lon=one.lon), venster=venster) for one in chosen]

    def look(seconds: float) -> Routes:
        return fair_routes(
            doors, start=doors[0].plaats, teams=TEAMS, venster=venster, minuten_per_deur=beleid.minuten_per_deur,
            beleid=beleid, seconds=seconds,
        )  # fmt: skip

    began = time.monotonic()
    quick = look(SHORT)
    taken = time.monotonic() - began
    best = look(LONG)
    return {
        "deuren": DOORS, "teams": TEAMS, "seconden": round(taken, 1), "minuten": quick.minutes,
        "minuten_lang": best.minutes, "past_niet": len(quick.left_out), "past_niet_lang": len(best.left_out),
        "verhouding": round(quick.minutes / max(best.minutes, 1), 3),
    }  # fmt: skip
