"""The hours of each team beside what the open zaken ask of them (R-TRI-4). Reads only; three questions in all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache, partial

from django.db import connection

from tijdig.policies import policy_on
from tijdig.policies.model import Beleid
from tijdig.rules.capacity import (
    WEEK,
    Afwezig,
    Planning,
    Week,
    Werk,
    minutes_in_week,
    minutes_left,
    monday_of,
    plan_weeks,
)
from tijdig.rules.terms import Aanpak, Zaakstatus

from .models import Afwezigheid, Teamuren

WEEKS = 7  # this week and the coming six

# A crisis is never held back by a pause. Of nulls, `greatest` takes the other. Each table is gone through once for all
# open zaken together: asking it again for each zaak took most of the time of the start page.
WORK = """
with lopend as materialized (
    select * from casework_vroegsignaalzaak where status <> 'afgerond' and ({of_teams})
)
select z.id, z.team, z.status, z.crisis, z.uiterlijk, z.aanpak, z.volgende_stap,
    greatest(z.volgende_op, case when not z.crisis then z.pauze_tot end) as vanaf, w.aanpak as voorgesteld, w.regel,
    coalesce(c.besteed, 0)::int as besteed
from lopend z
left join (
    select distinct on (zaak_id) zaak_id, aanpak, regel from casework_weging
    where zaak_id in (select id from lopend) order by zaak_id, id desc
) w on w.zaak_id = z.id
left join (
    select zaak_id, sum(minuten) as besteed from casework_contactpoging
    where zaak_id in (select id from lopend) group by zaak_id
) c on c.zaak_id = z.id
order by z.id
"""
OF_ALL_TEAMS = WORK.format(of_teams="true")
OF_TEAMS = WORK.format(of_teams="team = any(%(teams)s)")


@dataclass(frozen=True, kw_only=True)
class Teamplan:
    """One team: what it has, what is asked of it, and what comes of it."""

    team: str
    has_hours: bool
    zaken: int
    planning: Planning
    uiterlijk: Mapping[int, date | None]
    per_aanpak: Mapping[
        Aanpak, tuple[int, int]
    ]  # how many zaken, and the minutes that they still ask together

    def late_in(self, week: Week) -> int:
        """How many zaken pass their term in this week; what passed it before counts in the first."""
        first = self.planning.weken[0].week
        return sum(
            1
            for zaak in self.planning.te_laat
            if (due := self.uiterlijk[zaak])
            and (week.maandag <= due <= week.zondag or (week == first and due < week.maandag))
        )


def team_plans(*, gemeente_code: str, today: date) -> list[Teamplan]:
    """Every team with open zaken or hours, by name; without a team last."""
    return _plans(_hours(), None, gemeente_code=gemeente_code, today=today)


def _plans(
    hours: Mapping[str, list[tuple[date, int]]], teams: Sequence[str] | None, *, gemeente_code: str, today: date,
    weeks: int = WEEKS,
) -> list[Teamplan]:  # fmt: skip
    """The plans of these teams; None = of all."""
    beleid = policy_on(today, gemeente_code)
    away, work = _absences(today), _work(beleid, teams)
    return [
        _plan(team, work.get(team, []), hours.get(team, []), away.get(team, []), beleid, today, weeks)
        for team in sorted({*work, *hours}, key=lambda name: (not name, name.casefold()))
    ]


PLANS: Mapping[str, Callable[[Planning], Sequence[int]]] = {
    "week": lambda plan: plan.deze_week,
    "te_laat": lambda plan: plan.te_laat,
    "past_niet": lambda plan: plan.weken[0].past_niet,
}


# The version of every row that a plan is made of: the engine gives a row another `xmin` each time it is written.
STATE = """
select
    (select concat_ws(' ', count(*), sum(hashtextextended(concat(id, ' ', xmin), 0)))
        from casework_vroegsignaalzaak where status <> 'afgerond'),
    (select concat_ws(' ', count(*), sum(hashtextextended(concat(id, ' ', xmin), 0))) from casework_teamuren),
    (select concat_ws(' ', count(*), sum(hashtextextended(concat(id, ' ', xmin), 0))) from casework_afwezigheid)
"""


def planned_zaken(plan: str, *, gemeente_code: str, today: date, weeks: int = WEEKS) -> Sequence[int]:
    """The zaken of a list of PLANS, of all teams that have hours: first the one team, then the next.

    `weeks`: how far to look ahead; one is enough for the list of this week. Remembered until something in the
    gemeente changes: every start page asks it, and it goes through all open zaken.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        state = cursor.fetchone()
    beleid = policy_on(today, gemeente_code)
    return _planned(plan, weeks, gemeente_code, today, (connection.settings_dict["NAME"], id(beleid), *state))


