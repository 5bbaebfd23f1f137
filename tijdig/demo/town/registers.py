"""The lists that a gemeente has: addresses of the BAG, and people in schuldhulpverlening."""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tijdig.demo.town.arrears import Arrear
from tijdig.demo.town.dice import chance, dice
from tijdig.demo.town.elsewhere import GEMEENTE
from tijdig.demo.town.people import Household, Person
from tijdig.demo.town.streets import Adres

BAG_COLUMNS = (
    "postcode", "huisnummer", "huisletter", "toevoeging", "straat", "woonplaats", "wijk",
    "adresseerbaarobject", "nummeraanduiding", "lat", "lon",
)  # fmt: skip
SHV_COLUMNS = ("bsn", "product", "ingangsdatum", "einddatum", "professional")
SHARE_KNOWN = 0.04  # of the households in arrears, in schuldhulpverlening now
SHARE_ENDED = 0.02  # of the households in arrears, ended two to nine months ago
_PRODUCTS = (
    "Schuldbemiddeling", "Saneringskrediet", "Betalingsregeling", "Budgetbeheer", "Stabilisatie", "Nazorg",
)  # fmt: skip
_PROFESSIONALS = ("Selin Koç", "Karim Ziani", "Selin Koç", "Selin Koç", "Wouter Pronk")  # one has a log-in


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue().encode()


def bag_csv(addresses: list[Adres]) -> bytes:
    """Write all addresses of the town, also those where nobody lives; UTF-8, `;`, decimal point."""
    return _csv(
        BAG_COLUMNS,
        (
            (a.postcode, a.huisnummer, a.huisletter, a.toevoeging, a.straat, a.woonplaats, a.wijk,
             a.adresseerbaar_object, a.nummeraanduiding, a.lat, a.lon)
            for a in addresses
        ),
    )  # fmt: skip


def _may_be_known(household: Household, today: date) -> Person | None:
    """Give the adult who could be in schuldhulpverlening: alive, living in the gemeente."""
    return next(
        (p for p in household.adults(today) if p.gemeente == GEMEENTE and p.adres and not p.overleden), None
    )


def _entry(rng: random.Random, person: Person, *, today: date, ended: bool) -> tuple[str, ...]:
    end = today - timedelta(days=rng.randint(60, 275)) if ended else None
    start = (end or today) - timedelta(days=rng.randint(60, 1000))
    return (
        person.bsn, rng.choice(_PRODUCTS), start.isoformat(), end.isoformat() if end else "",
        rng.choice(_PROFESSIONALS),
    )  # fmt: skip


def shv_csv(*, seed: int, arrears: list[Arrear], households: list[Household], today: date) -> bytes:
    """Write who is or was in schuldhulpverlening: 4% of the households in arrears now, 2% until lately.

    And some who have no arrears. Dates ISO, `einddatum` empty while it goes on; UTF-8, `;`.
    """
    rng = dice(seed, "shv")
    behind = {arrear.contract.household.nummer for arrear in arrears}
    candidates = [(h.nummer in behind, p) for h in households if (p := _may_be_known(h, today))]
    in_arrears = [person for fell_behind, person in candidates if fell_behind]
    others = [person for fell_behind, person in candidates if not fell_behind and chance(rng, 0.012)]
    rng.shuffle(in_arrears)
    known, ended = max(3, round(len(behind) * SHARE_KNOWN)), max(3, round(len(behind) * SHARE_ENDED))
    rows = [_entry(rng, person, today=today, ended=False) for person in in_arrears[:known]]
    rows += [_entry(rng, person, today=today, ended=True) for person in in_arrears[known : known + ended]]
    rows += [_entry(rng, person, today=today, ended=chance(rng, 0.2)) for person in others]
    return _csv(SHV_COLUMNS, sorted(rows))
