"""What the BRP says about the person who was found, and what then happens to the signal.

Rules: R-BRP-5..8 and R-BRP-4. Source: Leidraad vroegsignalering 3.2.2-3.2.5 and 3.3; BRP Personen
bevragen 2.7.0 (opschortingBijhouding, verblijfplaats, functieAdres). The checks are a list, read from
top to bottom: the first that applies is the outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import Literal

from tijdig.rules.identity import Identiteitsoordeel
from tijdig.rules.terms import BrpUitkomst, Eindresultaat, Zekerheid

_RNI = "1999"  # the code of those who are registered without living in the Netherlands
_LEFT_THE_COUNTRY = frozenset({"E", "R"})  # emigrated; registered as non-resident
_ADULT = 18  # years

# A person decides whether the household, the heirs or the parents get the offer (R-BRP-5, R-BRP-6).
HOUSEHOLD = (BrpUitkomst.OVERLEDEN, BrpUitkomst.MINDERJARIG)

Verblijftype = Literal["Adres", "Locatie", "VerblijfplaatsBuitenland", "VerblijfplaatsOnbekend", ""]


@dataclass(frozen=True, kw_only=True, slots=True)
class Persoonsbeeld:
    """One person as the BRP shows them on the day of the check; all that may count for the outcome."""

    id: str
    gemeente_van_inschrijving: str = ""  # four digits
    opschorting_reden: str = ""  # O died, E emigrated, R non-resident, M, F, W, "." other
    overleden: bool = False
    verblijf_type: Verblijftype = ""
    functie_adres: Literal["W", "B", ""] = ""  # W lives there, B letter address
    verblijft_niet_op_adres: bool = False
    adres_sleutel: str = ""  # Adres.sleutel; empty for a place without one
    geboortedatum: str = ""  # "1993-05-31", "1993-05", "1993" or ""
    leeftijd: int | None = None
    geheimhouding: bool = False
    adres_in_onderzoek: bool = False
    curatele: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BrpBevinding:
    """The outcome with its reasons in Dutch, and the flags that outreach must heed whatever the outcome."""

    uitkomst: BrpUitkomst
    redenen: tuple[str, ...]
    geheimhouding: bool = False
    adres_in_onderzoek: bool = False
    curatele: bool = False


class Vervolg(StrEnum):
    """Where a signal goes after the check."""

    ZAAK = "zaak"
    TWIJFEL = "twijfel"  # a person decides (R-BRP-4)
    TERZIJDE = "terzijde"
    OPNIEUW = "opnieuw"  # the check did not succeed: it waits and is tried again


@dataclass(frozen=True, kw_only=True, slots=True)
class Vervolgregel:
    """One line of the table. `resultaat` is what the partner hears of, also while a person still decides."""

    vervolg: Vervolg
    regel: str
    resultaat: Eindresultaat | None = None


FOLLOW_UP: Mapping[BrpUitkomst, Vervolgregel] = {
    # goes on to a zaak
    BrpUitkomst.GEVONDEN_EXACT: Vervolgregel(vervolg=Vervolg.ZAAK, regel="R-BRP-3"),
    BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF: Vervolgregel(vervolg=Vervolg.ZAAK, regel="R-BRP-3"),
    BrpUitkomst.GEVONDEN_ADRES_WIJKT_AF: Vervolgregel(vervolg=Vervolg.ZAAK, regel="R-BRP-7"),
    BrpUitkomst.BRIEFADRES: Vervolgregel(vervolg=Vervolg.ZAAK, regel="R-BRP-2"),
    # goes to a person
    BrpUitkomst.HUISGENOOT: Vervolgregel(vervolg=Vervolg.TWIJFEL, regel="R-BRP-4"),
    BrpUitkomst.MEERDERE: Vervolgregel(vervolg=Vervolg.TWIJFEL, regel="R-BRP-4"),
    BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE: Vervolgregel(vervolg=Vervolg.TWIJFEL, regel="R-BRP-7"),
    BrpUitkomst.VERBLIJFT_NIET_OP_ADRES: Vervolgregel(vervolg=Vervolg.TWIJFEL, regel="R-BRP-4"),
    BrpUitkomst.MINDERJARIG: Vervolgregel(vervolg=Vervolg.TWIJFEL, regel="R-BRP-6"),
    BrpUitkomst.HANDMATIG: Vervolgregel(vervolg=Vervolg.TWIJFEL, regel="R-BRP-1"),
    BrpUitkomst.OVERLEDEN: Vervolgregel(
        vervolg=Vervolg.TWIJFEL, regel="R-BRP-5", resultaat=Eindresultaat.OVERLEDEN
    ),
    # ends the signal
    BrpUitkomst.GEEN_INWONER: Vervolgregel(
        vervolg=Vervolg.TERZIJDE, regel="R-BRP-7", resultaat=Eindresultaat.GEEN_INWONER
    ),
    BrpUitkomst.VERTROKKEN_BUITENLAND: Vervolgregel(
        vervolg=Vervolg.TERZIJDE, regel="R-BRP-7", resultaat=Eindresultaat.ANDERE_REDEN
    ),
    BrpUitkomst.VERTROKKEN_ONBEKEND: Vervolgregel(
        vervolg=Vervolg.TERZIJDE, regel="R-BRP-7", resultaat=Eindresultaat.ANDERE_REDEN
    ),
    # waits
    BrpUitkomst.CONTROLE_MISLUKT: Vervolgregel(vervolg=Vervolg.OPNIEUW, regel="R-BRP-1"),
}


def follow_up(uitkomst: BrpUitkomst, zekerheid: Zekerheid) -> Vervolg:
    """Say where the signal goes. Whoever is not surely found goes to a person, whatever the table says.

    A failed check waits all the same (R-BRP-1, R-BRP-4).
    """
    vervolg = FOLLOW_UP[uitkomst].vervolg
    if vervolg is not Vervolg.OPNIEUW and zekerheid is not Zekerheid.ZEKER:
        return Vervolg.TWIJFEL
    return vervolg


def find_outcome(
    persoon: Persoonsbeeld, *, gemeente: str, adres_sleutel: str, today: date, naam_wijkt_af: bool = False
) -> BrpBevinding:
    """Return what the BRP found about one person who was surely found (R-BRP-5..8).

    `gemeente` is the own code of four digits, `adres_sleutel` the key of the address in the signal.
    """
    uitkomst, reden = (
        _gone(persoon)
        or _elsewhere(persoon, gemeente)
        or _not_to_be_visited(persoon, today)
        or _found(persoon, adres_sleutel, naam_wijkt_af)
    )
    return BrpBevinding(
        uitkomst=uitkomst,
        redenen=(reden, *_remarks(persoon, uitkomst, adres_sleutel, naam_wijkt_af)),
        geheimhouding=persoon.geheimhouding,
        adres_in_onderzoek=persoon.adres_in_onderzoek,
        curatele=persoon.curatele,
    )


def outcome_of_doubt(oordeel: Identiteitsoordeel) -> BrpBevinding:
    """Return the outcome when nobody was surely found; its reasons are those of the judgement (R-BRP-4).

    Raises ValueError for a sure judgement: then the person must be read first.
    """
    if oordeel.zekerheid is Zekerheid.ZEKER:
        raise ValueError("A sure judgement has a person to look at.")
    if len(oordeel.passend) > 1:
        uitkomst = BrpUitkomst.MEERDERE
    elif oordeel.passend:
        uitkomst = BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF
    elif oordeel.huisgenoot:
        uitkomst = BrpUitkomst.HUISGENOOT
    else:
        uitkomst = BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE
    return BrpBevinding(uitkomst=uitkomst, redenen=oordeel.redenen)


def may_be_minor(geboortedatum: str, leeftijd: int | None, today: date) -> bool | None:
    """True for a minor on `today`, False for an adult, None when a partial date leaves it open (R-BRP-6).

    The date counts before the age, which may be of another day. Nothing known is no doubt: False.
    """
    parts = [int(part) for part in takewhile(_is_known, geboortedatum.split("-"))]
    if not parts:
        return leeftijd is not None and leeftijd < _ADULT
    born, now = (parts[0] + _ADULT, *parts[1:]), (today.year, today.month, today.day)[: len(parts)]
    if len(parts) < 3 and born == now:
        return None if leeftijd is None else leeftijd < _ADULT
    return born > now


def _is_known(part: str) -> bool:
    return part.isdecimal() and int(part) > 0


type _Finding = tuple[BrpUitkomst, str]


def _gone(persoon: Persoonsbeeld) -> _Finding | None:
    if persoon.overleden or persoon.opschorting_reden == "O":
        return BrpUitkomst.OVERLEDEN, "De persoon is overleden."
    if persoon.verblijf_type == "VerblijfplaatsOnbekend":
        return BrpUitkomst.VERTROKKEN_ONBEKEND, "De persoon is vertrokken. Het is niet bekend waarheen."
    abroad = persoon.verblijf_type == "VerblijfplaatsBuitenland"
    if abroad or persoon.opschorting_reden in _LEFT_THE_COUNTRY or persoon.gemeente_van_inschrijving == _RNI:
        return BrpUitkomst.VERTROKKEN_BUITENLAND, "De persoon woont in het buitenland."
    return None


def _elsewhere(persoon: Persoonsbeeld, gemeente: str) -> _Finding | None:
    if persoon.opschorting_reden:
        return BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE, "De BRP houdt deze persoon niet meer bij."
    if not persoon.gemeente_van_inschrijving:
        return BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE, "De BRP noemt geen gemeente van inschrijving."
    if persoon.gemeente_van_inschrijving != gemeente:
        return BrpUitkomst.GEEN_INWONER, "De persoon staat in een andere gemeente ingeschreven."
    return None


def _not_to_be_visited(persoon: Persoonsbeeld, today: date) -> _Finding | None:
    """A minor goes before a letter address: a minor always goes to a person (R-BRP-6)."""
    if persoon.verblijft_niet_op_adres:
        return (
            BrpUitkomst.VERBLIJFT_NIET_OP_ADRES,
            "De gemeente heeft vastgesteld dat de persoon er niet woont.",
        )
    if not persoon.verblijf_type:
        return BrpUitkomst.VERBLIJFT_NIET_OP_ADRES, "De BRP geeft geen adres van deze persoon."
    minor = may_be_minor(persoon.geboortedatum, persoon.leeftijd, today)
    if minor:
        return BrpUitkomst.MINDERJARIG, "De persoon is jonger dan 18 jaar."
    if minor is None:
        return (
            BrpUitkomst.MINDERJARIG,
            "De persoon is misschien jonger dan 18: de geboortedatum is niet volledig.",
        )
    if persoon.functie_adres == "B":
        return BrpUitkomst.BRIEFADRES, "De persoon heeft een briefadres: post kan, een huisbezoek niet."
    return None


def _found(persoon: Persoonsbeeld, adres_sleutel: str, naam_wijkt_af: bool) -> _Finding:
    if persoon.adres_sleutel != adres_sleutel:
        return BrpUitkomst.GEVONDEN_ADRES_WIJKT_AF, "De persoon woont in deze gemeente op een ander adres."
    if naam_wijkt_af:
        return BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF, "De persoon woont op dit adres. De naam wijkt iets af."
    return BrpUitkomst.GEVONDEN_EXACT, "De persoon woont op dit adres."


def _remarks(
    persoon: Persoonsbeeld, uitkomst: BrpUitkomst, adres_sleutel: str, naam_wijkt_af: bool
) -> list[str]:
    """What else must be known about somebody who is still in view; nothing about whoever has gone."""
    redenen: list[str] = []
    if FOLLOW_UP[uitkomst].vervolg is Vervolg.TERZIJDE:
        return redenen
    if uitkomst is BrpUitkomst.MINDERJARIG and persoon.functie_adres == "B":
        redenen.append("De persoon heeft een briefadres.")
    moved = uitkomst is not BrpUitkomst.GEVONDEN_ADRES_WIJKT_AF and persoon.adres_sleutel != adres_sleutel
    if moved and persoon.verblijf_type in ("Adres", "Locatie"):
        redenen.append("Het adres in de BRP is een ander adres dan in het signaal.")
    if naam_wijkt_af and uitkomst is not BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF:
        redenen.append("De naam wijkt iets af.")
    if persoon.geheimhouding:
        redenen.append("Er geldt geheimhouding: geef het adres aan niemand door.")
    if persoon.adres_in_onderzoek:
        redenen.append("Het adres wordt onderzocht.")
    if persoon.curatele:
        redenen.append("De persoon staat onder curatele: doe het aanbod aan de curator.")
    return redenen
