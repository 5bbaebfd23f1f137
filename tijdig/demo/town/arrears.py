"""Arrears over the months: who falls behind where, for how long, and by how much.

Own model, set so that five to six percent of the households are in arrears somewhere each month: a season
with its peak in March, arrears that go on about half of the time, one arrears that makes a second likelier.
"""

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tijdig.demo.town.contracts import Contract
from tijdig.demo.town.dice import chance, dice
from tijdig.rules.terms import Bericht

MONTHS = 8
_WARM_UP = 6  # months lived before the first delivery, so that arrears of all ages exist
_SEASON = (1.1, 1.18, 1.4, 1.12, 1.0, 0.95, 0.88, 0.88, 1.0, 1.0, 0.95, 0.84)
# Chance per contract and month to fall behind, for a household of risk 1 without other arrears, in promille.
_ENTRY = {
    "huur": 9.0,
    "zorgverzekering": 9.8,
    "elektriciteit": 5.1,
    "gas": 4.5,
    "warmte": 6.6,
    "drinkwater": 4.6,
}
_PRESSURE = 2.4  # how much each other arrears of the household adds to that chance
_BOUNDS = {"huur": (40_000, 250_000), "zorgverzekering": (9_000, 90_000), "drinkwater": (2_500, 25_000)}
_ENERGY_BOUNDS = (8_000, 120_000)
# What comes of an arrears of at least so many months, and how often, in percent per month.
_CRISES: dict[str, tuple[tuple[int, Bericht, float], ...]] = {
    "huur": ((4, Bericht.ONTRUIMING, 9),),
    "drinkwater": ((3, Bericht.AFSLUITING, 12),),
    "elektriciteit": ((3, Bericht.EINDELEVERING, 9), (4, Bericht.AFSLUITING, 5)),
    "gas": ((3, Bericht.EINDELEVERING, 9), (4, Bericht.AFSLUITING, 5)),
    "warmte": ((4, Bericht.AFSLUITING, 8),),
    "zorgverzekering": ((4, Bericht.CAK_WANBETALER, 10), (4, Bericht.EINDE_ZORGVERZEKERING, 5)),
}
ENERGY = ("elektriciteit", "gas", "warmte")


@dataclass(frozen=True, kw_only=True)
class Arrear:
    """One line to be: the arrears of one contract as its partner sees it on its day of delivery."""

    contract: Contract
    dag: date
    bedrag: int  # eurocent
    vervaldatum: date
    termijnen: int
    bericht: Bericht = Bericht.VROEGSIGNAAL
    months: int = 1  # how many months it has been going on
    sent_before: date | None = None  # the partner sends the line of that day once more


def months_up_to(today: date, count: int) -> list[tuple[int, int]]:
    """Give the last `count` months as (year, month), the month of `today` last."""
    last = today.year * 12 + today.month - 1
    return [divmod(month, 12) for month in range(last - count + 1, last + 1)]


def _clip(soort: str, bedrag: int) -> int:
    low, high = _BOUNDS.get(soort, _ENERGY_BOUNDS)
    return min(high, max(low, bedrag))


def _first_age(rng: random.Random, soort: str) -> int:
    if chance(rng, 0.03):
        return rng.randint(6, 29)
    if soort == "zorgverzekering":
        return rng.randint(101, 160) if chance(rng, 0.015) else rng.randint(31, 64)
    if soort == "huur" and chance(rng, 0.06):
        return rng.randint(100, 420)
    return rng.randint(60, 85) if soort in ENERGY else rng.randint(31, 72)


def _begin(rng: random.Random, contract: Contract, dag: date) -> Arrear:
    soort = contract.soort
    age = _first_age(rng, soort)
    terms = max(2, age // 30) if soort in ENERGY else max(1, age // 30)
    if soort in ENERGY and chance(rng, 0.035):
        terms = 1
    bedrag = _clip(soort, contract.month_amount * terms + rng.randint(0, 1_999))
    if chance(rng, 0.03):
        bedrag = rng.randint(450, 2_490)
    return Arrear(
        contract=contract, dag=dag, bedrag=bedrag, vervaldatum=dag - timedelta(days=age), termijnen=terms
    )


def _crisis(rng: random.Random, soort: str, months: int) -> Bericht:
    for least, bericht, percent in _CRISES[soort]:
        if months >= least and chance(rng, percent / 100):
            return bericht
    return Bericht.VROEGSIGNAAL


def _go_on(rng: random.Random, before: Arrear, dag: date) -> Arrear:
    """Give the same arrears a month later: as high or higher, and as old or partly paid."""
    soort = before.contract.soort
    bedrag, terms, due = before.bedrag, before.termijnen, before.vervaldatum
    if chance(rng, 0.62):
        bedrag = max(bedrag, _clip(soort, bedrag + before.contract.month_amount))
        terms += 1
    too_old_for_zorg = soort == "zorgverzekering" and (dag - due).days > 100
    if chance(rng, 0.85 if too_old_for_zorg else 0.2):
        due = max(due, dag - timedelta(days=rng.randint(32, 66)))
    months = before.months + 1
    return Arrear(
        contract=before.contract, dag=dag, bedrag=bedrag, vervaldatum=due, termijnen=terms, months=months,
        bericht=_crisis(rng, soort, months),
    )  # fmt: skip


def _chance_to_begin(contract: Contract, month: int, others: int) -> float:
    base = _ENTRY[contract.soort] / 1000 * _SEASON[month - 1] * contract.household.risk
    return min(0.5, base * (1 + _PRESSURE * others))


def _chance_to_go_on(contract: Contract) -> float:
    return 0.6 if contract.household.risk > 2 else 0.44


def _next(
    rng: random.Random, contract: Contract, before: Arrear | None, *, others: int, dag: date
) -> Arrear | None:
    if before is None or before.sent_before:
        return (
            _begin(rng, contract, dag) if chance(rng, _chance_to_begin(contract, dag.month, others)) else None
        )
    if chance(rng, _chance_to_go_on(contract)):
        return _go_on(rng, before, dag)
    if chance(rng, 0.035):
        return replace(before, dag=dag, sent_before=before.dag)
    return None


def live_through(*, seed: int, contracts: list[Contract], today: date) -> list[Arrear]:
    """Live through the months up to that of `today`; give the arrears of the last eight in order of month."""
    rng = dice(seed, "arrears")
    behind: dict[Contract, Arrear] = {}
    found: list[Arrear] = []
    for position, (year, month) in enumerate(
        (year, month + 1) for year, month in months_up_to(today, MONTHS + _WARM_UP)
    ):
        counts = Counter(contract.household for contract in behind)
        now: dict[Contract, Arrear] = {}
        for contract in contracts:
            before = behind.get(contract)
            others = counts[contract.household] - (1 if before else 0)
            dag = contract.partner.delivery_day(year, month)
            if arrear := _next(rng, contract, before, others=others, dag=dag):
                now[contract] = arrear
        behind = now
        if position >= _WARM_UP:
            found += behind.values()
    return found
