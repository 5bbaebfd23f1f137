"""Short routes for one or more teams: pyvrp behind one function, so that nothing else knows of it (R-OUT-5).

Minutes are counted in whole minutes, as people do. Which doors do not fit, the answer says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tijdig.rules.visits import Deur, Huisbezoekbeleid, Plaats, Venster, travel_minutes, walk

if TYPE_CHECKING:  # the optimiser is loaded when a round is made
    from pyvrp.stop import StoppingCriterion

WORTH = 3_000  # minutes of travel that a visited door is worth, more than all teams can walk: what fits is visited
FIRST = 25  # a door that goes first is worth more than those it can push out; above it pyvrp loses its hold
SHARE_PERCENT = 125  # of an equal share of the doors
SECONDS = 4.0


@dataclass(frozen=True, kw_only=True)
class Routes:
    """For each team the doors in order, as places in the list given; and the doors that fit nowhere."""

    teams: tuple[tuple[int, ...], ...]
    left_out: tuple[int, ...]
    minutes: int  # on the way, all teams together


def fair_routes(
    doors: Sequence[Deur], *, start: Plaats | None, teams: int, venster: Venster, minuten_per_deur: int,
    beleid: Huisbezoekbeleid, seconds: float = SECONDS, seed: int = 1,
) -> Routes:  # fmt: skip
    """As `short_routes`, with no team much above its share of the doors; unless one more door fits without that."""

    def look(most: int | None) -> Routes:
        return short_routes(doors, start=start, teams=teams, venster=venster, minuten_per_deur=minuten_per_deur,
                            beleid=beleid, seconds=seconds, seed=seed, most=most)  # fmt: skip

    fair = look(-(-len(doors) * SHARE_PERCENT // (100 * teams)))
    return (
        min(fair, look(None), key=lambda routes: len(routes.left_out))
        if fair.left_out and teams > 1
        else fair
    )


def short_routes(
    doors: Sequence[Deur], *, start: Plaats | None, teams: int, venster: Venster, minuten_per_deur: int,
    beleid: Huisbezoekbeleid, seconds: float = SECONDS, seed: int = 1, most: int | None = None,
) -> Routes:  # fmt: skip
    """Share the doors out and put them in order: as many doors as fit, then as few minutes on the way.

    Doors whose place is not known come at the end of a route, the emptiest first. The teams begin at `start` (else
    at their first door) and end wherever they are. `seconds`: how long it may look; the same seed and time can
    still differ between machines. `most`: doors that one team gets at most.
    """
    known = [number for number, door in enumerate(doors) if door.plaats is not None]
    routes = _solve([doors[number] for number in known], start=start, teams=teams, venster=venster,
                    minuten_per_deur=minuten_per_deur, beleid=beleid, seconds=seconds, seed=seed,
                    most=most)  # fmt: skip
    shared = [[known[door] for door in route] for route in routes]
    shared += [[] for _ in range(teams - len(shared))]
    minutes = sum(_minutes([doors[door] for door in route], start, beleid) for route in shared)
    left = [number for number in known if not any(number in route for route in shared)]
    for number in (number for number, door in enumerate(doors) if door.plaats is None):
        if not _append(shared, number, doors, start, venster, minuten_per_deur, beleid):
            left.append(number)
    return Routes(teams=tuple(map(tuple, shared)), left_out=tuple(sorted(left)), minutes=minutes)


def _append(
    shared: list[list[int]], number: int, doors: Sequence[Deur], start: Plaats | None, venster: Venster,
    minuten_per_deur: int, beleid: Huisbezoekbeleid,
) -> bool:  # fmt: skip
    """Put a door at the end of the route that is done first, when it fits there."""
    for route in sorted(shared, key=len):
        tried = [doors[door] for door in (*route, number)]
        reached = walk(tried, start=start, venster=venster, minuten_per_deur=minuten_per_deur, beleid=beleid)
        if reached[-1].op_tijd:
            route.append(number)
            return True
    return False


def _minutes(route: Sequence[Deur], start: Plaats | None, beleid: Huisbezoekbeleid) -> int:
    places = ([start] if start else []) + [door.plaats for door in route]
    return sum(travel_minutes(a, b, beleid) for a, b in pairwise(places))


def _solve(
    doors: Sequence[Deur], *, start: Plaats | None, teams: int, venster: Venster, minuten_per_deur: int,
    beleid: Huisbezoekbeleid, seconds: float, seed: int, most: int | None,
) -> list[list[int]]:  # fmt: skip
    """The routes over doors whose place is known."""
    latest = venster.tot - minuten_per_deur
    possible = [n for n, door in enumerate(doors) if door.venster.van <= min(door.venster.tot, latest)]
    if not possible:
        return []
    from pyvrp import Model

    model = Model()
    base = model.add_location(0, 0)
    depot = model.add_depot(base)
    places = [model.add_location(0, number) for number, _ in enumerate(possible, 1)]
    for number, place in zip(possible, places, strict=True):
        door = doors[number].venster
        model.add_client(
            place, delivery=[1], service_duration=minuten_per_deur, tw_early=max(door.van, venster.van),
            tw_late=min(door.tot, latest), prize=WORTH * (FIRST if doors[number].voorrang else 1), required=False,
        )  # fmt: skip
    model.add_vehicle_type(
        teams,
        capacity=[most or len(doors)],
        start_depot=depot,
        end_depot=depot,
        tw_early=venster.van,
        tw_late=venster.tot,
    )
    spots = [(base, start), *((p, doors[n].plaats) for p, n in zip(places, possible, strict=True))]
    for here, where in spots:
        for there, to in spots:
            free = there is base or (here is base and start is None)  # nobody has to come back
            minutes = 0 if free or here is there else travel_minutes(where, to, beleid)
            model.add_edge(here, there, distance=minutes, duration=minutes)
    best = model.solve(stopping(seconds, len(possible)), seed=seed, display=False, collect_stats=False).best
    if not best.is_feasible():
        return []
    return [[possible[client] for client in _clients(route)] for route in best.routes()]


def stopping(seconds: float, doors: int) -> "StoppingCriterion":
    """When the optimiser stops looking: out of time, or nothing better for long."""
    from pyvrp.stop import MaxRuntime, MultipleCriteria, NoImprovement

    return MultipleCriteria([MaxRuntime(seconds), NoImprovement(2_000 + 200 * doors)])


def _clients(route: object) -> list[int]:
    return [activity.idx for activity in route if activity.is_client()]  # type: ignore[attr-defined]
