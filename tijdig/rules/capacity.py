"""What fits in the hours there are, in which week, and what then passes its term.

Source: Leidraad 4.1, 4.2 (how long an approach takes) and 5 (what comes first). Rule R-TRI-4. Work goes in one
fixed order and may go on in the next week, so that more hours never make more zaken pass their term. Time is
whole minutes, of all staff together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from .holidays import is_working_day
from .terms import Aanpak

WEEK = timedelta(days=7)
WORKING_DAYS = 5


class Werk(NamedTuple):
    """What one zaak still asks: how long, before when, not before when, and its place in the kader.

    A tuple, as a page makes thousands of them.
    """

    zaak: int
    minuten: int
    uiterlijk: date | None  # None: no clock runs
    vanaf: date | None = None  # a pause holds it back until here (R-TRI-5)
    crisis: bool = False
    rang: int = 0  # place of its rule in the kader; lower comes first


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week, by its Monday, with the minutes that can be worked in it."""

    maandag: date
    minuten: int

    @property
    def zondag(self) -> date:
        return self.maandag + timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekplan:
    """What happens in one week: minutes asked for and used, and which zaken are worked on and are done."""

    week: Week
    nodig: int  # of all that may be worked on in this week, what was left of before included
    gebruikt: int
    zaken: tuple[int, ...]  # for which this week's hours are, in order
    klaar: frozenset[int]
    past_niet: tuple[int, ...]  # could be worked on, and is not done at the end of the week


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """Every zaak exactly once: done in some week (`past`), or not within the weeks (`past_niet`)."""

    weken: tuple[Weekplan, ...]
    past: Mapping[int, date]  # zaak → Monday of the week in which it is done
    past_niet: tuple[int, ...]
    te_laat: tuple[int, ...]  # passes its term by it, or has passed it already

    @property
    def deze_week(self) -> tuple[int, ...]:
        """The zaken that the hours of the first week are for, in order."""
        return self.weken[0].zaken if self.weken else ()


def monday_of(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


def in_order(werk: Iterable[Werk]) -> list[Werk]:
    """A threatening situation first, then what is due first, then what the kader puts first."""
    return sorted(werk, key=lambda w: (not w.crisis, w.uiterlijk or date.max, w.rang, w.zaak))


def plan_weeks(werk: Iterable[Werk], weken: Sequence[Week]) -> Planning:
    """Give the hours of each week to the work in its order. What is not done goes on in the next week."""
    ordered = in_order(werk)
    left = {w.zaak: w.minuten for w in ordered}
    done: dict[int, date] = {}
    plans = [_fill(week, ordered, left, done) for week in weken]
    last = weken[-1].zondag if weken else date.min
    return Planning(
        weken=tuple(plans),
        past=done,
        past_niet=tuple(w.zaak for w in ordered if w.zaak not in done),
        te_laat=tuple(w.zaak for w in ordered if _is_late(w, done.get(w.zaak), last)),
    )


def _fill(week: Week, ordered: Sequence[Werk], left: dict[int, int], done: dict[int, date]) -> Weekplan:
    """One week; `left` and `done` are kept up."""
    ready = [w for w in ordered if w.zaak not in done and (w.vanaf is None or w.vanaf <= week.zondag)]
    needed, room, worked = sum(left[w.zaak] for w in ready), week.minuten, []
    for w in ready:
        given = min(room, left[w.zaak])
        if given:
            worked.append(w.zaak)
        room -= given
        left[w.zaak] -= given
        if not left[w.zaak]:
            done[w.zaak] = week.maandag
    return Weekplan(
        week=week,
        nodig=needed,
        gebruikt=week.minuten - room,
        zaken=tuple(worked),
        klaar=frozenset(w.zaak for w in ready if w.zaak in done),
        past_niet=tuple(w.zaak for w in ready if w.zaak not in done),
    )


def _is_late(werk: Werk, klaar: date | None, last: date) -> bool:
    """Done in a week that begins after the last day; or not done at all while that day falls within the weeks."""
    if werk.uiterlijk is None:
        return False
    return werk.uiterlijk < klaar if klaar else werk.uiterlijk <= last


def minutes_left(
    aanpak: Aanpak | None, volgende: Aanpak | None, besteed: int, tijden: Mapping[Aanpak, int]
) -> int:
    """What a zaak still asks: the time of its approach less what was spent, and at least the next step.

    Nothing more to do (reached, or all steps done) asks no time of this kind.
    """
    if aanpak is None:
        return 0
    if volgende is None:
        return 0
    return max(tijden[aanpak] - besteed, tijden[volgende])


@dataclass(frozen=True, slots=True, kw_only=True)
class Afwezig:
    """Somebody is away from `van` to `tot`, both days included, for `minuten` in all."""

    van: date
    tot: date
    minuten: int


def minutes_in_week(
    maandag: date,
    minuten_per_week: int,
    afwezig: Iterable[Afwezig],
    *,
    vanaf: date | None = None,
    vrij: frozenset[date] = frozenset(),
) -> int:
    """What can be worked in a week: a fifth for every working day from `vanaf` on, less who is away then."""
    days = [maandag + timedelta(days=n) for n in range(WORKING_DAYS)]
    days = [d for d in days if is_working_day(d, vrij=vrij) and (vanaf is None or d >= vanaf)]
    away = sum(_away_on(days, stretch, vrij) for stretch in afwezig)
    return max(0, minuten_per_week * len(days) // WORKING_DAYS - away)


def _away_on(days: Sequence[date], stretch: Afwezig, vrij: frozenset[date]) -> int:
    """The part of an absence that falls on these days; it is spread evenly over its working days."""
    length = (stretch.tot - stretch.van).days + 1
    all_days = [stretch.van + timedelta(days=n) for n in range(length)]
    working = sum(is_working_day(d, vrij=vrij) for d in all_days)
    here = sum(stretch.van <= d <= stretch.tot for d in days)
    return stretch.minuten * here // working if working else 0


def minutes_per_aanpak(aantallen: Counter[Aanpak], tijden: Mapping[Aanpak, int]) -> dict[Aanpak, int]:
    """How long so many zaken of each approach take (R-TRI-3)."""
    return {aanpak: count * tijden[aanpak] for aanpak, count in aantallen.items()}
