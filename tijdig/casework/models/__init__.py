"""The tables of casework: the zaak with its signals and persons, and what is done with it."""

from .capacity import Afwezigheid, Teamuren
from .followup import Afsluiting, Afspraak, Contactpoging, Notitie, Termijn, Weging
from .zaak import Vroegsignaalzaak, ZaakInwoner, ZaakSignaal

__all__ = [
    "Afsluiting",
    "Afspraak",
    "Afwezigheid",
    "Contactpoging",
    "Notitie",
    "Teamuren",
    "Termijn",
    "Vroegsignaalzaak",
    "Weging",
    "ZaakInwoner",
    "ZaakSignaal",
]
