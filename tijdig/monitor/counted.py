"""What the text of the count needs to know, and how PostgreSQL comes to the rows it reads."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tijdig.rules.terms import Monitoruitkomst

from .cube import cube_sql
from .definitions import definities, newest, results_that_count_as
from .facts import COLUMNS, FACTS

INTO = (
    "insert into monitor_kubuscel (gemeente_id, maand, indicator, dimensie, waarde, definitie, teller, noemer)\n"
    "select %(gemeente)s, maand, indicator, dimensie, waarde, definitie, teller, noemer from (\n"
)


def cells_statement() -> str:
    """The shared text, into the table of cells."""
    return f"{INTO}with {cube_sql(definities())}\n) cellen"


def make_rows(cursor: Any, values: dict[str, Any]) -> None:
    """The rows without a person, in tables of this transaction. With statistics, or the engine would group by sorting.

    They have the names that the shared text reads, so that it need not know which engine it runs on.
    """
    for table, columns in COLUMNS.items():
        cursor.execute(f"drop table if exists pg_temp.{table}")
        cursor.execute(
            f"create temporary table {table} on commit drop as with {FACTS} select {', '.join(columns)} from {table}",
            values,
        )
        cursor.execute(f"analyze {table}")


def fact_values(gemeente_code: str, today: date, months: Sequence[date] | None) -> dict[str, Any]:
    """The parameters of `FACTS`: the months (None: all), the day, and what policy says on it."""
    return {
        "gemeente": gemeente_code, "today": today, "maanden": months, "open_dagen": newest().open_dagen,
        "wil_hulp": results_that_count_as(Monitoruitkomst.WIL_HULP, today, gemeente_code),
        "bekend": results_that_count_as(Monitoruitkomst.BEKEND_BIJ_SHV, today, gemeente_code),
    }  # fmt: skip
