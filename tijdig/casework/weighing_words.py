"""The facts of a proposal in words, without the one fact that not everybody may know (R-TRI-2, R-ADM-6)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from tijdig.policies.model import Beleid
from tijdig.rules.labels import euro, label_in_sentence
from tijdig.rules.notation import day_in_full
from tijdig.rules.terms import Aanpak, Bericht, Contactsoort, Eindresultaat

from .models import Weging

type Say = Callable[[Any], str]


def _yes(value: bool | None) -> str:
    return "niet bekend" if value is None else "ja" if value else "nee"


def _listed(values: list[str]) -> str:
    return ", ".join(values)


# `huisbezoek_verboden` is left out on purpose: the reasons say that a visit is not possible, never why.
FACTS: Mapping[str, tuple[str, Say]] = {
    "soorten": ("Soorten", _listed),
    "berichten": ("Berichten", lambda v: _listed([label_in_sentence(Bericht(code)) for code in v])),
    "partners": ("Partners", str),
    "signalen": ("Signalen", str),
    "bedrag": ("Samen", euro),
    "ouderdom_dagen": ("Oudste achterstand", lambda v: f"{v} dagen"),
    "meervoudig": ("Meervoudig", _yes),
    "opeenvolgend": ("Opeenvolgend", _yes),
    "recidive": ("Recidive", _yes),
    "crisis": ("Bedreigende situatie", _yes),
    "minderjarige_kinderen": ("Minderjarige kinderen", _yes),
    "leeftijdsklasse": ("Leeftijd", str),
    "wijk": ("Wijk", lambda v: v or "niet bekend"),
    "telefoon_bekend": ("Telefoonnummer bekend", _yes),
    "email_bekend": ("E-mailadres bekend", _yes),
    "eerdere_aanpak": ("Vorige aanpak", lambda v: label_in_sentence(Aanpak(v)) if v else "geen"),
    "eerdere_uitkomst": ("Vorige uitkomst", lambda v: label_in_sentence(Eindresultaat(v)) if v else "geen"),
    "warme_overdracht": ("Warme overdracht gevraagd", _yes),
    "bekend_bij_shv": ("Krijgt schuldhulpverlening", _yes),
    "nazorg_shv": ("Schuldhulpverlening kort geleden gestopt", _yes),
    "curatele": ("Curatele", _yes),
    "eerste_van_partner": ("Eerste signaal van een partner op dit adres", _yes),
    "geen_bewoner_gevonden": ("Niemand gevonden in de BRP", _yes),
}


def facts_in_words(feiten: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(what, value) of every fact that was kept with the proposal and that everybody may see."""
    return tuple((name, say(feiten[key])) for key, (name, say) in FACTS.items() if key in feiten)


def follows_in_words(weging: Weging) -> Iterator[str]:
    """How the visit is announced, what comes after it, and how long a repeat is left alone (R-TRI-1, R-TRI-5)."""
    if weging.aankondiging:
        announced = " en ".join(label_in_sentence(Contactsoort(soort)) for soort in weging.aankondiging)
        yield f"Aangekondigd met {announced}."
    if weging.vervolg:
        yield f"Geen reactie? Dan {label_in_sentence(Aanpak(weging.vervolg))}."
    if weging.adempauze_dagen:
        until = weging.dag + timedelta(days=weging.adempauze_dagen)
        yield f"Eerst een adempauze: pauze tot {day_in_full(until)}."


def rule_in_words(weging: Weging, beleid: Beleid) -> str:
    """Which rule of which version proposed this, with its own reason when that kader is still in force."""
    kader = beleid.afwegingskader
    own = next((r.reden for r in kader.regels if r.id == weging.regel and kader.versie == weging.kader), "")
    return f"{own} Regel “{weging.regel}”, afwegingskader {weging.kader}.".strip()
