"""The agenda of a team: which moments are free, and taking one, for residents and for staff alike (R-OUT-6).

Availability − what was taken − days without. Whoever takes a moment holds the lock of that day of the gemeente first,
so that two never see the same place free; the unique constraint of `Tijdslot` has the last word. Constant queries.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from tijdig.casework.models import Afspraak, Vroegsignaalzaak
from tijdig.outreach.reply.models import Beschikbaarheid, Sluitdag, Tijdslot
from tijdig.policies import policy_on
from tijdig.rules.agenda import Spreekuur, VrijMoment, free_moments
from tijdig.rules.terms import Agendasoort

DAYS_AHEAD = 21  # how far the page looks, not a term: who wants it later, asks to be called
FIRST_DAY = 1  # tomorrow: the team must be able to see it coming
CALLED_OFF = Q(afspraak__stand=Afspraak.Stand.AFGEZEGD)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place in the agenda; `moment` is the (aware) start under which it is kept."""

    uren: Beschikbaarheid
    moment: datetime
    plek: int


def free_slots(
    zaak: Vroegsignaalzaak, *, today: date, soort: Agendasoort = Agendasoort.LANGSKOMEN
) -> tuple[VrijMoment, ...]:
    """Moments of this kind that this zaak's team can still give, from tomorrow on."""
    rows = list(_hours_of(zaak, soort))
    if not rows:
        return ()
    vanaf = today + timedelta(days=FIRST_DAY)
    closed = Sluitdag.objects.filter(team__in={zaak.team, ""}, dag__gte=vanaf).values_list("dag", flat=True)
    return free_moments(
        [_hours(row) for row in rows], vanaf=vanaf, dagen=DAYS_AHEAD, bezet=_taken(rows, vanaf),
        gesloten=set(closed), vrij=policy_on(today, zaak.gemeente_id).termijnen.vrije_dagen,
    )  # fmt: skip


def take_slot(
    zaak: Vroegsignaalzaak, start: datetime, *, today: date, soort: Agendasoort = Agendasoort.LANGSKOMEN
) -> Place | None:
    """The place in which this moment (local, naive) can be had, or None when it has gone. Lock the zaak first."""
    lock_day(zaak.gemeente_id, start.date())
    chosen = next((slot for slot in free_slots(zaak, today=today, soort=soort) if slot.start == start), None)
    return _place(Beschikbaarheid.objects.get(pk=chosen.sleutel), start) if chosen else None


def place_of(zaak: Vroegsignaalzaak, moment: datetime) -> tuple[bool, Place | None]:
    """Does this (aware) moment of staff fall in hours of the team, and if so which place can it have?

    Outside the hours staff agrees on what it likes. Lock the zaak first.
    """
    local = _local(moment)
    lock_day(zaak.gemeente_id, local.date())
    inside = [
        (row, start) for row in _hours_of(zaak, Agendasoort.LANGSKOMEN) if (start := _start_in(row, zaak.team, local))
    ]  # fmt: skip
    counts = _taken([row for row, _ in inside], local.date()) if inside else {}
    for row, start in inside:
        if counts.get((row.pk, start), 0) < row.tegelijk:
            return True, _place(row, start)
    return bool(inside), None


def lock_day(gemeente_code: str, dag: date) -> None:
    """One at a time in the agenda of a day: the second waits until the first has written what it took."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"agenda:{gemeente_code}:{dag:%Y%m%d}"])


def _hours_of(zaak: Vroegsignaalzaak, soort: Agendasoort) -> QuerySet[Beschikbaarheid]:
    return Beschikbaarheid.objects.filter(team__in={zaak.team, ""}, soort=soort, gestopt_op__isnull=True)


def _place(row: Beschikbaarheid, start: datetime) -> Place | None:
    """The first free place; what was called off gives its place back now."""
    moment = timezone.make_aware(start)
    here = Tijdslot.objects.filter(beschikbaarheid=row, moment=moment)
    here.filter(CALLED_OFF).delete()
    used = set(here.values_list("plek", flat=True))
    plek = next((number for number in range(1, row.tegelijk + 1) if number not in used), None)
    return Place(uren=row, moment=moment, plek=plek) if plek else None


def _hours(row: Beschikbaarheid) -> Spreekuur:
    return Spreekuur(
        sleutel=row.pk, weekdag=row.weekdag, van=row.van, tot=row.tot, minuten=row.minuten, tegelijk=row.tegelijk
    )  # fmt: skip


def _taken(rows: Sequence[Beschikbaarheid], vanaf: date) -> dict[tuple[int, datetime], int]:
    """How many places are gone of each moment: those that were taken, and what the team agreed on without a place."""
    first = timezone.make_aware(datetime.combine(vanaf, datetime.min.time()))
    counts: dict[tuple[int, datetime], int] = defaultdict(int)
    taken = Tijdslot.objects.filter(beschikbaarheid__in=rows, moment__gte=first).exclude(CALLED_OFF)
    for key, moment in taken.values_list("beschikbaarheid_id", "moment"):
        counts[key, _local(moment)] += 1
    own = Afspraak.objects.filter(
        stand=Afspraak.Stand.GEPLAND, moment__gte=first, tijdslot__isnull=True
    ).values_list("zaak__team", "moment")
    for team, moment in own:
        for row in rows:
            if start := _start_in(row, team, _local(moment)):
                counts[row.pk, start] += 1
    return counts


def _start_in(row: Beschikbaarheid, team: str, moment: datetime) -> datetime | None:
    """The start of the place in these hours in which an appointment of this team falls."""
    if (
        row.team not in ("", team)
        or row.weekdag != moment.weekday()
        or not row.van <= moment.time() < row.tot
    ):
        return None
    opening, length = datetime.combine(moment.date(), row.van), timedelta(minutes=row.minuten)
    start = opening + (moment - opening) // length * length
    return start if start + length <= datetime.combine(moment.date(), row.tot) else None


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None, second=0, microsecond=0)
