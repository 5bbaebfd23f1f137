"""Who gets the letter of a zaak, at which address, and how they are greeted (R-OUT-3, R-BRP-8).

A person of the BRP is written to with the lines the BRP made ready. Somebody whom nobody could confirm gets the
letter under the name as delivered: a sealed letter to a name is opened by few others, one "to the residents" by
whoever lives there now. Only a household for which a person decided so is written to without a name (R-BRP-5).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tijdig.casework.models import ZaakSignaal
from tijdig.checks.models import Inwoner, Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.letters.letter import Geadresseerde
from tijdig.outreach.models import Curator
from tijdig.rules.postal import PostalPlace, normalise_postcode
from tijdig.rules.terms import BrpUitkomst

NEUTRAL = "Geachte heer of mevrouw"
_POSTCODE = re.compile(r"^\s*([1-9]\d{3}\s*[A-Za-z]{2})\b")
_NUMBER = re.compile(r"^(\d+)(?:\s([A-Za-z]))?(?:-(.+))?$")  # "12 A-3", as checks writes it
_NUMBER_IN_LINE = re.compile(r"\s(\d{1,5})(?=\D*$|\s|[A-Za-z])")


class Obstacle(StrEnum):
    """Why a zaak gets no letter now. The value is what the user reads: what is wrong, and what to do."""

    NOT_DUE = "Voor deze zaak is nu geen brief aan de beurt."
    DECEASED = "De persoon is overleden. Open de zaak en beslis of het huishouden een aanbod krijgt."
    NO_ADDRESS = "Er is geen volledig adres bekend. Kies in de zaak een andere aanpak."
    CURATOR = "Adres van de curator nodig. Het aanbod gaat naar de curator, niet naar de inwoner."
    VISIT = "Kies eerst de dag en het dagdeel van het huisbezoek."
    SENDER = "Er is geen telefoonnummer of e-mailadres van de afzender. Vul het in bij de medewerker of de gemeente."
    STOPPED = "Deze inwoner wil geen brieven en berichten meer. Rond de zaak af, of trek het stopverzoek in."
    NO_NUMBER = (
        "Er is geen mobiel nummer waar een sms heen kan. Kies een andere aanpak of leg een poging vast."
    )
    NO_EMAIL = "Er is geen geldig e-mailadres. Kies een andere aanpak of leg een poging vast."
    STOPPED_HERE = "Deze inwoner wil op dit nummer of adres niets meer ontvangen. Kies een andere aanpak."
    NOT_BY_MESSAGE = "Deze persoon staat onder curatele, is minderjarig of overleden. Kies een brief."
    SENT_ALREADY = "Voor deze stap is al een bericht gemaakt. Kijk bij de berichten wat ermee gebeurde."
    TEMPLATE = (
        "Het sjabloon van uw gemeente is niet te lezen. Vraag wie sjablonen beheert om het te verbeteren."
    )
    UNPRINTABLE = "Deze brief kan niet worden afgedrukt."


class Kind(StrEnum):
    """What the addressee is to the signal."""

    INWONER = "inwoner"
    CURATOR = "curator"
    UNCONFIRMED = "niet_bevestigd"
    HOUSEHOLD = "huishouden"
    PARENTS = "ouders"


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One addressee of one letter. `partners`: who reported, told only to whom it surely concerns."""

    kind: Kind
    to: Geadresseerde
    aanhef: str
    inwoner_id: int | None = None
    inwoner: str = ""
    partners: tuple[str, ...] = field(default=())


def recipients_of(signals: Sequence[ZaakSignaal]) -> list[Recipient | Obstacle]:
    """Everybody who gets a letter of their own in this zaak, or what stands in the way.

    `signals`: those of one zaak, with vroegsignaal, partner, toets, inwoner and curator. Of people nobody could
    confirm only the newest is written to: two such names at one address are often one person, written twice.
    """
    persons: dict[int, list[ZaakSignaal]] = {}
    others: list[ZaakSignaal] = []
    for signal in sorted(signals, key=lambda signal: signal.vroegsignaal_id):
        person = signal.vroegsignaal.toets.inwoner_id
        if person is None:
            others.append(signal)
        else:
            persons.setdefault(person, []).append(signal)
    found: list[Recipient | Obstacle] = [_person(own) for own in persons.values()]
    if others:
        household = [signal for signal in others if signal.vroegsignaal.toets.huishouden_aanbod]
        newest = (household or others)[-1].vroegsignaal
        found.append(_household(newest) if household else _unconfirmed(newest))
    return [one for one in found if one is not Obstacle.DECEASED] or found


