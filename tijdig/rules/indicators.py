"""What a figure of the monitor is: its words, its kind of row, its breakdowns, and the version that counts it.

Source: Divosa Monitor (yearly reports over 2021 to 2023). How a definition differs between years is dated policy
(`Definitie`, R-MON-3). The figures themselves stand in `catalogue.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

ALLE = "alle"  # counts the same in every definition


class Reeks(StrEnum):
    """To which line of figures an indicator belongs; a known break names the lines it touches."""

    SIGNALEN = "signalen"
    MELDINGEN = "meldingen"
    SOORT = "soort"
    BEREIK = "bereik"
    HULP = "hulp"
    TERMIJN = "termijn"
    KWALITEIT = "kwaliteit"


class Feit(StrEnum):
    """What one row is before counting."""

    SIGNAAL = "signaal"
    MELDING = "melding"
    POGING = "poging"
    LEVERING = "levering"
    PARTNER = "partner"
    MAAND = "maand"


class Dimensie(StrEnum):
    """By what a figure is split."""

    GEEN = ""
    PARTNERTYPE = "partnertype"
    PARTNER = "partner"
    SOORT = "soort"
    REDEN = "reden"
    WIJK = "wijk"
    BEDRAGKLASSE = "bedragklasse"
    LEEFTIJDSKLASSE = "leeftijdsklasse"
    KINDEREN = "kinderen"
    TEAM = "team"
    AANPAK = "aanpak"
    SOORT_MELDING = "soort_melding"
    CONTACTSOORT = "contactsoort"
    WEEKDAG = "weekdag"
    DAGDEEL = "dagdeel"
    NUMMER = "nummer"
    QUICK_FIX = "quick_fix"
    ORGANISATIE = "organisatie"
    REDEN_GEEN_HULP = "reden_geen_hulp"
    VERVOLG = "vervolg"
    # Fine enough to tell the middle of any months together.
    DAGEN_TOT_POGING = "dagen_tot_poging"
    DAGEN_TOT_CONTACT = "dagen_tot_contact"
    DAGEN_TOT_EINDE = "dagen_tot_einde"
    BEDRAG = "bedrag"
    POGINGEN = "pogingen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Breuk:
    """Something outside the gemeente that changed how a line runs; drawn as a note, never smoothed over."""

    maand: date
    wat: str
    raakt: frozenset[Reeks]
    bron: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Definitie:
    """How one version of the monitor tells the kinds of melding apart. R-MON-3."""

    versie: str
    maanden_terug: int
    uitsluitend: bool  # each melding is of one kind; since 2023 the kinds overlap
    bedragklassen: tuple[int, ...]  # eurocent, where each class begins
    open_dagen: int  # so many days after receipt a zaak without end result is a fault of registration
    breuken: Mapping[str, Breuk] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """One figure. `noemer` None: a count without a base."""

    id: str
    naam: str
    zin: str
    noemer: str | None
    feit: Feit
    reeks: Reeks
    uitsplitsingen: tuple[Dimensie, ...] = ()
    per_definitie: bool = False
