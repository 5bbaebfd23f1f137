"""A message of DDAS as values, the same for every version; also for what others made (R-MON-9).

Empty (an empty text, None or an empty tuple) means that it is not known and does not stand in the message.
Source: DDAS vroegsignalering v1.2, uitwisselmodel. Which key each field has, says `ddas_form.py`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasClient:
    """Whom a signal is about: a BSN alone, or a postcode and house number with what else is known."""

    bsn: str = ""
    geslacht: str = ""
    geboortedatum: date | None = None
    postcode: str = ""
    huisnummer: str = ""
    toevoeging: str = ""  # letter and addition in one

    @property
    def is_known(self) -> bool:
        """Enough for DDAS: without it a signal cannot go along."""
        return bool(self.bsn or (self.postcode and self.huisnummer))


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasPartner:
    """DDAS knows the kind of partner, never which one."""

    soort: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasSignaal:
    """One vroegsignaal. `bedrag` in whole euros."""

    id: str
    crisis: bool | None = None
    warme_overdracht: bool | None = None
    bedrag: int | None = None
    ontstaan_op: date | None = None
    signaaldatum: date | None = None
    status: str = ""
    partner: DdasPartner = DdasPartner()
    client: DdasClient = DdasClient()


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasVerwijzing:
    """A signal that belongs to a zaak, by its id."""

    id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasPoging:
    """One attempt to reach the resident. `bereikt` is None while nobody knows."""

    soort: str = ""
    bereikt: bool | None = None
    datum: date | None = None
    dagdeel: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasZaak:
    """One vroegsignaalzaak. DDAS gives it no id; without an end result it is open."""

    resultaat: str = ""
    gematcht_op: date | None = None
    periode_van: date | None = None
    periode_tot: date | None = None
    opgepakt_op: date | None = None
    signalen: tuple[DdasVerwijzing, ...] = ()
    pogingen: tuple[DdasPoging, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasContact:
    """Who may be asked about a delivery; CBS mails its findings to this address."""

    naam: str = ""
    telefoon: str = ""
    email: str = ""
    functie: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasOrganisatie:
    """Who delivers for a gemeente: the gemeente itself, or who does the work for it."""

    naam: str = ""
    kvk_nummer: str = ""
    contacten: tuple[DdasContact, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasKop:
    """The head of a message: which period, when it was made, by which software."""

    van: date
    tot: date
    gemaakt_op: str  # with its time zone
    leverancier: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DdasLevering:
    """The head of what one gemeente delivers in a message. Its signals and zaken follow one by one."""

    teller: int
    gemeente: str
    organisatie: DdasOrganisatie = DdasOrganisatie()
