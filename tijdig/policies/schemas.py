"""The shape of every policy file, as JSON Schema. The closed lists come from `tijdig.rules`.

An *entry* is a mapping with its own `bron`; unknown keys are refused everywhere.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from tijdig.rules.admission_policy import Incassostap
from tijdig.rules.ddas_lists import SIGNAL_STATES, Lijst
from tijdig.rules.indicators import Meervoudig, Reeks
from tijdig.rules.sequence import Stapvoorwaarde
from tijdig.rules.terms import (
    Aanpak,
    Bericht,
    Bronregistratie,
    Contactsoort,
    Dagdeel,
    Eindresultaat,
    Hulptype,
    Monitoruitkomst,
    PartnerType,
    Terugkoppelcode,
    Vervolg,
    Vraagsoort,
)
from tijdig.rules.triage import KADER_SCHEMA

type Schema = dict[str, Any]


class Status(StrEnum):
    """How sure a value is: in force, or resting on a source that nobody has read yet."""

    VAN_KRACHT = "van_kracht"
    TE_BEVESTIGEN = "te_bevestigen"


def _is_date(_checker: object, waarde: object) -> bool:
    return isinstance(waarde, date) and not isinstance(waarde, datetime)


def _is_whole(_checker: object, waarde: object) -> bool:
    """25.00 is no whole number here: it would be read as 25 eurocent."""
    return isinstance(waarde, int) and not isinstance(waarde, bool)


Validator = extend(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many({"date": _is_date, "integer": _is_whole}),
)

TEXT: Schema = {"type": "string", "minLength": 3}
COUNT: Schema = {"type": "integer", "minimum": 0}
POSITIVE: Schema = {"type": "integer", "minimum": 1}
PERCENT: Schema = {"type": "integer", "minimum": 0, "maximum": 100}
DAY: Schema = {"type": "date"}
CLOCK: Schema = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
YES_NO: Schema = {"type": "boolean"}
HOUR: Schema = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
GEMEENTECODE = "^[0-9]{4}$"
SOORTCODE = "^[a-z][a-z_]*$"


def optional(schema: Schema) -> Schema:
    """The same, or an explicit null."""
    return {"if": {"type": "null"}, "else": schema}


def one_of(words: type[StrEnum]) -> Schema:
    return {"enum": [str(word) for word in words]}


def several(items: Schema, *, at_least: int = 0) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True, "minItems": at_least}


def closed(required: Schema, extra: Schema | None = None) -> Schema:
    """A mapping with these keys and no others."""
    properties = {**required, **(extra or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def entry(required: Schema, extra: Schema | None = None) -> Schema:
    """A value or record with its own source and, where it differs, its own status."""
    return closed(
        {"bron": TEXT, **required}, {"status": one_of(Status), "toelichting": TEXT, **(extra or {})}
    )


def table(keys: Schema, values: Schema) -> Schema:
    """A mapping with free keys of one shape, at least one."""
    return {"type": "object", "propertyNames": keys, "additionalProperties": values, "minProperties": 1}


# DDAS v1.2, EnumSignaalpartner, without the CAK-wanbetaler, which is no vroegsignaal (R-PAR-4)
DDAS_PARTNERS = ["Huur", "Water", "Zorg", "Energie", "Hypotheek", "CAK Eigen bijdrage", "DUO"]
DDAS_PARTNERS += ["Belastingdienst", "Dienst Toeslagen", "Overige"]
SOORT: Schema = {"pattern": SOORTCODE}
BERICHTEN = entry({"waarde": several(one_of(Bericht))})
MINUTES = entry({"minuten": POSITIVE})
BREUK = entry(
    {"maand": DAY, "wat": TEXT, "raakt": several(one_of(Reeks), at_least=1)},
    {"tot": DAY, "jaarlijks": YES_NO},
)
INZET = {"uurtarief": entry({"waarde": COUNT}), "werkweek": MINUTES}
DDAS_VERSIE: Schema = {"type": "string", "pattern": "^[0-9]+[.][0-9]+$"}
WORDS = several(TEXT)

VALUES: dict[str, Schema] = {
    "landelijk/signaalsoorten": table(
        SOORT,
        entry(
            {
                "omschrijving": TEXT,
                "grondslag": TEXT,
                "geldig_van": DAY,
                "geldig_tot": optional(DAY),
                "gemeenten": optional(
                    {
                        "type": "object",
                        "propertyNames": {"pattern": GEMEENTECODE},
                        "additionalProperties": DAY,
                    }
                ),
                "berichten": table(one_of(Bericht), several(one_of(PartnerType), at_least=1)),
                "ddas": {"enum": DDAS_PARTNERS},
            }
        ),
    ),
    "landelijk/achterstand": closed(
        {
            "berichten": BERICHTEN,
            "soorten": table(
                SOORT,
                entry(
                    {"min_dagen": COUNT, "max_dagen": optional(COUNT)},
                    {"min_termijnen": COUNT, "min_bedrag": COUNT},
                ),
            ),
        }
    ),
    "landelijk/sociale-incasso": closed(
        {
            "berichten": BERICHTEN,
            "soorten": table(
                SOORT, entry({"vereist": several(one_of(Incassostap)), "bezwaar_sluit_uit": YES_NO})
            ),
        }
    ),
    "landelijk/termijnen": closed(
        {
            "hulpaanbod": entry({"dagen": POSITIVE}),
            "eerste_gesprek": entry({"dagen": POSITIVE}),
            "bedreigende_situatie": entry({"werkdagen": POSITIVE}),
            "incassopauze": entry({"dagen": POSITIVE}),
            "beschikking": entry({"dagen": POSITIVE}),
            "schriftelijk_niet_bereikt": entry({"dagen": POSITIVE}),
            "shv_nazorg": entry({"maanden": POSITIVE}),
            "herhaling": entry({"dagen": COUNT, "berichten": several(one_of(Bericht))}),
            "terugkoppeling": entry({"werkdagen": POSITIVE}),
            "crisis": entry(
                {
                    "berichten": several(one_of(Bericht), at_least=1),
                    "per_soort": {
                        "type": "object",
                        "propertyNames": one_of(Bericht),
                        "additionalProperties": several(SOORT, at_least=1),
                    },
                }
            ),
            "gelijkgestelde_dagen": entry({"waarde": several(DAY), "tellen_als_werkdag": YES_NO}),
        }
    ),
    "landelijk/terugkoppeling": table(
        one_of(Eindresultaat),
        entry(
            {
                "code": one_of(Terugkoppelcode),
                "tekst": TEXT,
                "toestemming_nodig": YES_NO,
                "met_pauze": YES_NO,
            }
        ),
    ),
    "landelijk/terugkoppeling-vervolg": table(
        one_of(Vervolg), entry({"code": one_of(Terugkoppelcode), "tekst": TEXT})
    ),
    "landelijk/terugkoppeling-aanvulling": table(one_of(Terugkoppelcode), entry({"tekst": TEXT})),
    "landelijk/registraties": table(
        one_of(Bronregistratie), entry({"grondslag": TEXT, "geldig_van": DAY, "aanzetten": YES_NO})
    ),
    "landelijk/verblijfsrecht": closed(
        {"met_recht": entry({"codes": several({"type": "string", "pattern": "^[0-9]{2}$"}, at_least=1)})}
    ),
    "gemeente/gegevens": closed(
        {
            "verblijfsrecht": entry({"vragen": YES_NO}),
            "andere_registraties": entry(
                {"waarde": several(one_of(Bronregistratie))}, {"reden": TEXT, "besluit": TEXT}
            ),
        }
    ),
    "landelijk/partnervragen": closed(
        {"vragen": table(one_of(Vraagsoort), entry({"tekst": TEXT})), "antwoord": entry({"dagen": POSITIVE})}
    ),
    "landelijk/matching": closed(
        {"opeenvolgend": entry({"maanden": POSITIVE}), "recidive": entry({"maanden": POSITIVE})}
    ),
    "landelijk/ddas": closed(
        {
            "versie": entry({"waarde": TEXT}),
            "eindresultaten": table(
                one_of(Eindresultaat),
                entry(
                    {
                        "label": TEXT,
                        "monitoruitkomst": optional(one_of(Monitoruitkomst)),
                        "hulptype": optional(one_of(Hulptype)),
                    }
                ),
            ),
        }
    ),
    "landelijk/ddas-uitwisseling": closed(
        {
            "levering": entry({"versie": DDAS_VERSIE, "signalen_per_pagina": POSITIVE, "maanden": POSITIVE}),
            "niet_opgepakt": entry({"waarde": several(one_of(Eindresultaat), at_least=1)}),
            "opvallend": entry({"bedrag": POSITIVE, "jaren": POSITIVE}),
            "versies": table(
                DDAS_VERSIE,
                entry(
                    {
                        "geldig_van": DAY,
                        "geldig_tot": optional(DAY),
                        "eindresultaten": closed({}, {str(e): TEXT for e in Eindresultaat}),
                        "signaalstatussen": closed(
                            {state: optional(TEXT) for state in sorted(SIGNAL_STATES)}
                        ),
                        "contactsoorten": closed({str(soort): optional(TEXT) for soort in Contactsoort}),
                        "dagdelen": closed({str(dagdeel): TEXT for dagdeel in Dagdeel}),
                        "geslachten": closed({}, {"M": TEXT, "V": TEXT, "O": TEXT}),
                        "alleen_van_anderen": closed({}, {str(lijst): WORDS for lijst in Lijst}),
                    }
                ),
            ),
        }
    ),
    "landelijk/monitor": closed(
        {
            "versie": entry({"waarde": {"type": "string", "pattern": "^[0-9]{4}$"}}),
            "meervoudig": entry({"waarde": one_of(Meervoudig)}),
            "uitsluitend": entry({"waarde": YES_NO}),
            "bedragklassen": entry({"vanaf": several(COUNT, at_least=2)}),
            "zonder_eindresultaat": entry({"dagen": POSITIVE}),
        },
        {"breuken": table(SOORT, BREUK)},
    ),
    "landelijk/vergelijking": closed(
        {
            "inwonersklassen": entry({"vanaf": several(COUNT, at_least=2)}),
            "groep": entry({"minstens": POSITIVE}),
            "lijkend": entry({"aantal": POSITIVE}),
            "basis": entry({"minstens": POSITIVE}),
            "zonder_uitslag": entry({"hoogstens_procent": PERCENT}),
            "zonder_eindresultaat": entry({"hoogstens_procent": PERCENT}),
            "meldingen_per_signaal": entry({"minstens_procent": PERCENT}),
            "correctie": entry({"minstens": POSITIVE}),
            "afronden_openbaar": entry({"op": {"type": "integer", "minimum": 2}}),
            "afronden_deelnemers": entry({"op": {"type": "integer", "minimum": 2}}),
            "publiceren": entry({"minstens": POSITIVE}),
            "vervangen": entry({"dagen": POSITIVE}),
            "samenhang": entry({"vanaf_procent": PERCENT}),
            "gevallen": entry({"minstens": POSITIVE}),
            "aantal": entry({"minstens": POSITIVE}),
            "eenheden": entry({"minstens": POSITIVE}),
            "hulp_bij_anderen": entry({"waarde": several(TEXT, at_least=1)}),
        }
    ),
    "landelijk/bewaartermijn": closed({"maximum": entry({"maanden": POSITIVE})}),
    "gemeente/bewaartermijn": closed(
        {
            "na_afsluiten": entry({"maanden": POSITIVE}),
            "geweigerde_regels": entry({"dagen": POSITIVE}),
            "aanleverbestanden": entry({"dagen": POSITIVE}),
            "afdrukbestanden": entry({"dagen": POSITIVE}),
        }
    ),
    "gemeente/drempelbedrag": closed(
        {
            "bedrag": entry({"waarde": optional(COUNT)}),
            "bij_meerdere": entry({"waarde": optional(COUNT)}),
            "berichten": BERICHTEN,
        },
        {"per_soort": entry({"waarde": table(SOORT, COUNT)})},
    ),
    "landelijk/capaciteit": closed({str(aanpak): MINUTES for aanpak in Aanpak}),
    "gemeente/capaciteit": table(one_of(Aanpak), MINUTES),
    "landelijk/inzet": closed(INZET),
    "gemeente/inzet": closed({}, {**INZET, "budget": entry({"per_jaar": COUNT})}),
    "gemeente/monitor": closed({"breuken": table(SOORT, BREUK)}),
    "gemeente/termijnen": closed(
        {"beschikking": entry({"dagen": POSITIVE}), "eindelevering_als_crisis": entry({"waarde": YES_NO})}
    ),
    "gemeente/nazorg": closed(
        {"navragen": entry({"dagen": POSITIVE}), "pauze_waarschuwing": entry({"dagen": POSITIVE})}
    ),
    "gemeente/berichten": closed(
        {
            "uren": entry({"van": HOUR, "tot": HOUR}),
            "dagen": entry({"waarde": several({"enum": WEEKDAYS}, at_least=1)}),
        }
    ),
    "gemeente/huisbezoek": closed(
        {
            "minuten_per_deur": entry({"minuten": POSITIVE}),
            "omweg": entry({"procent": {"type": "integer", "minimum": 100}}),
            "snelheid": entry({"meter_per_minuut": POSITIVE}),
            "onbekende_plaats": entry({"minuten": POSITIVE}),
            "zonder_teken": entry({"minuten": POSITIVE}),
            **{str(dagdeel): entry({"van": CLOCK, "tot": CLOCK}) for dagdeel in Dagdeel},
        }
    ),
    "gemeente/aankondiging": closed(
        {
            "brief_vooraf": entry({"werkdagen": POSITIVE}),
            "contact_na_brief": entry({"werkdagen": COUNT}),
            "vervolg": entry({"werkdagen": COUNT}),
            "vervolg_bij_crisis": entry({"werkdagen": COUNT}),
        }
    ),
    "gemeente/sequentie": table(
        one_of(Aanpak),
        entry(
            {
                "stappen": {
                    "type": "array",
                    "minItems": 1,
                    "items": closed(
                        {"aanpak": one_of(Aanpak), "na_werkdagen": COUNT},
                        {"als": several(one_of(Stapvoorwaarde))},
                    ),
                }
            }
        ),
    ),
}


AFWEGINGSKADER = "gemeente/afwegingskader"
OPTIONAL = frozenset(
    {"gemeente/capaciteit", "gemeente/inzet", "gemeente/monitor"}
)  # what stands here replaces or adds to national values; without it those count
SUBJECTS = frozenset({*VALUES, AFWEGINGSKADER}) - OPTIONAL  # there must be a file about each of these


def schema_for(onderwerp: str) -> Schema | None:
    """The schema of a whole file about `onderwerp` (e.g. `gemeente/drempelbedrag`), or None when unknown."""
    if onderwerp == AFWEGINGSKADER:
        return {**KADER_SCHEMA, "properties": {**KADER_SCHEMA["properties"], "geldig_vanaf": DAY}}
    waarden = VALUES.get(onderwerp)
    if waarden is None:
        return None
    kop = {"titel": TEXT, "summary": TEXT, "bron": TEXT, "geldig_vanaf": DAY, "status": one_of(Status)}
    return closed({**kop, "waarden": waarden}, {"vastgesteld": TEXT, "toelichting": TEXT})
