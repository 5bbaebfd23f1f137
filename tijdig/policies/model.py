"""The policy in force on a day, as one frozen value with typed parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tijdig.policies.schemas import Status
from tijdig.rules.admission_policy import (
    Achterstand,
    Drempelbedrag,
    Signaalsoort,
    SocialeIncasso,
    Toelatingsbeleid,
)
from tijdig.rules.aftercare import Nazorgbeleid
from tijdig.rules.announcement import Aankondigbeleid
from tijdig.rules.consulting import Raadpleegbeleid
from tijdig.rules.ddas_lists import Uitwisseling
from tijdig.rules.deadlines import Termijnen
from tijdig.rules.feedback import Terugkoppelbeleid
from tijdig.rules.groups import Vergelijkbeleid
from tijdig.rules.indicators import Definitie
from tijdig.rules.partner_questions import Vraagbeleid
from tijdig.rules.residence import Verblijfsbeleid
from tijdig.rules.retention import Bewaartermijn
from tijdig.rules.sending_hours import Verzendvenster
from tijdig.rules.sequence import Sequenties
from tijdig.rules.terms import Aanpak, Eindresultaat, Hulptype, Monitoruitkomst
from tijdig.rules.triage import Afwegingskader
from tijdig.rules.visits import Huisbezoekbeleid


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """How many months matching looks back. R-MAT-2."""

    opeenvolgend_maanden: int
    recidive_maanden: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasUitkomst:
    """What one end result is called in DDAS and counts as in the monitor. R-UIT-1."""

    label: str
    monitoruitkomst: Monitoruitkomst | None  # None = not counted among the four outcomes
    hulptype: Hulptype | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ddas:
    """The mapping of end results to one version of DDAS. R-UIT-1."""

    versie: str
    eindresultaten: Mapping[Eindresultaat, DdasUitkomst]


@dataclass(frozen=True, kw_only=True, slots=True)
class Inzet:
    """What an hour of staff costs, and how long a full week is; for figures only. Research P1, P4."""

    uurtarief: int  # eurocent
    werkweek: int  # minutes
    budget: int | None = None  # eurocent a year, for vroegsignalering; None: the council set none apart


@dataclass(frozen=True, kw_only=True, slots=True)
class Beleid:
    """Everything policy says for one gemeente on one day."""

    gemeente: str
    versie: str
    bestanden: Mapping[str, str]  # subject → the file it comes from
    toelating: Toelatingsbeleid
    termijnen: Termijnen
    raadplegen: Raadpleegbeleid
    verblijfsrecht: Verblijfsbeleid
    terugkoppeling: Terugkoppelbeleid
    partnervragen: Vraagbeleid
    nazorg: Nazorgbeleid
    matching: Matching
    ddas: Ddas
    uitwisseling: Uitwisseling
    bewaartermijn: Bewaartermijn
    huisbezoek: Huisbezoekbeleid
    sequentie: Sequenties
    aankondiging: Aankondigbeleid
    afwegingskader: Afwegingskader
    capaciteit: Mapping[Aanpak, int]  # minutes of staff per approach (R-TRI-4)
    verzendvenster: Verzendvenster
    monitor: Definitie
    vergelijking: Vergelijkbeleid
    inzet: Inzet

    @property
    def signaalsoorten(self) -> Mapping[str, Signaalsoort]:
        return self.toelating.signaalsoorten

    @property
    def achterstand(self) -> Achterstand:
        return self.toelating.achterstand

    @property
    def sociale_incasso(self) -> SocialeIncasso:
        return self.toelating.sociale_incasso

    @property
    def drempelbedrag(self) -> Drempelbedrag:
        return self.toelating.drempelbedrag


@dataclass(frozen=True, kw_only=True, slots=True)
class Waarde:
    """One value in force, for the generated page of documentation."""

    onderwerp: str
    pad: str  # place inside the file, with points
    inhoud: str
    bron: str
    geldig_vanaf: date
    status: Status
    toelichting: str
    bestand: str
    regel: int
