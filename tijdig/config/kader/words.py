"""What each condition of a kader is called in the form, and in which group it stands (R-TRI-1)."""

from collections.abc import Mapping

GROUPS: Mapping[str, Mapping[str, str]] = {
    "De signalen": {
        "soorten_bevat": "Er is een achterstand bij",
        "alleen_soorten": "De achterstand is alleen bij",
        "berichten_bevat": "De partner meldde",
        "partners_minimaal": "Aantal partners: minstens",
        "partners_maximaal": "Aantal partners: hoogstens",
        "signalen_minimaal": "Aantal signalen: minstens",
        "meervoudig": "Meer partners in dezelfde maand",
        "crisis": "Bedreigende situatie",
        "warme_overdracht": "De partner vraagt om een warme overdracht",
    },
    "Bedrag en ouderdom": {
        "bedrag_minimaal": "Samen minstens (euro)",
        "ouderdom_minimaal": "De oudste achterstand: minstens (dagen)",
    },
    "Eerder op dit adres": {
        "opeenvolgend": "De signalen volgen kort op elkaar",
        "recidive": "Er was al eerder een signaal",
        "eerdere_aanpak": "De vorige aanpak was",
        "eerdere_uitkomst": "De vorige uitkomst was",
    },
    "De inwoner": {
        "minderjarige_kinderen": "Er wonen minderjarige kinderen",
        "leeftijdsklasse": "Leeftijd",
        "wijk": "Wijk",
        "telefoon_bekend": "Er is een telefoonnummer",
        "email_bekend": "Er is een e-mailadres",
        "bekend_bij_shv": "Krijgt schuldhulpverlening",
        "nazorg_shv": "Schuldhulpverlening is kort geleden gestopt",
        "curatele": "Staat onder curatele",
        "geen_bewoner_gevonden": "Niemand gevonden in de BRP",
        "briefadres": "Heeft een briefadres",
    },
}
EURO = frozenset({"bedrag_minimaal"})
