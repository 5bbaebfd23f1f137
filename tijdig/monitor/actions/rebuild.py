"""Count the cube again, of all months or of some (R-MON-1). The same months give the same cells, in any order."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.monitor.counted import (
    fact_values,
    keep_cells,
    last_seen,
    make_rows,
    new_cells,
    remember,
)
from tijdig.monitor.facts import READ_BY_THE_TEXT
from tijdig.monitor.models import Kubuscel, Kubusstand

# All rows are read once, joined by number and grouped in memory. Of rows just made the engine knows nothing: it would
# sort them, or look one by one; having it look first (ANALYZE) costs more than it gains. And hundreds of small sums
# take longer to compile than to add up.
FOR_COUNTING = (
    "work_mem = '128MB'", "enable_mergejoin = off", "enable_nestloop = off", "enable_sort = off", "jit = off",
)  # fmt: skip


def rebuild_kubus(
    *, gemeente_code: str, today: date, by: Actor, maanden: Sequence[date] | None = None
) -> int:
    """Replace the cells of these months (None: of all) by what the tables say now. Returns how many there are.

    A fixed number of statements, whatever the size. Terms are judged as of `today`.
    """
    months = sorted({month.replace(day=1) for month in maanden}) if maanden is not None else None
    with working_for(gemeente_code), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('kubus:' || %s))", [gemeente_code])
        for setting in FOR_COUNTING:
            cursor.execute(f"set local {setting}")
        values = fact_values(gemeente_code, today, months)
        before = Kubusstand.objects.first() or Kubusstand()
        remember(cursor, values, before)
        make_rows(cursor, values, but=READ_BY_THE_TEXT)
        made = new_cells(cursor)
        keep_cells(cursor, values)
        whole = last_seen(cursor, today)
        stand: dict[str, object] = {"cellen": Kubuscel.objects.count()}
        if months is None:
            stand |= {"tot_signaal": whole[0], "tot_zaaksignaal": whole[1]}
        if months is None or before.pk is None:  # of some months: the others still stand as of the day before
            stand |= {"gebouwd_op": timezone.now(), "dag": today}
        Kubusstand.objects.update_or_create(gemeente_id=gemeente_code, defaults=stand)
        record("kubus.geteld", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.9",
               cellen=made, maanden=len(months) if months is not None else 0)  # fmt: skip
    return made
