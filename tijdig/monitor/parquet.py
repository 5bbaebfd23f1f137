"""The rows without a person as Parquet, and the same count over them in DuckDB (R-MON-1).

For whoever counts many gemeenten at once, or wants to check the cube with another engine. A melding gets a number drawn
by lot, and partner, wijk, team and organisation are left empty: nothing in the files leads back to a zaak. Amounts and
days are still those of one address, so the rows stay within the gemeente; what is delivered to others is the cube.
"""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from tijdig.accounts.context import working_for

from .counted import fact_values, make_rows
from .cube import cube_sql
from .definitions import definities
from .facts import COLUMNS, type_of

AS_WRITTEN = "header=false, allow_quoted_nulls=false"  # an empty word is a word
LEFT_BEHIND = ("partner", "wijk", "team", "organisatie")


def write_rows(folder: Path, *, gemeente_code: str, today: date) -> dict[str, int]:
    """One file per set of rows. Returns how many rows each has."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as engine, working_for(gemeente_code):
        with connection.cursor() as cursor:
            make_rows(cursor, fact_values(gemeente_code, today, None))
        for table, columns in COLUMNS.items():
            _read(engine, table, columns, folder)
        engine.execute(
            "create table lot as select melding, row_number() over () as nummer "
            "from (select melding from feit_melding order by random())"
        )
        return {table: _write(engine, table, columns, folder) for table, columns in COLUMNS.items()}


def count_rows(folder: Path, *, plain: bool = False) -> list[tuple[Any, ...]]:
    """The cells that DuckDB counts over these files: maand, indicator, dimensie, waarde, definitie, teller, noemer.

    `plain`: by the text without the groups of `cube.py`, to measure against.
    """
    with duckdb.connect() as engine:
        for table in COLUMNS:
            path = str(folder / f"{table}.parquet")
            engine.execute(f"create view {table} as select * from read_parquet('{_quoted(path)}')")
        return engine.execute("with " + cube_sql(definities(), plain=plain)).fetchall()


def _read(
    engine: duckdb.DuckDBPyConnection,
    table: str,
    columns: tuple[str, ...],
    folder: Path,
) -> None:
    """From PostgreSQL through a passing CSV: both engines are fast at it, and nothing is held in memory."""
    path = folder / f".{table}.csv"
    chosen = ", ".join("''" if name in LEFT_BEHIND else name for name in columns)
    try:
        with path.open("wb") as file, connection.cursor() as cursor:
            text = f"copy (select {chosen} from {table}) to stdout with (format csv, force_quote *)"
            with cursor.copy(text) as rows:
                for block in rows:
                    file.write(block)
        types = ", ".join(f"'{name}': '{type_of(table, name)}'" for name in columns)
        engine.execute(
            f"create table {table} as select * from "
            f"read_csv('{_quoted(str(path))}', {AS_WRITTEN}, columns={{{types}}})"
        )
    finally:
        path.unlink(missing_ok=True)


def _write(engine: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], folder: Path) -> int:
    numbered = "melding" in columns
    chosen = ", ".join("l.nummer as melding" if name == "melding" else f"t.{name}" for name in columns)
    lot = "left join lot l on l.melding = t.melding" if numbered else ""
    path = _quoted(str(folder / f"{table}.parquet"))
    engine.execute(
        f"copy (select {chosen} from {table} t {lot} order by all) to '{path}' (format parquet, compression zstd)"
    )
    return int(engine.execute(f"select count(*) from {table}").fetchall()[0][0])


def _quoted(path: str) -> str:
    return path.replace("'", "''")
