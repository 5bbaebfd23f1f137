"""What the text of the count needs to know, and that text for PostgreSQL."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tijdig.rules.terms import Monitoruitkomst

from .cube import cube_sql
from .definitions import definities, newest, results_that_count_as
from .facts import FACTS

INTO = (
    "insert into monitor_kubuscel (gemeente_id, maand, indicator, dimensie, waarde, definitie, teller, noemer)\n"
    "select %(gemeente)s, maand, indicator, dimensie, waarde, definitie, teller, noemer from (\n"
)


def cube_statement() -> str:
    """The statement for PostgreSQL: rows without a person, then the text that every engine runs."""
    return f"{INTO}with {FACTS}, {cube_sql(definities())}\n) cellen"


def fact_values(gemeente_code: str, today: date, months: Sequence[date] | None) -> dict[str, Any]:
    """The parameters of `FACTS`: the months (None: all), the day, and what policy says on it."""
    return {
        "gemeente": gemeente_code, "today": today, "maanden": months, "open_dagen": newest().open_dagen,
        "wil_hulp": results_that_count_as(Monitoruitkomst.WIL_HULP, today, gemeente_code),
        "bekend": results_that_count_as(Monitoruitkomst.BEKEND_BIJ_SHV, today, gemeente_code),
    }  # fmt: skip
