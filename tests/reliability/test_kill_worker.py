"""kill -9 of the worker during 20,000 lines, ten times: nothing lost, nothing twice (R-INT-3, R-INT-4)."""

import csv
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from tests import make
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import ZaakSignaal
from tijdig.checks.models import Toets
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.rules.terms import Aanleverstatus

ROOT = Path(__file__).resolve().parents[2]
LINES, KILLS = 20_000, 10
HEADING = (
    "referentie", "soort", "voorletters", "achternaam", "postcode", "huisnummer", "bedrag", "vervaldatum",
    "herinnering", "contact", "gewezen_op_hulp", "aanbod_gegevens",
)  # fmt: skip


def a_delivery(lines: int) -> bytes:
    """Every tenth line is too young, every twentieth is the line before it once more."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADING)
    for number in range(lines):
        key = number - 1 if number % 20 == 19 else number
        age = 5 if key % 10 == 0 else 60
        writer.writerow(
            [f"K{key}", "huur", "A.", f"Naam{key}", f"{3311 + key % 9}AB", key % 900 + 1, f"{200 + key % 700},00",
             (make.TODAY - timedelta(days=age)).isoformat(), "ja", "ja", "ja", "ja"]
        )  # fmt: skip
    return out.getvalue().encode()


def start_worker() -> subprocess.Popen[bytes]:
    environment = os.environ | {"TIJDIG_HEARTBEAT": "0.3", "TIJDIG_VANDAAG": make.TODAY.isoformat()}
    return subprocess.Popen(
        [sys.executable, "-m", "tijdig", "werker"], cwd=ROOT, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def progress(pk: object) -> tuple[int, str]:
    with working_for("0505"):
        return Aanlevering.objects.values_list("gelezen_tot", "status").get(pk=pk)


def kill_at_work(chance: random.Random) -> None:
    """Start a worker, wait until it has the job in hand, and kill it a random moment later.

    The moments are so near that the job cannot be done before the last kill: else nothing would be killed.
    """
    worker = start_worker()
    deadline = time.monotonic() + 60
    while not at_work():
        assert time.monotonic() < deadline, "no worker took the job"
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.6))
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    time.sleep(1)  # three heartbeats: from here on the job counts as left alone


def at_work() -> bool:
    """Is the job being done by a worker that gave a sign of life just now?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from procrastinate_jobs j join procrastinate_workers w on w.id = j.worker_id"
            " where j.status = 'doing' and j.task_name = 'process_aanlevering'"
            " and w.last_heartbeat > now() - interval '0.9 second')"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.slow
def test_ten_kills_lose_nothing_and_double_nothing(real_db: str) -> None:
    """The delivery ends as it would have without a single kill."""
    content = a_delivery(LINES)
    with working_for("0505"):
        make.gemeente()
        partner = make.partner()
        aanlevering = receive_aanlevering(
            gemeente_code="0505", partner=partner, dag=make.TODAY, bestand=io.BytesIO(content),
            grootte=len(content), bestandsnaam="huur.csv", kanaal="upload", by=SYSTEM,
        )  # fmt: skip
        app.configure_task("process_aanlevering").defer(
            aanlevering_id=str(aanlevering.pk), gemeente_code="0505"
        )
    chance = random.Random(20)
    seen = []
    for _ in range(KILLS):
        kill_at_work(chance)
        seen.append(progress(aanlevering.pk))
    worker = start_worker()
    deadline = time.monotonic() + 240
    while not everything_done(aanlevering.pk) and time.monotonic() < deadline:
        time.sleep(0.5)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()

    assert seen == sorted(seen), "progress never goes back"
    with working_for("0505"):
        check_the_sums(aanlevering.pk)


def everything_done(pk: object) -> bool:
    with working_for("0505"):
        done = Aanlevering.objects.get(pk=pk).status == Aanleverstatus.VERWERKT
        return done and not Vroegsignaal.objects.filter(status="te_controleren").exists()


def check_the_sums(pk: object) -> None:
    done = Aanlevering.objects.get(pk=pk)
    verdicts = Counter(Aanleverregel.objects.values_list("oordeel", flat=True))
    assert done.status == Aanleverstatus.VERWERKT
    assert done.regels == LINES == sum(verdicts.values())
    assert (done.toegelaten, done.geweigerd, done.dubbel) == (
        verdicts["toegelaten"], verdicts["geweigerd"], verdicts["dubbel"],
    )  # fmt: skip
    assert verdicts == {"toegelaten": 17_000, "geweigerd": 2_000, "dubbel": 1_000}
    assert Vroegsignaal.objects.count() == verdicts["toegelaten"]
    assert Toets.objects.count() == Vroegsignaal.objects.count()
    assert not ZaakSignaal.objects.exists(), "without a BRP link every signal waits for a person (R-BRP-1)"
    assert not Bestanddeel.objects.exists()
    judged = AuditEvent.objects.filter(what="aanlevering.deel_beoordeeld").values_list("detail", flat=True)
    assert sum(detail["regels"] for detail in judged) == LINES, (
        "every chunk has its one audit event (R-BEW-4)"
    )
    assert AuditEvent.objects.filter(what="aanlevering.verwerkt").count() == 1
