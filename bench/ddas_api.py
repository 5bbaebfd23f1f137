"""A page of the API of DDAS: the most memory a web process ever held, with 10,000 and with 50,000 signals on the page.

No baseline of another engine: the bar is that memory stays flat. Each size has a web server of its own, as in use.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from django.utils import timezone

from bench.databases import fresh_database
from bench.ddas import CODE, _fill, most_held
from bench.pages import _server
from tests.ddas.town import PASSWORD, certificate, keep
from tijdig.accounts.actors import SYSTEM
from tijdig.ddas.actions.agree import add_afnemer, grant_machtiging

SIZES = (10_000, 50_000)
PERIOD = {"aanleverperiodeStartdatum": "2026-01-01", "aanleverperiodeEinddatum": "2026-12-31"}


def run() -> dict[str, Any]:
    """MiB of the largest web process after its first page, seconds and megabytes of that page, per size."""
    with tempfile.TemporaryDirectory() as kept:
        os.environ |= {
            "DDAS_PKCS12": str(keep(certificate("tijdig"), Path(kept))),
            "DDAS_PKCS12_WACHTWOORD": PASSWORD,
        }
        found = {size: _collect(size) for size in SIZES}
    small, large = (found[size] for size in SIZES)
    return {
        "signalen": list(SIZES), "mib": [small["mib"], large["mib"]], "voor_de_vraag": large["before"],
        "megabyte": large["megabyte"], "seconden": large["seconden"],
        "per_seconde": round(SIZES[-1] / large["seconden"]), "verhouding": round(large["mib"] / small["mib"], 2),
    }  # fmt: skip


def _collect(signals: int) -> dict[str, Any]:
    with fresh_database() as name:
        _fill(name, signals)
        today = timezone.localdate()
        afnemer, secret = add_afnemer(naam="CBS", klantcode="cbs", certificaat=b"", today=today, by=SYSTEM)
        grant_machtiging(afnemer_id=afnemer.pk, gemeente_code=CODE, today=today, by=SYSTEM)
        with _server(name) as address, httpx.Client(base_url=address, timeout=900) as web:
            before = _most_held()
            form = {"grant_type": "client_credentials", "client_id": "cbs", "client_secret": secret}
            token = web.post("/ddas/token", data=form).json()["access_token"]
            began = time.perf_counter()
            size, text = 0, b""
            with web.stream(
                "POST", "/ddas/gegevens", json=PERIOD, headers={"Authorization": f"Bearer {token}"}
            ) as answer:
                assert answer.status_code == 200
                for piece in answer.iter_bytes():
                    size, text = size + len(piece), text + piece
            taken, held = time.perf_counter() - began, _most_held()
        written = json.loads(text)["gegevens"]["leveringen"][0]["vroegsignalen"]
        assert len(written) > 0.99 * signals  # a few have neither a BSN nor a house number
    return {"mib": held, "before": before, "seconden": round(taken, 1), "megabyte": round(size / 1e6)}


def _most_held() -> int:
    """MiB of the one web process that ever held most."""
    return max(most_held(pid) for child in _children(os.getpid()) for pid in (child, *_children(child)))


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())
