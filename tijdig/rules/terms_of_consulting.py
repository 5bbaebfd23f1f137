"""Words about which data may be asked and consulted, as closed lists; `terms.py` gives them to everybody."""

from enum import StrEnum


class Bronregistratie(StrEnum):
    """A record in which something about an inwoner stands. Source: Wgs art. 8b and 8d, R-SHV-3."""

    BRP = "brp"
    SHV = "shv"
    JEUGDWET = "jeugdwet"
    PARTICIPATIEWET = "participatiewet"
    WMO = "wmo"


class Verblijfsrecht(StrEnum):
    """What is kept of the residence title in the BRP. Source: Wgs art. 3 lid 4, R-BRP-2."""

    NIET_GEVRAAGD = "niet_gevraagd"
    GEEN_BIJZONDERHEID = "geen_bijzonderheid"
    NAGAAN = "nagaan"
