"""What the text of the count needs to know, and how PostgreSQL comes to the rows it reads."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from tijdig.policies import policy_on
from tijdig.rules.indicators import Dimensie
from tijdig.rules.terms import Aanpak, Contactsoort, Monitoruitkomst

from .cube import Keuze, cube_sql
from .definitions import definities, newest, results_that_count_as
from .facts import READ_BY_THE_TEXT, steps, tables
from .models import Kubusstand
from .netherlands import YEARS
from .reference import residents_per_year
from .remembered import LAST_SEEN, REMEMBER, REMEMBER_DELIVERIES

GONE = """
delete from monitor_kubuscel k where (%(maanden)s::date[] is null or k.maand = any(%(maanden)s)) and not exists (
    select from geteld g where g.maand = k.maand and g.indicator = k.indicator and g.dimensie = k.dimensie
        and g.waarde = k.waarde and g.definitie = k.definitie and g.teller = k.teller
        and g.noemer is not distinct from k.noemer)
"""
NEW = """
insert into monitor_kubuscel (gemeente_id, maand, indicator, dimensie, waarde, definitie, teller, noemer)
select %(gemeente)s, maand, indicator, dimensie, waarde, definitie, teller, noemer from geteld g where not exists (
    select from monitor_kubuscel k where g.maand = k.maand and g.indicator = k.indicator and g.dimensie = k.dimensie
        and g.waarde = k.waarde and g.definitie = k.definitie)
"""
AANPAK_OF = {
    Contactsoort.TELEFOON: Aanpak.BELLEN, Contactsoort.HUISBEZOEK: Aanpak.HUISBEZOEK_ONAANGEKONDIGD,
    Contactsoort.BRIEF: Aanpak.BRIEF, Contactsoort.EMAIL: Aanpak.EMAIL, Contactsoort.SMS_WHATSAPP: Aanpak.SMS,
}  # fmt: skip

Cel = tuple[date, str, str, str, str, int, int | None]


def new_cells(cursor: Any) -> int:
    """The cells that the shared text counts, in a table of this transaction. Returns how many there are."""
    cursor.execute("drop table if exists pg_temp.geteld")
    signals = f"{READ_BY_THE_TEXT} as not materialized ({steps()[READ_BY_THE_TEXT]})"
    cursor.execute(
        f"create temporary table geteld on commit drop as with {signals}, {cube_sql(definities())}"
    )
    return int(cursor.rowcount)


def keep_cells(cursor: Any, values: dict[str, Any]) -> None:
    """The table of cells says the same as what was counted of these months. What is the same already is left alone."""
    cursor.execute(GONE, values)
    cursor.execute(NEW, values)


def remember(cursor: Any, values: dict[str, Any], before: Kubusstand) -> None:
    """Write down what erasing would take away, of what came since it was counted `before`."""
    since = {"na_signaal": before.tot_signaal, "na_zaaksignaal": before.tot_zaaksignaal}
    cursor.execute(REMEMBER, {**values, **since})
    cursor.execute(REMEMBER_DELIVERIES, values)


def last_seen(cursor: Any, today: date) -> tuple[int, int]:
    """The last signal and the last joining to a zaak; those of today count as not seen: some may be on their way."""
    cursor.execute(LAST_SEEN, {"today": today})
    signaal, zaaksignaal = cursor.fetchone()
    return int(signaal), int(zaaksignaal)


def make_rows(cursor: Any, values: dict[str, Any], *, but: str = "") -> None:
    """The rows without a person, in tables of this transaction, under the names that the shared text reads."""
    for table, text in tables().items():
        if table == but:
            continue
        cursor.execute(f"drop table if exists pg_temp.{table}")
        cursor.execute(f"create temporary table {table} on commit drop as {text}", values)


def count_now(
    filters: Mapping[Dimensie, str], keuze: Keuze, *, gemeente_code: str, months: Sequence[date], today: date
) -> list[Cel]:
    """The same cells of only these zaken, counted at this moment: one statement.

    Combinations of choices are too many to count ahead; few zaken are soon counted.
    """
    chosen = {str(name): value for name, value in filters.items()}
    rows = ",\n".join(f"{name} as ({text})" for name, text in steps(chosen).items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"with {rows},\n{cube_sql(definities(), keuze)}",
            {**fact_values(gemeente_code, today, list(months)), **chosen},
        )
        found: list[Cel] = cursor.fetchall()
    return found


def fact_values(gemeente_code: str, today: date, months: Sequence[date] | None) -> dict[str, Any]:
    """The parameters of the steps: the months (None: all), the day, and what policy says on it."""
    times = policy_on(today, gemeente_code).capaciteit
    years = range(YEARS[0], today.year + 2)
    residents = residents_per_year(gemeente_code, years)
    return {
        "gemeente": gemeente_code, "today": today, "maanden": months, "open_dagen": newest().open_dagen,
        "wil_hulp": results_that_count_as(Monitoruitkomst.WIL_HULP, today, gemeente_code),
        "bekend": results_that_count_as(Monitoruitkomst.BEKEND_BIJ_SHV, today, gemeente_code),
        "normsoorten": [str(soort) for soort in AANPAK_OF],
        "normen": [times[aanpak] for aanpak in AANPAK_OF.values()],
        "jaren": list(residents), "inwoners": list(residents.values()),
    }  # fmt: skip
