"""Start page, work list and zaak page for 50 users, in a gemeente the size of 900,000 residents over 3 years.

The real server (gunicorn, two processes of four threads) answers over HTTP, on the same two cores as the
database and the users. Each user looks at a page, thinks, and goes on. Measured: time per page as the user
waits for it (p95), and the number of queries, which must not grow with the data.
"""

import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any

import httpx
import psycopg

from bench.databases import fresh_database
from bench.match_again import _fill
from tests.databases import url_for
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.casework.actions.weighing import propose_wegingen
from tijdig.casework.models import Teamuren, Vroegsignaalzaak

CODE = "0001"
THINKING = (4.0, 12.0)  # seconds between two pages of one user
START_SECONDS = 30


def run(signals: int = 150_000, users: int = 50, seconds: int = 40) -> dict[str, Any]:
    """Median and p95 in milliseconds per page, the time of one user alone, and queries per page."""
    with fresh_database() as name:
        _fill(name, [CODE], signals)
        _spread_over_statuses(name)
        pages, cookies = _pages(), _cookies(users)
        queries = {page: _queries(cookies[0], page) for page in pages}
        with _server(name) as address:
            alone = {page: _alone(address, cookies[0], page) for page in pages}
            taken = _many(address, cookies, pages, seconds)
    found = {
        page: {
            "mediaan_ms": round(statistics.median(taken[page]) * 1000),
            "p95_ms": round(sorted(taken[page])[int(len(taken[page]) * 0.95)] * 1000),
            "alleen_ms": round(alone[page] * 1000),
            "keer": len(taken[page]),
            "vragen": queries[page],
        }
        for page in pages
    }
    return {"signalen": signals, "gebruikers": users, "seconden": seconds, "paginas": found}


def _spread_over_statuses(name: str) -> None:
    """Three years: all but the newest zaken are closed. Their team has hours, so the list of the week is made."""
    with working_for(CODE):
        Teamuren.objects.create(gemeente_id=CODE, team="Team", vanaf=date(2026, 1, 1), minuten=20_000)
        newest = list(Vroegsignaalzaak.objects.order_by("-pk").values_list("pk", flat=True)[:4000])
        Vroegsignaalzaak.objects.exclude(pk__in=newest).update(
            status="afgerond", eindresultaat="niet_bereikt", afgerond_op="2026-06-01"
        )
    propose_wegingen(newest, gemeente_code=CODE, today=date(2026, 11, 20), by=SYSTEM)
    with working_for(CODE):
        Vroegsignaalzaak.objects.filter(pk__in=newest).update(bakje="brief", team="Team")
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name), autocommit=True) as owner:
        owner.execute("vacuum analyze")


def _pages() -> list[str]:
    with working_for(CODE):
        zaak = Vroegsignaalzaak.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return ["/", "/zaken/", f"/zaken/{zaak}/"]


def _cookies(users: int) -> list[dict[str, str]]:
    """A session of each user, logged in with the second factor."""
    from django.test import Client

    from tests import make
    from tijdig.rules.terms import Rolsoort

    cookies = []
    for number in range(users):
        with working_for(CODE):
            user = make.user(f"bench{number}", Rolsoort.TEAMLEIDER, gemeente_code=CODE)
        client = make.login(Client(headers={"host": "localhost"}), user)
        client.get("/")
        cookies.append({name: morsel.value for name, morsel in client.cookies.items()})
    return cookies


def _queries(cookies: dict[str, str], page: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    for name, value in cookies.items():
        client.cookies[name] = value
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


@contextmanager
def _server(name: str) -> Iterator[str]:
    """The web server on a free port, working in the database `name`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "tijdig.config.wsgi", "--bind", place, "--workers", "2", "--threads",
         "4", "--log-level", "warning"],
        env=os.environ | {"DATABASE_URL": url_for(os.environ["DATABASE_URL"], name)},
    )  # fmt: skip
    try:
        _wait_for(f"http://{place}")
        yield f"http://{place}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(START_SECONDS * 5):
        try:
            httpx.get(f"{address}/gezond")
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server does not start")


def _alone(address: str, cookies: dict[str, str], page: str) -> float:
    with httpx.Client(base_url=address, cookies=cookies) as user:
        return min(_timed(user, page) for _ in range(8))


def _many(
    address: str, cookies: list[dict[str, str]], pages: list[str], seconds: int
) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = defaultdict(list)

    def work(number: int) -> None:
        chance = random.Random(number)
        until = time.perf_counter() + seconds
        with httpx.Client(base_url=address, cookies=cookies[number], timeout=60) as user:
            time.sleep(chance.uniform(0, THINKING[1]))
            while time.perf_counter() < until:
                page = chance.choice(pages)
                taken[page].append(_timed(user, page))
                time.sleep(chance.uniform(*THINKING))

    with ThreadPoolExecutor(max_workers=len(cookies)) as users:
        list(users.map(work, range(len(cookies))))
    return taken


def _timed(user: httpx.Client, page: str) -> float:
    began = time.perf_counter()
    answer = user.get(page)
    taken = time.perf_counter() - began
    assert answer.status_code == 200, f"{page}: {answer.status_code}"
    return taken
