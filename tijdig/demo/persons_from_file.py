"""A demo about persons from a file in API form, such as the official test persons: deliveries about who lives there."""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.partners.models import Signaalpartner
from tijdig.process import process_aanlevering

COLUMNS = (
    "referentie", "soort", "voorletters", "voorvoegsel", "achternaam", "geboortedatum", "straat", "postcode",
    "huisnummer", "huisletter", "toevoeging", "woonplaats", "bedrag", "vervaldatum", "herinnering", "contact",
    "gewezen_op_hulp", "aanbod_gegevens",
)  # fmt: skip
MOST = 400


def gemeente_of(persons: Path) -> tuple[str, str]:
    """Code and name of the gemeente where most of these persons are registered."""
    places = Counter(
        (found["code"], found.get("omschrijving", found["code"]))
        for person in json.loads(persons.read_text())
        if (found := person.get("gemeenteVanInschrijving")) and found["code"] != "1999"
    )
    return places.most_common(1)[0][0]


def deliver_about(
    persons: Path, *, gemeente: str, partners: Mapping[str, Signaalpartner], today: date
) -> None:
    """One delivery of a landlord about the first persons with an address in this gemeente."""
    landlord = next(partner for partner in partners.values() if "huur" in partner.soorten)
    content = _lines([p for p in json.loads(persons.read_text()) if _lives_in(p, gemeente)][:MOST], today)
    with working_for(gemeente):
        aanlevering = receive_aanlevering(
            gemeente_code=gemeente, partner=landlord, dag=today, bestand=io.BytesIO(content), grootte=len(content),
            bestandsnaam="personen.csv", kanaal="upload", by=SYSTEM,
        )  # fmt: skip
    process_aanlevering(str(aanlevering.pk), gemeente_code=gemeente, today=today, by=SYSTEM)


def _lives_in(person: Mapping[str, Any], gemeente: str) -> bool:
    home = person.get("verblijfplaats", {}).get("verblijfadres", {})
    return person.get("gemeenteVanInschrijving", {}).get("code") == gemeente and "postcode" in home


def _lines(persons: list[dict[str, Any]], today: date) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for number, person in enumerate(persons, start=1):
        name, home = person.get("naam", {}), person["verblijfplaats"]["verblijfadres"]
        writer.writerow(
            [f"HU-{number:05d}", "huur", name.get("voorletters", ""), name.get("voorvoegsel", ""),
             name.get("geslachtsnaam", ""), person.get("geboorte", {}).get("datum", {}).get("datum", ""),
             home.get("officieleStraatnaam", home.get("korteStraatnaam", "")), home["postcode"],
             home.get("huisnummer", ""), home.get("huisletter", ""), home.get("huisnummertoevoeging", ""),
             home.get("woonplaats", ""), f"{250 + number % 700},50",
             (today - timedelta(days=40 + number % 90)).isoformat(), "ja", "ja", "ja", "ja"]
        )  # fmt: skip
    return out.getvalue().encode()
