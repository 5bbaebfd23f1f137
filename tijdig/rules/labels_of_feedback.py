"""Plain Dutch for what a partner can be told and asked. Part of `rules.labels`, where everybody asks for a label."""

from collections.abc import Mapping
from enum import StrEnum

from .terms import Terugkoppelcode, Vraagantwoord, Vraagsoort

FEEDBACK_WORDS: Mapping[StrEnum, str] = {
    Terugkoppelcode.ONTVANGT_SHV: "Ontvangt al schuldhulpverlening",
    Terugkoppelcode.NIET_OPGEPAKT: "Niet opgepakt",
    Terugkoppelcode.HERHAALDE_MELDING: "Herhaalde melding",
    Terugkoppelcode.ONTERECHT_SIGNAAL: "Onterecht signaal",
    Terugkoppelcode.OVERLEDEN: "Overleden",
    Terugkoppelcode.GEEN_INWONER: "Geen inwoner van deze gemeente",
    Terugkoppelcode.HULP_GEACCEPTEERD: "Hulp geaccepteerd",
    Terugkoppelcode.HULP_LOOPT: "Hulp loopt",
    Terugkoppelcode.SHV_GESTART: "Schuldhulpverlening gestart",
    Terugkoppelcode.HULP_GEEINDIGD: "Hulp geëindigd",
    Terugkoppelcode.WIL_GEEN_HULP: "Wil geen hulp",
    Terugkoppelcode.PAUZE_VOORBIJ: "Pauze van de incasso is voorbij",
    Terugkoppelcode.ONTVANGT_SHV_VERVALT: "Hersteld: ontvangt al schuldhulpverlening vervalt",
    Terugkoppelcode.NIET_OPGEPAKT_VERVALT: "Hersteld: niet opgepakt vervalt",
    Terugkoppelcode.ONTERECHT_SIGNAAL_VERVALT: "Hersteld: onterecht signaal vervalt",
    Terugkoppelcode.OVERLEDEN_VERVALT: "Hersteld: overleden vervalt",
    Terugkoppelcode.GEEN_INWONER_VERVALT: "Hersteld: geen inwoner vervalt",
    Terugkoppelcode.WIL_GEEN_HULP_VERVALT: "Hersteld: wil geen hulp vervalt",
    Terugkoppelcode.HULP_LOOPT_VERVALT: "Hersteld: hulp loopt vervalt",
    Terugkoppelcode.SHV_GESTART_VERVALT: "Hersteld: schuldhulpverlening gestart vervalt",
    Terugkoppelcode.HULP_GEEINDIGD_VERVALT: "Hersteld: hulp geëindigd vervalt",
    Terugkoppelcode.VRAAG_GEBOORTEDATUM: "Vraag: de geboortedatum",
    Terugkoppelcode.VRAAG_NAAM: "Vraag: de voorletters en de hele achternaam",
    Terugkoppelcode.VRAAG_ADRES: "Vraag: klopt het adres?",
    Terugkoppelcode.VRAAG_OPENSTAAND: "Vraag: staat de achterstand nog open?",
}

QUESTION_WORDS: Mapping[StrEnum, str] = {
    Vraagsoort.GEBOORTEDATUM: "De geboortedatum",
    Vraagsoort.NAAM: "De voorletters en de hele achternaam",
    Vraagsoort.ADRES: "Klopt het adres?",
    Vraagsoort.OPENSTAAND: "Staat de achterstand nog open?",
}

ANSWER_WORDS: Mapping[StrEnum, str] = {
    Vraagantwoord.GEGEVEN: "De partner gaf het door",
    Vraagantwoord.JA: "Ja",
    Vraagantwoord.NEE: "Nee",
    Vraagantwoord.WEET_NIET: "De partner weet het niet",
}
