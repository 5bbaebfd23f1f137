"""The pages of figures for 50 users: the overview, questions that are split, and one with choices that combine.

Those without a choice read cells; the last is counted at the moment. Measured as the start page is (`pages.py`).
"""

import statistics
from typing import Any

from bench.cube import TODAY, _fill
from bench.databases import fresh_database
from bench.pages import CODE, _alone, _cookies, _many, _queries, _server
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.models import Gemeente
from tijdig.monitor.actions.rebuild import rebuild_kubus

PAGES = (
    "/cijfers/",
    "/cijfers/hulp?naar=wijk",
    "/cijfers/termijnen?naast=jaar",
    "/cijfers/wijken?cijfer=C5G",
)
CHOSEN = "/cijfers/bereik?wijk=Wijk+3&soort=huur"


def run(signals: int = 150_000, users: int = 50, seconds: int = 40) -> dict[str, Any]:
    """p95 and median in milliseconds of the pages with cells together, and of the one that is counted at the moment."""
    with fresh_database() as name:
        Gemeente.objects.create(code=CODE, naam="Gemeente")
        _fill(name, signals)
        rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
        cookies = _cookies(users)
        queries = {page: _queries(cookies[0], page) for page in (*PAGES, CHOSEN)}
        with _server(name) as address:
            alone = {page: _alone(address, cookies[0], page) for page in (*PAGES, CHOSEN)}
            taken = _many(address, cookies, [*PAGES, CHOSEN], seconds)
    kept = sorted(second for page in PAGES for second in taken[page])
    chosen = sorted(taken[CHOSEN])
    return {
        "signalen": signals, "gebruikers": users, "keer": len(kept) + len(chosen),
        "mediaan_ms": round(statistics.median(kept) * 1000), "p95_ms": round(kept[int(len(kept) * 0.95)] * 1000),
        "alleen_ms": round(max(alone[page] for page in PAGES) * 1000), "vragen": max(queries[page] for page in PAGES),
        "keuze_p95_ms": round(chosen[int(len(chosen) * 0.95)] * 1000), "keuze_alleen_ms": round(alone[CHOSEN] * 1000),
        "keuze_vragen": queries[CHOSEN],
    }  # fmt: skip
