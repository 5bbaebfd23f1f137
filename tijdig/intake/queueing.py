"""Hand work to the worker, in the transaction of the act that causes it: both happen, or neither.

The jobs themselves stand in tijdig/jobs.py, above all rooms; here they are known by name.
"""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def hand_to_worker(job: str, *, once: str = "", lock: str = "", **arguments: str | int) -> None:
    """Queue a job. Arguments are ids, never personal data. `once`: while one with this mark waits, no second.

    `lock`: while one with this mark is being done, no second is begun.
    """
    try:
        with transaction.atomic():
            app.configure_task(job, queueing_lock=once or None, lock=lock or None).defer(**arguments)
    except AlreadyEnqueued:
        return


def hand_over_follow_up(gemeente_code: str) -> None:
    """What waits in a gemeente must go a step further."""
    hand_to_worker("follow_up", once=f"follow_up:{gemeente_code}", gemeente_code=gemeente_code)
