"""What our own words are called in one version of DDAS, and which words others may use in it (R-MON-9).

The words themselves are dated policy: `landelijk/ddas` and `landelijk/ddas-uitwisseling`.
Source: DDAS vroegsignalering, uitwisselmodel v1.0 and v1.2, the enumerations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from .terms import Contactsoort, Dagdeel, Eindresultaat


class Lijst(StrEnum):
    """The closed lists of DDAS."""

    EINDRESULTAAT = "eindresultaat"
    SIGNAALSTATUS = "signaalstatus"
    CONTACTSOORT = "contactsoort"
    DAGDEEL = "dagdeel"
    SIGNAALPARTNER = "signaalpartner"
    GESLACHT = "geslacht"


NOT_YET, TAKEN_UP = "nog_niet_opgepakt", "opgepakt"
# A signal is in one of these states; the others are the end results that say why it was not taken up.
SIGNAL_STATES = frozenset(
    {
        NOT_YET,
        TAKEN_UP,
        *(
            Eindresultaat.HERHAALDE_MELDING,
            Eindresultaat.ONTERECHT_SIGNAAL,
            Eindresultaat.ANDERE_REDEN,
            Eindresultaat.GEEN_INWONER,
            Eindresultaat.OVERLEDEN,
            Eindresultaat.BEKEND_BIJ_SHV,
        ),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Codelijsten:
    """One version. None as a word: the version has none, so the field is left out."""

    versie: str
    geldig_van: date
    geldig_tot: date | None  # the last day
    eindresultaten: Mapping[Eindresultaat, str]
    signaalstatussen: Mapping[str, str | None]
    contactsoorten: Mapping[Contactsoort, str | None]
    dagdelen: Mapping[Dagdeel, str]
    geslachten: Mapping[str, str]
    signaalpartners: frozenset[str]
    of_others: Mapping[Lijst, frozenset[str]]

    def words(self, lijst: Lijst) -> frozenset[str]:
        """Every word that may stand in a message of this version, whoever made it."""
        own: Mapping[Lijst, frozenset[str | None]] = {
            Lijst.EINDRESULTAAT: frozenset(self.eindresultaten.values()),
            Lijst.SIGNAALSTATUS: frozenset(self.signaalstatussen.values()),
            Lijst.CONTACTSOORT: frozenset(self.contactsoorten.values()),
            Lijst.DAGDEEL: frozenset(self.dagdelen.values()),
            Lijst.SIGNAALPARTNER: frozenset(self.signaalpartners),
            Lijst.GESLACHT: frozenset(self.geslachten.values()),
        }
        others = self.of_others.get(lijst, frozenset())
        return frozenset(word for word in chain(own[lijst], others) if word is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Uitwisseling:
    """All that policy says about delivering to DDAS."""

    versie: str  # the one in use unless another is asked for
    signalen_per_pagina: int
    maanden: int  # length of the period that is delivered by default
    niet_opgepakt: frozenset[Eindresultaat]
    odd_amount: int  # eurocent; from here on an amount is looked at again
    odd_years: int
    versies: Mapping[str, Codelijsten]


def refusal_of_version(uitwisseling: Uitwisseling, versie: str, day: date) -> str | None:
    """Why this version cannot be delivered on this day, in Dutch, or None."""
    lijsten = uitwisseling.versies.get(versie)
    if lijsten is None:
        known = " en ".join(sorted(uitwisseling.versies))
        return f"Tijdig kent versie {versie} van DDAS niet. Kies uit {known}."
    if day < lijsten.geldig_van or (lijsten.geldig_tot is not None and day > lijsten.geldig_tot):
        return f"Versie {versie} van DDAS geldt niet op {day:%d-%m-%Y}. Kies een andere versie."
    return None
