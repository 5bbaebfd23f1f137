"""How a zaak ends: what each end result requires and counts as. The texts stand in outcome_texts.py.

R-UIT-1 (the four outcomes of the monitor), R-UIT-2 (no end result without what it requires), R-UIT-3 (what
counts as accepted), R-UIT-4 (handed over is finished; a warm handover needs consent).
Source: Leidraad vroegsignalering 8.8 to 8.8.5.1; DDAS v1.2, EnumEindresultaat; Wgs art. 4a.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

from .labels import label, label_in_sentence
from .outcome_texts import MEANING, NEXT_STEP, SITUATIONS, NextStep, Situatie, what_comes_next
from .terms import (
    Domein,
    Eindresultaat,
    Houding,
    Hulptype,
    Monitoruitkomst,
    QuickFix,
    RedenGeenHulp,
    Toestemmingsvorm,
)

__all__ = [
    "CHOOSABLE",
    "MEANING",
    "NEXT_STEP",
    "REQUIRED",
    "SITUATIONS",
    "Afsluitgegevens",
    "Contact",
    "Fout",
    "Need",
    "NextStep",
    "Requirement",
    "Situatie",
    "accepted",
    "faults",
    "monitor_outcome",
    "what_comes_next",
]


class Need(Enum):
    """Must a field be filled, may it, or must it stay empty?"""

    REQUIRED = "required"
    OPTIONAL = "optional"
    ABSENT = "absent"


class Contact(Enum):
    """What must have happened before this end result can be true."""

    REACHED = "reached"
    TRIED_IN_VAIN = "tried_in_vain"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What one end result requires before a zaak can be closed with it (R-UIT-2)."""

    contact: Contact = Contact.ANY
    hulptype: Hulptype | None = None
    quick_fix: bool = False
    verwezen_naar: Need = Need.ABSENT
    domein: Domein | None = None  # which part of the sociale kaart fits; None = all of it
    reden_geen_hulp: bool = False  # may it be said why the resident wants no help?
    toelichting: str = ""  # what must be written down; empty = nothing


E = Eindresultaat
REQUIRED: Mapping[Eindresultaat, Requirement] = MappingProxyType(
    {
        E.QUICK_FIX: Requirement(
            contact=Contact.REACHED,
            hulptype=Hulptype.QUICK_FIX,
            quick_fix=True,
            verwezen_naar=Need.OPTIONAL,  # a colleague may do it (Leidraad 8.8.3)
        ),
        E.VERWIJZING_FINANCIEEL: Requirement(
            contact=Contact.REACHED,
            hulptype=Hulptype.VERWIJZING_FINANCIEEL,
            verwezen_naar=Need.REQUIRED,
            domein=Domein.FINANCIEEL,
        ),
        E.VERWIJZING_NIET_FINANCIEEL: Requirement(
            contact=Contact.REACHED,
            hulptype=Hulptype.VERWIJZING_NIET_FINANCIEEL,
            verwezen_naar=Need.REQUIRED,
            domein=Domein.NIET_FINANCIEEL,
        ),
        E.WIL_GEEN_HULP: Requirement(contact=Contact.REACHED, reden_geen_hulp=True),
        E.ZELF_OPGELOST: Requirement(contact=Contact.REACHED),
        E.GEEN_REACTIE_NA_CONTACT: Requirement(contact=Contact.REACHED),
        E.NIET_BEREIKT: Requirement(contact=Contact.TRIED_IN_VAIN),
        E.BEKEND_BIJ_SHV: Requirement(verwezen_naar=Need.OPTIONAL),
        E.ANDER_TRAJECT: Requirement(verwezen_naar=Need.REQUIRED),
        E.VERWIJZING_ZONDER_TUSSENKOMST: Requirement(
            verwezen_naar=Need.REQUIRED, toelichting="waarom zorg nodig is zonder dat de inwoner het weet"
        ),
        E.OVERLEDEN: Requirement(toelichting="of de nabestaanden nog een aanbod krijgen"),
        E.GEEN_INWONER: Requirement(),
        E.HERHAALDE_MELDING: Requirement(),
        E.ONTERECHT_SIGNAAL: Requirement(toelichting="waarom het signaal niet klopt"),
        E.ANDERE_REDEN: Requirement(toelichting="waarom de zaak niet is opgepakt; de partner ziet dit nooit"),
    }
)

# What a person may choose, in the order of the form. A repeat is decided by rule at the door (R-ADM-5).
CHOOSABLE: tuple[Eindresultaat, ...] = tuple(
    result for result in Eindresultaat if result != E.HERHAALDE_MELDING
)

