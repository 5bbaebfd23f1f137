"""From a gemeente and a year to a report, and from a report to its two files: for the command and the page alike."""

from datetime import date

from tijdig.accounts.models import Gemeente
from tijdig.monitor.figures import counted_on, months_counted
from tijdig.rules.suppression import Profiel
from tijdig.sealed import fingerprint

from .document import Verslag
from .paper import report_as_pdf
from .sources import own_source
from .web import file_as_html
from .yearly import council_report, yearly_report


def years_counted() -> list[int]:
    """The years there are figures of, the last first."""
    found = months_counted()
    return list(range(found[1].year, found[0].year - 1, -1)) if found else []


def gemeente_report(
    gemeente: Gemeente, *, jaar: int, today: date, raad: bool, openbaar: bool
) -> Verslag | None:
    """The report of this year as it can be made today. None: there are no whole months of it.

    What the council gets is public, so it is always rounded (R-MON-6).
    """
    stand = counted_on()
    bron = own_source(
        gemeente_code=gemeente.pk, naam=gemeente.naam, jaar=jaar, geteld_op=stand.dag if stand else today,
        profiel=Profiel.OPENBAAR if raad or openbaar else Profiel.EIGEN,
        secret=fingerprint(f"afronden:{gemeente.pk}").encode(),
    )  # fmt: skip
    if bron is None:
        return None
    return council_report(bron) if raad else yearly_report(bron)


def report_files(verslag: Verslag, *, name: str, day: date) -> dict[str, bytes]:
    """Both forms, by name of file."""
    return {f"{name}.pdf": report_as_pdf(verslag, day=day), f"{name}.html": file_as_html(verslag)}
