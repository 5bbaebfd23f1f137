"""Background entry points: each a few lines, safe to run twice, with ids as arguments (no personal data).

The queue lives in PostgreSQL and a job is queued in the transaction of the act that causes it.
"""

from typing import Any, TypedDict
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from tijdig import process
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.clock import today
from tijdig.accounts.models import Gemeente
from tijdig.feedback.actions.deliver import deliver_bestand
from tijdig.intake.queueing import hand_to_worker

TRIES, LONGEST_PAUSE = 40, 3_600  # seconds; a bit over a day in all


class GrowingPauses(BaseRetryStrategy):
    """Pauses of 4, 16, 64 … seconds, never above an hour: what was mended goes on soon, whatever went before (§14)."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None after the last try, and then it stands on the start page."""
        if job.attempts + 1 >= TRIES:
            return None
        return RetryDecision(retry_in={"seconds": min(4 ** min(job.attempts + 1, 10), LONGEST_PAUSE)})


AGAIN = GrowingPauses()


class Here(TypedDict):
    """For which gemeente, and that the system does it."""

    gemeente_code: str
    by: Actor


def for_each_gemeente(job: str, *, alone: bool = False) -> None:
    """A job of its own per gemeente: what fails for one holds up no other, and what waits already waits once.

    `alone`: no two of them at a time for one gemeente.
    """
    for code in Gemeente.objects.order_by("code").values_list("code", flat=True):
        mark = f"{job}:{code}"
        hand_to_worker(job, once=mark, lock=mark if alone else "", gemeente_code=code)


@app.task(name="process_aanlevering", retry=AGAIN, queue="verwerken")
def process_aanlevering(aanlevering_id: str, gemeente_code: str) -> None:
    """Read, judge, check, match and weigh one delivery."""
    process.process_aanlevering(aanlevering_id, gemeente_code=gemeente_code, today=today(), by=SYSTEM)


@app.task(name="follow_up", retry=AGAIN, queue="verwerken")
def follow_up(gemeente_code: str) -> None:
    """Take what waits in a gemeente further, for example after a person decided on a doubt."""
    process.follow_up_signals(gemeente_code=gemeente_code, today=today(), by=SYSTEM)


@app.task(name="renew_shv", retry=AGAIN, queue="verwerken")
def renew_shv(gemeente_code: str) -> None:
    """A new list of schuldhulpverlening came: check and weigh again what is open."""
    process.renew_shv(gemeente_code=gemeente_code, today=today(), by=SYSTEM)


@app.task(name="make_printronde", retry=AGAIN, queue="brieven")
def make_printronde(printronde_id: int, gemeente_code: str) -> None:
    """Make the PDF of a print run."""
    from tijdig.outreach.actions.print_run import make_pdf

    make_pdf(printronde_id, gemeente_code=gemeente_code, by=SYSTEM)


class NotDelivered(Exception):
    """A partner's address did not take the file: the queue tries again after a longer pause."""


@app.task(name="deliver_feedback", retry=RetryStrategy(max_attempts=20, exponential_wait=5), queue="bezorgen")
def deliver_feedback(bestand_id: str, gemeente_code: str) -> None:
    """Bring one file to the address of a partner. The act itself counts its tries and stops."""
    if not deliver_bestand(UUID(bestand_id), gemeente_code=gemeente_code, by=SYSTEM):
        raise NotDelivered


@app.task(name="send_berichten", retry=AGAIN, queue="berichten")
def send_berichten(gemeente_code: str) -> None:
    """Confirm appointments, send what is ready when the window is open, ask what arrived and what came in."""
    from tijdig.outreach.actions.confirming import confirm_afspraken
    from tijdig.outreach.actions.receipts import poll_berichten
    from tijdig.outreach.actions.received import poll_sms
    from tijdig.outreach.actions.sending import send_berichten

    here: Here = {"gemeente_code": gemeente_code, "by": SYSTEM}
    process.in_turn([
        lambda: confirm_afspraken(moment=timezone.localtime(), **here),
        lambda: send_berichten(moment=timezone.localtime(), **here),
        lambda: poll_berichten(**here),
        lambda: poll_sms(today=today(), **here),
    ])  # fmt: skip


@app.task(name="send_brieven", retry=AGAIN, queue="berichten")
def send_brieven(gemeente_code: str) -> None:
    """Hand letters to the service that posts them, and ask about those on their way."""
    from tijdig.outreach.actions.sending_letters import poll_brieven, send_brieven

    here: Here = {"gemeente_code": gemeente_code, "by": SYSTEM}
    process.in_turn([
        lambda: send_brieven(moment=timezone.localtime(), **here),
        lambda: poll_brieven(today=today(), **here),
    ])  # fmt: skip


@app.periodic(cron="*/5 * * * *")
@app.task(name="send_waiting_berichten", queueing_lock="send_waiting_berichten", pass_context=False)
def send_waiting_berichten(timestamp: int) -> None:
    """What waited for the window or for the service goes on its way."""
    for_each_gemeente("send_berichten", alone=True)
    for_each_gemeente("send_brieven", alone=True)


@app.periodic(cron="*/5 * * * *")
@app.task(name="warn_achterwachten", queueing_lock="warn_achterwachten", pass_context=False)
def warn_achterwachten(timestamp: int) -> None:
    """Who is on call hears of a round of home visits that gives no sign (R-OUT-5)."""
    for_each_gemeente("warn_achterwacht")


@app.task(name="warn_achterwacht", queue="berichten")
def warn_achterwacht(gemeente_code: str) -> None:
    """For one gemeente; in five minutes there is another try."""
    from tijdig.outreach.actions.warn_backup import warn_achterwacht

    warn_achterwacht(gemeente_code=gemeente_code, today=today(), now=timezone.now(), by=SYSTEM)


@app.task(name="make_routes", retry=AGAIN, queue="verwerken")
def make_routes(plan_id: int, gemeente_code: str) -> None:
    """Make the routes of a plan of home visits."""
    from tijdig.outreach.actions.plan_visits import work_out_routes

    work_out_routes(plan_id, gemeente_code=gemeente_code, today=today(), by=SYSTEM)


@app.periodic(cron="*/5 * * * *")
@app.task(name="retry_checks", queueing_lock="retry_checks", pass_context=False)
def retry_checks(timestamp: int) -> None:
    """Signals whose check failed are tried again when their pause is over (§14)."""
    for_each_gemeente("follow_up")


@app.periodic(cron="15 4 * * *")
@app.task(name="end_of_day", queueing_lock="end_of_day")
def end_of_day(timestamp: int) -> None:
    """Letters without reply, data that must go: every day, for every gemeente (R-BEW-1). Old sessions go too."""
    SessionStore.clear_expired()
    for_each_gemeente("end_day_of_gemeente", alone=True)


@app.task(name="end_day_of_gemeente", retry=AGAIN, queue="verwerken")
def end_day_of_gemeente(gemeente_code: str) -> None:
    """For one gemeente; what was done is not done again."""
    process.end_of_day(gemeente_code=gemeente_code, today=today(), by=SYSTEM)


@app.periodic(cron="* * * * *")
@app.task(name="pick_up_stalled_jobs", queueing_lock="pick_up_stalled_jobs", pass_context=True)
async def pick_up_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs of a worker that died are done again by one that lives (§14)."""
    await pick_up_stalled(context.app)


async def pick_up_stalled(working: Any) -> None:
    """Put jobs back whose worker gave no sign of life for too long; every job may run twice."""
    patience = settings.PROCRASTINATE_WORKER_DEFAULTS["stalled_worker_timeout"]
    for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=patience):
        await working.job_manager.retry_job(job)
