"""What comes after a closing: how it went on, the decision on schuldhulpverlening, and what a partner may hear of it.

R-UIT-4 (handed over is finished; what became of it can be recorded later), R-UIT-6 and R-TRM-4 (the decision in
time), R-TER-1 (how it goes on after acceptance may be told), R-TER-2 (never about the situation of the resident).
Source: Leidraad vroegsignalering 2025, 6, 8.8.2 and 8.8.4.1; Wgs art. 4a.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from .terms import Besluitsoort, Terugkoppelcode, Vervolg

# What a later outcome can be told as, if it is told at all; a list in code, so that no policy can widen it.
CODE_BY_VERVOLG: Mapping[Vervolg, Terugkoppelcode] = MappingProxyType(
    {
        Vervolg.AANGEKOMEN: Terugkoppelcode.HULP_LOOPT,
        Vervolg.PLAN_GESTART: Terugkoppelcode.SHV_GESTART,
        Vervolg.GEEINDIGD: Terugkoppelcode.HULP_GEEINDIGD,
    }
)

# What takes back a message that was told and turned out wrong; it says no more than that it was wrong (R-TER-2).
VERVALT: Mapping[Terugkoppelcode, Terugkoppelcode] = MappingProxyType(
    {
        Terugkoppelcode.HULP_LOOPT: Terugkoppelcode.HULP_LOOPT_VERVALT,
        Terugkoppelcode.SHV_GESTART: Terugkoppelcode.SHV_GESTART_VERVALT,
        Terugkoppelcode.HULP_GEEINDIGD: Terugkoppelcode.HULP_GEEINDIGD_VERVALT,
    }
)

# A plan van aanpak is the start of schuldhulpverlening; a refusal or a change of mind is nobody's business but ours.
VERVOLG_BY_BESLUIT: Mapping[Besluitsoort, Vervolg] = MappingProxyType(
    {Besluitsoort.PLAN_VAN_AANPAK: Vervolg.PLAN_GESTART}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Nazorgbeleid:
    """How long we wait before we ask how it went, and how far ahead the end of a pause is shown."""

    navragen_dagen: int
    pauze_dagen: int


def refusal_to_tell_later(
    *, verwezen: bool, gewist: bool, op: date, afgerond_op: date | None, today: date
) -> str | None:
    """Why a later outcome cannot be recorded, in Dutch; None when it can (R-UIT-4).

    `verwezen`: the closing in force is help that was accepted. The zaak stays closed.
    """
    if gewist:
        return "De bewaartermijn is voorbij en de gegevens zijn gewist. Er kan niets meer bij."
    if afgerond_op is None:
        return "De zaak is nog open. Leg vast hoe het verder ging als de zaak is afgerond."
    if not verwezen:
        return "Dit kan alleen als de inwoner hulp heeft aangenomen."
    if op < afgerond_op:
        return "Deze dag ligt voor de dag waarop de zaak is afgerond."
    return "Deze dag is nog niet geweest." if op > today else None


def refusal_to_decide(
    *, naar_shv: bool, besloten: bool, gewist: bool, op: date, gesprek_op: date | None, today: date
) -> str | None:
    """Why the decision on schuldhulpverlening cannot be recorded, in Dutch; None when it can (R-TRM-4)."""
    if gewist:
        return "De bewaartermijn is voorbij en de gegevens zijn gewist. Er kan niets meer bij."
    if not naar_shv:
        return "Deze inwoner is niet verwezen naar schuldhulpverlening. Er is geen besluit nodig."
    if besloten:
        return "Het besluit is al vastgelegd."
    if gesprek_op is None:
        return "Leg eerst vast dat het eerste gesprek is geweest. Daarna begint de termijn van het besluit."
    if op < gesprek_op:
        return "Deze dag ligt voor het eerste gesprek."
    return "Deze dag is nog niet geweest." if op > today else None


def ask_from(laatste_bericht: date, beleid: Nazorgbeleid) -> date:
    """From this day on we ask how it went: so many days after the referral, or after the last we heard."""
    return laatste_bericht + timedelta(days=beleid.navragen_dagen)


def is_last_word(vervolg: Vervolg) -> bool:
    """Is there nothing more to hear after this?"""
    return vervolg in {Vervolg.GEEINDIGD, Vervolg.LATER_AFGEZIEN, Vervolg.PLAN_GESTART, Vervolg.NIET_GEKOMEN}


def refusal_to_correct_news(
    *, gewist: bool, vervallen: bool, van_besluit: bool, reden: str, zelfde: bool
) -> str | None:
    """Why news that was recorded cannot be corrected or withdrawn, in Dutch; None when it can (R-UIT-4).

    `van_besluit`: it follows from a decision in force. `zelfde`: what comes in its place says the same.
    """
    if gewist:
        return "De bewaartermijn is voorbij en de gegevens zijn gewist. Er is niets meer te herstellen."
    if vervallen:
        return "Dit bericht is al hersteld."
    if van_besluit:
        return "Dit bericht volgt uit het besluit. Herstel het besluit, dan volgt het bericht vanzelf."
    if not reden.strip():
        return "Schrijf op wat er niet klopte."
    return "Dit staat er al zo. Er is niets veranderd." if zelfde else None


def refusal_to_correct_decision(
    *, gewist: bool, besluit_op: date | None, brief: bool, wordt_op: date | None, reden: str, zelfde: bool
) -> str | None:
    """Why a decision cannot be corrected or withdrawn, in Dutch; None when it can (R-TRM-4, R-UIT-6).

    `besluit_op`: its day, None without a decision. `brief`: its letter was made, so the resident may have it; then
    only a later decision ends it. `wordt_op`: the day of what comes in its place, None when nothing does.
    """
    if gewist:
        return "De bewaartermijn is voorbij en de gegevens zijn gewist. Er is niets meer te herstellen."
    if besluit_op is None:
        return "Er is geen besluit vastgelegd."
    if not reden.strip():
        return "Schrijf op wat er niet klopte."
    if brief and wordt_op is None:
        return (
            "De brief van dit besluit is al gemaakt. Kies welk besluit ervoor in de plaats komt: de inwoner krijgt "
            "daar een nieuwe brief over."
        )
    if brief and wordt_op is not None and wordt_op < besluit_op:
        return "De brief van het eerste besluit is al gemaakt. Een nieuw besluit kan niet van een eerdere dag zijn."
    return "Dit staat er al zo. Er is niets veranderd." if zelfde else None
