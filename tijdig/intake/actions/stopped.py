"""Begin again with background work that was given up, or strike it off: every job is safe to run twice (spec §14)."""

from django.db import connection, transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.refusals import require

GROUND = "avg.32"
# Of jobs of which one may wait at a time, one is begun again, unless one waits already: it will do the same.
BEGIN_AGAIN = """
with gestopt as (
    select id, row_number() over (partition by coalesce(queueing_lock, id::text) order by id desc) as plek,
        exists (select 1 from procrastinate_jobs w
            where w.status = 'todo' and w.queueing_lock = j.queueing_lock) as wacht
    from procrastinate_jobs j where status = 'failed' and args->>'gemeente_code' = %(gemeente)s
)
update procrastinate_jobs j
set status = 'todo', attempts = 0, scheduled_at = now(), worker_id = null, abort_requested = false
from gestopt g where g.id = j.id and j.status = 'failed' and g.plek = 1 and not g.wacht
"""
STRIKE_OFF = """
delete from procrastinate_jobs
where status = 'failed' and args->>'gemeente_code' = %(gemeente)s and id = any(coalesce(%(ids)s, array[id]))
"""


@transaction.atomic
def retry_work(*, gemeente_code: str, by: Actor) -> int:
    """Everything that was given up here goes on at once, with all its tries. Returns how many. Errors: Refused."""
    require(by.refusal_without(Right.GEBRUIKERS_BEHEREN))
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_AGAIN, {"gemeente": gemeente_code})
        begun = int(cursor.rowcount)
        cursor.execute(STRIKE_OFF, {"gemeente": gemeente_code, "ids": None})  # the same work waits
    record("taken.opnieuw", subject=f"gemeente:{gemeente_code}", by=by, ground=GROUND, aantal=begun)
    return begun


@transaction.atomic
def drop_work(work_id: int, *, gemeente_code: str, by: Actor) -> bool:
    """This job need not be done any more. False when it was begun again or struck off already. Errors: Refused."""
    require(by.refusal_without(Right.GEBRUIKERS_BEHEREN))
    with connection.cursor() as cursor:
        cursor.execute(STRIKE_OFF, {"gemeente": gemeente_code, "ids": [work_id]})
        struck = bool(cursor.rowcount)
    record(
        "taken.doorgestreept", subject=f"gemeente:{gemeente_code}", by=by, ground=GROUND, aantal=int(struck)
    )
    return struck
