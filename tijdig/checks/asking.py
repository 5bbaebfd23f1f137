"""Ask the BRP who one signal is about: which questions, in which order. No database here.

Source: Wgs art. 8b; Wet BRP art. 1.7; R-BRP-1..8. The thinking is in rules/identity.py and
rules/brp_outcome.py; the talking in connectors/brp. Runs in several threads at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tijdig.connectors.brp.client import BrpClient
from tijdig.connectors.brp.errors import BrpRefused, BrpUnavailable
from tijdig.connectors.brp.persons import Persoon, PersoonBeperkt
from tijdig.rules import address, brp_outcome, identity, names
from tijdig.rules.terms import BrpUitkomst, Zekerheid

from .connections import VERWERKING
from .picture import candidate, full_candidate, picture_of

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
    verblijfstitel: bool = False  # does policy ask the residence title of whoever is found?


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
    niet_voor: float = 0.0  # seconds that the BRP asked us to wait, when it gave no answer


class HalfAnswer(Exception):
    """The BRP named somebody in one answer and left them out of the next: no judgement on half of it."""


@dataclass
class _Asked:
    """The questions put so far, for the trail (R-BRP-2)."""

    types: list[str] = field(default_factory=list)


def ask(vraag: Vraag, brp: BrpClient) -> Bevinding:
    """Find out who it is. The BRP being down or refusing is an answer of its own, never 'not found'."""
    asked = _Asked()
    try:
        return _ask(vraag, brp, asked)
    except BrpRefused as error:
        reden = "De BRP weigerde de vraag. Vraag uw functioneel beheerder om te kijken."
        return no_answer(vraag, reden, str(error), vragen=tuple(asked.types))
    except BrpUnavailable as error:
        silent = no_answer(vraag, "De BRP gaf geen antwoord.", str(error), vragen=tuple(asked.types))
        return replace(silent, niet_voor=error.retry_after or 0.0)
    except HalfAnswer:
        return no_answer(vraag, "De BRP gaf maar een deel van het antwoord.", vragen=tuple(asked.types))


def no_answer(vraag: Vraag, *redenen: str, vragen: tuple[str, ...] = ()) -> Bevinding:
    """The check did not succeed: the signal waits and is tried again (R-BRP-1, §14).

    The first reason is for whoever looks at the list; what follows is for who keeps the link.
    """
    return Bevinding(
        signaal=vraag.signaal, uitkomst=BrpUitkomst.CONTROLE_MISLUKT, zekerheid=Zekerheid.NIET_GEVONDEN,
        redenen=redenen, vragen=vragen,
    )  # fmt: skip


def _ask(vraag: Vraag, brp: BrpClient, asked: _Asked) -> Bevinding:
    residents = _at_address(vraag, brp, asked)
    if residents is None:
        reden = (
            "Op dit adres staan te veel personen ingeschreven om zonder meer gegevens de juiste te vinden."
        )
        return _doubtful(vraag, asked, BrpUitkomst.MEERDERE, Zekerheid.ONZEKER, (reden,), ())
    oordeel = identity.judge(vraag.gemeld, [candidate(person) for person in residents])
    read: tuple[Persoon, ...] = ()
    if 0 < len(residents) <= MOST_READ and _partner_names_matter(vraag.gemeld, residents, oordeel):
        # A signal may bear a partner's name: only now are those names asked for (R-BRP-2, R-BRP-3).
        read = _read(vraag, brp, asked, [person.bsn for person in residents])
        oordeel = identity.judge(vraag.gemeld, [full_candidate(person) for person in read])
    if oordeel.zekerheid is Zekerheid.NIET_GEVONDEN:
        moved = _moved(vraag, brp, asked)
        if moved is not None:
            return moved
    if oordeel.kandidaat:
        person = _found(vraag, brp, asked, oordeel.kandidaat, read)
        return _certain(vraag, asked, person, oordeel, _children(vraag, residents))
    return _not_certain(vraag, asked, oordeel, read, _children(vraag, residents))


def _partner_names_matter(
    gemeld: identity.Gemeld, residents: Sequence[PersoonBeperkt], oordeel: identity.Identiteitsoordeel
) -> bool:
    """Nobody is surely found by own names, or a housemate with these initials may use the same name.

    J. Jansen and his wife J. de Vries, who calls herself Jansen, are two people at one address: never
    silently the wrong one (R-BRP-3). A birth date that fits settles it without asking more.
    """
    if not oordeel.kandidaat:
        return True
    rivals = [person for person in residents if person.bsn != oordeel.kandidaat]
    found = next(person for person in residents if person.bsn == oordeel.kandidaat)
    if not rivals or (gemeld.geboortedatum and gemeld.geboortedatum == found.geboortedatum):
        return False
    letter = gemeld.voorletters.strip()[:1].upper()
    return any(not letter or person.voorletters[:1].upper() in ("", letter) for person in rivals)


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


def _moved(vraag: Vraag, brp: BrpClient, asked: _Asked) -> Bevinding | None:
    """Not at this address: elsewhere? Only with a whole birth date; a name alone would find strangers."""
    gemeld = vraag.gemeld
    surname = names.search_surname(gemeld.achternaam, gemeld.voorvoegsel)
    if len(gemeld.geboortedatum) != 10 or len(surname) < 2:
        return None
    answer = brp.search_by_name_and_birth(
        geslachtsnaam=surname, geboortedatum=gemeld.geboortedatum,
        gemeente=None if vraag.buiten_gemeente else vraag.gemeente, gebruiker=vraag.gebruiker, verwerking=VERWERKING,
    )  # fmt: skip
    asked.types.extend(answer.asked)
    if not 0 < len(answer.personen) <= MOST_READ:
        return None
    persons = _read(vraag, brp, asked, [person.bsn for person in answer.personen])
    oordeel = identity.judge(gemeld, [full_candidate(person) for person in persons])
    if oordeel.kandidaat:
        person = _found(vraag, brp, asked, oordeel.kandidaat, persons)
        return _certain(vraag, asked, person, oordeel, None)
    if oordeel.zekerheid is Zekerheid.NIET_GEVONDEN:
        return None
    return _not_certain(vraag, asked, oordeel, persons, None)


def _found(vraag: Vraag, brp: BrpClient, asked: _Asked, bsn: str, read: Sequence[Persoon]) -> Persoon:
    """The one person meant. The residence title is asked of nobody else, so of somebody read among others apart."""
    if not vraag.verblijfstitel:
        for person in read:
            if person.bsn == bsn:
                return person
    return _read(vraag, brp, asked, [bsn], verblijfstitel=vraag.verblijfstitel)[0]


def _read(
    vraag: Vraag, brp: BrpClient, asked: _Asked, bsns: Sequence[str], *, verblijfstitel: bool = False
) -> tuple[Persoon, ...]:
    """These persons, every one of them. Errors: HalfAnswer when somebody is missing from the answer."""
    asked.types.append("RaadpleegMetBurgerservicenummer")
    found = tuple(
        brp.read(
            bsns, gemeente=None if vraag.buiten_gemeente else vraag.gemeente, gebruiker=vraag.gebruiker,
            verwerking=VERWERKING, verblijfstitel=verblijfstitel,
        )
    )  # fmt: skip
    if len(found) != len(set(bsns)):
        raise HalfAnswer
    return found


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
    vraag: Vraag, asked: _Asked, oordeel: identity.Identiteitsoordeel, persons: tuple[Persoon, ...],
    children: bool | None,
) -> Bevinding:  # fmt: skip
    outcome = brp_outcome.outcome_of_doubt(oordeel)
    fitting = tuple(person for person in persons if person.bsn in oordeel.passend)
    return replace(
        _doubtful(vraag, asked, outcome.uitkomst, oordeel.zekerheid, outcome.redenen, fitting or persons),
        kinderen=children,
    )


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
