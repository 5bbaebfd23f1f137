"""The tables of casework: the zaak with its signals and persons, and what is done with it."""

from .aftercare import Besluit, Overdracht, Vervolguitkomst
from .capacity import Afwezigheid, Teamuren
from .followup import Afsluiting, Afspraak, Contactpoging, Notitie, Termijn, Weging
from .together import Aanwezigheid, Handeling, Vermelding, Vervanging, Zoekwoord
from .zaak import Vroegsignaalzaak, ZaakInwoner, ZaakSignaal

__all__ = [
    "Aanwezigheid",
    "Afsluiting",
    "Afspraak",
    "Afwezigheid",
    "Besluit",
    "Contactpoging",
    "Handeling",
    "Notitie",
    "Overdracht",
    "Teamuren",
    "Termijn",
    "Vermelding",
    "Vervanging",
    "Vervolguitkomst",
    "Vroegsignaalzaak",
    "Weging",
    "ZaakInwoner",
    "ZaakSignaal",
    "Zoekwoord",
]
