"""Which step comes next when a resident was not reached yet, and on which day.

Source: Leidraad 4 (a letter, then a call, then a visit). Rule R-OUT-4. The steps are policy per gemeente.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tijdig.rules.deadlines import add_working_days
from tijdig.rules.terms import Aanpak


class Stapvoorwaarde(StrEnum):
    """What must be known before a step makes sense."""

    TELEFOON_BEKEND = "telefoon_bekend"
    EMAIL_BEKEND = "email_bekend"


HUISBEZOEKEN = frozenset({Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.HUISBEZOEK_ONAANGEKONDIGD})


@dataclass(frozen=True, kw_only=True, slots=True)
class Stap:
    """One step: what, how many working days after the step before it, and only if.

    `kondigt_aan`: a letter that names the day of the visit after it. `toegevoegd`: it is there for nothing else.
    """

    aanpak: Aanpak
    na_werkdagen: int
    als: frozenset[Stapvoorwaarde] = frozenset()
    kondigt_aan: bool = False
    toegevoegd: bool = False


type Sequentie = tuple[Stap, ...]
type Sequenties = Mapping[Aanpak, Sequentie]  # by the aanpak that was chosen


@dataclass(frozen=True, kw_only=True, slots=True)
class Poging:
    """A step that was carried out. `bezoekdag`: the day of the visit that it announced."""

    aanpak: Aanpak
    datum: date
    kondigt_aan: bool = False
    bezoekdag: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VolgendeStap:
    """The step that comes next and the first day on which it is due. `kondigt_aan`: it announces a visit."""

    aanpak: Aanpak
    op: date
    kondigt_aan: bool = False


def upcoming_step(
    sequentie: Sequentie,
    attempts_done: Sequence[Poging],
    *,
    start: date,
    reached: bool,
    closed: bool,
    bekend: frozenset[Stapvoorwaarde],
    onveilig: bool = False,
    vrij: frozenset[date] = frozenset(),
    niet_voor: date | None = None,
    brief_vooraf: int = 0,
) -> VolgendeStap | None:
    """The next step with its day, also when that day is still to come. None = nothing more to propose.

    `start` is the day the aanpak was chosen. A step whose condition is not met is skipped; one that was
    done, in whatever order, is not proposed again. The days count from the last attempt. R-OUT-4.
    `onveilig`: on the list of people who must not be visited; no visit is proposed or announced then. R-ADM-6.
    `niet_voor`: the first day after a pause (adempauze); no step is due before it. R-TRI-5.
    `brief_vooraf`: working days between the letter that announces a visit and that visit, at least.
    """
    if reached or closed:
        return None
    done = _Done(attempts_done, onveilig=onveilig)
    for stap in sequentie:
        if done.takes(stap) or not stap.als <= bekend:
            continue
        if (onveilig and stap.aanpak in HUISBEZOEKEN) or (done.no_visit and stap.toegevoegd):
            continue
        op = _day(stap, attempts_done, start=start, vrij=vrij, brief_vooraf=brief_vooraf)
        if niet_voor is not None and op < niet_voor:
            op = add_working_days(niet_voor, 0, vrij=vrij)
        return VolgendeStap(aanpak=stap.aanpak, op=op, kondigt_aan=stap.kondigt_aan and not done.no_visit)
    return None


class _Done:
    """What was done, taken away one by one: a letter that announces counts as a letter, and not the other way.

    `no_visit`: none is to come, or it was made already; a letter that was to announce it is a letter like others.
    """

    def __init__(self, attempts: Sequence[Poging], *, onveilig: bool) -> None:
        self.no_visit = onveilig or any(poging.aanpak in HUISBEZOEKEN for poging in attempts)
        self._left = Counter((kind_of(poging.aanpak), poging.kondigt_aan) for poging in attempts)

    def takes(self, stap: Stap) -> bool:
        """Was this step done?"""
        only_announcing = stap.kondigt_aan and (stap.toegevoegd or not self.no_visit)
        for announces in (True,) if only_announcing else (False, True):
            if self._left[kind_of(stap.aanpak), announces] > 0:
                self._left[kind_of(stap.aanpak), announces] -= 1
                return True
        return False


def _day(
    stap: Stap, attempts: Sequence[Poging], *, start: date, vrij: frozenset[date], brief_vooraf: int
) -> date:
    """When the step is due. A visit keeps its distance to the letter, and the day that the letter named."""
    last = max((poging.datum for poging in attempts), default=start)
    op = add_working_days(last, stap.na_werkdagen, vrij=vrij)
    letters = [poging for poging in attempts if poging.kondigt_aan]
    if stap.aanpak is not Aanpak.HUISBEZOEK_AANGEKONDIGD or not letters:
        return op
    letter = max(letters, key=lambda poging: poging.datum)
    promised, first = letter.bezoekdag, add_working_days(letter.datum, brief_vooraf, vrij=vrij)
    if promised is not None and promised >= max(last, first):
        return promised
    return max(op, first)


def next_step(
    sequentie: Sequentie,
    attempts_done: Sequence[Poging],
    *,
    start: date,
    reached: bool,
    closed: bool,
    today: date,
    bekend: frozenset[Stapvoorwaarde],
    onveilig: bool = False,
    vrij: frozenset[date] = frozenset(),
) -> VolgendeStap | None:
    """The step to propose today: the upcoming one, from its day on. R-OUT-4."""
    stap = upcoming_step(
        sequentie,
        attempts_done,
        start=start,
        reached=reached,
        closed=closed,
        bekend=bekend,
        onveilig=onveilig,
        vrij=vrij,
    )
    return stap if stap is not None and stap.op <= today else None


def only_letters(sequentie: Sequentie) -> Sequentie:
    """The letters of these steps, which announce no visit: for who may only be written to. R-BRP-6, R-BRP-8."""
    return tuple(
        replace(stap, kondigt_aan=False)
        for stap in sequentie
        if stap.aanpak is Aanpak.BRIEF and not stap.toegevoegd
    )


def kind_of(aanpak: Aanpak) -> Aanpak:
    """At the door an announced and an unannounced visit are the same attempt."""
    return Aanpak.HUISBEZOEK_AANGEKONDIGD if aanpak in HUISBEZOEKEN else aanpak
