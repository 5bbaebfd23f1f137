"""The closed lists of what a partner can be told and asked. The value is what stands in the database and in exports.

Source: Leidraad vroegsignalering 2025, 6; docs/begrippen.md. Part of `rules.terms`, where everybody imports it from.
"""

from enum import StrEnum


class Terugkoppelcode(StrEnum):
    """What may be told to a partner, or asked. Nothing that is not in this list exists (R-TER-1, R-TER-2)."""

    ONTVANGT_SHV = "ontvangt_shv"
    NIET_OPGEPAKT = "niet_opgepakt"
    HERHAALDE_MELDING = "herhaalde_melding"
    ONTERECHT_SIGNAAL = "onterecht_signaal"
    OVERLEDEN = "overleden"
    GEEN_INWONER = "geen_inwoner"
    HULP_GEACCEPTEERD = "hulp_geaccepteerd"
    HULP_LOOPT = "hulp_loopt"
    SHV_GESTART = "shv_gestart"
    HULP_GEEINDIGD = "hulp_geeindigd"
    WIL_GEEN_HULP = "wil_geen_hulp"
    PAUZE_VOORBIJ = "pauze_voorbij"
    ONTVANGT_SHV_VERVALT = "ontvangt_shv_vervalt"
    NIET_OPGEPAKT_VERVALT = "niet_opgepakt_vervalt"
    ONTERECHT_SIGNAAL_VERVALT = "onterecht_signaal_vervalt"
    OVERLEDEN_VERVALT = "overleden_vervalt"
    GEEN_INWONER_VERVALT = "geen_inwoner_vervalt"
    WIL_GEEN_HULP_VERVALT = "wil_geen_hulp_vervalt"
    HULP_LOOPT_VERVALT = "hulp_loopt_vervalt"
    SHV_GESTART_VERVALT = "shv_gestart_vervalt"
    HULP_GEEINDIGD_VERVALT = "hulp_geeindigd_vervalt"
    VRAAG_GEBOORTEDATUM = "vraag_geboortedatum"
    VRAAG_NAAM = "vraag_naam"
    VRAAG_ADRES = "vraag_adres"
    VRAAG_OPENSTAAND = "vraag_openstaand"


class Vraagsoort(StrEnum):
    """What a partner can be asked about its own signal while nobody knows who it is about (R-BRP-4)."""

    GEBOORTEDATUM = "geboortedatum"
    NAAM = "naam"
    ADRES = "adres"
    OPENSTAAND = "openstaand"


class Vraagantwoord(StrEnum):
    """What the partner answered to such a question."""

    GEGEVEN = "gegeven"
    JA = "ja"
    NEE = "nee"
    WEET_NIET = "weet_niet"
