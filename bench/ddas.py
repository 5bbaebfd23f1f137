"""A delivery to DDAS as files: memory of the command at 10,000 and at 100,000 signals, and signals a second.

No baseline of another engine: the bar is that memory stays flat. Each run is a process of its own, as in use.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from django.utils import timezone

from bench.databases import fresh_database
from bench.match_again import FILL, FILL_GEMEENTE, _run_all
from tests.databases import url_for
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.checks.models import Inwoner, Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.sealed import fingerprint, seal

CODE, SIZES, BSN = "0505", (10_000, 100_000), "999990019"
ATTEMPTS = """
insert into casework_contactpoging (gemeente_id, zaak_id, soort, datum, dagdeel, bereikt, minuten, notitie, gemaakt_op)
select gemeente_id, id, (array['brief', 'telefoon', 'huisbezoek'])[1 + (id + n) % 3], ontvangen_op + n * 5, 'ochtend',
    (array['nee', 'nee', 'ja', 'onbekend'])[1 + (id * n) % 4], 10, '', now()
from casework_vroegsignaalzaak, generate_series(1, 2) n;
"""


def run() -> dict[str, Any]:
    """MiB and seconds per size, and how much the memory grew."""
    found = {size: _deliver(size) for size in SIZES}
    small, large = (found[size] for size in SIZES)
    return {
        "signalen": list(SIZES), "mib": [small["mib"], large["mib"]], "bestanden": large["bestanden"],
        "megabyte": large["megabyte"], "seconden": large["seconden"],
        "per_seconde": round(SIZES[-1] / large["seconden"]), "verhouding": round(large["mib"] / small["mib"], 2),
    }  # fmt: skip


def _deliver(signals: int) -> dict[str, Any]:
    with fresh_database() as name, tempfile.TemporaryDirectory() as kept:
        _fill(name, signals)
        command = [sys.executable, "-m", "tijdig", "ddas", f"{kept}/levering.json", "--gemeente", CODE,
                   "--van", "2026-01-01", "--tot", "2026-12-31"]  # fmt: skip
        environment = os.environ | {"DATABASE_URL": url_for(os.environ["DATABASE_URL"], name)}
        began = time.perf_counter()
        running, held = subprocess.Popen(command, env=environment), 0
        while running.poll() is None:
            held = max(held, most_held(running.pid))
            time.sleep(0.05)
        taken = time.perf_counter() - began
        assert running.returncode == 0
        files = list(Path(kept).glob("*.json"))
        written = sum(len(json.loads(file.read_bytes())["leveringen"][0]["vroegsignalen"]) for file in files)
        assert written > 0.99 * signals  # a few have neither a BSN nor a house number
        size = sum(file.stat().st_size for file in files)
    return {
        "mib": held, "seconden": round(taken, 1), "bestanden": len(files),
        "megabyte": round(size / 1e6),
    }  # fmt: skip


def most_held(pid: int) -> int:
    """MiB. Read while it runs: what wait4() tells begins with what the process that started it held."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def _fill(name: str, signals: int) -> None:
    Gemeente.objects.create(code=CODE, naam="Dordrecht")
    values = {"signalen": signals, "adressen": signals // 2, "code": CODE}
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name)) as owner:
        _run_all(owner, FILL, values)
        owner.execute("select set_config('app.gemeente', %s, true)", [CODE])
        _run_all(owner, FILL_GEMEENTE, values)
        owner.execute(ATTEMPTS)
        owner.commit()
    with working_for(CODE):
        somebody = Inwoner.objects.create(
            gemeente_id=CODE, bsn_zegel=seal(BSN), bsn_kenmerk=fingerprint(BSN), gecontroleerd_op=timezone.localdate()
        )  # fmt: skip
        third = Vroegsignaal.objects.filter(regelnummer__lte=signals // 3).values_list("pk", flat=True)
        Toets.objects.bulk_create(
            (
                Toets(
                    gemeente_id=CODE,
                    vroegsignaal_id=pk,
                    inwoner=somebody,
                    op=timezone.now(),
                    uitkomst="gevonden_exact",
                )
                for pk in third
            ),
            batch_size=5_000,
        )
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name), autocommit=True) as owner:
        owner.execute("vacuum analyze")
