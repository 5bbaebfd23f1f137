"""The agenda of a team as a resident sees it: free moments, and taking one (R-OUT-6).

Availability − appointments that were made − days without reception. Constant queries.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from tijdig.casework.models import Afspraak, Vroegsignaalzaak
from tijdig.outreach.reply.models import Beschikbaarheid, Sluitdag, Tijdslot
from tijdig.policies import policy_on
from tijdig.rules.agenda import Spreekuur, VrijMoment, free_moments

DAYS_AHEAD = 21  # how far the page looks, not a term: who wants it later, asks to be called
FIRST_DAY = 1  # tomorrow: the team must be able to see it coming


def free_slots(zaak: Vroegsignaalzaak, *, today: date) -> tuple[VrijMoment, ...]:
    """Moments that this zaak's team can still give, from tomorrow on."""
    rows = list(Beschikbaarheid.objects.filter(team__in={zaak.team, ""}, gestopt_op__isnull=True))
    if not rows:
        return ()
    vanaf = today + timedelta(days=FIRST_DAY)
    closed = Sluitdag.objects.filter(team__in={zaak.team, ""}, dag__gte=vanaf).values_list("dag", flat=True)
    return free_moments(
        [_hours(row) for row in rows], vanaf=vanaf, dagen=DAYS_AHEAD, bezet=_taken(rows, vanaf),
        gesloten=set(closed), vrij=policy_on(today, zaak.gemeente_id).termijnen.vrije_dagen,
    )  # fmt: skip


def take_slot(zaak: Vroegsignaalzaak, start: datetime, *, today: date) -> tuple[Beschikbaarheid, int] | None:
    """The hours and the place that this moment (local, naive) can be had in, or None when it has gone.

    One at a time per gemeente: the second waits here until the first has written its Tijdslot, and then sees it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext(%s))", [f"tijdslot:{zaak.gemeente_id}:{start:%Y%m%d%H%M}"]
        )
    chosen = next((slot for slot in free_slots(zaak, today=today) if slot.start == start), None)
    if chosen is None:
        return None
    row = Beschikbaarheid.objects.get(pk=chosen.sleutel)
    moment = timezone.make_aware(start)
    used = set(Tijdslot.objects.filter(beschikbaarheid=row, moment=moment).values_list("plek", flat=True))
    return row, next(number for number in range(1, row.tegelijk + 1) if number not in used)


def _hours(row: Beschikbaarheid) -> Spreekuur:
    return Spreekuur(
        sleutel=row.pk, weekdag=row.weekdag, van=row.van, tot=row.tot, minuten=row.minuten, tegelijk=row.tegelijk
    )  # fmt: skip


def _taken(rows: Sequence[Beschikbaarheid], vanaf: date) -> dict[tuple[int, datetime], int]:
    """How many places are gone of each moment: those of residents, and what the team itself agreed on."""
    first = timezone.make_aware(datetime.combine(vanaf, datetime.min.time()))
    counts: dict[tuple[int, datetime], int] = defaultdict(int)
    taken = Tijdslot.objects.filter(beschikbaarheid__in=rows, moment__gte=first)
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
    opening = datetime.combine(moment.date(), row.van)
    passed = (moment - opening) // timedelta(minutes=row.minuten)
    return opening + passed * timedelta(minutes=row.minuten)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None, second=0, microsecond=0)
