"""Which further checks a signal, a zaak or a whole delivery fails (R-MON-9). The checks are told in `ddas_controls`.

Works on the values of any version, our own or of another supplier.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .bsn import passes_elfproef
from .ddas_lists import SIGNAL_STATES, TAKEN_UP, Codelijsten, Uitwisseling
from .ddas_message import DdasClient, DdasKop, DdasLevering, DdasPoging, DdasSignaal, DdasZaak
from .outcome import REQUIRED, Contact
from .terms import Eindresultaat

POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
HUISNUMMER = re.compile(r"[1-9][0-9]{0,4}")
LONGEST_ADDITION = 4  # AN4 in the information model


@dataclass(frozen=True, kw_only=True, slots=True)
class Maatstaf:
    """What a delivery is held against: its version, its period, the day on which it is made."""

    lijsten: Codelijsten
    uitwisseling: Uitwisseling
    van: date
    tot: date
    dag: date


@dataclass(frozen=True, slots=True)
class Kort:
    """Of a signal only what the checks of its zaak ask: enough to keep for every signal of a file."""

    signaaldatum: date | None
    status: str


def in_short(signaal: DdasSignaal) -> Kort:
    return Kort(signaal.signaaldatum, signaal.status)


def of_signaal(signaal: DdasSignaal, maatstaf: Maatstaf) -> Iterator[str]:
    """The codes of the checks that this signal fails."""
    yield from _client(signaal.client)
    if not signaal.partner.soort:
        yield "partner-ontbreekt"
    if not signaal.status and maatstaf.lijsten.signaalstatussen[TAKEN_UP]:
        yield "signaal-zonder-status"
    yield from _bedrag(signaal.bedrag, maatstaf)
    ontstaan, on = signaal.ontstaan_op, signaal.signaaldatum
    if ontstaan and on and ontstaan > on:
        yield "ontstaan-na-signaal"
    if ontstaan and on and on.year - ontstaan.year > maatstaf.uitwisseling.odd_years:
        yield "ontstaan-lang-geleden"
    if on and not maatstaf.van <= on <= maatstaf.tot:
        yield "signaal-buiten-periode"


def _client(client: DdasClient) -> Iterator[str]:
    if not client.is_known:
        yield "client-onbekend"
    elif client.bsn:
        if not passes_elfproef(client.bsn):
            yield "bsn-klopt-niet"
        return
    if client.postcode and not POSTCODE.fullmatch(client.postcode):
        yield "postcode-klopt-niet"
    if client.huisnummer and not HUISNUMMER.fullmatch(client.huisnummer):
        yield "huisnummer-klopt-niet"
    if len(client.toevoeging) > LONGEST_ADDITION:
        yield "toevoeging-te-lang"


def _bedrag(bedrag: int | None, maatstaf: Maatstaf) -> Iterator[str]:
    if bedrag is None:
        return
    if bedrag < 0:
        yield "bedrag-negatief"
    elif bedrag == 0 or bedrag * 100 >= maatstaf.uitwisseling.odd_amount:
        yield "bedrag-opvallend"


def same_zaak(zaak: DdasZaak) -> frozenset[str]:
    """By what a zaak is known again: DDAS gives it no id, but a signal belongs to one zaak. Empty: by nothing."""
    return frozenset(one.id for one in zaak.signalen)


def of_zaak(zaak: DdasZaak, signalen: Mapping[str, Kort], maatstaf: Maatstaf) -> Iterator[str]:
    """The codes of the checks that this zaak fails. `signalen`: those of the delivery, by id."""
    known = [signalen[one.id] for one in zaak.signalen if one.id in signalen]
    if not zaak.signalen:
        yield "zaak-zonder-signaal"
    if len(known) < len(zaak.signalen):
        yield "signaal-ontbreekt"
    if not zaak.resultaat and maatstaf.dag > maatstaf.tot:
        yield "zaak-zonder-resultaat"
    yield from _order(zaak, known)
    if any(poging.datum and poging.datum > maatstaf.dag for poging in zaak.pogingen):
        yield "poging-in-toekomst"
    if any(not poging.soort for poging in zaak.pogingen):
        yield "poging-zonder-soort"
    if any(poging.bereikt is None for poging in zaak.pogingen):
        yield "poging-zonder-uitkomst"
    yield from _reached(zaak, maatstaf.lijsten)
    if any(_contradicts(kort.status, zaak.resultaat, maatstaf.lijsten) for kort in known):
        yield "status-past-niet"


def _order(zaak: DdasZaak, known: list[Kort]) -> Iterator[str]:
    """Signal, matching, taking up and attempts come after one another."""
    matched, taken = zaak.gematcht_op, zaak.opgepakt_op
    if matched and any(kort.signaaldatum and kort.signaaldatum > matched for kort in known):
        yield "signaal-na-matching"
    if matched and not (zaak.periode_van or matched) <= matched <= (zaak.periode_tot or matched):
        yield "matching-buiten-periode"
    if matched and taken and taken < matched:
        yield "opgepakt-voor-matching"
    begun = taken or matched  # also of a zaak that nobody took up
    if begun and any(poging.datum and poging.datum < begun for poging in zaak.pogingen):
        yield "poging-voor-oppakken"


def _reached(zaak: DdasZaak, lijsten: Codelijsten) -> Iterator[str]:
    result = next((own for own, word in lijsten.eindresultaten.items() if word == zaak.resultaat), None)
    if result is None:
        return
    reached = any(map(_did_reach, zaak.pogingen))
    if REQUIRED[result].contact is Contact.REACHED and not reached:
        yield "hulp-zonder-bereik"
    if REQUIRED[result].contact is Contact.TRIED_IN_VAIN and reached:
        yield "bereikt-en-toch-niet"


def _did_reach(poging: DdasPoging) -> bool:
    return poging.bereikt is True


def _contradicts(status: str, resultaat: str, lijsten: Codelijsten) -> bool:
    """A reason for not taking up stands on the signal and on its zaak, and is the same."""
    reasons = {
        lijsten.signaalstatussen[state]: lijsten.eindresultaten[Eindresultaat(state)]
        for state in SIGNAL_STATES & set(Eindresultaat)
        if lijsten.signaalstatussen[state]
    }
    if status in reasons:
        return resultaat != reasons[status]
    return bool(status) and resultaat in reasons.values()


def of_levering(levering: DdasLevering, *, known_gemeente: Callable[[str], bool]) -> Iterator[str]:
    """The codes of the checks that the head of a delivery fails."""
    if not known_gemeente(levering.gemeente):
        yield "gemeente-onbekend"
    if not any(contact.email for contact in levering.organisatie.contacten):
        yield "contactpersoon-ontbreekt"


def maatstaf_of(
    kop: DdasKop, *, lijsten: Codelijsten, uitwisseling: Uitwisseling, dag: date | None = None
) -> Maatstaf:
    """What a message is held against, by its own head; `dag` when it is not the day in that head."""
    made = dag or date.fromisoformat(kop.gemaakt_op[:10])
    return Maatstaf(lijsten=lijsten, uitwisseling=uitwisseling, van=kop.van, tot=kop.tot, dag=made)
