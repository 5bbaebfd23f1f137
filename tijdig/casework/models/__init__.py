"""The tables of casework: the zaak with its signals and persons, and what is done with it."""

from .capacity import Afwezigheid, Teamuren
from .followup import Afsluiting, Afspraak, Contactpoging, Notitie, Termijn, Weging
from .together import Aanwezigheid, Handeling, Vermelding, Vervanging, Zoekwoord
from .zaak import Vroegsignaalzaak, ZaakInwoner, ZaakSignaal

__all__ = [
    "Aanwezigheid",
    "Afsluiting",
    "Afspraak",
    "Afwezigheid",
    "Contactpoging",
    "Handeling",
    "Notitie",
    "Teamuren",
    "Termijn",
    "Vermelding",
    "Vervanging",
    "Vroegsignaalzaak",
    "Weging",
    "ZaakInwoner",
    "ZaakSignaal",
    "Zoekwoord",
]
