"""Client and fake against the official description and the official test persons.

Both are given material beside the repository; without it these tests are skipped. The official persons break
the official patterns, so in answers a pattern that does not fit is no fault.
"""

import copy
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.contracts.brp_persons import ASKED_BY, GEMEENTE, Json, adres, bsn, persoon
from tijdig.connectors.brp import READ_FIELDS, RESIDENCE_FIELDS, SEARCH_FIELDS, BrpClient, BrpConfig
from tijdig.connectors.brp_fake import FakeBrp, Fault, FaultKind, Seen, load_persons
from tijdig.connectors.brp_fake.fields import AUTOMATIC, BEPERKT_PATHS, PERSOON_PATHS
from tijdig.connectors.brp_fake.questions import KINDS

BRP = Path(__file__).parents[2].parent / "shared" / "brp"
pytestmark = pytest.mark.skipif(not BRP.is_dir(), reason="no given material: ../shared/brp is absent")

GROUPS = [
    "naam",
    "geboorte",
    "geslacht",
    "leeftijd",
    "overlijden",
    "verblijfplaats",
    "adressering",
    "partners",
]
GROUPS += [
    "gemeenteVanInschrijving",
    "indicatieCurateleRegister",
    "burgerservicenummer",
    "ouders",
    "kinderen",
    "verblijfstitel",
]
TITLE = {"aanduiding": {"code": "31", "omschrijving": "in procedure"},
         "datumIngang": {"type": "Datum", "datum": "2024-02-01", "langFormaat": "1 februari 2024"}}  # fmt: skip


@pytest.fixture(scope="module")
def description() -> Json:
    """The description, in which a value that can be of several types is checked as the type it says it is."""
    whole: Json = json.loads((BRP / "openapi-personen-2.7.0.json").read_text(encoding="utf-8"))
    schemas = whole["components"]["schemas"]
    several = {
        f"#/components/schemas/{name}": s["discriminator"]
        for name, s in schemas.items()
        if "discriminator" in s
    }
    for schema in copy.copy(list(schemas.values())):
        for spot in _spots(schema):
            if mapping := several.get(spot.get("$ref", ""), {}).get("mapping"):
                spot["allOf"] = [
                    {"if": {"properties": {"type": {"const": name}}}, "then": {"$ref": ref}}
                    for name, ref in mapping.items()
                ]
    return whole


@pytest.fixture(scope="module")
def lenient(description: Json) -> Json:
    """The same description without its patterns, for answers: the official answers break them too."""
    whole = copy.deepcopy(description)
    for schema in _schemas(whole["components"]["schemas"]):
        schema.pop("pattern", None)
    return whole


def _schemas(schema: Any) -> Iterator[Json]:
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _schemas(part)


def _spots(schema: Any) -> Iterator[Json]:
    """Every place where the value of a property or of an item is described."""
    for key, value in schema.items() if isinstance(schema, dict) else ():
        below = list(value.values()) if key == "properties" else value if isinstance(value, list) else [value]
        if key in {"properties", "items"}:
            yield from (spot for spot in below if isinstance(spot, dict))
        for part in below:
            yield from _spots(part)


def _faults(description: Json, name: str, value: Any) -> list[str]:
    """What is wrong with a value, without the value itself. Properties that are not described are wrong."""
    resource = DRAFT202012.create_resource(description)
    schema = {"$ref": f"urn:brp#/components/schemas/{name}", "unevaluatedProperties": False}
    validator = Draft202012Validator(
        schema, registry=Registry().with_resource("urn:brp", resource), format_checker=FormatChecker()
    )
    return [f"{error.validator} {error.json_path}" for error in validator.iter_errors(value)]


@pytest.fixture(scope="module")
def official() -> list[Json]:
    """They have no residence titles, so every third is given one."""
    found = load_persons(BRP / "personen-api-vorm.afgeleid.json")
    return [person | ({} if place % 3 else {"verblijfstitel": TITLE}) for place, person in enumerate(found)]


@pytest.fixture(scope="module")
def brp(official: list[Json]) -> Iterator[FakeBrp]:
    with FakeBrp(official) as fake:
        yield fake


@pytest.fixture(scope="module")
def client(brp: FakeBrp) -> Iterator[BrpClient]:
    with BrpClient(BrpConfig(base_url=brp.base_url, buitengemeentelijk=True)) as client:
        yield client


def test_every_request_of_the_client_fits_the_description(description: Json) -> None:
    """R-BRP-2: strict, of its own type, and with no field that is delivered by itself."""
    seen: list[Seen] = []
    crowd = [persoon(n, verblijfplaats=adres("0599010000000001", huisletter="A")) for n in range(35)]
    with FakeBrp(crowd, recorder=seen.append) as brp, BrpClient(BrpConfig(base_url=brp.base_url)) as client:
        here: Json = {"gemeente": GEMEENTE, **ASKED_BY}
        client.search_by_address(
            bag_id="0599010000000001",
            postcode="3011AA",
            huisnummer=7,
            huisletter="A",
            toevoeging="",
            geslachtsnaam="Düin",
            geboortedatum="1975-07-07",
            **here,
        )
        client.search_by_address(postcode="3011 AA", huisnummer=8, toevoeging="bis", **here)
        client.search_by_name_and_birth(
            geslachtsnaam="Önder*", geboortedatum="1990-01-01", voorvoegsel="van 't", **here
        )
        client.read([bsn(n) for n in range(45)], **here)
        client.read([bsn(1)], verblijfstitel=True, **here)
    assert len(seen) == 3 + 1 + 1 + 3 + 1
    assert {request.body["type"] for request in seen} <= set(KINDS)
    for request in seen:
        assert _faults(description, request.body["type"], request.body) == []
        assert request.body.get("inclusiefOverledenPersonen", True) is True


