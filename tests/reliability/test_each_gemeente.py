"""What fails for one gemeente, or in one step, holds up nothing else (§14, R-BEW-1, R-OUT-5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from tests import make
from tijdig import jobs, process
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.intake.queueing import hand_to_worker
from tijdig.privacy.models import Vernietiging
from tijdig.rules.terms import Eindresultaat, Zaakstatus

pytestmark = pytest.mark.django_db
CODES = ("0505", "0518", "0599")


@pytest.fixture
def three() -> None:
    for code in CODES:
        make.gemeente(code, f"Gemeente {code}")


def waiting(job: str) -> list[str]:
    rows = ProcrastinateJob.objects.filter(task_name=job, status="todo")
    return sorted(rows.values_list("args__gemeente_code", flat=True))


@pytest.mark.parametrize(
    ("every", "one"),
    [
        ("send_waiting_berichten", "send_berichten"), ("send_waiting_berichten", "send_brieven"),
        ("retry_checks", "follow_up"), ("warn_achterwachten", "warn_achterwacht"),
        ("end_of_day", "end_day_of_gemeente"),
    ],
)  # fmt: skip
def test_a_job_that_waits_for_one_gemeente_holds_up_no_other(three: None, every: str, one: str) -> None:
    """After a failure it waits for its next try, and is not queued twice."""
    hand_to_worker(one, once=f"{one}:0505", gemeente_code="0505")
    for _ in range(2):
        getattr(jobs, every).func(0)
    assert waiting(one) == list(CODES)


def test_pauses_grow_to_an_hour_and_the_tries_end() -> None:
    """What was mended after a bad day does not wait for days."""

    def pause(attempts: int) -> float | None:
        job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="x", attempts=attempts)
        decision = jobs.AGAIN.get_retry_decision(exception=ValueError(), job=job)
        return (
            (decision.retry_at - timezone.now()).total_seconds() if decision and decision.retry_at else None
        )

    pauses = [pause(attempts) for attempts in range(jobs.TRIES)]
    assert pauses[-1] is None
    assert [round(one or 0) for one in pauses[:5]] == [4, 16, 64, 256, 1024]
    assert {round(one or 0) for one in pauses[5:-1]} == {3_600}


def test_data_go_although_another_step_of_the_night_fails(settings: Any) -> None:  # R-BEW-1
    """The file with certificates of a register was moved, for instance; that is told, and the data went."""
    make.gemeente(shv_koppeling=True)
    zaak = make.zaak(make.checked(make.partner(), straat="Merelhof"))
    Vroegsignaalzaak.objects.update(
        status=Zaakstatus.AFGEROND, afgerond_op=make.TODAY - timedelta(days=400),
        eindresultaat=Eindresultaat.NIET_BEREIKT,
    )  # fmt: skip
    settings.SHV = {
        "base_url": "https://shv.example",
        "api_key": "x",
        "timeout_seconds": 1.0,
        "ca": "/nergens/ca.pem",
    }
    with pytest.raises(ExceptionGroup, match="the others were done"):
        process.end_of_day(gemeente_code="0505", today=make.TODAY, by=SYSTEM)
    zaak.refresh_from_db()
    assert (zaak.straat, zaak.gewist_op) == ("", make.TODAY)
    assert Vernietiging.objects.count() == 1
