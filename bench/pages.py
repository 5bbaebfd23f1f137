"""Work list, zaak page and start page at 50 users, in a gemeente the size of 900,000 residents over 3 years.

Measured: server time per page (p95) and the number of queries, which must not grow with the data.
"""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.databases import fresh_database
from bench.match_again import _fill
from tijdig.accounts.context import working_for
from tijdig.casework.models import Vroegsignaalzaak

CODE = "0001"
BAR_SECONDS = 0.2


def run(signals: int = 150_000, users: int = 50, rounds: int = 4) -> dict[str, Any]:
    """Median and p95 in milliseconds per page, and queries per page."""
    with fresh_database() as name:
        _fill(name, [CODE], signals)
        _spread_over_statuses()
        answers = {page: _measure(page, users, rounds) for page in _pages()}
    return {"signalen": signals, "gebruikers": users, "paginas": answers}


def _spread_over_statuses() -> None:
    """Three years: all but the newest zaken are closed."""
    with working_for(CODE):
        newest = list(Vroegsignaalzaak.objects.order_by("-pk").values_list("pk", flat=True)[:4000])
        Vroegsignaalzaak.objects.exclude(pk__in=newest).update(
            status="afgerond", eindresultaat="niet_bereikt", afgerond_op="2026-06-01"
        )
        Vroegsignaalzaak.objects.filter(pk__in=newest).update(bakje="brief")


def _pages() -> list[str]:
    with working_for(CODE):
        zaak = Vroegsignaalzaak.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return ["/", "/zaken/", f"/zaken/{zaak}/"]


def _measure(page: str, users: int, rounds: int) -> dict[str, Any]:
    clients = _clients(users)
    _timed(clients[0], page)
    queries = _queries(clients[0], page)
    # As many at once as two processes with four threads take; the rest stands in line, as on a real server.
    with ThreadPoolExecutor(max_workers=8) as pool:
        taken = list(pool.map(lambda client: _timed(client, page), clients * rounds))
    taken.sort()
    return {
        "mediaan_ms": round(statistics.median(taken) * 1000),
        "p95_ms": round(taken[int(len(taken) * 0.95)] * 1000),
        "alleen_ms": round(min(_timed(clients[0], page) for _ in range(5)) * 1000),
        "vragen": queries,
    }


def _clients(users: int) -> list[Any]:
    from django.test import Client

    from tests import make
    from tijdig.accounts.models import User
    from tijdig.rules.terms import Rolsoort

    with working_for(CODE):
        found = User.objects.filter(username="bench").first()
        user = found or make.user("bench", Rolsoort.TEAMLEIDER, gemeente_code=CODE)
    clients = []
    for _ in range(users):
        client = Client()
        make.login(client, user)
        clients.append(client)
    return clients


def _timed(client: Any, page: str) -> float:
    began = time.perf_counter()
    answer = client.get(page)
    taken = time.perf_counter() - began
    assert answer.status_code == 200, f"{page}: {answer.status_code}"
    return taken


def _queries(client: Any, page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)
