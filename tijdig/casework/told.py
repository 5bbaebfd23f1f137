"""What each partner will be told about a closing, before it is done (R-TER-1, R-TER-2, R-TER-4)."""

from collections.abc import Sequence
from datetime import date, timedelta

from tijdig.policies.model import Beleid
from tijdig.rules.feedback import Terugkoppelbericht, what_may_be_told
from tijdig.rules.outcome import accepted
from tijdig.rules.terms import Eindresultaat

from .models import Vroegsignaalzaak

NOTHING = "De partner hoort niets."


def told_about(
    resultaat: Eindresultaat, *, toestemming: bool, beleid: Beleid, today: date
) -> Terugkoppelbericht | None:
    """The message to the partner when the zaak is closed today; None = the partner is told nothing."""
    pauze = today + timedelta(days=beleid.termijnen.incassopauze_dagen) if accepted(resultaat) else None
    return what_may_be_told(resultaat, toestemming=toestemming, beleid=beleid.terugkoppeling, pauze_tot=pauze)


def consent_matters(resultaat: Eindresultaat, beleid: Beleid, today: date) -> bool:
    """Does the partner hear something only when the resident gave written consent?"""
    return told_about(resultaat, toestemming=False, beleid=beleid, today=today) is None and (
        told_about(resultaat, toestemming=True, beleid=beleid, today=today) is not None
    )


def in_one_line(resultaat: Eindresultaat, beleid: Beleid, today: date) -> str:
    """What the partner will hear, for beside the choice."""
    bericht = told_about(resultaat, toestemming=False, beleid=beleid, today=today)
    if bericht is not None:
        return f"De partner hoort: “{bericht.tekst}”"
    if consent_matters(resultaat, beleid, today):
        return "De partner hoort niets, behalve als de inwoner schriftelijk toestemming geeft."
    return NOTHING


def partners_of(zaak: Vroegsignaalzaak) -> Sequence[str]:
    """The names of the partners whose signals are in this zaak."""
    rows = zaak.zaaksignalen.order_by("vroegsignaal__partner__naam")
    return list(rows.values_list("vroegsignaal__partner__naam", flat=True).distinct())
