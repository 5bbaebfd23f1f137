"""Other cuts of the invented Netherlands, only to compare with: reach and help by partner and amount, and the terms.

They are drawn apart from the country itself, so that its counts and rows stay what they are. Our own guesses all of it.
"""

import random
from collections.abc import Iterable, Iterator, Mapping

from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.definitions import newest
from tijdig.rules.indicators import ALLE, Dimensie
from tijdig.rules.terms import PartnerType

from .country import Maandtelling
from .country_cells import in_melding_by_type

# Who is found at home more often: a landlord and an energy supplier know the address, an insurer a person.
EASIER = {
    PartnerType.VERHUURDER: 1.25, PartnerType.ENERGIELEVERANCIER: 1.1, PartnerType.DRINKWATERBEDRIJF: 1.0,
    PartnerType.ZORGVERZEKERAAR: 0.85,
}  # fmt: skip
# From small to large arrears: how many meldingen, and how much more often who is reached wants help.
AMOUNTS = (0.06, 0.12, 0.30, 0.22, 0.16, 0.10, 0.04)
WANTS = (0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.45)
LEAN = 0.35  # how far the amounts of one gemeente lean to one side

type Parts = Mapping[str, tuple[int, int, int]]  # per value: meldingen, reached, with help


def beside_of(land: Iterable[Maandtelling], *, amounts_from: int) -> Iterator[Kubusregel]:
    """The cells of the other cuts; by amount from this year on, for a model needs no more than one."""
    for t in land:
        draw = random.Random(f"{t.code}{t.maand}ernaast")  # noqa: S311 (an invented country, no secret)
        town = random.Random(f"{t.code}ernaast")  # noqa: S311
        yield from _terms(t, draw, town.uniform(0.78, 0.97), town.uniform(0.6, 0.95))
        yield from _split(t, Dimensie.PARTNERTYPE, _by_partner(t, draw))
        if t.maand.year >= amounts_from:
            lean = min(0.9, max(-0.9, town.gauss(0, LEAN)))
            amounts = _by_amount(t, draw, lean)
            yield from _split(t, Dimensie.BEDRAGKLASSE, amounts)
            yield from _all_of(t, amounts)


def _terms(t: Maandtelling, draw: random.Random, offer: float, talk: float) -> Iterator[Kubusregel]:
    for name, of, whole in (
        ("T1", draw.binomialvariate(t.geprobeerd, offer), t.meldingen),
        ("T2", draw.binomialvariate(t.hulp, talk), t.hulp),
    ):
        yield Kubusregel(gemeente=t.code, maand=t.maand, indicator=name, teller=of, noemer=whole)


def _split(t: Maandtelling, dimensie: Dimensie, parts: Parts) -> Iterator[Kubusregel]:
    for waarde, (meldingen, reached, helped) in parts.items():
        for name, teller, noemer in (("C5A", reached, meldingen), ("H1C", helped, reached)):
            yield Kubusregel(
                gemeente=t.code, maand=t.maand, indicator=name, dimensie=dimensie, waarde=waarde, teller=teller,
                noemer=noemer, definitie=ALLE,
            )  # fmt: skip


def _all_of(t: Maandtelling, parts: Parts) -> Iterator[Kubusregel]:
    """Meldingen and help by amount: in this country nobody wants help who was not reached."""
    for waarde, (meldingen, _, helped) in parts.items():
        for name, teller, noemer in (("M1", meldingen, None), ("H1A", helped, meldingen)):
            yield Kubusregel(
                gemeente=t.code, maand=t.maand, indicator=name, dimensie=Dimensie.BEDRAGKLASSE, waarde=waarde,
                teller=teller, noemer=noemer,
            )  # fmt: skip


def _by_partner(t: Maandtelling, draw: random.Random) -> Parts:
    found = {}
    for soort, joined in in_melding_by_type(t).items():
        here = min(joined, t.meldingen)
        reach = min(0.95, EASIER[soort] * t.bereikt / t.meldingen) if t.meldingen else 0
        reached = min(t.bereikt, draw.binomialvariate(here, reach))
        found[str(soort)] = (
            here,
            reached,
            draw.binomialvariate(reached, t.hulp / t.bereikt if t.bereikt else 0),
        )
    return found


def _by_amount(t: Maandtelling, draw: random.Random, lean: float) -> Parts:
    """Every melding in one class; who was reached and who wants help are shared over them, never more than fit."""
    classes = [f"{low:010d}" for low in sorted(newest().bedragklassen)]
    weights = [w * (1 + lean * (place - 3) / 3) for place, w in enumerate(AMOUNTS)]
    meldingen = _shared(draw, t.meldingen, weights, [t.meldingen] * len(classes))
    reached = _shared(draw, t.bereikt, [float(n) for n in meldingen], meldingen)
    helped = _shared(draw, t.hulp, [n * w for n, w in zip(reached, WANTS, strict=True)], reached)
    return dict(zip(classes, zip(meldingen, reached, helped, strict=True), strict=True))


def _shared(draw: random.Random, count: int, weights: list[float], most: list[int]) -> list[int]:
    """So many over these classes by weight, in none more than fit."""
    found, left = [0] * len(weights), count
    while left:
        room = [w if n < m else 0.0 for w, n, m in zip(weights, found, most, strict=True)]
        if not any(room):
            room = [float(m - n) for n, m in zip(found, most, strict=True)]
        whole, here = sum(room), left
        for place, weight in enumerate(room):
            some = draw.binomialvariate(here, min(1.0, weight / whole)) if weight and whole > 0 else 0
            taken = min(some, most[place] - found[place])
            found[place] += taken
            here, left, whole = here - some, left - taken, whole - weight
    return found
