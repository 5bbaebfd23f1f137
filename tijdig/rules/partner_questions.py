"""Ask the partner who a doubtful signal is about: which questions there are, and when no answer is too late.

R-BRP-4 (a person decides; one way is to ask the partner), R-TER-2 (no free text, nothing of the BRP, nothing about
the outcome leaves). Source: Leidraad vroegsignalering 2025, 3.2.2. A question is a member of a closed list; its text is
that of the policy. There is no place here for a word that somebody typed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from .terms import Terugkoppelcode, Vraagantwoord, Vraagsoort

# Under which code a question leaves; a list in code, so that no policy can widen it.
CODE_BY_VRAAG: Mapping[Vraagsoort, Terugkoppelcode] = MappingProxyType(
    {
        Vraagsoort.GEBOORTEDATUM: Terugkoppelcode.VRAAG_GEBOORTEDATUM,
        Vraagsoort.NAAM: Terugkoppelcode.VRAAG_NAAM,
        Vraagsoort.ADRES: Terugkoppelcode.VRAAG_ADRES,
        Vraagsoort.OPENSTAAND: Terugkoppelcode.VRAAG_OPENSTAAND,
    }
)
VRAAGCODES = frozenset(CODE_BY_VRAAG.values())

_GIVEN = (Vraagantwoord.GEGEVEN, Vraagantwoord.WEET_NIET)
_YES_NO = (Vraagantwoord.JA, Vraagantwoord.NEE, Vraagantwoord.WEET_NIET)
ANTWOORDEN: Mapping[Vraagsoort, tuple[Vraagantwoord, ...]] = MappingProxyType(
    {
        Vraagsoort.GEBOORTEDATUM: _GIVEN,
        Vraagsoort.NAAM: _GIVEN,
        Vraagsoort.ADRES: _YES_NO,
        Vraagsoort.OPENSTAAND: _YES_NO,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Vraagbeleid:
    """The questions that may be asked on a day with their fixed texts, and after how many days no answer is late."""

    teksten: Mapping[Vraagsoort, str]
    antwoord_dagen: int

    def tekst_of(self, code: Terugkoppelcode) -> str:
        """The fixed text of a code; empty when it is no question, or one that may not be asked."""
        return next((self.teksten.get(vraag, "") for vraag, is_ in CODE_BY_VRAAG.items() if is_ == code), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Antwoord:
    """What the partner said; `tekst` stays inside: it is what a question was about, such as a date of birth."""

    antwoord: Vraagantwoord
    tekst: str = ""


def code_of_question(vraag: Vraagsoort, *, beleid: Vraagbeleid) -> Terugkoppelcode | None:
    """The code under which it leaves, or None when the policy has no text for it. R-TER-2."""
    return CODE_BY_VRAAG[vraag] if beleid.teksten.get(vraag) else None


def refusal_to_ask(
    vragen: Collection[Vraagsoort], *, open_vragen: Collection[Vraagsoort], beleid: Vraagbeleid
) -> str | None:
    """Why these questions cannot be asked, in Dutch; None when they can. R-BRP-4."""
    if not vragen:
        return "Kies wat u de partner vraagt."
    if not all(code_of_question(vraag, beleid=beleid) for vraag in vragen):
        return "Deze vraag staat niet op de vaste lijst."
    return "Dit is al gevraagd en nog niet beantwoord." if set(vragen) <= set(open_vragen) else None


def refusal_of_answers(
    antwoorden: Mapping[Vraagsoort, Antwoord], *, open_vragen: Collection[Vraagsoort]
) -> str | None:
    """Why these answers cannot be recorded, in Dutch; None when they can. R-BRP-4."""
    if not antwoorden:
        return "Vul in wat de partner antwoordde."
    if not set(antwoorden) <= set(open_vragen):
        return "Deze vraag is niet gesteld, of een collega legde het antwoord al vast."
    if any(given.antwoord not in ANTWOORDEN[vraag] for vraag, given in antwoorden.items()):
        return "Dit antwoord past niet bij de vraag."
    empty = any(
        given.antwoord is Vraagantwoord.GEGEVEN and not given.tekst.strip() for given in antwoorden.values()
    )
    return "Schrijf op wat de partner doorgaf." if empty else None


def last_day_in_time(today: date, beleid: Vraagbeleid) -> date:
    """What was asked before this day, and has no answer today, waits too long."""
    return today - timedelta(days=beleid.antwoord_dagen)
