"""The best routes there are, by looking at all of them: for small numbers of doors, to compare the planner with."""

from collections.abc import Sequence

from tijdig.rules.visits import Deur, Huisbezoekbeleid, Plaats, Venster, travel_minutes

type Label = tuple[int, int]  # minutes on the way, minute at which the team is free again


def best_there_is(
    doors: Sequence[Deur], *, start: Plaats | None, teams: int, venster: Venster, minuten_per_deur: int,
    beleid: Huisbezoekbeleid,
) -> tuple[int, int]:  # fmt: skip
    """(doors that can be visited, minutes on the way of the shortest way to do so), all teams together.

    A dynamic programme over sets of doors: exact, and fit for a dozen doors at most.
    """
    one = _routes(doors, start, venster, minuten_per_deur, beleid)
    together = {0: 0}
    for _ in range(teams):
        more = dict(together)
        for done, minutes in together.items():
            for route, extra in one.items():
                if not done & route and minutes + extra < more.get(done | route, minutes + extra + 1):
                    more[done | route] = minutes + extra
        together = more
    done, minutes = min(together.items(), key=lambda found: (-found[0].bit_count(), found[1]))
    return done.bit_count(), minutes


def _routes(
    doors: Sequence[Deur],
    start: Plaats | None,
    venster: Venster,
    minuten_per_deur: int,
    beleid: Huisbezoekbeleid,
) -> dict[int, int]:
    """For each set of doors (as bits) that one team can visit in time: the least minutes on the way."""
    labels: dict[tuple[int, int], list[Label]] = {(0, -1): [(0, venster.van)]}
    best: dict[int, int] = {}
    for _ in doors:
        following: dict[tuple[int, int], list[Label]] = {}
        for (done, last), found in labels.items():
            for number, door in enumerate(doors):
                if done & 1 << number:
                    continue
                here = start if last < 0 else doors[last].plaats
                way = travel_minutes(here, door.plaats, beleid) if here else 0
                for travelled, free in found:
                    at = max(free + way, door.venster.van)
                    if at <= door.venster.tot and at + minuten_per_deur <= venster.tot:
                        label = travelled + way, at + minuten_per_deur
                        following.setdefault((done | 1 << number, number), []).append(label)
        labels = {key: _undominated(found) for key, found in following.items()}
        for (done, _), found in labels.items():
            best[done] = min(best.get(done, found[0][0]), found[0][0])
    return best


def _undominated(found: list[Label]) -> list[Label]:
    """Only what is shorter or sooner than all others; the shortest first."""
    kept: list[Label] = []
    for label in sorted(set(found)):
        if not kept or label[1] < kept[-1][1]:
            kept.append(label)
    return kept
