"""R-BRP-5..8: the official test persons of the BRP, each with the outcome of its scenario."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tijdig.rules.address import Adres
from tijdig.rules.brp_outcome import Persoonsbeeld, find_outcome
from tijdig.rules.terms import BrpUitkomst

TODAY = date(2026, 11, 22)
BRP = Path(__file__).parents[2].parent / "shared" / "brp"
pytestmark = pytest.mark.skipif(not BRP.exists(), reason="the shared BRP test persons are not here")

# The first scenario that a person has decides.
EXPECTED = {
    "overleden": BrpUitkomst.OVERLEDEN,
    "vow": BrpUitkomst.VERTROKKEN_ONBEKEND,
    "geemigreerd": BrpUitkomst.VERTROKKEN_BUITENLAND,
    "rni": BrpUitkomst.VERTROKKEN_BUITENLAND,
    "buitenland": BrpUitkomst.VERTROKKEN_BUITENLAND,
    "verblijft-niet-op-adres": BrpUitkomst.VERBLIJFT_NIET_OP_ADRES,
}


def read_persons() -> dict[str, dict[str, Any]]:
    persons = json.loads((BRP / "personen-api-vorm.afgeleid.json").read_text(encoding="utf-8"))
    return {person["burgerservicenummer"]: person for person in persons}


def read_scenarios() -> list[tuple[str, set[str]]]:
    with (BRP / "scenario-personen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["bsn"], {tag.split(":")[0] for tag in row["scenario"].split(";")}) for row in rows]


def read_key(verblijfadres: dict[str, Any]) -> str:
    if "postcode" not in verblijfadres:
        return ""
    return Adres(
        postcode=verblijfadres["postcode"],
        huisnummer=verblijfadres["huisnummer"],
        huisletter=verblijfadres.get("huisletter", ""),
        toevoeging=verblijfadres.get("huisnummertoevoeging", ""),
        aanduiding=verblijfadres.get("aanduidingBijHuisnummer", {}).get("code", ""),
    ).sleutel


def read_date(datum: dict[str, Any]) -> str:
    if datum.get("type") == "Datum":
        return str(datum["datum"])
    return "-".join(f"{datum[part]:02}" for part in ("jaar", "maand") if part in datum)


def read_person(person: dict[str, Any]) -> Persoonsbeeld:
    verblijf = person["verblijfplaats"]
    return Persoonsbeeld(
        id=person["burgerservicenummer"],
        gemeente_van_inschrijving=person["gemeenteVanInschrijving"]["code"],
        opschorting_reden=person.get("opschortingBijhouding", {}).get("reden", {}).get("code", ""),
        overleden="overlijden" in person,
        verblijf_type=verblijf.get("type", ""),
        functie_adres=verblijf.get("functieAdres", {}).get("code", ""),
        verblijft_niet_op_adres=verblijf.get("indicatieVastgesteldVerblijftNietOpAdres", False),
        adres_sleutel=read_key(verblijf.get("verblijfadres", {})),
        geboortedatum=read_date(person.get("geboorte", {}).get("datum", {})),
        geheimhouding=person.get("geheimhoudingPersoonsgegevens", False),
        adres_in_onderzoek="inOnderzoek" in verblijf,
        curatele=person.get("indicatieCurateleRegister", False),
    )


def expected_outcome(persoon: Persoonsbeeld, tags: set[str]) -> BrpUitkomst:
    for tag, uitkomst in EXPECTED.items():
        if tag in tags:
            return uitkomst
    if persoon.geboortedatum > "2008-11-22":
        return BrpUitkomst.MINDERJARIG
    return BrpUitkomst.BRIEFADRES if "briefadres" in tags else BrpUitkomst.GEVONDEN_EXACT


def test_every_test_person_has_the_outcome_of_its_scenario():
    persons = read_persons()
    seen = set()
    for bsn, tags in read_scenarios():
        persoon = read_person(persons[bsn])
        found = find_outcome(
            persoon,
            gemeente=persoon.gemeente_van_inschrijving,
            adres_sleutel=persoon.adres_sleutel,
            today=TODAY,
        )
        assert found.uitkomst is expected_outcome(persoon, tags), tags
        assert found.redenen
        assert found.curatele is ("curatele" in tags)
        assert found.geheimhouding is ("geheim" in tags)
        seen.add(found.uitkomst)
    assert seen == {
        *EXPECTED.values(),
        BrpUitkomst.MINDERJARIG,
        BrpUitkomst.BRIEFADRES,
        BrpUitkomst.GEVONDEN_EXACT,
    }


def test_seen_from_another_gemeente_who_lives_somewhere_is_no_resident_here():
    # R-BRP-7
    gone = {*EXPECTED.values()} - {BrpUitkomst.VERBLIJFT_NIET_OP_ADRES}
    for person in read_persons().values():
        found = find_outcome(read_person(person), gemeente="0000", adres_sleutel="", today=TODAY)
        assert found.uitkomst in gone | {BrpUitkomst.GEEN_INWONER}
