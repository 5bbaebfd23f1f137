"""The clocks of a zaak: when each starts, when it must be done, and how far it is.

Source: Wgs art. 3 lid 1 onder b, 4 lid 1 and 2, 4a; Leidraad 3.7 and 8.8.3. Rules R-TRM-1 to R-TRM-5.
A term counts from the day after it starts; the last day belongs to it. The extension of the
Algemene termijnenwet art. 1 is not used: being early harms no resident.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tijdig.rules.holidays import is_working_day
from tijdig.rules.terms import Bericht, Termijnsoort


class Voortgang(StrEnum):
    """How far a clock is. The warnings of R-TRM-5."""

    RUSTIG = "rustig"
    HALF = "half"
    DRIEKWART = "driekwart"
    VERLOPEN = "verlopen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Termijnen:
    """All terms in force on a day; the unit is in the name."""

    hulpaanbod_dagen: int
    eerste_gesprek_dagen: int
    bedreigende_situatie_werkdagen: int
    incassopauze_dagen: int
    beschikking_dagen: int
    schriftelijk_niet_bereikt_dagen: int
    shv_nazorg_maanden: int
    herhaling_dagen: int
    terugkoppeling_werkdagen: int
    crisis_berichten: frozenset[Bericht]
    crisis_per_soort: Mapping[Bericht, frozenset[str]]
    vrije_dagen: frozenset[date]  # made equal to a public holiday

    def is_crisis(self, bericht: Bericht, soort: str) -> bool:
        """Is this message a threatening situation? R-TRM-2, Wgs art. 4 lid 2."""
        return bericht in self.crisis_berichten or soort in self.crisis_per_soort.get(bericht, frozenset())


@dataclass(frozen=True, kw_only=True, slots=True)
class Pauze:
    """A stretch in which one clock stands still, both days included; `tot` None = still running."""

    termijn: Termijnsoort
    van: date
    tot: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Zaakverloop:
    """The facts of a zaak that start and stop clocks."""

    ontvangen_op: date  # receipt of the first signal
    crisis_ontvangen_op: date | None = None
    hulpaanbod_op: date | None = None
    geaccepteerd_op: date | None = None
    eerste_gesprek_op: date | None = None
    naar_shv: bool = False
    beschikking_op: date | None = None
    afgerond_op: date | None = None
    pauzes: tuple[Pauze, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Klok:
    """One running or stopped clock. `uiterlijk` is the last day on which it is in time."""

    soort: Termijnsoort
    start: date
    uiterlijk: date
    klaar_op: date | None
    pauzes: tuple[Pauze, ...] = ()

    def is_late(self, today: date) -> bool:
        """Was it done too late, or is it late and not done? Stays visible and is counted."""
        return (self.klaar_op or today) > self.uiterlijk

    def days_left(self, today: date) -> int:
        """Calendar days until the last day; negative when it has passed."""
        return (self.uiterlijk - today).days


def add_working_days(start: date, aantal: int, *, vrij: frozenset[date] = frozenset()) -> date:
    """The working day that is `aantal` (≥ 0) working days after `start`; 0 = `start` or the next one.

    The day of `start` itself does not count, whatever day it is.
    """
    dag = start
    while aantal > 0 or not is_working_day(dag, vrij=vrij):
        dag += timedelta(days=1)
        if is_working_day(dag, vrij=vrij):
            aantal -= 1
    return dag


def working_days_left(today: date, uiterlijk: date, *, vrij: frozenset[date] = frozenset()) -> int:
    """Working days after `today` up to and including `uiterlijk`; 0 when it is today or has passed."""
    dagen = (uiterlijk - today).days
    return sum(is_working_day(today + timedelta(days=n), vrij=vrij) for n in range(1, dagen + 1))


def progress(start: date, uiterlijk: date, today: date) -> Voortgang:
    """How far a clock is today: half and three quarters are warnings. R-TRM-5."""
    if today > uiterlijk:
        return Voortgang.VERLOPEN
    voorbij, totaal = (today - start).days, (uiterlijk - start).days
    if voorbij * 4 >= totaal * 3:
        return Voortgang.DRIEKWART
    return Voortgang.HALF if voorbij * 2 >= totaal else Voortgang.RUSTIG


def clocks_for(verloop: Zaakverloop, termijnen: Termijnen, *, today: date) -> tuple[Klok, ...]:
    """All clocks of a zaak, the first due first. R-TRM-1 to R-TRM-5."""
    klokken = [
        *_offer_and_conversation(verloop, termijnen, today),
        *_crisis(verloop, termijnen, today),
        *_after_acceptance(verloop, termijnen, today),
    ]
    return tuple(sorted(klokken, key=lambda klok: (klok.uiterlijk, klok.soort)))


def _offer_and_conversation(v: Zaakverloop, termijnen: Termijnen, today: date) -> list[Klok]:
    """R-TRM-1: both terms run from receipt; the second only for who accepts. Wgs art. 4 lid 1 onder b."""
    aangeboden = v.hulpaanbod_op or v.eerste_gesprek_op or v.afgerond_op
    klokken = [
        _calendar(v, Termijnsoort.HULPAANBOD, v.ontvangen_op, termijnen.hulpaanbod_dagen, aangeboden, today)
    ]
    if v.geaccepteerd_op is not None:
        gesproken = v.eerste_gesprek_op or v.afgerond_op
        dagen = termijnen.eerste_gesprek_dagen
        klokken.append(_calendar(v, Termijnsoort.EERSTE_GESPREK, v.ontvangen_op, dagen, gesproken, today))
    return klokken


def _crisis(v: Zaakverloop, termijnen: Termijnen, today: date) -> list[Klok]:
    """R-TRM-2: three working days from receipt of the message. Wgs art. 4 lid 2."""
    start = v.crisis_ontvangen_op
    if start is None:
        return []
    pauzes = _pauses_of(v, Termijnsoort.BEDREIGENDE_SITUATIE)
    uiterlijk, over = start, termijnen.bedreigende_situatie_werkdagen
    while over > 0:
        uiterlijk += timedelta(days=1)
        if is_working_day(uiterlijk, vrij=termijnen.vrije_dagen) and not _is_paused(uiterlijk, pauzes, today):
            over -= 1
    gesproken = v.eerste_gesprek_op if v.eerste_gesprek_op and v.eerste_gesprek_op >= start else None
    klaar = gesproken or v.afgerond_op
    soort = Termijnsoort.BEDREIGENDE_SITUATIE
    return [Klok(soort=soort, start=start, uiterlijk=uiterlijk, klaar_op=klaar, pauzes=pauzes)]


def _after_acceptance(v: Zaakverloop, termijnen: Termijnen, today: date) -> list[Klok]:
    """R-TRM-3: the pause of collection. R-TRM-4: the decision after the first conversation, Wgs art. 4a."""
    klokken = []
    if v.geaccepteerd_op is not None:
        dagen = termijnen.incassopauze_dagen
        klokken.append(
            _calendar(v, Termijnsoort.INCASSOPAUZE, v.geaccepteerd_op, dagen, v.afgerond_op, today)
        )
    if v.naar_shv and v.eerste_gesprek_op is not None:
        dagen = termijnen.beschikking_dagen
        klokken.append(
            _calendar(v, Termijnsoort.BESCHIKKING, v.eerste_gesprek_op, dagen, v.beschikking_op, today)
        )
    return klokken


def _calendar(
    v: Zaakverloop, soort: Termijnsoort, start: date, dagen: int, klaar: date | None, today: date
) -> Klok:
    pauzes = _pauses_of(v, soort)
    uiterlijk = start + timedelta(days=dagen)
    if pauzes:
        uiterlijk = _due_with_pauses(start, dagen, pauzes, today)
    return Klok(soort=soort, start=start, uiterlijk=uiterlijk, klaar_op=klaar, pauzes=pauzes)


def _due_with_pauses(start: date, dagen: int, pauzes: tuple[Pauze, ...], today: date) -> date:
    uiterlijk, over = start, dagen
    while over > 0:
        uiterlijk += timedelta(days=1)
        if not _is_paused(uiterlijk, pauzes, today):
            over -= 1
    return uiterlijk


def _pauses_of(v: Zaakverloop, soort: Termijnsoort) -> tuple[Pauze, ...]:
    return tuple(pauze for pauze in v.pauzes if pauze.termijn == soort)


def _is_paused(dag: date, pauzes: tuple[Pauze, ...], today: date) -> bool:
    """A pause that still runs is counted up to today."""
    return any(pauze.van <= dag <= (pauze.tot or today) for pauze in pauzes)
