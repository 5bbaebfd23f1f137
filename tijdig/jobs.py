"""Background entry points: each a few lines, safe to run twice, with ids as arguments (no personal data).

The queue lives in PostgreSQL and a job is queued in the transaction of the act that causes it.
"""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tijdig import process
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.models import Gemeente

AGAIN = RetryStrategy(max_attempts=20, exponential_wait=4)


@app.task(name="process_aanlevering", lock="verwerken", retry=AGAIN, queue="verwerken")
def process_aanlevering(aanlevering_id: str, gemeente_code: str) -> None:
    """Read, judge, check, match and weigh one delivery."""
    process.process_aanlevering(
        aanlevering_id, gemeente_code=gemeente_code, today=timezone.localdate(), by=SYSTEM
    )


@app.task(name="follow_up", retry=AGAIN, queue="verwerken")
def follow_up(gemeente_code: str) -> None:
    """Take what waits in a gemeente further, for example after a person decided on a doubt."""
    process.follow_up_signals(gemeente_code=gemeente_code, today=timezone.localdate(), by=SYSTEM)


@app.task(name="make_printronde", retry=AGAIN, queue="brieven")
def make_printronde(printronde_id: int, gemeente_code: str) -> None:
    """Make the PDF of a print run."""
    from tijdig.outreach.actions.print_run import make_pdf

    make_pdf(printronde_id, gemeente_code=gemeente_code, by=SYSTEM)


@app.periodic(cron="*/5 * * * *")
@app.task(name="retry_checks", queueing_lock="retry_checks", pass_context=False)
def retry_checks(timestamp: int) -> None:
    """Signals whose check failed are tried again when their pause is over (§14)."""
    for code in Gemeente.objects.values_list("code", flat=True):
        follow_up.configure(queueing_lock=f"follow_up:{code}").defer(gemeente_code=code)


@app.periodic(cron="15 4 * * *")
@app.task(name="end_of_day", queueing_lock="end_of_day")
def end_of_day(timestamp: int) -> None:
    """Letters without reply, data that must go: every day, for every gemeente (R-BEW-1)."""
    for code in Gemeente.objects.values_list("code", flat=True):
        process.end_of_day(gemeente_code=code, today=timezone.localdate(), by=SYSTEM)
