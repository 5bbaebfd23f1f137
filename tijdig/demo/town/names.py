"""Names of people: drawn from the lists, and written the way the BRP writes them.

Source: Logisch Ontwerp BRP (voorvoegsel apart, naamgebruik E/P/V/N); research on Haal Centraal texts.
"""

import random
import re
import unicodedata
from dataclasses import dataclass

from tijdig.demo.town.dice import chance, pick_by_rank, weighted
from tijdig.demo.town.name_lists import FEMALE, MALE, ORIGIN_WEIGHTS, POLISH_ADJECTIVES, SURNAMES, Origin

# How many in promille use which name when married. Own estimate.
_NAAMGEBRUIK_VROUW = {"E": 330, "V": 330, "P": 250, "N": 90}
_NAAMGEBRUIK_MAN = {"E": 955, "V": 15, "P": 10, "N": 20}


@dataclass(frozen=True, kw_only=True)
class Surname:
    """A geslachtsnaam with its voorvoegsel apart; the voorvoegsel may be empty."""

    voorvoegsel: str
    naam: str

    def __str__(self) -> str:
        return f"{self.voorvoegsel} {self.naam}" if self.voorvoegsel else self.naam


def split_surname(written: str) -> Surname:
    """Take what stands before the first capital as voorvoegsel: `in 't Veld` → `in 't` and `Veld`."""
    words = written.split(" ")
    first = next((i for i, word in enumerate(words) if word[:1].isupper()), 0)
    return Surname(voorvoegsel=" ".join(words[:first]), naam=" ".join(words[first:]))


def draw_origin(rng: random.Random) -> Origin:
    """Draw which lists a family takes its names from."""
    return weighted(rng, ORIGIN_WEIGHTS)


def draw_surname(rng: random.Random, origin: Origin) -> Surname:
    """Draw a surname by its rank; the first form, as a man bears it."""
    return split_surname(pick_by_rank(rng, SURNAMES[origin]))


def surname_for(surname: Surname, geslacht: str, origin: Origin) -> Surname:
    """Give the form that this sex bears: Kowalski, Kowalska."""
    if origin is Origin.POOLS and geslacht == "V" and surname.naam.endswith(POLISH_ADJECTIVES):
        return Surname(voorvoegsel=surname.voorvoegsel, naam=surname.naam[:-1] + "a")
    return surname


def _generation(born: int) -> str:
    if born < 1960:
        return "oud"
    return "midden" if born < 1988 else "jong"


def draw_voornamen(rng: random.Random, *, origin: Origin, geslacht: str, born: int) -> str:
    """Draw one to three voornamen; older Dutch people bear more of them."""
    lists = MALE if geslacht == "M" else FEMALE
    key = _generation(born) if origin is Origin.NEDERLANDS else origin
    names = [pick_by_rank(rng, lists[key])]
    more = 0
    if origin is Origin.NEDERLANDS:
        more = rng.choices((0, 1, 2), weights=(30, 45, 25) if born < 1988 else (55, 35, 10))[0]
    elif origin in (Origin.SURINAAMS, Origin.CARIBISCH) or chance(rng, 0.15):
        more = rng.choices((0, 1), weights=(45, 55))[0]
    while more and len(names) <= more:
        extra = pick_by_rank(rng, lists["oud"] if origin is Origin.NEDERLANDS else lists[key])
        if extra in names:
            break
        names.append(extra)
    return " ".join(names)


def voorletters(voornamen: str) -> str:
    """Write initials with points: `Anna Cornelia` → `A.C.`; a double first name counts once."""
    return "".join(f"{name[0]}." for name in voornamen.split())


def draw_naamgebruik(rng: random.Random, geslacht: str) -> str:
    """Draw which surname a married person uses: own E, partner's P, partner's first V, own first N."""
    return weighted(rng, _NAAMGEBRUIK_VROUW if geslacht == "V" else _NAAMGEBRUIK_MAN)


def used_surname(own: Surname, partner: Surname | None, naamgebruik: str) -> Surname:
    """Join own and partner's name by the naamgebruik; the leading voorvoegsel stays apart."""
    if partner is None or naamgebruik == "E":
        return own
    if naamgebruik == "P":
        return partner
    first, second = (partner, own) if naamgebruik == "V" else (own, partner)
    return Surname(voorvoegsel=first.voorvoegsel, naam=f"{first.naam}-{second}")


# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "İ": "I"}
)


def strip_diacritics(text: str) -> str:
    """Write a name without marks, as an old system does: `Gündoğan` → `Gundogan`."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """Write a name as part of an e-mail address or file name: small letters, figures and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", strip_diacritics(text).lower()).strip("-")
