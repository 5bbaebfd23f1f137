"""Which step comes next when a resident was not reached yet, and on which day.

Source: Leidraad 4 (a letter, then a call, then a visit). Rule R-OUT-4. The steps are policy per gemeente.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """One step: what, how many working days after the step before it, and only if."""

    aanpak: Aanpak
    na_werkdagen: int
    als: frozenset[Stapvoorwaarde] = frozenset()


type Sequentie = tuple[Stap, ...]
type Sequenties = Mapping[Aanpak, Sequentie]  # by the aanpak that was chosen


@dataclass(frozen=True, kw_only=True, slots=True)
class Poging:
    """A step that was carried out."""

    aanpak: Aanpak
    datum: date


@dataclass(frozen=True, kw_only=True, slots=True)
class VolgendeStap:
    """The step that comes next and the first day on which it is due."""

    aanpak: Aanpak
    op: date


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
) -> VolgendeStap | None:
    """The next step with its day, also when that day is still to come. None = nothing more to propose.

    `start` is the day the aanpak was chosen. A step whose condition is not met is skipped; one that was
    done, in whatever order, is not proposed again. The days count from the last attempt. R-OUT-4.
    `onveilig`: on the list of people who must not be visited; no visit is proposed then. R-ADM-6.
    `niet_voor`: the first day after a pause (adempauze); no step is due before it. R-TRI-5.
    """
    if reached or closed:
        return None
    gedaan = Counter(_kind(poging.aanpak) for poging in attempts_done)
    vorige = max((poging.datum for poging in attempts_done), default=start)
    for stap in sequentie:
        if gedaan[_kind(stap.aanpak)] > 0:
            gedaan[_kind(stap.aanpak)] -= 1
        elif stap.als <= bekend and not (onveilig and stap.aanpak in HUISBEZOEKEN):
            op = add_working_days(vorige, stap.na_werkdagen, vrij=vrij)
            if niet_voor is not None and op < niet_voor:
                op = add_working_days(niet_voor, 0, vrij=vrij)
            return VolgendeStap(aanpak=stap.aanpak, op=op)
    return None


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


def _kind(aanpak: Aanpak) -> Aanpak:
    """At the door an announced and an unannounced visit are the same attempt."""
    return Aanpak.HUISBEZOEK_AANGEKONDIGD if aanpak in HUISBEZOEKEN else aanpak
