"""Contracts: who is a customer of which partner, and how the customer stands in the partner's books."""

import random
from dataclasses import dataclass
from datetime import date

from tijdig.demo.town.dice import chance, dice
from tijdig.demo.town.partners import Partner, draw_partner
from tijdig.demo.town.people import Household, Person
from tijdig.demo.town.streets import Adres
from tijdig.demo.town.wijken import WIJKEN

_WARM = {wijk.naam for wijk in WIJKEN if wijk.warmte}


@dataclass(frozen=True, kw_only=True, eq=False)
class Contract:
    """One customer of one partner for one soort."""

    partner: Partner
    soort: str
    referentie: str
    household: Household
    holder: Person
    adres: Adres  # as the partner has it; after a move it may be the old one
    month_amount: int  # eurocent per term


def _reference(rng: random.Random, partner: Partner) -> str:
    return f"{partner.prefix}{rng.randint(10_000_000, 99_999_999)}"


def _term_amount(rng: random.Random, soort: str) -> int:
    low, high = {
        "huur": (46_000, 98_000),
        "zorgverzekering": (13_900, 19_800),
        "elektriciteit": (4_500, 17_500),
        "gas": (6_000, 21_000),
        "warmte": (7_000, 19_000),
        "drinkwater": (3_100, 8_200),
    }[soort]
    return round(rng.triangular(low, high, low + (high - low) * 0.35))


def _book_adres(rng: random.Random, household: Household, soort: str) -> Adres:
    """Give the address in the books: landlords know a move, others hear of it late."""
    if household.old_adres and (soort == "huur" or chance(rng, 0.6)):
        return household.old_adres
    return household.adres


def _wanted(
    rng: random.Random, household: Household, today: date
) -> list[tuple[str, Person, Partner | None]]:
    """List what a household needs, in whose name, from whom: power and heat from one, zorg per adult."""
    adults = household.adults(today) or household.members
    holder = household.holder or rng.choice(adults[:2])
    supplier = draw_partner("elektriciteit", rng.random)
    wanted = [
        ("huur", holder, draw_partner("huur", rng.random)),
        ("drinkwater", holder, draw_partner("drinkwater", rng.random)),
        ("elektriciteit", holder, supplier),
        ("warmte" if household.adres.wijk in _WARM else "gas", holder, supplier),
    ]
    if household.company:
        return wanted
    insured = [holder] if holder.bsn == "" else adults
    return wanted + [("zorgverzekering", p, draw_partner("zorgverzekering", rng.random)) for p in insured]


def draw_contracts(*, seed: int, household: Household, today: date) -> list[Contract]:
    """Draw what a household is a customer of at the partners; who buys elsewhere has no contract here."""
    rng = dice(seed, "contracts", household.nummer)
    return [
        Contract(
            partner=partner,
            soort=soort,
            referentie=_reference(rng, partner),
            household=household,
            holder=person,
            adres=_book_adres(rng, household, soort),
            month_amount=_term_amount(rng, soort),
        )
        for soort, person, partner in _wanted(rng, household, today)
        if partner
    ]
