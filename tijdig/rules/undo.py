"""May the last act on a zaak be undone? Only one's own, soon, and while nothing followed.

Source: own rule of this project (spec 14: nobody's work is overwritten). A letter that was printed and a partner
that was told cannot be taken back, so what led to them cannot be undone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

WITHIN = timedelta(minutes=15)
# The acts that can be undone, by their name in the address, with what is undone in words.
UNDOABLE = {
    "poging": "de contactpoging",
    "notitie": "de notitie",
    "toewijzen": "het toewijzen",
    "nemen": "het nemen van de zaak",
    "bevestigen": "het bevestigen",
    "anders": "de gekozen aanpak",
    "afspraak": "de afspraak",
    "afronden": "het afronden",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Gedaan:
    """An act that was done, and how the zaak stands now. `versie`: right after the act; `nu`: the version now."""

    soort: str
    door: int
    op: datetime
    versie: int
    nu: int
    is_laatste: bool  # nobody did anything undoable after it
    verteld: bool = False  # the partner was told since
    verstuurd: bool = False  # a letter or message left since
    ongedaan: bool = False
    gewist: bool = False


def refusal_to_undo(gedaan: Gedaan, *, door: int | None, nu: datetime) -> str | None:
    """Why this act cannot be undone by `door` at the moment `nu`, in Dutch; None when it can."""
    if gedaan.ongedaan:
        return "Dit is al ongedaan gemaakt."
    if gedaan.soort not in UNDOABLE:
        return "Deze handeling kan niet ongedaan worden gemaakt."
    if gedaan.door != door:
        return "Alleen wie het deed, kan het ongedaan maken."
    if gedaan.gewist:
        return "De gegevens van deze zaak zijn gewist."
    if gedaan.verteld:
        return "De partner is al op de hoogte gebracht. Ongedaan maken kan niet meer."
    if gedaan.verstuurd:
        return "Er is daarna iets verstuurd of afgedrukt. Ongedaan maken kan niet meer."
    if gedaan.versie != gedaan.nu or not gedaan.is_laatste:
        return "Er is daarna nog iets met deze zaak gedaan. Ongedaan maken kan niet meer."
    if nu - gedaan.op > WITHIN:
        return f"Dit is langer dan {WITHIN.seconds // 60} minuten geleden. Ongedaan maken kan niet meer."
    return None
