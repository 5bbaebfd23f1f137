"""What may be told to the signaalpartner that sent the signal. A whitelist.

Source: Leidraad vroegsignalering hoofdstuk 6; Wgs art. 8 lid 2; DDAS v1.2. Rules R-TER-1, R-TER-2, R-TER-4.
An outcome that is not in the list of policy is never told, and some outcomes no policy can put in it.
The text is that of the policy: nothing that somebody typed can enter.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from tijdig.rules.aftercare import CODE_BY_VERVOLG, VERVALT
from tijdig.rules.terms import Eindresultaat, Reden, Terugkoppelcode, Vervolg

# No version of the policy may make these tellable; the loader refuses a file that tries. R-TER-2.
NEVER_TOLD = frozenset(
    {
        Eindresultaat.NIET_BEREIKT,
        Eindresultaat.GEEN_REACTIE_NA_CONTACT,
        Eindresultaat.ZELF_OPGELOST,
        Eindresultaat.ANDER_TRAJECT,
        Eindresultaat.VERWIJZING_ZONDER_TUSSENKOMST,
    }
)

# What an outcome can be told as, if it is told at all. R-TER-1, R-TER-2.
CODE_BY_RESULT: Mapping[Eindresultaat, Terugkoppelcode] = {
    Eindresultaat.QUICK_FIX: Terugkoppelcode.HULP_GEACCEPTEERD,
    Eindresultaat.VERWIJZING_FINANCIEEL: Terugkoppelcode.HULP_GEACCEPTEERD,
    Eindresultaat.VERWIJZING_NIET_FINANCIEEL: Terugkoppelcode.HULP_GEACCEPTEERD,
    Eindresultaat.WIL_GEEN_HULP: Terugkoppelcode.WIL_GEEN_HULP,
    Eindresultaat.BEKEND_BIJ_SHV: Terugkoppelcode.ONTVANGT_SHV,
    Eindresultaat.OVERLEDEN: Terugkoppelcode.OVERLEDEN,
    Eindresultaat.GEEN_INWONER: Terugkoppelcode.GEEN_INWONER,
    Eindresultaat.HERHAALDE_MELDING: Terugkoppelcode.HERHAALDE_MELDING,
    Eindresultaat.ONTERECHT_SIGNAAL: Terugkoppelcode.ONTERECHT_SIGNAAL,
    Eindresultaat.ANDERE_REDEN: Terugkoppelcode.NIET_OPGEPAKT,
}

# What takes back how a signal ended (AVG art. 19); it says no more than that it was wrong. That help was accepted is
# not taken back: the pause stands as it was told, so nobody can read that the resident wants none any more (R-TER-2).
EINDE_VERVALT: Mapping[Terugkoppelcode, Terugkoppelcode] = {
    Terugkoppelcode.ONTVANGT_SHV: Terugkoppelcode.ONTVANGT_SHV_VERVALT,
    Terugkoppelcode.NIET_OPGEPAKT: Terugkoppelcode.NIET_OPGEPAKT_VERVALT,
    Terugkoppelcode.ONTERECHT_SIGNAAL: Terugkoppelcode.ONTERECHT_SIGNAAL_VERVALT,
    Terugkoppelcode.OVERLEDEN: Terugkoppelcode.OVERLEDEN_VERVALT,
    Terugkoppelcode.GEEN_INWONER: Terugkoppelcode.GEEN_INWONER_VERVALT,
    Terugkoppelcode.WIL_GEEN_HULP: Terugkoppelcode.WIL_GEEN_HULP_VERVALT,
}
TAKES_BACK: Mapping[Terugkoppelcode, Terugkoppelcode] = {**VERVALT, **EINDE_VERVALT}

ONTERECHT = frozenset(
    {
        Reden.TE_JONG,
        Reden.TE_OUD,
        Reden.TE_WEINIG_TERMIJNEN,
        Reden.SOCIALE_INCASSO,
        Reden.BEZWAAR,
        Reden.ONDER_DREMPEL,
        Reden.RECHTSPERSOON,
    }
)
# A line refused for one of these is told to the partner, and delivered to DDAS: it says something about a debt.
TOLD_REFUSALS = sorted(reden.value for reden in {*ONTERECHT, Reden.HERHAALD})


@dataclass(frozen=True, kw_only=True, slots=True)
class Terugkoppelregel:
    """One line of the whitelist."""

    code: Terugkoppelcode
    tekst: str
    toestemming_nodig: bool
    met_pauze: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Vervolgregel:
    """One line of what may be told after help was accepted."""

    code: Terugkoppelcode
    tekst: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Terugkoppelbeleid:
    """The whitelist in force on a day; `vervolg` holds after help was accepted.

    `aanvulling`: fixed texts for what follows from an earlier message: the end of a pause, a message that was wrong.
    """

    regels: Mapping[Eindresultaat, Terugkoppelregel]
    vervolg: Mapping[Vervolg, Vervolgregel] = MappingProxyType({})
    aanvulling: Mapping[Terugkoppelcode, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Terugkoppelbericht:
    """What goes out: a code, its fixed text and, after help accepted, the last day of the pause."""

    code: Terugkoppelcode
    tekst: str
    pauze_tot: date | None


def what_may_be_told(
    resultaat: Eindresultaat,
    *,
    toestemming: bool,
    beleid: Terugkoppelbeleid,
    aanbod: bool = False,
    pauze_tot: date | None = None,
) -> Terugkoppelbericht | None:
    """The message for the partner, or None when nothing may be told. R-TER-1, R-TER-2, R-TER-4.

    `toestemming`: the resident's explicit written consent is recorded with its document. `aanbod`: an offer was made
    for this signal, so that it was not taken up would be untrue, and what is true may not be told.
    """
    regel = beleid.regels.get(resultaat)
    if regel is None or resultaat in NEVER_TOLD:
        return None
    if regel.code is Terugkoppelcode.NIET_OPGEPAKT and aanbod:
        return None
    if not toestemming and (regel.toestemming_nodig or resultaat == Eindresultaat.WIL_GEEN_HULP):
        return None
    return Terugkoppelbericht(
        code=regel.code, tekst=regel.tekst, pauze_tot=pauze_tot if regel.met_pauze else None
    )


def what_is_told_of_acceptance(*, pauze_tot: date, beleid: Terugkoppelbeleid) -> Terugkoppelbericht | None:
    """That help was accepted, before it is known which: if each kind of help may be told so. R-TER-1, R-TER-4."""
    berichten = {
        what_may_be_told(result, toestemming=False, beleid=beleid, pauze_tot=pauze_tot)
        for result, code in CODE_BY_RESULT.items()
        if code is Terugkoppelcode.HULP_GEACCEPTEERD
    }
    return berichten.pop() if len(berichten) == 1 else None


def what_may_be_told_later(
    vervolg: Vervolg, *, geaccepteerd: bool, beleid: Terugkoppelbeleid
) -> Terugkoppelbericht | None:
    """How it goes on, for the partner, or None when nothing may be told. Only after acceptance. R-TER-1, R-TER-2."""
    regel = beleid.vervolg.get(vervolg)
    if not geaccepteerd or regel is None or regel.code != CODE_BY_VERVOLG.get(vervolg):
        return None
    return Terugkoppelbericht(code=regel.code, tekst=regel.tekst, pauze_tot=None)


# The only codes that follow from an earlier message; a list in code, so that no policy can widen it.
AANVULLENDE_CODES = frozenset({Terugkoppelcode.PAUZE_VOORBIJ, *TAKES_BACK.values()})


def what_is_told_after_the_pause(
    pauze_tot: date, *, today: date, beleid: Terugkoppelbeleid
) -> Terugkoppelbericht | None:
    """That the pause a partner was told of is over, from the day after its last day on; else None. R-TER-4."""
    tekst = beleid.aanvulling.get(Terugkoppelcode.PAUZE_VOORBIJ)
    if tekst is None or today < first_day_after(pauze_tot):
        return None
    return Terugkoppelbericht(code=Terugkoppelcode.PAUZE_VOORBIJ, tekst=tekst, pauze_tot=None)


def first_day_after(pauze_tot: date) -> date:
    """The first day on which the partner need not wait any more; `pauze_tot` itself is still part of the pause."""
    return pauze_tot + timedelta(days=1)


def what_takes_back(code: Terugkoppelcode, *, beleid: Terugkoppelbeleid) -> Terugkoppelbericht | None:
    """That an earlier message was wrong: the bare fact, never what is right instead. R-TER-1, R-TER-2."""
    vervalt = TAKES_BACK.get(code)
    tekst = beleid.aanvulling.get(vervalt) if vervalt else None
    if vervalt is None or tekst is None:
        return None
    return Terugkoppelbericht(code=vervalt, tekst=tekst, pauze_tot=None)


def code_for_refusal(redenen: Collection[Reden]) -> Terugkoppelcode | None:
    """The code under which a refused line is told and counted, or None for a fault in the file itself.

    Not right wins over repeat: the partner must mend that first. Source: DDAS v1.2, R-ADM-1 to R-ADM-5.
    """
    if any(reden in ONTERECHT for reden in redenen):
        return Terugkoppelcode.ONTERECHT_SIGNAAL
    return Terugkoppelcode.HERHAALDE_MELDING if Reden.HERHAALD in redenen else None


def result_of_refusal(redenen: Collection[Reden]) -> Eindresultaat | None:
    """The end result of a signal that was refused so, as DDAS calls it; None for a fault in the file itself."""
    code = code_for_refusal(redenen)
    results = (Eindresultaat.ONTERECHT_SIGNAAL, Eindresultaat.HERHAALDE_MELDING)
    return next((result for result in results if CODE_BY_RESULT[result] is code), None)