def _person(signals: Sequence[ZaakSignaal]) -> Recipient | Obstacle:
    inwoner = signals[-1].vroegsignaal.toets.inwoner
    if inwoner is None or inwoner.overleden:
        return Obstacle.DECEASED
    partners = tuple(dict.fromkeys(signal.vroegsignaal.partner.naam for signal in signals))
    if inwoner.curatele:
        return _curator_of(inwoner, partners)
    home = _place(signals[-1].vroegsignaal.toets)
    lines = (inwoner.adresregel1, inwoner.adresregel2) if inwoner.adresregel1 else _lines_of(home)
    if not all(lines):
        return Obstacle.NO_ADDRESS
    if inwoner.minderjarig:  # a check that came later says so (R-BRP-6)
        name = f"De ouders of verzorgers van {_written_name(inwoner)}"
        return Recipient(
            kind=Kind.PARENTS, to=_to(name, lines, home.place), aanhef=NEUTRAL, inwoner_id=inwoner.pk
        )
    return Recipient(
        kind=Kind.INWONER,
        to=_to(inwoner.aanschrijfnaam or _written_name(inwoner), lines, home.place),
        aanhef=inwoner.aanhef or NEUTRAL,
        inwoner_id=inwoner.pk,
        partners=partners,
    )


def _curator_of(inwoner: Inwoner, partners: tuple[str, ...]) -> Recipient | Obstacle:
    """R-BRP-8: never to the resident's own address."""
    curator: Curator | None = getattr(inwoner, "curator", None)
    if curator is None or not (curator.naam and curator.adresregel1 and curator.adresregel2):
        return Obstacle.CURATOR
    return Recipient(
        kind=Kind.CURATOR,
        to=_to(curator.naam, (curator.adresregel1, curator.adresregel2), PostalPlace(postcode="")),
        aanhef=NEUTRAL,
        inwoner_id=inwoner.pk,
        inwoner=inwoner.aanschrijfnaam or _written_name(inwoner),
        partners=partners,
    )


def _unconfirmed(signal: Vroegsignaal) -> Recipient | Obstacle:
    home = _place(signal.toets)
    if not all(_lines_of(home)):
        return Obstacle.NO_ADDRESS
    name = _name_as_delivered(signal)
    to = _to(signal.bedrijfsnaam or name, _lines_of(home), home.place)
    if signal.bedrijfsnaam and name:
        to = Geadresseerde(naam=to.naam, ter_attentie_van=f"T.a.v. {name}", adresregel1=to.adresregel1,
                           adresregel2=to.adresregel2, plaats=to.plaats)  # fmt: skip
    return Recipient(kind=Kind.UNCONFIRMED, to=to, aanhef=NEUTRAL)


def _household(signal: Vroegsignaal) -> Recipient | Obstacle:
    """R-BRP-5, R-BRP-6: the parents of a minor by that name; the dead are not named on an envelope."""
    home = _place(signal.toets)
    if not all(_lines_of(home)):
        return Obstacle.NO_ADDRESS
    name, kind = "De bewoners", Kind.HOUSEHOLD
    if signal.toets.uitkomst == BrpUitkomst.MINDERJARIG:
        name, kind = f"De ouders of verzorgers van {_name_as_delivered(signal)}", Kind.PARENTS
    return Recipient(kind=kind, to=_to(name, _lines_of(home), home.place), aanhef=NEUTRAL)


@dataclass(frozen=True, kw_only=True)
class _Home:
    line: str
    town: str
    place: PostalPlace


def _place(toets: Toets) -> _Home:
    number = _NUMBER.match(toets.huisnummer)
    place = PostalPlace(
        postcode=toets.postcode,
        huisnummer=int(number[1]) if number else 0,
        huisletter=(number[2] or "") if number else "",
        toevoeging=(number[3] or "") if number else "",
    )
    line = f"{toets.straat} {toets.huisnummer}" if toets.straat and toets.huisnummer else ""
    town = f"{toets.postcode} {toets.woonplaats}" if toets.postcode and toets.woonplaats else ""
    return _Home(line=line, town=town, place=place)


def _lines_of(home: _Home) -> tuple[str, str]:
    return home.line, home.town


def _to(naam: str, lines: tuple[str, str], place: PostalPlace) -> Geadresseerde:
    """The place in postal order is that of the line that is printed."""
    return Geadresseerde(naam=naam, adresregel1=lines[0], adresregel2=lines[1], plaats=_walk(lines, place))


def _walk(lines: tuple[str, str], place: PostalPlace) -> PostalPlace:
    printed = _POSTCODE.match(lines[1])
    postcode = normalise_postcode(printed[1]) if printed else ""
    if postcode and postcode == normalise_postcode(place.postcode):
        return place
    number = _NUMBER_IN_LINE.search(lines[0])
    return PostalPlace(postcode=postcode, huisnummer=int(number[1]) if number else 0)


def _written_name(inwoner: Inwoner) -> str:
    return _joined(inwoner.voorletters, inwoner.voorvoegsel, inwoner.geslachtsnaam)


def _name_as_delivered(signal: Vroegsignaal) -> str:
    return _joined(signal.voorletters, signal.voorvoegsel, signal.achternaam)


def _joined(*parts: str) -> str:
    return " ".join(_filled(parts))


def _filled(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part]
