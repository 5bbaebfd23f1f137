"""Checking 10,000 signals with a BRP that takes 100 ms for each answer.

Baseline: what the allowed parallelism permits, so questions × 100 ms / parallel. Bar: 1.2 times that. The BRP is the
fake one in a process of its own, over HTTP.
"""

import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from bench.databases import fresh_database
from bench.from_delivery_to_proposals import DAY, answer_of, delivery
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.audit.models import AuditEvent
from tijdig.checks.actions.identify import identify_signals
from tijdig.intake.actions.admit import admit_aanlevering
from tijdig.intake.actions.receive import receive_aanlevering

DELAY_MS, PARALLEL = 100, 32


def run(signals: int = 10_000) -> dict[str, Any]:
    """Seconds, what was permitted, and the ratio."""
    from tests import make

    with fresh_database(), _slow_brp(signals) as url:
        settings.BRP |= {"base_url": url, "parallel": PARALLEL}
        with working_for("0505"):
            make.gemeente(brp_koppeling=True)
            content = delivery(signals)
            aanlevering = receive_aanlevering(
                gemeente_code="0505", partner=make.partner(), dag=DAY, bestand=io.BytesIO(content),
                grootte=len(content), bestandsnaam="bench.csv", kanaal="opdrachtregel", by=SYSTEM,
            )  # fmt: skip
        admit_aanlevering(str(aanlevering.pk), gemeente_code="0505", by=SYSTEM)
        began = time.perf_counter()
        checked = identify_signals(gemeente_code="0505", today=DAY, by=SYSTEM)
        spent = time.perf_counter() - began
        with working_for("0505"):
            details = AuditEvent.objects.filter(what="brp.bevraagd").values_list("detail", flat=True)
            asked = sum(len(detail["vragen"].split(",")) for detail in details)
    permitted = asked * DELAY_MS / 1000 / PARALLEL
    return {
        "signalen": checked.gecontroleerd, "vragen": asked, "parallel": PARALLEL, "seconden": round(spent, 2),
        "toegestaan_seconden": round(permitted, 2), "verhouding": round(spent / permitted, 2),
    }  # fmt: skip


@contextmanager
def _slow_brp(signals: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as kept:
        persons = Path(kept) / "persons.json"
        persons.write_text(json.dumps([answer_of(number) for number in range(signals)]))
        module = "tijdig.connectors.brp_fake"
        brp = subprocess.Popen(
            [sys.executable, "-m", module, "--persons", str(persons), "--delay-ms", str(DELAY_MS)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield brp.stdout.readline().strip() if brp.stdout else ""
        finally:
            brp.terminate()
            brp.wait()
