"""From a delivery of 100,000 signals to proposals, the BRP and SHV answering at once.

Baseline: the same rows written with COPY. Bar: three times that; cost per signal constant.
"""

import csv
import io
import time
from datetime import date, timedelta
from typing import Any

from bench.databases import fresh_database, seconds_to_copy
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.connectors.brp.client import SearchAnswer
from tijdig.connectors.brp.persons import Persoon, read_beperkt, read_persoon
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.process import process_aanlevering

DAY = date(2026, 11, 20)
TABLES = (
    "intake_aanleverregel", "intake_vroegsignaal", "checks_inwoner", "checks_toets",
    "casework_vroegsignaalzaak", "casework_zaaksignaal", "casework_zaakinwoner", "casework_weging",
    "casework_termijn", "casework_zoekwoord", "audit_auditevent",
)  # fmt: skip
HEADING = (
    "referentie", "soort", "voorletters", "achternaam", "geboortedatum", "postcode", "huisnummer", "huisletter",
    "bedrag", "vervaldatum", "telefoon", "herinnering", "contact", "gewezen_op_hulp", "aanbod_gegevens",
)  # fmt: skip


def run() -> dict[str, Any]:
    """The cost per signal at two sizes: it must not grow."""
    small, large = run_with(10_000), run_with(100_000)
    return large | {"bij_10000": small["microseconden_per_signaal"], "verhouding_10000": small["verhouding"]}


def run_with(signals: int) -> dict[str, Any]:
    """Seconds, the baseline, the ratio, and the cost per signal in microseconds."""
    from tests import make

    with fresh_database() as name:
        with working_for("0505"):
            make.gemeente(brp_koppeling=True)
            partner = make.partner()
        content = delivery(signals)
        total = _process(content, partner)
        baseline, rows = seconds_to_copy(name, TABLES)
    return {
        "signalen": signals, "rijen": rows, "seconden": round(total, 2), "copy_seconden": round(baseline, 2),
        "verhouding": round(total / baseline, 2), "microseconden_per_signaal": round(total / signals * 1e6),
    }  # fmt: skip


def _process(content: bytes, partner: Any) -> float:
    with working_for("0505"):
        aanlevering = receive_aanlevering(
            gemeente_code="0505", partner=partner, dag=DAY, bestand=io.BytesIO(content), grootte=len(content),
            bestandsnaam="bench.csv", kanaal="opdrachtregel", by=SYSTEM,
        )  # fmt: skip
    brp = InstantBrp(content.count(b"\n"))
    began = time.perf_counter()
    process_aanlevering(str(aanlevering.pk), gemeente_code="0505", today=DAY, by=SYSTEM, brp=brp)
    return time.perf_counter() - began


def delivery(signals: int) -> bytes:
    """One arrear per address; name and birth date follow from the address, so that the BRP can answer by itself."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADING)
    due = (DAY - timedelta(days=75)).isoformat()
    for number in range(signals):
        postcode, huisnummer = place(number)
        writer.writerow(
            [f"R{number:07d}", "huur", "A.", surname(postcode, huisnummer), "1980-05-17", postcode, huisnummer, "A",
             f"{150 + number % 900},25", due, "0612345678", "ja", "ja", "ja", "ja"]
        )  # fmt: skip
    return out.getvalue().encode()


def place(number: int) -> tuple[str, int]:
    letters = "ABCDEFGHJKLMNPRTUVWXZ"
    street = number // 500
    first, second = letters[street % 21], letters[street // 21 % 21]
    return f"{3311 + street // 441 % 600}{first}{second}", number % 500 + 1


def surname(postcode: str, huisnummer: int) -> str:
    return f"Van{postcode[4:].title()}{'abcdefghij'[huisnummer % 10]}huis"


class InstantBrp:
    """Answers every question at once: the connector's interface without a network.

    What it says of each address is made before the clock runs, and read by the connector's own reader as it answers.
    """

    def __init__(self, signals: int) -> None:
        self._answers = {f"{number:09d}": answer_of(number) for number in range(signals)}
        self._numbers = {place(number): f"{number:09d}" for number in range(signals)}

    def search_by_address(self, *, postcode: str, huisnummer: int, **_: object) -> SearchAnswer:
        person = read_beperkt(self._answers[self._numbers[postcode, huisnummer]])
        return SearchAnswer(personen=(person,), too_many=False, narrowed_by=(), asked=("Zoek",))

    def search_by_name_and_birth(self, **_: object) -> SearchAnswer:
        return SearchAnswer(personen=(), too_many=False, narrowed_by=(), asked=("Zoek",))

    def read(self, bsns: list[str], **_: object) -> list[Persoon]:
        return [read_persoon(self._answers[bsn]) for bsn in bsns]

    def close(self) -> None:
        """Nothing is open."""


def answer_of(number: int) -> dict[str, Any]:
    """The person of this address, as the BRP gives them."""
    postcode, huisnummer = place(number)
    name = surname(postcode, huisnummer)
    return {
        "burgerservicenummer": f"{number:09d}",
        "naam": {"voornamen": "Anna", "voorletters": "A.", "geslachtsnaam": name, "volledigeNaam": f"Anna {name}"},
        "geboorte": {"datum": {"type": "Datum", "datum": "1980-05-17"}},
        "leeftijd": 46,
        "gemeenteVanInschrijving": {"code": "0505"},
        "verblijfplaats": {
            "type": "Adres", "functieAdres": {"code": "W"},
            "verblijfadres": {"korteStraatnaam": "Kade", "huisnummer": huisnummer, "huisletter": "A",
                              "postcode": postcode, "woonplaats": "Dordrecht"},
        },
        "adressering": {"aanhef": f"Geachte mevrouw {name}", "aanschrijfwijze": {"naam": f"A. {name}"},
                        "adresregel1": f"Kade {huisnummer} A", "adresregel2": f"{postcode}  DORDRECHT"},
    }  # fmt: skip