_MONITOR: Mapping[Eindresultaat, Monitoruitkomst] = MappingProxyType(
    {
        E.QUICK_FIX: Monitoruitkomst.WIL_HULP,
        E.VERWIJZING_FINANCIEEL: Monitoruitkomst.WIL_HULP,
        E.VERWIJZING_NIET_FINANCIEEL: Monitoruitkomst.WIL_HULP,
        E.WIL_GEEN_HULP: Monitoruitkomst.WIL_GEEN_HULP,
        E.ZELF_OPGELOST: Monitoruitkomst.WIL_GEEN_HULP,
        E.GEEN_REACTIE_NA_CONTACT: Monitoruitkomst.WIL_GEEN_HULP,
        E.NIET_BEREIKT: Monitoruitkomst.NIET_BEREIKT,
        E.VERWIJZING_ZONDER_TUSSENKOMST: Monitoruitkomst.NIET_BEREIKT,
        E.BEKEND_BIJ_SHV: Monitoruitkomst.BEKEND_BIJ_SHV,
    }
)


def monitor_outcome(resultaat: Eindresultaat) -> Monitoruitkomst | None:
    """Which of the four outcomes it counts as; None = outside them, the zaak was not followed up (R-UIT-1)."""
    return _MONITOR.get(resultaat)


def accepted(resultaat: Eindresultaat) -> bool:
    """Is this hulpacceptatie? (R-UIT-3)"""
    return monitor_outcome(resultaat) is Monitoruitkomst.WIL_HULP


@dataclass(frozen=True, slots=True, kw_only=True)
class Afsluitgegevens:
    """What a person fills in to close a zaak."""

    eindresultaat: Eindresultaat
    hulptype: Hulptype | None = None
    quick_fix: QuickFix | None = None
    organisatie: int | None = None  # id of an organisation of the sociale kaart
    verwezen_naar: str = ""  # a name that does not stand on the sociale kaart
    reden_vrije_naam: str = ""  # why nothing on the sociale kaart fits
    reden_geen_hulp: RedenGeenHulp | None = None
    houding: Houding | None = None
    gesprek_op: date | None = None  # the first conversation, when it was not recorded before (R-TRM-1)
    toelichting: str = ""
    warme_overdracht: bool = False
    toestemming_overdracht: bool = False  # of the resident, for the warm handover
    overdracht_op: date | None = None  # day of that consent
    overdracht_hoe: Toestemmingsvorm | None = None
    overdracht_document: str = ""  # where it is written down
    overdracht_aan: str = ""  # with whom at that organisation
    overdracht_moment: datetime | None = None  # the appointment there, if any
    toestemming: bool = False  # explicit and written, to tell the partner (R-TER-2)
    toestemming_document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fout:
    """One thing that is missing or does not fit: the field it belongs to and the sentence beside it."""

    veld: str
    uitleg: str


def faults(
    gegevens: Afsluitgegevens, *, bereikt: bool, pogingen: int, kaart: bool = False, today: date | None = None,
    ontvangen_op: date | None = None,
) -> tuple[Fout, ...]:  # fmt: skip
    """Everything that stops this closing, in Dutch; empty = it can be closed (R-UIT-2, R-UIT-4).

    `bereikt`: at least one attempt reached the resident, or a reply is recorded. `pogingen`: attempts so far.
    `kaart`: the gemeente has a sociale kaart to choose from, so another name needs a reason. `ontvangen_op`: the
    day on which the first signal came in; no conversation about it lies before that.
    """
    requirement = REQUIRED[gegevens.eindresultaat]
    found = (
        *_about_contact(gegevens, requirement, bereikt, pogingen),
        *_about_conversation(gegevens, requirement, ontvangen_op, today),
        *_about_help(gegevens, requirement),
        *_about_referral(gegevens, requirement, kaart),
        *_about_handover(gegevens, today),
        *_about_words_and_consent(gegevens, requirement, bereikt),
    )
    return tuple(Fout(veld=veld, uitleg=uitleg) for veld, uitleg in found)


type _Found = Iterator[tuple[str, str]]


def _about_contact(g: Afsluitgegevens, requirement: Requirement, bereikt: bool, pogingen: int) -> _Found:
    if g.eindresultaat not in CHOOSABLE:
        yield "eindresultaat", "Dit eindresultaat kiest het systeem zelf."
    if requirement.contact is Contact.REACHED and not bereikt:
        yield (
            "eindresultaat",
            "Dit kan alleen als de inwoner is bereikt. Leg eerst het contact of de reactie vast.",
        )
    if requirement.contact is Contact.TRIED_IN_VAIN and bereikt:
        anders = label_in_sentence(E.GEEN_REACTIE_NA_CONTACT)
        yield "eindresultaat", f"De inwoner is wel bereikt. Kies bijvoorbeeld: {anders}."
    elif requirement.contact is Contact.TRIED_IN_VAIN and not pogingen:
        yield "eindresultaat", "Er is nog geen contactpoging. Probeer eerst de inwoner te bereiken."


