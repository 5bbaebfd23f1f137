"""The closed set of conditions of an afwegingskader, one row each: what it asks, and how it is said.

R-TRI-1: no expression language. A new condition is a new row in `CONDITIONS`, with its sentence; the schema
of the policy file, the reader and the texts all follow from the row. Source: Leidraad 5.1 to 5.8.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .condition_kinds import Bound, Condition, Words, YesNo
from .feiten import LEEFTIJDSKLASSEN, Feiten
from .labels import euro, label_in_sentence
from .terms import Aanpak, Bericht, Eindresultaat


def _partners(aantal: int) -> str:
    return (
        "Eén partner meldde een achterstand."
        if aantal == 1
        else f"{aantal} partners meldden een achterstand."
    )


def _signalen(aantal: int) -> str:
    return "Er is één signaal." if aantal == 1 else f"Er zijn {aantal} signalen."


CONDITIONS: Mapping[str, Condition[Any]] = MappingProxyType(
    {
        "soorten_bevat": Words(
            "soorten", "Er is een achterstand bij {}.", alone=(("huur", "Er is een huurachterstand."),)
        ),
        "alleen_soorten": Words("soorten", "De achterstand is alleen bij {}.", only=True),
        "berichten_bevat": Words(
            "berichten",
            "De partner meldde: {}.",
            known=tuple(map(str, Bericht)),
            say=lambda word: label_in_sentence(Bericht(word)),
        ),
        "partners_minimaal": Bound("partners", _partners, "Aantal partners: {} of meer."),
        "partners_maximaal": Bound("partners", _partners, "Aantal partners: {} of minder.", at_most=True),
        "signalen_minimaal": Bound("signalen", _signalen, "Aantal signalen: {} of meer."),
        "meervoudig": YesNo(
            "meervoudig",
            "In dezelfde maand meldden meer partners een achterstand.",
            "In dezelfde maand meldde niet meer dan één partner een achterstand.",
        ),
        "opeenvolgend": YesNo(
            "opeenvolgend",
            "De signalen op dit adres volgen kort op elkaar.",
            "De signalen op dit adres volgen niet kort op elkaar.",
        ),
        "recidive": YesNo(
            "recidive",
            "Op dit adres was al eerder een signaal.",
            "Op dit adres was niet eerder een signaal.",
        ),
        "bedrag_minimaal": Bound(
            "bedrag", lambda cent: f"Samen {euro(cent)}.", "Samen {} of meer.", number=euro
        ),
        "ouderdom_minimaal": Bound(
            "ouderdom_dagen",
            lambda dagen: f"De oudste achterstand is {dagen} dagen oud.",
            "De oudste achterstand is {} dagen oud of ouder.",
        ),
        "crisis": YesNo("crisis", "Er is een bedreigende situatie.", "Er is geen bedreigende situatie."),
        "minderjarige_kinderen": YesNo(
            "minderjarige_kinderen", "Er wonen minderjarige kinderen.", "Er wonen geen minderjarige kinderen."
        ),
        "leeftijdsklasse": Words(
            "leeftijdsklasse", "De leeftijd van de inwoner is {}.", known=LEEFTIJDSKLASSEN
        ),
        "wijk": Words("wijk", "De wijk is {}.", say=str),
        "telefoon_bekend": YesNo(
            "telefoon_bekend", "Er is een telefoonnummer bekend.", "Er is geen telefoonnummer bekend."
        ),
        "email_bekend": YesNo(
            "email_bekend", "Er is een e-mailadres bekend.", "Er is geen e-mailadres bekend."
        ),
        "eerdere_aanpak": Words(
            "eerdere_aanpak",
            "De vorige aanpak was: {}.",
            known=tuple(map(str, Aanpak)),
            say=lambda word: label_in_sentence(Aanpak(word)),
        ),
        "eerdere_uitkomst": Words(
            "eerdere_uitkomst",
            "De vorige uitkomst was: {}.",
            known=tuple(map(str, Eindresultaat)),
            say=lambda word: label_in_sentence(Eindresultaat(word)),
        ),
        "warme_overdracht": YesNo(
            "warme_overdracht",
            "De partner vraagt om een warme overdracht.",
            "De partner vraagt niet om een warme overdracht.",
        ),
        "bekend_bij_shv": YesNo(
            "bekend_bij_shv",
            "De inwoner is bekend bij schuldhulpverlening.",
            "De inwoner is niet bekend bij schuldhulpverlening.",
        ),
        "nazorg_shv": YesNo(
            "nazorg_shv",
            "De schuldhulpverlening is kort geleden gestopt.",
            "Er loopt geen nazorg van schuldhulpverlening.",
        ),
        "curatele": YesNo(
            "curatele", "De inwoner staat onder curatele.", "De inwoner staat niet onder curatele."
        ),
        "geen_bewoner_gevonden": YesNo(
            "geen_bewoner_gevonden",
            "In de BRP is op dit adres niemand gevonden.",
            "In de BRP is op dit adres iemand gevonden.",
        ),
        "briefadres": YesNo(
            "briefadres", "De inwoner heeft een briefadres.", "De inwoner heeft geen briefadres."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """What a rule asks: every demand (name, value) must hold. Without demands it always applies."""

    demands: tuple[tuple[str, Any], ...] = ()

    def applies_to(self, feiten: Feiten) -> bool:
        return all(CONDITIONS[name].holds(feiten, wanted) for name, wanted in self.demands)

    def because(self, feiten: Feiten) -> tuple[str, ...]:
        """The facts that made it apply, as sentences (R-TRI-2)."""
        return tuple(CONDITIONS[name].because(feiten, wanted) for name, wanted in self.demands)

    def in_words(self) -> tuple[str, ...]:
        """What it asks, as sentences, for the public page of the kader."""
        return tuple(CONDITIONS[name].in_words(wanted) for name, wanted in self.demands)

    def get(self, name: str, default: Any = None) -> Any:
        """The value asked for under this name."""
        return next((wanted for key, wanted in self.demands if key == name), default)


def read_voorwaarde(raw: object) -> Voorwaarde:
    """The `als` of a rule. Raises ValueError, in Dutch, for an unknown condition or an impossible value."""
    if not isinstance(raw, Mapping):
        raise ValueError("'als' moet een blok met voorwaarden zijn")
    demands: list[tuple[str, Any]] = []
    for name, value in raw.items():
        if name not in CONDITIONS:
            raise ValueError(f"de voorwaarde '{name}' bestaat niet; kies uit {', '.join(CONDITIONS)}")
        try:
            demands.append((name, CONDITIONS[name].read(value)))
        except ValueError as error:
            raise ValueError(f"de voorwaarde '{name}' {error}") from error
    return Voorwaarde(tuple(demands))
