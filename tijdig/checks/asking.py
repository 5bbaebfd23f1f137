"""Ask the BRP who one signal is about: which questions, in which order. No database here.

Source: Wgs art. 8b; Wet BRP art. 1.7; R-BRP-1..8. The thinking is in rules/identity.py and
rules/brp_outcome.py; the talking in connectors/brp. Runs in several threads at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from tijdig.connectors.brp.client import BrpClient
from tijdig.connectors.brp.errors import BrpError
from tijdig.connectors.brp.persons import Persoon, PersoonBeperkt
from tijdig.rules import address, brp_outcome, identity, names
from tijdig.rules.terms import BrpUitkomst, Zekerheid

from .connections import VERWERKING

MOST_READ = 20  # one question of the BRP


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """What a signal says about a person, and who asks. `gebruiker` is a code, never a name."""

    signaal: int
    gemeld: identity.Gemeld
    adres: address.Adres
    bag_id: str
    gemeente: str
    buiten_gemeente: bool
    dag: date
    gebruiker: str


@dataclass(frozen=True, kw_only=True)
class Bevinding:
    """What the BRP said about one signal. `kandidaten`: whom a person may choose from, by BSN."""

    signaal: int
    uitkomst: BrpUitkomst
    zekerheid: Zekerheid
    redenen: tuple[str, ...]
    persoon: Persoon | None = None
    kandidaten: tuple[Persoon, ...] = ()
    kinderen: bool | None = None
    vragen: tuple[str, ...] = ()


@dataclass
class _Asked:
    """The questions put so far, for the trail (R-BRP-2)."""

    types: list[str] = field(default_factory=list)


def ask(vraag: Vraag, brp: BrpClient) -> Bevinding:
    """Find out who it is. The BRP being down or refusing is an answer of its own, never 'not found'."""
    asked = _Asked()
    try:
        return _ask(vraag, brp, asked)
    except BrpError as error:
        return Bevinding(
            signaal=vraag.signaal, uitkomst=BrpUitkomst.CONTROLE_MISLUKT, zekerheid=Zekerheid.NIET_GEVONDEN,
            redenen=(str(error),), vragen=tuple(asked.types),
        )  # fmt: skip


def _ask(vraag: Vraag, brp: BrpClient, asked: _Asked) -> Bevinding:
    found = _at_address(vraag, brp, asked)
    if found is None:
        reden = (
            "Op dit adres staan te veel personen ingeschreven om zonder meer gegevens de juiste te vinden."
        )
        return _doubtful(vraag, asked, BrpUitkomst.MEERDERE, Zekerheid.ONZEKER, (reden,), ())
    residents = found
    oordeel = identity.judge(vraag.gemeld, [_candidate(person) for person in residents])
    read: tuple[Persoon, ...] = ()
    if oordeel.zekerheid is not Zekerheid.ZEKER and 0 < len(residents) <= MOST_READ:
        # A signal on the partner's name: only now are the partners' names asked for (R-BRP-2, R-BRP-3).
        read = _read(vraag, brp, asked, [person.bsn for person in residents])
        oordeel = identity.judge(vraag.gemeld, [_full_candidate(person) for person in read])
    if oordeel.zekerheid is Zekerheid.NIET_GEVONDEN:
        elsewhere = _by_birth_date(vraag, brp, asked)
        if elsewhere:
            return _conclude(vraag, asked, brp, elsewhere, known_children=None)
    if oordeel.zekerheid is Zekerheid.ZEKER and oordeel.kandidaat:
        person = next((p for p in read if p.bsn == oordeel.kandidaat), None)
        person = person or next(iter(_read(vraag, brp, asked, [oordeel.kandidaat])), None)
        if person is not None:
            return _certain(vraag, asked, person, oordeel, _children(vraag, residents))
    return _not_certain(vraag, asked, oordeel, read)


def _at_address(vraag: Vraag, brp: BrpClient, asked: _Asked) -> tuple[PersoonBeperkt, ...] | None:
    answer = brp.search_by_address(
        gemeente=None if vraag.buiten_gemeente else vraag.gemeente,
        bag_id=vraag.bag_id,
        postcode=vraag.adres.postcode,
        huisnummer=vraag.adres.huisnummer,
        geslachtsnaam=names.search_surname(vraag.gemeld.achternaam, vraag.gemeld.voorvoegsel),
        geboortedatum=vraag.gemeld.geboortedatum if len(vraag.gemeld.geboortedatum) == 10 else "",
        gebruiker=vraag.gebruiker,
        verwerking=VERWERKING,
        huisletter=address.brp_parts(vraag.adres).get("huisletter", ""),
        toevoeging=address.brp_parts(vraag.adres).get("huisnummertoevoeging", ""),
    )
    asked.types.extend(answer.asked)
    return None if answer.too_many else answer.personen


def _by_birth_date(vraag: Vraag, brp: BrpClient, asked: _Asked) -> tuple[Persoon, ...]:
    """Not at this address: moved? Only with a whole birth date; a name alone would find strangers."""
    gemeld = vraag.gemeld
    surname = names.search_surname(gemeld.achternaam, gemeld.voorvoegsel)
    if len(gemeld.geboortedatum) != 10 or len(surname) < 2:
        return ()
    answer = brp.search_by_name_and_birth(
        geslachtsnaam=surname, geboortedatum=gemeld.geboortedatum,
        gemeente=None if vraag.buiten_gemeente else vraag.gemeente, gebruiker=vraag.gebruiker, verwerking=VERWERKING,
    )  # fmt: skip
    asked.types.extend(answer.asked)
    bsns = [person.bsn for person in answer.personen]
    return _read(vraag, brp, asked, bsns) if 0 < len(bsns) <= MOST_READ else ()


def _read(vraag: Vraag, brp: BrpClient, asked: _Asked, bsns: Sequence[str]) -> tuple[Persoon, ...]:
    asked.types.append("RaadpleegMetBurgerservicenummer")
    return tuple(
        brp.read(
            bsns, gemeente=None if vraag.buiten_gemeente else vraag.gemeente, gebruiker=vraag.gebruiker,
            verwerking=VERWERKING,
        )
    )  # fmt: skip


def _conclude(
    vraag: Vraag, asked: _Asked, brp: BrpClient, persons: tuple[Persoon, ...], *, known_children: bool | None
) -> Bevinding:
    oordeel = identity.judge(vraag.gemeld, [_full_candidate(person) for person in persons])
    if oordeel.zekerheid is Zekerheid.ZEKER and oordeel.kandidaat:
        person = next(p for p in persons if p.bsn == oordeel.kandidaat)
        return _certain(vraag, asked, person, oordeel, known_children)
    return _not_certain(vraag, asked, oordeel, persons)


def _certain(
    vraag: Vraag, asked: _Asked, person: Persoon, oordeel: identity.Identiteitsoordeel, children: bool | None
) -> Bevinding:
    """One person it is; what the register says about that person decides the outcome (R-BRP-5..8)."""
    outcome = brp_outcome.find_outcome(
        picture_of(person), gemeente=vraag.gemeente, adres_sleutel=vraag.adres.sleutel, today=vraag.dag,
        naam_wijkt_af=oordeel.naam_wijkt_af,
    )  # fmt: skip
    return Bevinding(
        signaal=vraag.signaal, uitkomst=outcome.uitkomst, zekerheid=Zekerheid.ZEKER,
        redenen=(*oordeel.redenen, *outcome.redenen), persoon=person, kandidaten=(person,), kinderen=children,
        vragen=tuple(asked.types),
    )  # fmt: skip


def _not_certain(
    vraag: Vraag, asked: _Asked, oordeel: identity.Identiteitsoordeel, persons: tuple[Persoon, ...]
) -> Bevinding:
    outcome = brp_outcome.outcome_of_doubt(oordeel)
    fitting = tuple(person for person in persons if person.bsn in oordeel.passend)
    return _doubtful(vraag, asked, outcome.uitkomst, oordeel.zekerheid, outcome.redenen, fitting or persons)


def _doubtful(
    vraag: Vraag, asked: _Asked, uitkomst: BrpUitkomst, zekerheid: Zekerheid, redenen: tuple[str, ...],
    kandidaten: tuple[Persoon, ...],
) -> Bevinding:  # fmt: skip
    return Bevinding(
        signaal=vraag.signaal, uitkomst=uitkomst, zekerheid=zekerheid, redenen=redenen, kandidaten=kandidaten,
        vragen=tuple(asked.types),
    )  # fmt: skip


def _children(vraag: Vraag, residents: Sequence[PersoonBeperkt]) -> bool | None:
    """Minor children at the address: known when the question was about exactly that address (R-BRP-2)."""
    exact = vraag.bag_id or vraag.adres.huisletter or vraag.adres.toevoeging
    if not exact:
        return None
    return any(
        person.leeftijd is not None and person.leeftijd < 18 and not person.overleden for person in residents
    )


def _candidate(person: PersoonBeperkt) -> identity.Kandidaat:
    return identity.Kandidaat(
        id=person.bsn, voornamen=person.voornamen, voorletters=person.voorletters, voorvoegsel=person.voorvoegsel,
        geslachtsnaam=person.geslachtsnaam, geboortedatum=person.geboortedatum, geslacht=person.geslacht,
        leeftijd=person.leeftijd, overleden=person.overleden,
    )  # fmt: skip


def _full_candidate(person: Persoon) -> identity.Kandidaat:
    return identity.Kandidaat(
        id=person.bsn, voornamen=person.voornamen, voorletters=person.voorletters, voorvoegsel=person.voorvoegsel,
        geslachtsnaam=person.geslachtsnaam, partner_voorvoegsel=person.partner_voorvoegsel,
        partner_geslachtsnaam=person.partner_geslachtsnaam, geboortedatum=person.geboortedatum,
        geslacht=person.geslacht, leeftijd=person.leeftijd, overleden=person.overleden,
    )  # fmt: skip


def address_of(person: Persoon) -> address.Adres | None:
    """Where the BRP says the person lives, in normal form; None abroad, unknown or without a postcode."""
    if not person.postcode or not person.huisnummer:
        return None
    found = address.normalise(
        postcode=person.postcode, huisnummer=str(person.huisnummer), huisletter=person.huisletter,
        toevoeging=person.toevoeging,
    )  # fmt: skip
    if found is None or not person.aanduiding_bij_huisnummer:
        return found
    return address.Adres(
        postcode=found.postcode, huisnummer=found.huisnummer, huisletter=found.huisletter,
        toevoeging=found.toevoeging, aanduiding=person.aanduiding_bij_huisnummer,
    )  # fmt: skip


def picture_of(person: Persoon) -> brp_outcome.Persoonsbeeld:
    """The facts about a person that decide the outcome; no name in it."""
    lives = address_of(person)
    return brp_outcome.Persoonsbeeld(
        id=person.bsn, gemeente_van_inschrijving=person.gemeente, opschorting_reden=person.opschorting,
        overleden=person.overleden,
        verblijf_type=cast("brp_outcome.Verblijftype", person.verblijfplaats),
        functie_adres=cast("Literal['W', 'B', '']", person.functie_adres),
        verblijft_niet_op_adres=person.verblijft_niet_op_adres, adres_sleutel=lives.sleutel if lives else "",
        geboortedatum=person.geboortedatum, leeftijd=person.leeftijd, geheimhouding=person.geheimhouding,
        adres_in_onderzoek=person.adres_in_onderzoek, curatele=person.curatele,
    )  # fmt: skip
