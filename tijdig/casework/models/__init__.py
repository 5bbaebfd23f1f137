"""The tables of casework: the zaak with its signals and persons, and what is done with it."""

from .aftercare import Besluit, Overdracht, Vervolguitkomst
from .followup import Afsluiting, Afspraak, Contactpoging, Notitie, Termijn, Weging
from .zaak import Vroegsignaalzaak, ZaakInwoner, ZaakSignaal

__all__ = [
    "Afsluiting",
    "Afspraak",
    "Besluit",
    "Contactpoging",
    "Notitie",
    "Overdracht",
    "Termijn",
    "Vervolguitkomst",
    "Vroegsignaalzaak",
    "Weging",
    "ZaakInwoner",
    "ZaakSignaal",
]
