"""Exact counts leave a gemeente, to who compares on behalf of gemeenten and to nobody else (R-MON-5, R-MON-6).

The one exception to rounding, told as such in `docs/adr/0014-exact-counts-to-who-compares.md`: rounded counts cannot be
compared. So it names to whom, and stands in the audit trail.
"""

from datetime import date
from pathlib import Path

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.monitor.comparing.writing import own_lines, write_lines
from tijdig.monitor.parquet import write_rows
from tijdig.monitor.permissions import refusal_to
from tijdig.refusals import require


def hand_over_cube(*, path: Path, gemeente_code: str, ontvanger: str, today: date, by: Actor) -> int:
    """CSV, or Parquet when the name says so. Returns how many months went in."""
    require(by.refusal_without(Right.LIJSTEN_BEHEREN), refusal_to(ontvanger))
    with working_for(gemeente_code):
        regels = list(own_lines(gemeente_code, today))
        months = len({regel.maand for regel in regels})
        record("cijfers.uitgevoerd", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.9",
               ontvanger=ontvanger, cellen=len(regels), maanden=months)  # fmt: skip
    write_lines(path, regels)
    return months


def hand_over_rows(
    *, folder: Path, gemeente_code: str, ontvanger: str, today: date, by: Actor
) -> dict[str, int]:
    """The rows without a person, as Parquet. Returns how many of each."""
    require(by.refusal_without(Right.LIJSTEN_BEHEREN), refusal_to(ontvanger))
    written = write_rows(folder, gemeente_code=gemeente_code, today=today)
    with working_for(gemeente_code):
        record("cijfers.uitgevoerd", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.9",
               ontvanger=ontvanger, regels=sum(written.values()))  # fmt: skip
    return written
