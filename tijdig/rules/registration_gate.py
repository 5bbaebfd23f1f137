"""May this figure be compared? Below the gate a gemeente is shown as such, and takes no part (R-MON-5).

Source: research on the Divosa Monitor: gemeenten differ first of all in what they record. Where the gate lies is policy
(`landelijk/vergelijking`).
"""

from dataclasses import dataclass

from .groups import Vergelijkbeleid


@dataclass(frozen=True, kw_only=True, slots=True)
class Registratie:
    """What tells how well was recorded. Shares of 1; None: not delivered."""

    kwartalen: int
    kwartalen_gevraagd: int
    noemer: int | None  # None: too small to show
    zonder_uitslag: float | None
    zonder_eindresultaat: float | None
    meldingen_per_signaal: float | None


def gate_reasons(found: Registratie, beleid: Vergelijkbeleid, *, follows_up: bool) -> list[str]:
    """Why it is not compared; empty when it is. `follows_up`: the figure is about what was done after the signal."""
    reasons = []
    if found.kwartalen < found.kwartalen_gevraagd:
        reasons.append("niet alle maanden zijn geleverd")
    if found.noemer is None or found.noemer < beleid.basis_minstens:
        reasons.append(f"minder dan {beleid.basis_minstens} om een deel van te nemen")
    if follows_up:
        reasons += _recorded(found, beleid)
    return reasons


def _recorded(found: Registratie, beleid: Vergelijkbeleid) -> list[str]:
    reasons = []
    if found.zonder_uitslag is None:
        reasons.append("pogingen zonder uitslag zijn niet geleverd")
    elif found.zonder_uitslag > beleid.zonder_uitslag:
        reasons.append("te veel pogingen zonder uitslag")
    if found.zonder_eindresultaat is None:
        reasons.append("meldingen zonder eindresultaat zijn niet geleverd")
    elif found.zonder_eindresultaat > beleid.zonder_eindresultaat:
        reasons.append("te veel meldingen zonder eindresultaat")
    if found.meldingen_per_signaal is not None and found.meldingen_per_signaal < beleid.meldingen_per_signaal:
        reasons.append("te weinig signalen worden een melding")
    return reasons
