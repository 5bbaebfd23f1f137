"""The cube of one gemeente, all indicators, three definitions: 36 months.

Baselines in DuckDB over the same rows, from Parquet: the same text, and a plain group-by of all figures by all
dimensions, which is what DuckDB is asked for without our help. Bar: three times DuckDB.
"""

import os
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from bench.databases import fresh_database
from bench.match_again import FILL, FILL_GEMEENTE, _run_all
from tests.databases import url_for
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.cube import cube_sql
from tijdig.monitor.definitions import definities
from tijdig.monitor.facts import COLUMNS, type_of
from tijdig.monitor.models import Kubuscel
from tijdig.monitor.parquet import LEFT_BEHIND, count_rows, write_rows

CODE, TODAY, MONTHS = "0001", date(2026, 11, 20), 36
WORK = """
insert into casework_contactpoging (gemeente_id, zaak_id, soort, datum, dagdeel, bereikt, minuten, notitie, gemaakt_op)
select gemeente_id, id, (array['brief', 'telefoon', 'huisbezoek'])[1 + (id + n) % 3], ontvangen_op + n * 5, 'ochtend',
    (array['nee', 'nee', 'ja', 'onbekend'])[1 + (id * n) % 4], 10, '', now()
from casework_vroegsignaalzaak, generate_series(1, 2) n;
insert into casework_termijn (gemeente_id, zaak_id, soort, start, uiterlijk, gestopt_op, gehaald)
select gemeente_id, id, 'hulpaanbod', ontvangen_op, ontvangen_op + 28, ontvangen_op + 10, id % 30 <> 0
from casework_vroegsignaalzaak;
"""
SPREAD = """
update intake_vroegsignaal set maand = (make_date(2024, 1, 1) + (regelnummer % 36) * interval '1 month')::date;
update casework_vroegsignaalzaak set maand = (make_date(2024, 1, 1) + (id % 36) * interval '1 month')::date,
    ontvangen_op = (make_date(2024, 1, 5) + (id % 36) * interval '1 month')::date, wijk = 'Wijk ' || id % 20,
    bedrag = 1000 + id * 7919 % 300000, signalen = 1, meervoudig = id % 9 = 0;
"""


def run(signals: int = 150_000) -> dict[str, Any]:
    """Seconds for the whole rebuild, for the text alone, for DuckDB, and the ratios."""
    with fresh_database() as name, tempfile.TemporaryDirectory() as kept:
        Gemeente.objects.create(code=CODE, naam="Gemeente")
        _fill(name, signals)
        rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
        whole, cells = _timed(lambda: rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM))
        write_rows(Path(kept), gemeente_code=CODE, today=TODAY)
        duck, counted = min(
            (_timed(lambda: count_rows(Path(kept))) for _ in range(3)), key=lambda pair: pair[0]
        )
        plain, plainly = min(
            (_timed(lambda: count_rows(Path(kept), plain=True)) for _ in range(3)), key=lambda pair: pair[0]
        )
        alone = _text_alone(Path(kept))
        with working_for(CODE):
            own = Kubuscel.objects.exclude(dimensie__in=LEFT_BEHIND).count()
    return {
        "signalen": signals, "maanden": MONTHS, "cellen": cells, "seconden": round(whole, 2),
        "duckdb_seconden": round(duck, 2), "verhouding": round(whole / duck, 2),
        "kaal_seconden": round(plain, 2), "verhouding_kaal": round(whole / plain, 2),
        "alleen_tellen": round(alone / duck, 2), "alleen_seconden": round(alone, 2),
        "gelijk": own == sum(1 for cell in counted if cell[2] not in LEFT_BEHIND) and set(counted) == set(plainly),
    }  # fmt: skip


def _fill(name: str, signals: int) -> None:
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name)) as owner:
        values = {"signalen": signals, "adressen": signals // 2, "code": CODE}
        _run_all(owner, FILL, values)
        owner.execute("select set_config('app.gemeente', %s, true)", [CODE])
        _run_all(owner, FILL_GEMEENTE, values)
        owner.execute(SPREAD + WORK)
        owner.commit()
        owner.autocommit = True
        owner.execute("vacuum analyze")


def _text_alone(kept: Path) -> float:
    """The text that both engines share, on PostgreSQL, over rows that lie ready as DuckDB's do."""
    import duckdb

    with working_for(CODE), connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            kinds = ", ".join(f"{column} {type_of(table, column)}" for column in columns)
            cursor.execute(f"create temporary table {table} ({kinds}) on commit drop")
            rows = duckdb.execute(f"select {', '.join(columns)} from '{kept / table}.parquet'").fetchall()
            with cursor.copy(f"copy {table} from stdin") as into:
                for row in rows:
                    into.write_row(row)
            cursor.execute(f"analyze {table}")
        taken, _ = _timed(lambda: cursor.execute("with " + cube_sql(definities())))
    return taken


def _timed(work: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made