def test_a_wrong_request_would_be_noticed(description: Json) -> None:
    wrong: Json = {
        "type": "ZoekMetPostcodeEnHuisnummer",
        "fields": ["naam"],
        "postcode": "0",
        "voornamen": "Noor",
    }
    faults = _faults(description, wrong["type"], wrong)
    assert {fault.split()[0] for fault in faults} == {"pattern", "required", "unevaluatedProperties"}


@pytest.mark.parametrize(("file", "paths"), [("Persoon", PERSOON_PATHS), ("PersoonBeperkt", BEPERKT_PATHS)])
def test_the_fake_knows_the_official_fields(file: str, paths: frozenset[str]) -> None:
    with (BRP / f"fields-{file}.csv").open(encoding="utf-8") as lines:
        assert {line["pad"] for line in csv.DictReader(lines)} == paths


def test_the_client_asks_only_fields_that_may_be_asked() -> None:
    assert set(SEARCH_FIELDS) <= BEPERKT_PATHS
    assert set(READ_FIELDS) | set(RESIDENCE_FIELDS) <= PERSOON_PATHS
    asked = (*SEARCH_FIELDS, *READ_FIELDS, *RESIDENCE_FIELDS)
    assert not [field for field in asked if field.split(".")[-1] in AUTOMATIC]


def test_persons_read_from_the_fake_fit_the_description(
    brp: FakeBrp, official: list[Json], lenient: Json
) -> None:
    bsns = [person["burgerservicenummer"] for person in official[::12]]
    for start in range(0, len(bsns), 20):
        body = {
            "type": "RaadpleegMetBurgerservicenummer",
            "fields": GROUPS,
            "burgerservicenummer": bsns[start : start + 20],
        }
        answer = httpx.post(f"{brp.base_url}/personen", json=body, trust_env=False).json()
        assert len(answer["personen"]) == len(bsns[start : start + 20])
        assert _faults(lenient, "RaadpleegMetBurgerservicenummerResponse", answer) == []


def test_persons_found_by_the_fake_fit_the_description(brp: FakeBrp, lenient: Json) -> None:
    body = {
        "type": "ZoekMetAdresseerbaarObjectIdentificatie",
        "adresseerbaarObjectIdentificatie": "1810010010001001",
        "inclusiefOverledenPersonen": True,
        "fields": ["naam", "geboorte", "geslacht", "leeftijd", "adressering", "burgerservicenummer"],
    }
    answer = httpx.post(f"{brp.base_url}/personen", json=body, trust_env=False).json()
    assert len(answer["personen"]) > 10
    assert _faults(lenient, "ZoekMetAdresseerbaarObjectIdentificatieResponse", answer) == []


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503])
def test_refusals_of_the_fake_fit_the_description(lenient: Json, status: int) -> None:
    faults = [] if status == 400 else [Fault(kind=FaultKind.STATUS, status=status)]
    with FakeBrp([], faults=faults) as fake:
        response = httpx.post(f"{fake.base_url}/personen", json={"type": "Onbekend"}, trust_env=False)
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert _faults(lenient, "BadRequestFoutbericht", response.json()) == []


def test_a_tower_with_too_many_residents_is_narrowed(client: BrpClient) -> None:
    """Klaverweide 54: 253 residents in the official persons, far more than the BRP gives at once."""
    tower: Json = {"gemeente": None, "postcode": "2272BV", "huisnummer": 54, **ASKED_BY}
    everyone = client.search_by_address(**tower)
    assert (everyone.too_many, everyone.personen) == (True, ())
    some = client.search_by_address(geslachtsnaam="Jansen", geboortedatum="1980-01-01", **tower)
    assert not some.too_many
    assert some.asked == ("ZoekMetPostcodeEnHuisnummer",) * 2
    assert {person.geslachtsnaam for person in some.personen} <= {"Jansen"}


def test_every_official_person_can_be_read(client: BrpClient, official: list[Json]) -> None:
    """Also those with names, dates and ids that the description does not allow."""
    bsns = [person["burgerservicenummer"] for person in official]
    read = client.read(bsns, gemeente=None, **ASKED_BY)
    assert [person.bsn for person in read] == list(dict.fromkeys(bsns))
    assert not any(person.verblijfstitel for person in read), "not asked, not given"
    titled = client.read(bsns[:20], gemeente=None, verblijfstitel=True, **ASKED_BY)
    assert [person.verblijfstitel for person in titled[:4]] == ["31", "", "", "31"]
    assert sum(person.geheimhouding for person in read) == 55
    assert sum(person.curatele for person in read) == 16
    assert sum(person.verblijft_niet_op_adres for person in read) == 2
    assert sum(person.functie_adres == "B" for person in read) == 12
    assert sum(bool(person.overlijdensdatum) for person in read) == 40
    assert sum(person.verblijfplaats == "VerblijfplaatsOnbekend" for person in read) == 3
    assert sum(bool(person.aanduiding_bij_huisnummer) for person in read) == 4
    assert all(person.bag_id == person.bag_id.strip() for person in read)
