"""From a gemeente and a year to a report, and from a report to its two files: for the command and the page alike."""

from datetime import date

from tijdig.accounts.models import Gemeente
from tijdig.monitor.figures import counted_on, months_counted
from tijdig.monitor.reference import residents
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules.suppression import Profiel

from .document import Verslag
from .paper import report_as_pdf
from .sources import Bron, own_source
from .web import file_as_html
from .yearly import council_report, yearly_report


def years_counted() -> list[int]:
    """The years there are figures of, the last first."""
    found = months_counted()
    return list(range(found[1].year, found[0].year - 1, -1)) if found else []


def gemeente_report(gemeente: Gemeente, *, jaar: int, today: date, raad: bool, openbaar: bool) -> Verslag:
    """The report of this year as it can be made today. Errors: Refused, when there is nothing in it or too little.

    What the council gets is public, so it is always rounded (R-MON-6).
    """
    stand = counted_on()
    profiel = Profiel.OPENBAAR if raad or openbaar else Profiel.EIGEN
    bron = own_source(
        gemeente_code=gemeente.pk, naam=gemeente.naam, jaar=jaar, geteld_op=stand.dag if stand else today,
        profiel=profiel, inwoners=residents(),
    )  # fmt: skip
    if bron is None:
        if profiel is Profiel.EIGEN:
            raise Refused(f"Over {jaar} zijn er geen hele maanden met cijfers. Kies een ander jaar.")
        raise Refused(f"Over {jaar} zijn er geen hele kwartalen met cijfers. Kies een ander jaar.")
    require(too_few_to_publish(bron))
    return council_report(bron) if raad else yearly_report(bron)


def too_few_to_publish(bron: Bron) -> str | None:
    """Rounded to tens, the figures of a few meldingen would say nothing, or something that is not so."""
    found = bron.nu.whole("M1").teller
    fewest = policy_on(bron.nu.maanden[-1], "standaard").vergelijking.publiceren_minstens
    if bron.profiel is Profiel.EIGEN or found >= fewest:
        return None
    return (
        f"Over {bron.nu.jaar} zijn er minder dan {fewest} meldingen. Afgerond zeggen die te weinig voor "
        "een verslag dat iedereen mag lezen. Kies het jaarverslag voor eigen gebruik, of een ander jaar."
    )


def report_files(verslag: Verslag, *, name: str, day: date) -> dict[str, bytes]:
    """Both forms, by name of file."""
    return {f"{name}.pdf": report_as_pdf(verslag, day=day), f"{name}.html": file_as_html(verslag)}
