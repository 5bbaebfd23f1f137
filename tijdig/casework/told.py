"""What each partner will be told about a closing, before it is done (R-TER-1, R-TER-2, R-TER-4)."""

from collections.abc import Sequence

from tijdig.policies.model import Beleid
from tijdig.rules.feedback import Terugkoppelbericht, what_may_be_told
from tijdig.rules.outcome import accepted
from tijdig.rules.terms import Eindresultaat, Terugkoppelcode

from .accepted import Standing
from .models import Vroegsignaalzaak

NOTHING = "De partner hoort niets."


def told_about(
    resultaat: Eindresultaat, *, toestemming: bool, beleid: Beleid, standing: Standing
) -> Terugkoppelbericht | None:
    """The message to the partner when the zaak is closed today; None = the partner is told nothing."""
    return what_may_be_told(
        resultaat, toestemming=toestemming, beleid=beleid.terugkoppeling, aanbod=standing.aanbod,
        pauze_tot=standing.pauze_tot if accepted(resultaat) else None,
    )  # fmt: skip


def consent_matters(resultaat: Eindresultaat, beleid: Beleid, standing: Standing) -> bool:
    """Does the partner hear something only when the resident gave written consent?"""
    return told_about(resultaat, toestemming=False, beleid=beleid, standing=standing) is None and (
        told_about(resultaat, toestemming=True, beleid=beleid, standing=standing) is not None
    )


def in_one_line(resultaat: Eindresultaat, beleid: Beleid, standing: Standing) -> str:
    """What the partner will hear, for beside the choice."""
    bericht = told_about(resultaat, toestemming=False, beleid=beleid, standing=standing)
    if bericht is not None:
        return f"De partner hoort: “{bericht.tekst}”"
    if consent_matters(resultaat, beleid, standing):
        return "De partner hoort niets, behalve als de inwoner schriftelijk toestemming geeft."
    return NOTHING


def partners_of(zaak: Vroegsignaalzaak, bericht: Terugkoppelbericht | None = None) -> Sequence[str]:
    """The names of the partners whose signals are in this zaak; of those that get this message, when there is one."""
    rows = zaak.zaaksignalen.order_by("vroegsignaal__partner__naam")
    if bericht is not None and bericht.code is Terugkoppelcode.NIET_OPGEPAKT:
        rows = rows.filter(vroegsignaal__opgepakt_op__isnull=True)  # who did get an offer hears nothing
    return list(rows.values_list("vroegsignaal__partner__naam", flat=True).distinct())