@lru_cache(maxsize=256)
def _planned(
    plan: str, weeks: int, gemeente_code: str, today: date, state: tuple[object, ...]
) -> tuple[int, ...]:
    """The list as it is in this state; `state` only says what is remembered of which."""
    hours = _hours()
    plans = _plans(hours, list(hours), gemeente_code=gemeente_code, today=today, weeks=weeks) if hours else []
    return tuple(zaak for plan_of_team in plans for zaak in PLANS[plan](plan_of_team.planning))


def minutes_per_week(today: date) -> dict[str, int]:
    """The minutes each team has in an ordinary week, as they count today."""
    return {
        team: minutes for team, rows in _hours().items() if (minutes := _minutes_on(rows, today)) is not None
    }


def _hours() -> dict[str, list[tuple[date, int]]]:
    """Per team (first day, minutes per week), oldest first."""
    found: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    for team, vanaf, minuten in Teamuren.objects.order_by("team", "vanaf").values_list(
        "team", "vanaf", "minuten"
    ):
        found[team].append((vanaf, minuten))
    return found


def _absences(today: date) -> dict[str, list[Afwezig]]:
    found: defaultdict[str, list[Afwezig]] = defaultdict(list)
    rows = Afwezigheid.objects.filter(tot__gte=monday_of(today))
    for team, van, tot, minuten in rows.values_list("team", "van", "tot", "minuten"):
        found[team].append(Afwezig(van=van, tot=tot, minuten=minuten))
    return found


type Asked = tuple[Werk, str]  # with the approach: the one that was decided, else the proposed one


def _work(beleid: Beleid, teams: Sequence[str] | None) -> dict[str, list[Asked]]:
    """What each open zaak still asks, per team; None = of all teams.

    A zaak that waits for a decision asks all of its approach; one that runs what is left of it.
    """
    ranks = {regel.id: n for n, regel in enumerate(beleid.afwegingskader.regels)}
    minutes = cache(partial(_minutes, beleid.capaciteit))
    found: defaultdict[str, list[Asked]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(OF_ALL_TEAMS if teams is None else OF_TEAMS, {"teams": list(teams or ())})
        for (
            pk,
            team,
            status,
            crisis,
            uiterlijk,
            aanpak,
            step,
            vanaf,
            proposed,
            regel,
            besteed,
        ) in cursor.fetchall():
            asked = minutes(status, aanpak, step, proposed, besteed)
            werk = Werk(pk, asked, uiterlijk, vanaf, crisis, ranks.get(regel, len(ranks)))
            found[team].append((werk, aanpak or proposed or ""))
    return found


def _minutes(
    tijden: Mapping[Aanpak, int], status: str, aanpak: str, step: str, proposed: str | None, besteed: int
) -> int:
    if status != Zaakstatus.IN_OPVOLGING:
        return tijden[Aanpak(proposed)] if proposed else 0
    return minutes_left(Aanpak(aanpak), Aanpak(step) if step else None, besteed, tijden)


def _plan(
    team: str,
    asked: Sequence[Asked],
    hours: Sequence[tuple[date, int]],
    away: Iterable[Afwezig],
    beleid: Beleid,
    today: date,
    ahead: int,
) -> Teamplan:
    first, free = monday_of(today), beleid.termijnen.vrije_dagen
    away, work = list(away), [werk for werk, _ in asked]
    weeks = []
    for monday in (first + n * WEEK for n in range(ahead)):
        per_week = _minutes_on(hours, monday + timedelta(days=6)) or 0
        since = today if monday == first else None
        weeks.append(
            Week(maandag=monday, minuten=minutes_in_week(monday, per_week, away, vanaf=since, vrij=free))
        )
    return Teamplan(
        team=team,
        has_hours=bool(hours),
        zaken=len(work),
        planning=plan_weeks(work, weeks),
        uiterlijk={w.zaak: w.uiterlijk for w in work},
        per_aanpak=_per_aanpak(asked),
    )


def _per_aanpak(asked: Sequence[Asked]) -> dict[Aanpak, tuple[int, int]]:
    """In the order of the list of approaches; what nobody weighed yet is left out."""
    minutes = {aanpak: [werk.minuten for werk, chosen in asked if chosen == aanpak] for aanpak in Aanpak}
    return {aanpak: (len(each), sum(each)) for aanpak, each in minutes.items() if each}


def _minutes_on(hours: Sequence[tuple[date, int]], day: date) -> int | None:
    """What counts on a day: the newest that began by then."""
    return next((minutes for since, minutes in reversed(hours) if since <= day), None)
