"""Put a signal and a person of the BRP side by side, with the parts that differ marked. Pure.

R-BRP-4: whoever decides sees what differs, in the letters and in words. Nobody is chosen here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from tijdig.intake.models import Vroegsignaal
from tijdig.rules.identity import Gemeld, Kandidaat, Past, compare
from tijdig.rules.notation import MONTHS

VERDICTS = {
    Past.GOED: ("past goed", "klaar"),
    Past.MATIG: ("past misschien", "let-op"),
    Past.TEGENSTRIJDIG: ("niet alles klopt", "dringend"),
    Past.ANDERE_NAAM: ("andere naam", "rustig"),
}
FLAGS = {
    "overleden": "De persoon is overleden.",
    "curatele": "De persoon staat onder curatele.",
    "in_onderzoek": "Het adres wordt onderzocht.",
    "niet_op_adres": "De gemeente heeft vastgesteld dat de persoon er niet woont.",
    "geheimhouding": "Er geldt geheimhouding: geef het adres aan niemand door.",
}
ALIKE = 0.5  # below this two texts have so little in common that all of it is marked


@dataclass(frozen=True, kw_only=True)
class Stuk:
    """A piece of a text; `differs`: not so in what was delivered."""

    text: str
    differs: bool = False


@dataclass(frozen=True, kw_only=True)
class Feit:
    """One line of a card. `differs` says it in a word as well."""

    label: str
    parts: tuple[Stuk, ...]
    differs: bool = False


@dataclass(frozen=True, kw_only=True)
class Kaart:
    """A person of the BRP beside the signal."""

    title: str
    verdict: str
    kind: str
    facts: tuple[Feit, ...]


def mark(delivered: str, found: str) -> tuple[Stuk, ...]:
    """The found text in pieces, those that were not delivered so marked. Case and points do not count."""
    if not delivered or not found or _plain(delivered) == _plain(found):
        return (Stuk(text=found),) if found else ()
    matcher = SequenceMatcher(None, delivered.lower(), found.lower(), autojunk=False)
    if len(found.lower()) != len(found) or matcher.ratio() < ALIKE:
        return (Stuk(text=found, differs=True),)
    pieces = [
        Stuk(text=found[start:end], differs=kind != "equal")
        for kind, _, _, start, end in matcher.get_opcodes()
        if end > start
    ]
    return tuple(pieces)


def delivered_facts(signaal: Vroegsignaal) -> tuple[Feit, ...]:
    """What the partner delivered, as lines of a card."""
    rows = {
        "Voorletters": signaal.voorletters,
        "Achternaam": _joined(signaal.voorvoegsel, signaal.achternaam),
        "Bedrijfsnaam": signaal.bedrijfsnaam,
        "Geboren": _day(signaal.geboortedatum) or "niet aangeleverd",
        "Adres": _joined(signaal.straat, _number(signaal)),
        "Plaats": _joined(_postcode(signaal.postcode), signaal.woonplaats),
        "Telefoon": signaal.telefoon,
        "E-mail": signaal.email,
    }
    return tuple(Feit(label=label, parts=(Stuk(text=text),)) for label, text in rows.items() if text)


def card_of(kandidaat: Mapping[str, Any], signaal: Vroegsignaal) -> Kaart:
    """A candidate as the list keeps them (see `writing.shown`), compared with the signal."""
    compared = compare(gemeld_of(signaal), _kandidaat(kandidaat))
    verdict, kind = VERDICTS[compared.past]
    own = _joined(kandidaat["voorvoegsel"], kandidaat["geslachtsnaam"])
    reported = _joined(signaal.voorvoegsel, signaal.achternaam)
    partner = kandidaat["partner"]
    by_partner = bool(partner) and _plain(partner).endswith(_plain(signaal.achternaam) or "-")
    facts = [
        _fact("Voorletters", signaal.voorletters, kandidaat["voorletters"]),
        _fact("Achternaam", "" if by_partner else reported, own),
        _fact("Naam partner", reported if by_partner else "", partner),
        _fact("Geboren", _day(signaal.geboortedatum), _born(kandidaat)),
        _fact("Adres", _joined(signaal.straat, _number(signaal)), kandidaat["adres"]),
        _fact("Plaats", "", kandidaat["plaats"]),
        *(Feit(label="Verschil", parts=(Stuk(text=reden),)) for reden in compared.redenen),
        *(
            Feit(label="Let op", parts=(Stuk(text=text),))
            for flag, text in FLAGS.items()
            if kandidaat.get(flag)
        ),
    ]
    shown = tuple(fact for fact in facts if fact is not None)
    return Kaart(title=kandidaat["naam"] or own, verdict=verdict, kind=kind, facts=shown)


def gemeld_of(signaal: Vroegsignaal) -> Gemeld:
    """The signal as the rules look at it."""
    return Gemeld(
        voorletters=signaal.voorletters, voorvoegsel=signaal.voorvoegsel, achternaam=signaal.achternaam,
        bedrijfsnaam=signaal.bedrijfsnaam, geboortedatum=signaal.geboortedatum,
    )  # fmt: skip


def _kandidaat(kandidaat: Mapping[str, Any]) -> Kandidaat:
    return Kandidaat(
        id="", voorletters=kandidaat["voorletters"], voorvoegsel=kandidaat["voorvoegsel"],
        geslachtsnaam=kandidaat["geslachtsnaam"], partner_geslachtsnaam=kandidaat["partner"],
        geboortedatum=kandidaat["geboortedatum"], geslacht=kandidaat["geslacht"], leeftijd=kandidaat["leeftijd"],
        overleden=kandidaat["overleden"],
    )  # fmt: skip


def _fact(label: str, delivered: str, found: str) -> Feit | None:
    parts = mark(delivered, found)
    if not parts:
        return None
    return Feit(label=label, parts=parts, differs=bool(delivered) and _plain(delivered) != _plain(found))


def _born(kandidaat: Mapping[str, Any]) -> str:
    age = kandidaat["leeftijd"]
    born = _day(kandidaat["geboortedatum"])
    return f"{born} ({age} jaar)" if born and age is not None and len(born) < 5 else born


def _day(text: str) -> str:
    """'12 mei 1984', 'mei 1984' or '1984', as precise as it is known."""
    year, *rest = text.split("-")
    try:
        if len(rest) == 2:
            found = date.fromisoformat(text)
            return f"{found.day} {MONTHS[found.month - 1]} {found.year}"
        return f"{MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    except (ValueError, IndexError):
        return text


def _number(signaal: Vroegsignaal) -> str:
    suffix = _joined(signaal.huisletter, signaal.toevoeging)
    return _joined(str(signaal.huisnummer), suffix)


def _postcode(postcode: str) -> str:
    return f"{postcode[:4]} {postcode[4:]}" if len(postcode) == 6 else postcode


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
