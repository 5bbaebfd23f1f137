"""Makes the town: addresses, households, special cases, contracts, arrears, in that order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tijdig.demo.town.arrears import Arrear, live_through
from tijdig.demo.town.bsn import draw_bsns
from tijdig.demo.town.cases import arrange_cases
from tijdig.demo.town.contracts import Contract, draw_contracts
from tijdig.demo.town.deliveries import deliveries
from tijdig.demo.town.dice import dice
from tijdig.demo.town.haalcentraal import api_form
from tijdig.demo.town.households import draw_household
from tijdig.demo.town.partners import PARTNERS, Partner
from tijdig.demo.town.people import Household, Person
from tijdig.demo.town.registers import bag_csv, shv_csv
from tijdig.demo.town.streets import Adres, draw_addresses


@dataclass(frozen=True, kw_only=True)
class Town:
    """The whole town on the day `today`."""

    seed: int
    today: date
    addresses: list[Adres]
    households: list[Household]
    contracts: list[Contract]
    arrears: list[Arrear]
    partners: tuple[Partner, ...] = PARTNERS

    @property
    def people(self) -> list[Person]:
        """Everybody whom the BRP knows, the deceased and those who left included."""
        return [person for household in self.households for person in household.members]

    @property
    def persons(self) -> list[dict[str, Any]]:
        """Everybody in the form of the API Haal Centraal BRP Personen bevragen."""
        return [api_form(person) for person in self.people]

    def write(self, folder: Path) -> list[Path]:
        """Write persons.json, bag.csv, shv.csv and the deliveries in a folder; give the paths written.

        The folder is made when it is not there. Errors: OSError when it cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        files = {
            "persons.json": json.dumps(self.persons, ensure_ascii=False, indent=1).encode(),
            "bag.csv": bag_csv(self.addresses),
            "shv.csv": shv_csv(
                seed=self.seed, arrears=self.arrears, households=self.households, today=self.today
            ),
        }
        files |= {delivery.bestandsnaam: delivery.inhoud for delivery in deliveries(self, self.today)}
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return [folder / name for name in files]


def _choose_homes(seed: int, addresses: list[Adres], count: int) -> tuple[list[Adres], list[Adres]]:
    order = list(addresses)
    dice(seed, "homes").shuffle(order)
    return order[:count], order[count:]


def _draw_households(seed: int, homes: list[Adres], bsns: Iterator[str], today: date) -> list[Household]:
    return [
        draw_household(seed=seed, nummer=nummer, adres=adres, bsns=bsns, today=today)
        for nummer, adres in enumerate(homes, 1)
    ]


def make_town(*, seed: int, today: date, households: int = 4200) -> Town:
    """Make a town of so many households, with eight months of arrears up to the month of `today`.

    `households` from 100 to 30,000 (the test range of BSNs ends there). Raises ValueError outside it.
    """
    if not 100 <= households <= 30_000:
        raise ValueError("A town has 100 to 30,000 households.")
    addresses = draw_addresses(seed, round(households * 1.06) + 40)
    homes, vacant = _choose_homes(seed, addresses, households)
    bsns = draw_bsns(dice(seed, "bsn"))
    drawn = _draw_households(seed, homes, bsns, today)
    arrange_cases(seed=seed, today=today, households=drawn, vacant=vacant, bsns=bsns)
    contracts = [c for h in drawn for c in draw_contracts(seed=seed, household=h, today=today)]
    return Town(
        seed=seed,
        today=today,
        addresses=addresses,
        households=drawn,
        contracts=contracts,
        arrears=live_through(seed=seed, contracts=contracts, today=today),
    )
