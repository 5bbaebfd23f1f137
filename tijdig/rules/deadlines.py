"""The clocks of a zaak: when each starts, when it must be done, and how far it is.

Source: Wgs art. 3 lid 1 onder b, 4 lid 1 and 2, 4a; Leidraad 3.7 and 8.8.3. Rules R-TRM-1 to R-TRM-5.
A term counts from the day after it starts; the last day belongs to it. The extension of the
Algemene termijnenwet art. 1 is not used: being early harms no resident. No term of the Wgs stands still: an
adempauze (R-TRI-5) moves steps, and the pause of collection is a clock of its own, of the partner.
"""

from collections.abc import Iterable, Mapping
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
class Zaakverloop:
    """The facts of a zaak that start and stop clocks."""

    ontvangen_op: date  # receipt of the first signal
    crisis_ontvangen_op: date | None = None
    hulpaanbod_op: date | None = None  # the first offer that reached the door (rules/offer.py)
    geaccepteerd_op: date | None = None
    gesprekken: tuple[date, ...] = ()  # every day of a conversation
    pauze_vanaf: date | None = None  # the acceptance from which the partner waits
    naar_shv: bool = False
    beschikking_op: date | None = None
    afgerond_op: date | None = None
    geholpen: bool = False  # closed with help that was accepted

    def gesprek_sinds(self, dag: date) -> date | None:
        """The first conversation on or after this day."""
        return min((gesprek for gesprek in self.gesprekken if gesprek >= dag), default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Klok:
    """One running or stopped clock. `uiterlijk` is the last day on which it is in time.

    `klaar_op`: what it asks for was done. `vervallen_op`: it was not, and is no longer needed: the zaak was closed.
    """

    soort: Termijnsoort
    start: date
    uiterlijk: date
    klaar_op: date | None
    vervallen_op: date | None = None

    @property
    def gestopt_op(self) -> date | None:
        """The day on which it stopped, whatever stopped it."""
        return self.klaar_op or self.vervallen_op

    @property
    def gehaald(self) -> bool | None:
        """Was it met? None while it runs, and when it was no longer needed before it was late (R-TRM-5)."""
        if self.klaar_op is None:
            return False if self.vervallen_op is not None and self.vervallen_op > self.uiterlijk else None
        return self.klaar_op <= self.uiterlijk

    def is_late(self, today: date) -> bool:
        """Was it done too late, or is it late and not done? Stays visible and is counted."""
        return (self.gestopt_op or today) > self.uiterlijk

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


def pause_start(aanvaard: Iterable[date], dagen: int) -> date | None:
    """The acceptance from which the partner waits; None when nothing was accepted. R-TRM-3, R-TER-4.

    One pause for a zaak: it runs from the first acceptance. Only who accepts again when it is over starts another.
    """
    start: date | None = None
    for dag in sorted(aanvaard):
        if start is None or dag > pause_end(start, dagen):
            start = dag
    return start


def pause_end(start: date, dagen: int) -> date:
    """The last day on which the partner waits."""
    return start + timedelta(days=dagen)


def clocks_for(verloop: Zaakverloop, termijnen: Termijnen) -> tuple[Klok, ...]:
    """All clocks of a zaak, the first due first. R-TRM-1 to R-TRM-5."""
    klokken = [
        *_offer_and_conversation(verloop, termijnen),
        *_crisis(verloop, termijnen),
        *_after_acceptance(verloop, termijnen),
    ]
    return tuple(sorted(klokken, key=lambda klok: (klok.uiterlijk, klok.soort)))


def _offer_and_conversation(v: Zaakverloop, termijnen: Termijnen) -> list[Klok]:
    """R-TRM-1: both terms run from receipt; the second only for who accepts. Wgs art. 4 lid 1 onder b."""
    gesproken = min(v.gesprekken, default=None)
    aangeboden = min(filter(None, (v.hulpaanbod_op, gesproken)), default=None)
    uiterlijk = v.ontvangen_op + timedelta(days=termijnen.hulpaanbod_dagen)
    klokken = [_klok(v, Termijnsoort.HULPAANBOD, v.ontvangen_op, uiterlijk, aangeboden)]
    if v.geaccepteerd_op is not None:
        uiterlijk = v.ontvangen_op + timedelta(days=termijnen.eerste_gesprek_dagen)
        klokken.append(_klok(v, Termijnsoort.EERSTE_GESPREK, v.ontvangen_op, uiterlijk, gesproken))
    return klokken


def _crisis(v: Zaakverloop, termijnen: Termijnen) -> list[Klok]:
    """R-TRM-2: three working days from receipt of the message; an earlier conversation is no answer to it."""
    start = v.crisis_ontvangen_op
    if start is None:
        return []
    werkdagen = termijnen.bedreigende_situatie_werkdagen
    uiterlijk = add_working_days(start, werkdagen, vrij=termijnen.vrije_dagen)
    return [_klok(v, Termijnsoort.BEDREIGENDE_SITUATIE, start, uiterlijk, v.gesprek_sinds(start))]


def _after_acceptance(v: Zaakverloop, termijnen: Termijnen) -> list[Klok]:
    """R-TRM-3: the pause of collection. R-TRM-4: the decision after the first conversation, Wgs art. 4a."""
    klokken = []
    if v.pauze_vanaf is not None:
        uiterlijk = pause_end(v.pauze_vanaf, termijnen.incassopauze_dagen)
        geholpen_op = v.afgerond_op if v.geholpen else None
        klokken.append(_klok(v, Termijnsoort.INCASSOPAUZE, v.pauze_vanaf, uiterlijk, geholpen_op))
    gesproken = min(v.gesprekken, default=None)
    if v.naar_shv and gesproken is not None:
        uiterlijk = gesproken + timedelta(days=termijnen.beschikking_dagen)
        # Handed over is closed, and yet the decision is due (Wgs art. 4a): closing does not stop this clock.
        klokken.append(
            Klok(
                soort=Termijnsoort.BESCHIKKING,
                start=gesproken,
                uiterlijk=uiterlijk,
                klaar_op=v.beschikking_op,
            )
        )
    return klokken


def _klok(v: Zaakverloop, soort: Termijnsoort, start: date, uiterlijk: date, klaar: date | None) -> Klok:
    """A clock that closing the zaak stops, when what it asks for was not done by then."""
    return Klok(
        soort=soort, start=start, uiterlijk=uiterlijk, klaar_op=klaar,
        vervallen_op=v.afgerond_op if klaar is None else None,
    )  # fmt: skip
