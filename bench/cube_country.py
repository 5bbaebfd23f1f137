"""The cube of the whole country, two workers, one per core: 342 gemeenten with the signals of a year.

Baselines: the same text, and a plain group-by, in DuckDB over the rows of all of them at once, with the gemeente in
the key. Bar: three times.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from django.db import connection

from bench.cube import WORK
from bench.databases import fresh_database
from bench.match_again import DAY, WORKERS, _fill, shared_out
from tests.databases import url_for
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.monitor.actions.rebuild import FOR_COUNTING, rebuild_kubus
from tijdig.monitor.counted import fact_values, make_rows, new_cells
from tijdig.monitor.cube import cube_sql
from tijdig.monitor.definitions import definities
from tijdig.monitor.facts import COLUMNS, READ_BY_THE_TEXT
from tijdig.monitor.models import Kubuscel
from tijdig.monitor.parquet import LEFT_BEHIND, write_rows

ZAKEN = """
update casework_vroegsignaalzaak set wijk = 'Wijk ' || id % 20, bedrag = 1000 + id * 7919 % 300000, signalen = 1;
"""


def run(gemeenten: int = 342, per_month: int = 92_000) -> dict[str, Any]:
    """Seconds to count every gemeente for the first time and again, the baseline, and the ratio of the second time."""
    codes = [f"{g:04d}" for g in range(1, gemeenten + 1)]
    with fresh_database() as name, tempfile.TemporaryDirectory() as kept:
        signals = per_month * 12 // gemeenten
        _fill(name, codes, signals)
        _work(name, codes)
        first, again = shared_out(codes, _count), shared_out(codes, _count)
        cells = 0
        for code in codes:
            write_rows(Path(kept) / f"gemeente={code}", gemeente_code=code, today=DAY)
            with working_for(code):
                cells += Kubuscel.objects.exclude(dimensie__in=LEFT_BEHIND).count()
        duck, counted = min((_together(Path(kept)) for _ in range(3)), key=lambda pair: pair[0])
        plain, _ = min((_together(Path(kept), plain=True) for _ in range(3)), key=lambda pair: pair[0])
        alone = _text_alone(codes)
    return {
        "gemeenten": gemeenten, "signalen": signals * gemeenten, "cellen": cells, "eerste_keer": round(first, 2),
        "seconden": round(again, 2), "duckdb_seconden": round(duck, 2), "verhouding": round(again / duck, 2),
        "kaal_seconden": round(plain, 2), "verhouding_kaal": round(again / plain, 2),
        "alleen_seconden": round(alone, 2), "alleen_tellen": round(alone / duck, 2), "gelijk": counted == cells,
    }  # fmt: skip


def _work(name: str, codes: list[str]) -> None:
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name)) as owner:
        for code in codes:
            owner.execute("select set_config('app.gemeente', %s, true)", [code])
            owner.execute(ZAKEN + WORK)
        owner.commit()
        owner.autocommit = True
        owner.execute("vacuum analyze")


def _count(code: str) -> None:
    rebuild_kubus(gemeente_code=code, today=DAY, by=SYSTEM)


def _text_alone(codes: list[str]) -> float:
    """Seconds that the shared text takes of all gemeenten, over rows that stand ready, on two workers."""
    spent: list[float] = []

    def count(code: str) -> None:
        with working_for(code), connection.cursor() as cursor:
            for setting in FOR_COUNTING:
                cursor.execute(f"set local {setting}")
            make_rows(cursor, fact_values(code, DAY, None), but=READ_BY_THE_TEXT)
            began = time.perf_counter()
            new_cells(cursor)
            spent.append(time.perf_counter() - began)

    shared_out(codes, count)
    return sum(spent) / WORKERS


def _together(kept: Path, *, plain: bool = False) -> tuple[float, int]:
    """Seconds, and how many cells of what leaves a gemeente."""
    began = time.perf_counter()
    with duckdb.connect() as engine:
        for table, columns in COLUMNS.items():
            rows = f"read_parquet('{kept}/*/{table}.parquet', hive_partitioning=true)"
            if "maand" in columns:
                key = "cast(gemeente as int) * 100000 + year(maand) * 12 + month(maand)"
                text = f"select * replace ({key} as maand) from {rows}"
            else:
                text = f"select distinct {', '.join(columns)} from {rows}"
            engine.execute(f"create view {table} as {text}")
        found = engine.execute("with " + cube_sql(definities(), plain=plain)).fetchall()
    return time.perf_counter() - began, sum(1 for cell in found if cell[2] not in LEFT_BEHIND)
