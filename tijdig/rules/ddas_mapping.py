"""From our own facts to what DDAS asks, by the lists of one version (R-MON-9).

Choices where DDAS leaves room, each explained in `docs/how-to/ddas.md`: amounts are rounded to the nearest euro;
a known BSN goes alone; a signal that became no zaak is delivered as one with the same result; the matching period
is that of the first signal up to the month in which the last one joined.
Source: DDAS vroegsignalering v1.2, uitwisselmodel and its examples.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .bsn import passes_elfproef
from .ddas_lists import NOT_YET, SIGNAL_STATES, TAKEN_UP, Codelijsten, Uitwisseling
from .ddas_message import DdasClient, DdasPartner, DdasPoging, DdasSignaal, DdasVerwijzing, DdasZaak
from .terms import Bereikt, Contactsoort, Dagdeel, Eindresultaat, Signaalstatus

_REACHED = {Bereikt.JA: True, Bereikt.NEE: False, Bereikt.ONBEKEND: None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Signaalfeit:
    """What we know of one signal. `bedrag` in eurocent; `bsn` is empty when the BRP gave none."""

    gemeente: str
    nummer: int  # below nought: a line that was refused
    partner: str  # the kind, as policy calls it in DDAS
    crisis: bool
    warme_overdracht: bool
    bedrag: int
    vervaldatum: date
    signaaldatum: date
    status: Signaalstatus
    afgedaan_als: Eindresultaat | None
    afgedaan_op: date | None
    maand: date
    bsn: str
    geslacht: str
    geboortedatum: str  # ISO, or year and month, or year
    postcode: str
    huisnummer: int
    toevoeging: str  # letter and addition as written


@dataclass(frozen=True, kw_only=True, slots=True)
class Pogingfeit:
    soort: Contactsoort
    bereikt: Bereikt
    datum: date
    dagdeel: Dagdeel | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Zaakfeit:
    """What we know of one zaak. `laatste_maand`: the month of the last signal that joined."""

    gemeente: str
    resultaat: Eindresultaat | None
    maand: date
    laatste_maand: date
    geopend_op: date
    signalen: Sequence[int]
    pogingen: Sequence[Pogingfeit]


def signal_id(gemeente: str, nummer: int) -> str:
    """The id of a signal in every delivery; says nothing about whom it concerns. Below nought: of a refused line."""
    return f"{gemeente}-{nummer}" if nummer >= 0 else f"{gemeente}-R{-nummer}"


def as_signaal(feit: Signaalfeit, lijsten: Codelijsten) -> DdasSignaal:
    """One signal as DDAS wants it."""
    return DdasSignaal(
        id=signal_id(feit.gemeente, feit.nummer),
        crisis=feit.crisis,
        warme_overdracht=feit.warme_overdracht,
        bedrag=(feit.bedrag + 50) // 100,
        ontstaan_op=feit.vervaldatum,
        signaaldatum=feit.signaaldatum,
        status=lijsten.signaalstatussen.get(state_of(feit)) or "",
        partner=DdasPartner(soort=feit.partner),
        client=as_client(feit, lijsten),
    )


def state_of(feit: Signaalfeit) -> str:
    """Not taken up yet, taken up, or why not."""
    if feit.afgedaan_als in SIGNAL_STATES:
        return str(feit.afgedaan_als)
    if feit.status is Signaalstatus.IN_ZAAK:
        return TAKEN_UP
    if feit.status is Signaalstatus.TERZIJDE:
        return str(Eindresultaat.ANDERE_REDEN)
    return NOT_YET


def as_client(feit: Signaalfeit, lijsten: Codelijsten) -> DdasClient:
    """The BSN alone when it is known and can be right; else the address with what else is known."""
    if passes_elfproef(feit.bsn):
        return DdasClient(bsn=feit.bsn)
    return DdasClient(
        geslacht=lijsten.geslachten.get(feit.geslacht, ""),
        geboortedatum=_whole_day(feit.geboortedatum),
        postcode=feit.postcode,
        huisnummer=str(feit.huisnummer) if feit.huisnummer > 0 else "",
        toevoeging="".join(feit.toevoeging.split()),
    )


def _whole_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None


def as_zaak(feit: Zaakfeit, lijsten: Codelijsten, uitwisseling: Uitwisseling) -> DdasZaak:
    """One zaak as DDAS wants it. What was never taken up has no day of that and no attempts."""
    untouched = feit.resultaat in uitwisseling.niet_opgepakt and not feit.pogingen
    return DdasZaak(
        resultaat=lijsten.eindresultaten[feit.resultaat] if feit.resultaat else "",
        gematcht_op=feit.geopend_op,
        periode_van=feit.maand,
        periode_tot=last_day(max(feit.laatste_maand, feit.geopend_op)),
        opgepakt_op=None if untouched else feit.geopend_op,
        signalen=tuple(
            DdasVerwijzing(id=signal_id(feit.gemeente, nummer)) for nummer in sorted(feit.signalen)
        ),
        pogingen=tuple(_as_poging(poging, lijsten) for poging in feit.pogingen),
    )


def _as_poging(feit: Pogingfeit, lijsten: Codelijsten) -> DdasPoging:
    return DdasPoging(
        soort=lijsten.contactsoorten[feit.soort] or "",
        bereikt=_REACHED[feit.bereikt],
        datum=feit.datum,
        dagdeel=lijsten.dagdelen[feit.dagdeel] if feit.dagdeel else "",
    )


def zaak_of_loose_signal(feit: Signaalfeit, lijsten: Codelijsten) -> DdasZaak | None:
    """A signal that was put aside before it became a zaak: DDAS wants a zaak with the same result. None: not so."""
    if feit.status is not Signaalstatus.TERZIJDE:
        return None
    result = feit.afgedaan_als or Eindresultaat.ANDERE_REDEN
    on = feit.afgedaan_op or feit.signaaldatum
    return DdasZaak(
        resultaat=lijsten.eindresultaten[result],
        gematcht_op=on,
        periode_van=feit.maand,
        periode_tot=last_day(max(feit.maand, on)),
        signalen=(DdasVerwijzing(id=signal_id(feit.gemeente, feit.nummer)),),
    )


def last_day(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