def _about_conversation(
    g: Afsluitgegevens, requirement: Requirement, ontvangen_op: date | None, today: date | None
) -> _Found:
    """The day of the first conversation starts and stops terms of the Wgs, so it cannot be just any day (R-TRM-1)."""
    if g.gesprek_op is None:
        return
    if requirement.contact is not Contact.REACHED:
        yield "gesprek_op", "Bij dit eindresultaat is er geen gesprek geweest."
    elif today is not None and g.gesprek_op > today:
        yield "gesprek_op", "Deze dag is nog niet geweest."
    elif ontvangen_op is not None and g.gesprek_op < ontvangen_op:
        yield "gesprek_op", "Deze dag ligt voor de ontvangst van het signaal."


def _about_help(g: Afsluitgegevens, requirement: Requirement) -> _Found:
    if requirement.hulptype and g.hulptype is None:
        yield "hulptype", "Kies welk type hulp de inwoner krijgt."
    elif requirement.hulptype and g.hulptype != requirement.hulptype:
        yield "hulptype", f"Dit past niet bij '{label(g.eindresultaat)}'."
    elif g.hulptype and not requirement.hulptype:
        yield "hulptype", "Een type hulp hoort alleen bij een inwoner die hulp wil."
    if requirement.quick_fix and g.quick_fix is None:
        yield "quick_fix", "Kies welke quick fix het was."
    elif g.quick_fix and not requirement.quick_fix:
        yield "quick_fix", f"Dit hoort alleen bij '{label(E.QUICK_FIX)}'."


def _about_referral(g: Afsluitgegevens, requirement: Requirement, kaart: bool) -> _Found:
    free = bool(g.verwezen_naar.strip())
    named = free or g.organisatie is not None
    where = "organisatie" if kaart else "verwezen_naar"
    if requirement.verwezen_naar is Need.REQUIRED and not named:
        yield where, "Kies welke organisatie de inwoner verder helpt."
    if requirement.verwezen_naar is Need.ABSENT and named:
        yield where, "Bij dit eindresultaat is er geen verwijzing."
    if free and g.organisatie is not None:
        yield (
            "verwezen_naar",
            "Kies een organisatie van de sociale kaart, of schrijf een andere naam. Niet allebei.",
        )
    elif free and kaart and not g.reden_vrije_naam.strip():
        yield "reden_vrije_naam", "Schrijf op waarom geen organisatie van de sociale kaart past."
    if g.reden_geen_hulp and not requirement.reden_geen_hulp:
        yield "reden_geen_hulp", f"Dit hoort alleen bij '{label(E.WIL_GEEN_HULP)}'."


def _about_handover(g: Afsluitgegevens, today: date | None) -> _Found:
    """A warm handover needs the consent of the resident: when, how, and where that stands (R-UIT-4)."""
    if not g.warme_overdracht:
        return
    if not g.verwezen_naar.strip() and g.organisatie is None:
        yield "warme_overdracht", "Een warme overdracht kan alleen aan een organisatie die u noemt."
    if not g.toestemming_overdracht:
        yield "toestemming_overdracht", "Voor een warme overdracht moet de inwoner toestemming geven."
        return
    if g.overdracht_op is None:
        yield "overdracht_op", "Vul in op welke dag de inwoner toestemming gaf."
    elif today is not None and g.overdracht_op > today:
        yield "overdracht_op", "Deze dag is nog niet geweest."
    if g.overdracht_hoe is None:
        yield "overdracht_hoe", "Kies hoe de inwoner toestemming gaf."
    elif g.overdracht_hoe is Toestemmingsvorm.SCHRIFTELIJK and not g.overdracht_document.strip():
        yield "overdracht_document", "Noem het document waarin de toestemming staat."


def _about_words_and_consent(g: Afsluitgegevens, requirement: Requirement, bereikt: bool) -> _Found:
    if requirement.toelichting and not g.toelichting.strip():
        yield "toelichting", f"Schrijf op {requirement.toelichting}."
    if g.houding and not bereikt:
        yield "houding", "Hoe de inwoner reageerde, kan alleen als er contact was."
    if g.toestemming and not g.toestemming_document.strip():
        yield "toestemming_document", "Noem het document waarin de toestemming staat."
    if g.toestemming_document.strip() and not g.toestemming:
        yield "toestemming", "U noemt een document. Geeft de inwoner daarin toestemming?"
