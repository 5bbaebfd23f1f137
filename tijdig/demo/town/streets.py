"""The town's streets and addresses: an own drawing, near where Dordrecht lies on the map.

Street names, postcodes (3311-3329 with letters) and BAG ids are invented and look like real ones.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tijdig.demo.town.dice import chance, dice
from tijdig.demo.town.wijken import WIJKEN, Wijk

METRE_LAT = 1 / 111_320
METRE_LON = METRE_LAT / math.cos(math.radians(51.8))
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_NEVER = {"SA", "SD", "SS"}
_AHEAD = ("", "Korte ", "Lange ", "Nieuwe ", "Oude ", "Verlengde ", "Eerste ", "Tweede ")


@dataclass(frozen=True, kw_only=True)
class Adres:
    """One address with its BAG ids. `huisletter` and `toevoeging` may be empty."""

    straat: str
    huisnummer: int
    huisletter: str = ""
    toevoeging: str = ""
    postcode: str  # six characters, no space
    woonplaats: str = "Dordrecht"
    wijk: str = ""
    adresseerbaar_object: str
    nummeraanduiding: str
    lat: float
    lon: float

    @property
    def regel1(self) -> str:
        """Street and number as on an envelope (NEN 5825): `Kade 14 B`, `Kade 12-3`, `Kade 7 III`."""
        number = f"{self.straat} {self.huisnummer}"
        if self.huisletter:
            return f"{number} {self.huisletter}{self.toevoeging}"
        if not self.toevoeging:
            return number
        return f"{number}{'-' if self.toevoeging[0].isdigit() else ' '}{self.toevoeging}"

    @property
    def regel2(self) -> str:
        """Postcode and place as on an envelope: two spaces, capitals."""
        return f"{self.postcode[:4]} {self.postcode[4:]}  {self.woonplaats.upper()}"


def _street_names(wijk: Wijk) -> Iterator[str]:
    for ahead in _AHEAD:
        for position, stem in enumerate(wijk.stems.split()):
            ending = wijk.endings[position % len(wijk.endings)]
            yield f"{ahead}{stem.replace('_', ' ')}{ending}"


def _numbers(rng: random.Random, built: str, count: int) -> list[tuple[int, str, str]]:
    """Give the numbers of one street: huisnummer, huisletter, toevoeging."""
    found: list[tuple[int, str, str]] = []
    number = rng.choice((1, 1, 1, 2, 5, 11))
    while len(found) < count:
        found += _house(rng, built, number)
        number += rng.choice((1, 1, 1, 2)) if built != "flat" else rng.choice((2, 4))
    return found


def _house(rng: random.Random, built: str, number: int) -> list[tuple[int, str, str]]:
    if built == "flat" and chance(rng, 0.5):
        return [(number, "", str(door)) for door in range(1, rng.choice((7, 13, 19)))]
    if built == "oud" and chance(rng, 0.35):
        parts = rng.choice((("", "bis"), ("", "II", "III"), ("", "I", "II", "III"), ("", "RD", "ZW")))
        return [(number, "", part) for part in parts]
    share = {"oud": 0.3, "nieuw": 0.05, "rij": 0.06, "flat": 0.12}[built]
    if chance(rng, share):
        letters = "ABCD"[: rng.choice((1, 2, 2, 3, 4))]
        bare = [(number, "", "")] if chance(rng, 0.5) else []
        return bare + [(number, letter, "") for letter in letters]
    if built == "oud" and chance(rng, 0.03):
        return [(number, "A", "1"), (number, "A", "2")]
    return [(number, "", "")]


def _postcode_letters(rng: random.Random) -> Iterator[str]:
    pairs = [a + b for a in _LETTERS for b in _LETTERS if a + b not in _NEVER]
    rng.shuffle(pairs)
    return iter(pairs)


def _place(wijk: Wijk, street: int, house: int) -> tuple[float, float]:
    """Put a house on the drawing: streets 45 m apart, houses 7 m apart and each side of the street."""
    row, column = street % 13, street // 13
    along = (house // 2) * 11 - 160 + column * 400
    across = (row - 6) * 45 + (6 if house % 2 else -6)
    angle = math.radians(wijk.bearing)
    north = along * math.cos(angle) - across * math.sin(angle)
    east = along * math.sin(angle) + across * math.cos(angle)
    return round(wijk.lat + north * METRE_LAT, 6), round(wijk.lon + east * METRE_LON, 6)


def draw_addresses(seed: int, count: int) -> list[Adres]:
    """Draw at least `count` addresses, spread over the wijken by weight, each with its own BAG ids."""
    rng = dice(seed, "addresses")
    letters = {code: _postcode_letters(rng) for wijk in WIJKEN for code in wijk.postcodes}
    ids = iter(rng.sample(range(100_000, 999_999), count * 2 + 2000))
    found: list[Adres] = []
    for wijk in WIJKEN:
        found += _draw_wijk(rng, wijk, math.ceil(count * wijk.weight / 100), letters, ids)
    return found


def _draw_wijk(
    rng: random.Random, wijk: Wijk, count: int, letters: dict[int, Iterator[str]], ids: Iterator[int]
) -> list[Adres]:
    found: list[Adres] = []
    for street, straat in enumerate(_street_names(wijk)):
        if len(found) >= count:
            break
        code = rng.choice(wijk.postcodes)
        for house, (number, letter, addition) in enumerate(_numbers(rng, wijk.built, rng.randint(18, 44))):
            if house % 22 == 0:
                postcode = f"{code}{next(letters[code])}"
            lat, lon = _place(wijk, street, house)
            bag = next(ids)
            found.append(
                Adres(
                    straat=straat, huisnummer=number, huisletter=letter, toevoeging=addition,
                    postcode=postcode, wijk=wijk.naam, adresseerbaar_object=f"0505010000{bag:06}",
                    nummeraanduiding=f"0505200000{bag:06}", lat=lat, lon=lon,
                )
            )  # fmt: skip
    return found
