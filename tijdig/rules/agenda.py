"""Which moments of a team's week are still free for a resident.

Source: R-OUT-6; public holidays: Algemene termijnenwet art. 3 (`holidays.py`).
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .holidays import holidays


@dataclass(frozen=True, kw_only=True, slots=True)
class Spreekuur:
    """Hours that return every week. `weekdag`: 0 = Monday; `minuten`: length of one appointment."""

    sleutel: int
    weekdag: int
    van: time
    tot: time
    minuten: int
    tegelijk: int


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class VrijMoment:
    """One moment that somebody can have, local time. `sleutel`: of which hours it is."""

    start: datetime
    sleutel: int


def moments_on(uren: Spreekuur, dag: date) -> tuple[datetime, ...]:
    """The starts of appointments on one day; the last one ends in time."""
    if dag.weekday() != uren.weekdag:
        return ()
    lengte, eind = timedelta(minutes=uren.minuten), datetime.combine(dag, uren.tot)
    start, found = datetime.combine(dag, uren.van), []
    while start + lengte <= eind:
        found.append(start)
        start += lengte
    return tuple(found)


def free_moments(
    spreekuren: Sequence[Spreekuur], *, vanaf: date, dagen: int, bezet: Mapping[tuple[int, datetime], int],
    gesloten: Set[date], vrij: Set[date] = frozenset(),
) -> tuple[VrijMoment, ...]:  # fmt: skip
    """Free moments of the `dagen` days from `vanaf`, in order; one per start, whichever hours give it.

    `bezet`: how many places are taken of (key, start). `gesloten` and `vrij` are days on which nobody is received,
    besides the public holidays.
    """
    found: dict[datetime, VrijMoment] = {}
    for dag in (vanaf + timedelta(days=n) for n in range(dagen)):
        if dag in holidays(dag.year) or dag in gesloten or dag in vrij:
            continue
        for uren in spreekuren:
            for start in moments_on(uren, dag):
                if bezet.get((uren.sleutel, start), 0) < uren.tegelijk:
                    found.setdefault(start, VrijMoment(start=start, sleutel=uren.sleutel))
    return tuple(sorted(found.values()))
