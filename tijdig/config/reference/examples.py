"""An example file per signaalsoort, in the public layout. Invented people at invented addresses.

A test reads them back through the door: every line must be admitted on `DAY`.
"""

import csv
import io
from collections.abc import Mapping
from datetime import date

from tijdig.intake import layout
from tijdig.policies import Beleid, policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.rules.terms import Bericht

DAY = date(2026, 10, 1)  # the examples are as if delivered on this day
COLUMNS = tuple(name for name in layout.NAMES if name not in {"bedrijfsnaam", "bezwaar", "signaaldatum"})

PERSONS: tuple[Mapping[str, str], ...] = (
    {
        "voorletters": "A.B.", "voorvoegsel": "van der", "achternaam": "Voorbeeld", "geboortedatum": "1984-05-17",
        "straat": "Proefstraat", "postcode": "3399 ZZ", "huisnummer": "12", "huisletter": "A",
        "woonplaats": "Dordrecht", "telefoon": "06-12345678", "email": "voorbeeld@example.org", "bedrag": "312,45",
        "warme_overdracht": "nee",
    },
    {
        "voorletters": "C.", "achternaam": "Modél-Proef", "straat": "Toetsplein", "postcode": "3399 ZX",
        "huisnummer": "7", "toevoeging": "2", "woonplaats": "Dordrecht", "bedrag": "1.080,00", "warme_overdracht": "ja",
    },
)  # fmt: skip


def soorten() -> list[str]:
    """The codes of the soorten that may be delivered in every gemeente on `DAY`."""
    found = policy_on(DAY, STANDAARD).signaalsoorten
    return [
        code
        for code, soort in found.items()
        if not soort.is_experiment
        and soort.geldig_van <= DAY
        and (soort.geldig_tot is None or soort.geldig_tot >= DAY)
    ]


def example_file(soort: str) -> str:
    """The text of `<soort>.csv`: a heading and one line per person, and one per crisis message of the same partner."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(example_lines(soort))
    return stream.getvalue()


def example_lines(soort: str) -> list[dict[str, str]]:
    """Lines that are admitted on `DAY` under the default policy."""
    beleid = policy_on(DAY, STANDAARD)
    berichten = beleid.signaalsoorten[soort].berichten
    types = berichten[Bericht.VROEGSIGNAAL]
    own = [b for b, senders in berichten.items() if senders & types and b is not Bericht.CAK_WANBETALER]
    lines = [_line(soort, Bericht.VROEGSIGNAAL, PERSONS[0], 1, beleid)]
    lines += [_line(soort, b, PERSONS[1], 2 + n, beleid) for n, b in enumerate(own)]
    return lines


def _line(
    soort: str, bericht: Bericht, person: Mapping[str, str], number: int, beleid: Beleid
) -> dict[str, str]:
    plicht = beleid.sociale_incasso.per_soort[soort]
    grens = beleid.achterstand.per_soort[soort]
    return {
        **person,
        "referentie": f"{soort[:3].upper()}-2026-{number:04d}",
        "soort": soort,
        "bericht": bericht.value,
        "vervaldatum": "2026-08-15",
        "termijnen": str(grens.min_termijnen) if grens.min_termijnen else "",
        **{stap.value: "ja" for stap in plicht.vereist},
    }
