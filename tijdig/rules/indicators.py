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


class Meervoudig(StrEnum):
    """Of what there must be more than one on an address in a month."""

    PARTNERS = "partners"
    SIGNALEN = "signalen"


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
    SOORT_EN_BEURT = "soort_en_beurt"  # of an attempt: its kind, and whether it was the first
    # Fine enough to tell the middle of any months together.
    DAGEN_TOT_POGING = "dagen_tot_poging"
    DAGEN_TOT_CONTACT = "dagen_tot_contact"
    DAGEN_TOT_EINDE = "dagen_tot_einde"
    BEDRAG = "bedrag"
    POGINGEN = "pogingen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Breuk:
    """Something that changed how a line runs; drawn as a note, never smoothed over. R-MON-3.

    At once from `maand` on; with `tot` for as long as it lasted; `jaarlijks` in the same month of every year.
    """

    maand: date
    wat: str
    raakt: frozenset[Reeks]
    bron: str
    tot: date | None = None  # the last month of it
    jaarlijks: bool = False

    def moments(self, van: date, tot: date) -> tuple[date, ...]:
        """The months after the first and up to the last where the line breaks."""
        if self.jaarlijks:
            found = [date(year, self.maand.month, 1) for year in range(self.maand.year, tot.year + 1)]
        else:
            found = [self.maand, _next(self.tot)] if self.tot else [self.maand]
        return tuple(month for month in found if van < month <= tot)

    def is_told(self, van: date, tot: date) -> bool:
        """Whether these months need the note: the line breaks in them, or they lie within what lasted."""
        within = self.tot is not None and self.maand <= van <= self.tot
        return within or bool(self.moments(van, tot))


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Definitie:
    """How one version of the monitor tells the kinds of melding apart. R-MON-3."""

    versie: str
    maanden_terug: int
    meervoudig: Meervoudig
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
