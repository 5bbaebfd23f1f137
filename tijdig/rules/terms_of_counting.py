"""The closed lists of what surrounds the count: places and published figures. Part of `rules.terms`.

Source: CBS, Gebieden in Nederland, Kerncijfers wijken en buurten, Schuldenproblematiek in beeld; docs/begrippen.md.
"""

from enum import StrEnum


class Gebiedsoort(StrEnum):
    """Of what an outline is."""

    GEMEENTE = "gemeente"
    WIJK = "wijk"


class Contextcijfer(StrEnum):
    """What surrounds the work of a gemeente and does not come out of it. Source: CBS; research E1, P1."""

    INWONERS = "inwoners"
    HUISHOUDENS = "huishoudens"
    PROBLEMATISCHE_SCHULDEN = "problematische_schulden"
    LAAG_INKOMEN = "laag_inkomen"
    SOCIAAL_MINIMUM = "sociaal_minimum"
    BIJSTAND = "bijstand"
    CORPORATIEWONINGEN = "corporatiewoningen"
    EENPERSOONSHUISHOUDENS = "eenpersoonshuishoudens"
    ONTRUIMINGEN = "ontruimingen"
    AFSLUITINGEN = "afsluitingen"
    CAK_WANBETALERS = "cak_wanbetalers"
