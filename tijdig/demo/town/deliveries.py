"""The deliveries: each month one file per partner, with the mistakes that are made on the day itself.

Column names: the public layout, version 1 (docs/reference/aanleverformaat.md).
"""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tijdig.demo.town.arrears import ENERGY, Arrear
from tijdig.demo.town.books import Entry, book_entry
from tijdig.demo.town.dice import chance, dice
from tijdig.demo.town.formats import write_amount, write_file
from tijdig.demo.town.names import slug
from tijdig.demo.town.partners import Partner

if TYPE_CHECKING:
    from tijdig.demo.town.making import Town

REQUIRED = ("referentie", "soort", "achternaam", "postcode", "huisnummer", "bedrag", "vervaldatum")
# The order in which the layout names its columns; partners keep to it.
ORDER = (
    "referentie", "soort", "bericht", "voorletters", "voorvoegsel", "achternaam", "bedrijfsnaam",
    "geboortedatum", "straat", "postcode", "huisnummer", "huisletter", "toevoeging", "woonplaats",
    "telefoon", "email", "bedrag", "vervaldatum", "termijnen", "herinnering", "contact",
    "gewezen_op_hulp", "aanbod_gegevens", "bezwaar", "warme_overdracht", "signaaldatum",
)  # fmt: skip
_STEPS = ("herinnering", "contact", "gewezen_op_hulp", "aanbod_gegevens")
_SEGMENTS = ("particulier", "particulier", "particulier", "senior", "starter")


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One file of one partner, as it comes through the door."""

    partner: Partner
    dag: date
    bestandsnaam: str
    inhoud: bytes
    regels: int  # lines, the heading not counted


def columns_of(partner: Partner) -> list[str]:
    """Give the columns of a partner's file in their order, those unknown to the layout last."""
    filled = {*REQUIRED, *partner.layout.optional}
    return [column for column in ORDER if column in filled] + list(partner.layout.unknown)


def _steps(rng: random.Random, soort: str) -> Entry:
    """Give the steps of social collection; now and then one was not taken."""
    steps: Entry = dict.fromkeys(_STEPS, True)
    if chance(rng, 0.022):
        steps[rng.choices(_STEPS, weights=(55, 25, 12, 8))[0]] = False
    if soort == "huur":
        steps["bezwaar"] = chance(rng, 0.025)
    steps["warme_overdracht"] = chance(rng, 0.03)
    return steps


def _slip(rng: random.Random, row: Entry) -> None:
    """Make the mistake of one line in about fifty: another notation, or a field that cannot be read."""
    bedrag = row["bedrag"]
    if isinstance(bedrag, int) and chance(rng, 0.03):
        row["bedrag"] = write_amount(bedrag, rng.choice(("1234,56", "1.234,56", "1234.56", "€ 1.234,56")))
    if chance(rng, 0.004):
        row["bedrag"] = rng.choice(("n.v.t.", "-45,00", "0,00", "circa 300"))
    if chance(rng, 0.003):
        row["postcode"] = rng.choice(("", "3311", "331 1AB"))
    if chance(rng, 0.003):
        row["vervaldatum"] = rng.choice(("31-02-2026", "onbekend", ""))


def _unknown_columns(rng: random.Random) -> Entry:
    return {"klantsegment": rng.choice(_SEGMENTS), "meternummer": f"M{rng.randint(100_000, 999_999)}"}


def _row(seed: int, arrear: Arrear) -> Entry:
    contract, day = arrear.contract, arrear.sent_before or arrear.dag
    # A line that is sent again is the same line: its stream of chance hangs on the day it was first sent.
    rng = dice(seed, "line", contract.partner.kvk, contract.referentie, day)
    row = {"referentie": contract.referentie, "soort": contract.soort, "bericht": arrear.bericht.value}
    entry: Entry = row | book_entry(seed=seed, contract=contract) | _steps(rng, contract.soort)
    entry |= {"bedrag": arrear.bedrag, "vervaldatum": arrear.vervaldatum, "signaaldatum": day}
    if contract.soort in ENERGY:
        entry["termijnen"] = arrear.termijnen
    _slip(rng, entry)
    return entry | _unknown_columns(dice(seed, "unknown", contract.referentie))


def _rows(seed: int, partner: Partner, dag: date, arrears: list[Arrear]) -> list[Entry]:
    rng = dice(seed, "delivery", partner.kvk, dag)
    rows = [_row(seed, arrear) for arrear in arrears]
    rng.shuffle(rows)
    doubled = [row for row in rows if chance(rng, 0.012)]
    return rows + doubled


def _delivery(seed: int, partner: Partner, dag: date, arrears: list[Arrear]) -> Delivery:
    rows = _rows(seed, partner, dag, arrears)
    return Delivery(
        partner=partner,
        dag=dag,
        bestandsnaam=f"{slug(partner.naam)}-{dag:%Y-%m-%d}.{partner.layout.form}",
        inhoud=write_file(columns_of(partner), rows, partner.layout),
        regels=len(rows),
    )


def deliveries(town: "Town", today: date) -> list[Delivery]:
    """Give all files delivered before `today`, in order of date and then of partner.

    `today` is not after the day the town was made for; raises ValueError when it is. A month in which a
    partner has nothing to report brings no file.
    """
    if today > town.today:
        raise ValueError("The town was made for an earlier day.")
    found: dict[tuple[date, str], list[Arrear]] = defaultdict(list)
    for arrear in town.arrears:
        if arrear.dag < today:
            found[arrear.dag, arrear.contract.partner.kvk].append(arrear)
    partners = {partner.kvk: partner for partner in town.partners}
    return [_delivery(town.seed, partners[kvk], dag, found[dag, kvk]) for dag, kvk in sorted(found)]
