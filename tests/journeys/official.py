"""Deliveries about the official test persons, made from the files beside the checkout; nothing of them is kept here."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests import make
from tijdig.connectors.brp_fake.register import load_persons
from tijdig.rules import address

NOWHERE = {"postcode": "2595AX", "huisnummer": 999}  # where a partner still has somebody who left long ago
RNI = "1999"
COLUMNS = (
    "referentie", "soort", "voorletters", "voorvoegsel", "achternaam", "geboortedatum", "straat", "postcode",
    "huisnummer", "huisletter", "toevoeging", "bedrag", "vervaldatum", "herinnering", "contact", "gewezen_op_hulp",
    "aanbod_gegevens",
)  # fmt: skip


@dataclass(frozen=True)
class Official:
    """One official test person with the tags of its scenario."""

    bsn: str
    raw: Mapping[str, Any]
    tags: frozenset[str]

    @property
    def code(self) -> str:
        """Where the signal is sent: the gemeente of registration; who left was known in The Hague."""
        found = str(self.raw.get("gemeenteVanInschrijving", {}).get("code", ""))
        return "0518" if found in ("", RNI) else found

    @property
    def home(self) -> dict[str, Any]:
        return dict(self.raw.get("verblijfplaats", {}).get("verblijfadres", {}))

    @property
    def has_address(self) -> bool:
        home = self.home
        return bool(address.read_postcode(str(home.get("postcode", ""))) and home.get("huisnummer"))

    @property
    def birth(self) -> str:
        found = self.raw.get("geboorte", {}).get("datum", {})
        if "datum" in found:
            return str(found["datum"])
        if "maand" in found:
            return f"{found['jaar']}-{found['maand']:02d}"
        return str(found.get("jaar", ""))


def load(shared: Path) -> list[Official]:
    """All persons that have a surname and something to find them by."""
    with (shared / "brp" / "scenario-personen.csv").open(encoding="utf-8") as file:
        tags = {
            row["bsn"]: frozenset(filter(None, row["scenario"].split(";"))) for row in csv.DictReader(file)
        }
    persons = load_persons(shared / "brp" / "personen-api-vorm.afgeleid.json")
    found = [
        Official(p["burgerservicenummer"], p, tags.get(p["burgerservicenummer"], frozenset()))
        for p in persons
    ]
    return [
        p
        for p in found
        if p.raw.get("naam", {}).get("geslachtsnaam") and (p.has_address or len(p.birth) == 10)
    ]


def kinds(persons: list[Official]) -> Counter[str]:
    """How often each kind of tag occurs; 'medebewoners:4' and 'medebewoners:9' are one kind."""
    return Counter(kind for p in persons for kind in {tag.split(":")[0] for tag in p.tags})


def by_gemeente(persons: list[Official]) -> dict[str, list[Official]]:
    found: dict[str, list[Official]] = defaultdict(list)
    for person in persons:
        found[person.code].append(person)
    return dict(found)


def delivery_about(persons: list[Official]) -> bytes:
    """One file of a landlord; the reference is the BSN's place in the list, never the BSN."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for person in persons:
        writer.writerow(_line(person))
    return out.getvalue().encode()


def _line(person: Official) -> list[Any]:
    name, home = person.raw["naam"], person.home if person.has_address else NOWHERE
    number = home["huisnummer"]
    marker = home.get("aanduidingBijHuisnummer", {}).get("code")
    return [
        f"REF-{person.bsn[::-1]}", "huur", name.get("voorletters", ""), name.get("voorvoegsel", ""),
        name["geslachtsnaam"], person.birth, home.get("korteStraatnaam", ""), home["postcode"],
        f"t/o {number}" if marker == "to" else f"bij {number}" if marker == "by" else number,
        home.get("huisletter", ""), home.get("huisnummertoevoeging", ""), "450,00",
        (make.TODAY - timedelta(days=60)).isoformat(), "ja", "ja", "ja", "ja",
    ]  # fmt: skip


def reference_of(person: Official) -> str:
    return f"REF-{person.bsn[::-1]}"
