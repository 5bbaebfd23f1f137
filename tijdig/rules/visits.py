"""Home visits: who may be visited when, how long the way takes, and when a round gave no sign for too long.

Source: R-OUT-5, R-ADM-6; Leidraad 4.1. Times are whole minutes after midnight, places degrees (WGS 84).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tijdig.rules.notation import day_in_full
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Aanpak, Dagdeel, Deuruitkomst, Rondestand

EARTH_METRES = 6_371_000
CORRECT_WITHIN = timedelta(
    minutes=30
)  # after the end of the round; own choice, as long as somebody remembers it
KEPT_AFTER = timedelta(hours=2)  # after the planned end a phone forgets its round; own choice
MINUTES_AN_HOUR = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Plaats:
    """A place on the map, in degrees north and east."""

    lat: float
    lon: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Venster:
    """From and until, in minutes after midnight."""

    van: int
    tot: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Huisbezoekbeleid:
    """What a gemeente settled about visits. `omweg_procent`: the way over the street against the straight line."""

    minuten_per_deur: int
    omweg_procent: int
    meter_per_minuut: int
    onbekende_reistijd: int  # minutes to a door of which the place is not known
    stil_minuten: int  # without a sign for longer than this, somebody asks
    dagdelen: Mapping[Dagdeel, Venster]


@dataclass(frozen=True, kw_only=True, slots=True)
class Aankondiging:
    """The letter that announced a visit. `vanaf`: the first day on which it may be made after that letter.

    `dag`, `dagdeel`: what the letter named; None for a letter that was written by hand or to a curator.
    `retour`: the post brought it back, so it announced nothing.
    """

    vanaf: date
    dag: date | None = None
    dagdeel: Dagdeel | None = None
    retour: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Deur:
    """One door of a round: where it is and when it may be visited. `voorrang`: fits before all others (R-TRM-2)."""

    plaats: Plaats | None
    venster: Venster
    voorrang: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Aankomst:
    """When the round is at a door. `op_tijd`: inside the window of the door and of the round."""

    minuut: int
    op_tijd: bool


def metres_between(here: Plaats, there: Plaats) -> float:
    """Over the ground in a straight line (haversine)."""
    north, east = math.radians(there.lat - here.lat), math.radians(there.lon - here.lon)
    chord = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(here.lat)) * math.cos(math.radians(there.lat)) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_METRES * math.asin(min(1.0, math.sqrt(chord)))


def travel_minutes(here: Plaats | None, there: Plaats | None, beleid: Huisbezoekbeleid) -> int:
    """Whole minutes from door to door, rounded up: the straight line times the detour, at the speed of policy."""
    if here is None or there is None:
        return beleid.onbekende_reistijd
    return math.ceil(metres_between(here, there) * beleid.omweg_procent / 100 / beleid.meter_per_minuut)


def walk(
    doors: Sequence[Deur],
    *,
    start: Plaats | None,
    venster: Venster,
    minuten_per_deur: int,
    beleid: Huisbezoekbeleid,
) -> list[Aankomst]:
    """When each door is reached in this order; who comes too early waits, who comes too late is told."""
    now, here, found = venster.van, start, list[Aankomst]()
    for door in doors:
        now = max(now + travel_minutes(here, door.plaats, beleid), door.venster.van)
        late = now > door.venster.tot or now + minuten_per_deur > venster.tot
        found.append(Aankomst(minuut=now, op_tijd=not late))
        now, here = now + minuten_per_deur, door.plaats or here
    return found


def refusal_of_visit(
    *, stap: str, stap_op: date | None, aankondiging: Aankondiging | None, verboden: bool, dag: date,
    dagdeel: Dagdeel,
) -> str | None:  # fmt: skip
    """Why this zaak cannot be visited then, or None. `verboden`: safety list or no home; never says which (R-ADM-6).

    Edges, decided here (R-OUT-4): every announced visit waits for its letter, whichever steps led to it, and for the
    days of policy after that letter. On the day that the letter named the visit goes before a call that was not made
    yet: the resident expects it. A day that passed binds no more, and the letter stays good. A letter that came back
    announced nothing: then somebody looks for another way.
    """
    if verboden:
        return "Een huisbezoek is hier niet mogelijk."
    promised = aankondiging is not None and not aankondiging.retour and aankondiging.dag == dag
    if stap not in HUISBEZOEKEN and not (promised and stap == Aanpak.BELLEN):
        return "Een huisbezoek is niet de volgende stap van deze zaak."
    if stap != Aanpak.HUISBEZOEK_ONAANGEKONDIGD and (why := _refusal_unannounced(aankondiging, dag, dagdeel)):
        return why
    if not promised and (stap_op is None or stap_op > dag):
        return "Dit huisbezoek is op die dag nog niet aan de beurt."
    return None


def _refusal_unannounced(aankondiging: Aankondiging | None, dag: date, dagdeel: Dagdeel) -> str | None:
    """A resident who was told a day is visited on that day."""
    if aankondiging is None:
        return "Dit huisbezoek is nog niet per brief aangekondigd."
    if aankondiging.retour:
        return "De brief met de aankondiging kwam terug. Kies in de zaak een andere aanpak."
    told, part = aankondiging.dag, aankondiging.dagdeel
    if told is not None and part is not None and told >= dag and (told, part) != (dag, dagdeel):
        return f"De brief noemt {day_in_full(told)}, {part.value}."
    if dag < aankondiging.vanaf:
        return f"De aankondiging is dan nog te kort weg. Dit kan vanaf {day_in_full(aankondiging.vanaf)}."
    return None


def warning_of_round(
    *,
    stand: Rondestand,
    laatste_teken: datetime | None,
    einde: datetime,
    now: datetime,
    beleid: Huisbezoekbeleid,
) -> str | None:
    """Why somebody should call the visitors now, or None. Moments have a time zone. R-OUT-5."""
    if stand is not Rondestand.ONDERWEG or laatste_teken is None:
        return None
    silent = int((now - laatste_teken) / timedelta(minutes=1))
    if silent >= beleid.stil_minuten:
        return f"Deze ronde gaf {silent} minuten geen teken."
    if now > einde:
        return "Deze ronde had al klaar moeten zijn."
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Getikt:
    """A tap at a door, and what happened since. Moments have a time zone."""

    uitkomst: str  # empty: nothing was tapped
    stand: Rondestand
    beeindigd_op: datetime | None
    afgerond: bool = False  # the zaak was closed or erased
    gereageerd: bool = False  # the resident answered
    gevolgd: bool = False  # something was done, agreed on, printed or sent


def refusal_of_correction(getikt: Getikt, *, nu: datetime) -> str | None:
    """Why a tap cannot be put right any more, or None. As long as the round is out, and shortly after (R-OUT-5)."""
    if not getikt.uitkomst:
        return "Van deze deur is nog niets vastgelegd."
    if getikt.uitkomst == Deuruitkomst.NIET_BEZOEKEN:
        return "Niet bezoeken."
    if not may_correct(getikt.stand, getikt.beeindigd_op, nu=nu):
        return "De ronde is te lang voorbij. Geef het door aan uw team."
    if getikt.afgerond:
        return "De zaak is intussen afgerond. Geef het door aan uw team."
    if getikt.gereageerd:
        return "De inwoner heeft intussen gereageerd. Geef het door aan uw team."
    if getikt.gevolgd:
        return "Er is daarna al iets gedaan of verstuurd. Geef het door aan uw team."
    return None


def may_correct(stand: Rondestand, beeindigd_op: datetime | None, *, nu: datetime) -> bool:
    """Whether taps of this round can be put right now: it is out, or ended at most half an hour ago."""
    if stand is Rondestand.KLAAR and beeindigd_op is not None:
        return nu - beeindigd_op <= CORRECT_WITHIN
    return stand is Rondestand.ONDERWEG


def minutes_of(moment: time) -> int:
    """A time of day as minutes after midnight."""
    return moment.hour * MINUTES_AN_HOUR + moment.minute


def time_of(minute: int) -> time:
    """Minutes after midnight as a time of day; a round ends before midnight."""
    return time(*divmod(min(max(minute, 0), 24 * MINUTES_AN_HOUR - 1), MINUTES_AN_HOUR))
