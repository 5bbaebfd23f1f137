"""One zaak as a row of a work list, in words (R-MAT-2, R-TRM-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tijdig.accounts.clock import moment_on
from tijdig.rules.crisis import time_left
from tijdig.rules.deadlines import Voortgang, progress
from tijdig.rules.labels import code_in_words, label, label_in_sentence
from tijdig.rules.terms import Aanpak, Bereikt, Eindresultaat, Termijnsoort, Zaakstatus

from .models import Vroegsignaalzaak

DUE_KINDS = {
    Voortgang.RUSTIG: "rustig",
    Voortgang.HALF: "rustig",
    Voortgang.DRIEKWART: "dringend",
    Voortgang.VERLOPEN: "te-laat",
}
DUE_WORDS = {Voortgang.HALF: "helft voorbij", Voortgang.DRIEKWART: "driekwart voorbij"}
DRAWN = frozenset({"huur", "drinkwater", "zorgverzekering", "elektriciteit", "gas", "warmte"})


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a list shows of one zaak."""

    zaak: Vroegsignaalzaak
    adres: str
    kind: str
    soorten: Sequence[dict[str, str]]
    partners: str
    why: str
    why_day: date | None
    why_moment: datetime | None
    aanpak: str
    is_proposed: bool
    due_kind: str
    due_words: str
    crisis_left: str
    reached: Sequence[bool]


def row_of(zaak: Any, today: date, *, vrij: frozenset[date] = frozenset()) -> Row:
    """The row of a zaak that was read with `with_rows`."""
    voorstel = zaak.voorstellen[0] if zaak.voorstellen else None
    level = _level(zaak, today)
    reached = [poging.bereikt == Bereikt.JA for poging in zaak.contactpogingen.all()]
    why, why_day, why_moment = _why(zaak, voorstel, reached, today)
    return Row(
        zaak=zaak,
        adres=address_of(zaak),
        kind=kind_of(zaak),
        soorten=[soort_in_words(soort) for soort in zaak.soorten],
        partners=", ".join(zaak.partners_kort),
        why=why,
        why_day=why_day,
        why_moment=why_moment,
        aanpak=label(Aanpak(voorstel.aanpak if voorstel else zaak.aanpak)) if voorstel or zaak.aanpak else "",
        is_proposed=voorstel is not None,
        due_kind="crisis" if zaak.crisis else DUE_KINDS[level],
        due_words=DUE_WORDS.get(level, ""),
        crisis_left=_crisis_left(zaak, today, vrij),
        reached=reached,
    )


def address_of(zaak: Vroegsignaalzaak) -> str:
    """Street and number; the postcode when the street is not known; nothing is left of an erased zaak."""
    if zaak.gewist_op:
        return "Adres gewist"
    return f"{zaak.straat or zaak.postcode} {zaak.huisnummer}".strip()


def kind_of(zaak: Vroegsignaalzaak) -> str:
    """Enkelvoudig, or what it is else: a zaak can be more than one (R-MAT-2)."""
    words = [name for name in ("meervoudig", "opeenvolgend") if getattr(zaak, name)] or ["enkelvoudig"]
    return ", ".join([*words, "recidive"] if zaak.recidive else words)


def soort_in_words(soort: str) -> dict[str, str]:
    """A signaalsoort as a short word with the icon that is drawn for it."""
    return {
        "soort": soort if soort in DRAWN else "signaal",
        "label": code_in_words(soort),
    }


def _crisis_left(zaak: Any, today: date, vrij: frozenset[date]) -> str:
    """The time left of a crisis, in working days and hours (R-TRM-2); empty when its clock has stopped."""
    clocks = [klok.uiterlijk for klok in zaak.lopend if klok.soort == Termijnsoort.BEDREIGENDE_SITUATIE]
    return time_left(timezone.localtime(moment_on(today)), min(clocks), vrij=vrij) if clocks else ""


def _level(zaak: Any, today: date) -> Voortgang:
    """How far the clock is that is due first."""
    clocks = [klok for klok in zaak.lopend if klok.uiterlijk == zaak.uiterlijk]
    return progress(clocks[0].start, clocks[0].uiterlijk, today) if clocks else Voortgang.RUSTIG


def _why(
    zaak: Any, voorstel: Any, reached: Sequence[bool], today: date
) -> tuple[str, date | None, datetime | None]:
    """Why the zaak is here, in one line; with the day or moment that belongs to it."""
    reason = voorstel.redenen[0] if voorstel and voorstel.redenen else ""
    if zaak.status == Zaakstatus.AFGEROND:
        return label(Eindresultaat(zaak.eindresultaat)), zaak.afgerond_op, None
    if voorstel:
        joined = zaak.status == Zaakstatus.IN_OPVOLGING
        return f"Nieuw signaal bij een lopende zaak. {reason}" if joined else reason, None, None
    if zaak.afspraak_op:
        return "Afspraak op", None, zaak.afspraak_op
    if zaak.volgende_stap:
        if zaak.pauze_tot and zaak.pauze_tot > today:
            return "Pauze tot", zaak.pauze_tot, None
        step = (
            "brief met aankondiging"
            if zaak.volgende_kondigt_aan
            else label_in_sentence(Aanpak(zaak.volgende_stap))
        )
        if zaak.volgende_op <= today:
            return f"Nu aan de beurt: {step}", None, None
        return f"Volgende stap: {step}, vanaf", zaak.volgende_op, None
    if any(reached):
        return "De inwoner is bereikt. Leg de uitkomst vast.", None, None
    return "Alle stappen zijn gedaan. Rond af of kies een andere aanpak.", None, None
