"""The fake answers as the description says: what is found, what is delivered, and how it refuses."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.contracts.brp_persons import GEMEENTE, Json, adres, bsn, datum, naam, opschorting, persoon
from tijdig.connectors.brp_fake import FakeBrp, Fault, FaultKind, load_persons

REPOSITORY = Path(__file__).parents[2]

STREET = adres("0599010000000020", korteStraatnaam="Prinses Irenelaan", officieleStraatnaam="Pr. Irenelaan")
PERSONS = [
    persoon(0),
    persoon(1, naam=naam("Gündoğan", voornamen="Ayşe Nur"), geboorte={"datum": datum("1990-05-05")}),
    persoon(2, naam=naam("Gundogan", voornamen="Eva"), geboorte={"datum": datum("1990-05-05")}),
    persoon(3, opschortingBijhouding=opschorting("O"), verblijfplaats=adres("0599010000000003")),
    persoon(4, opschortingBijhouding=opschorting("F")),
    persoon(5, opschortingBijhouding=opschorting("W")),
    persoon(6, opschortingBijhouding=opschorting("E"), gemeenteVanInschrijving={"code": "1999"}),
    persoon(7, verblijfplaats=adres("0599010000000007", huisletter="b")),
    persoon(8, verblijfplaats=adres("0599010000000007", huisnummertoevoeging="III")),
    persoon(9, verblijfplaats=STREET, geslacht={"code": "V", "omschrijving": "vrouw"}),
    persoon(
        10,
        naam=naam("Berg", voorvoegsel="van den"),
        verblijfplaats=adres("0599010000000099", postcode="3099ZZ"),
    ),
]
AT_SEVEN = {0, 1, 2, 6, 7, 8, 9}


@pytest.fixture(scope="module")
def brp() -> Iterator[FakeBrp]:
    with FakeBrp(PERSONS, today=date(2026, 11, 22)) as fake:
        yield fake


def _post(brp: FakeBrp, body: Any, **headers: str) -> httpx.Response:
    return httpx.post(f"{brp.base_url}/personen", json=body, headers=headers, trust_env=False)


def _ask(brp: FakeBrp, type_: str, fields: str = "burgerservicenummer", **parameters: Any) -> list[Json]:
    response = _post(brp, {"type": type_, "fields": fields.split(), **parameters})
    assert response.status_code == 200, response.text
    assert response.json()["type"] == type_
    personen: list[Json] = response.json()["personen"]
    return personen


POSTCODE = "ZoekMetPostcodeEnHuisnummer"
BIRTH = "ZoekMetGeslachtsnaamEnGeboortedatum"
NAME = "ZoekMetNaamEnGemeenteVanInschrijving"
STRAAT = "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving"
BAG = "ZoekMetAdresseerbaarObjectIdentificatie"
NUMMER = "ZoekMetNummeraanduidingIdentificatie"
READ = "RaadpleegMetBurgerservicenummer"
KADE = {"postcode": "3011AA", "huisnummer": 7}
BORN = {"geboortedatum": "1990-05-05"}


@pytest.mark.parametrize(
    ("type_", "parameters", "found"),
    [
        (POSTCODE, KADE, AT_SEVEN),
        (POSTCODE, KADE | {"postcode": "3011 aa"}, AT_SEVEN),
        (POSTCODE, KADE | {"huisletter": "B"}, {7}),
        (POSTCODE, KADE | {"huisnummertoevoeging": "iii"}, {8}),
        (POSTCODE, KADE | {"geslachtsnaam": "gundogan"}, {1, 2}),
        (POSTCODE, KADE | BORN, {1, 2}),
        (POSTCODE, KADE | {"gemeenteVanInschrijving": GEMEENTE}, AT_SEVEN - {6}),
        (POSTCODE, KADE | {"inclusiefOverledenPersonen": True}, AT_SEVEN | {3}),
        (POSTCODE, KADE | {"huisnummer": 8}, set()),
        (BIRTH, BORN | {"geslachtsnaam": "GUNDOGAN"}, {1, 2}),
        (BIRTH, BORN | {"geslachtsnaam": "gündoğan"}, {1}),
        (BIRTH, BORN | {"geslachtsnaam": "Gun*"}, {1, 2}),
        (BIRTH, BORN | {"geslachtsnaam": "Gundoga"}, set()),
        (BIRTH, BORN | {"geslachtsnaam": "Gun*", "voornamen": "E*"}, {2}),
        (BIRTH, BORN | {"geslachtsnaam": "Gun*", "geslacht": "v"}, set()),
        (NAME, {"geslachtsnaam": "berg", "voornamen": "noor", "gemeenteVanInschrijving": GEMEENTE}, {10}),
        (NAME, {"geslachtsnaam": "Berg", "voornamen": "Noor", "gemeenteVanInschrijving": "0344"}, set()),
        (STRAAT, {"straat": "prinses irenelaan", "huisnummer": 7, "gemeenteVanInschrijving": GEMEENTE}, {9}),
        (STRAAT, {"straat": "Pr. Irenelaan", "huisnummer": 7, "gemeenteVanInschrijving": GEMEENTE}, {9}),
        (STRAAT, {"straat": "Prinses*", "huisnummer": 7, "gemeenteVanInschrijving": GEMEENTE}, {9}),
        (STRAAT, {"straat": "*irenelaan", "huisnummer": 7, "gemeenteVanInschrijving": GEMEENTE}, {9}),
        (STRAAT, {"straat": "*prinses", "huisnummer": 7, "gemeenteVanInschrijving": GEMEENTE}, set()),
        (BAG, {"adresseerbaarObjectIdentificatie": "0599010000000020"}, {9}),
        (NUMMER, {"nummeraanduidingIdentificatie": "0599200000000020"}, {9}),
        (BAG, {"adresseerbaarObjectIdentificatie": "0599010000000003"}, set()),
        (READ, {"burgerservicenummer": [bsn(3), bsn(0), bsn(0), bsn(400)]}, {0, 3}),
        (READ, {"burgerservicenummer": [bsn(4), bsn(5)]}, set()),
        (READ, {"burgerservicenummer": [bsn(6)], "gemeenteVanInschrijving": GEMEENTE}, set()),
    ],
)
def test_who_is_found(brp: FakeBrp, type_: str, parameters: Json, found: set[int]) -> None:
    answered = [person["burgerservicenummer"] for person in _ask(brp, type_, **parameters)]
    assert sorted(answered) == sorted(bsn(number) for number in found)


ADDRESS_LINES = {"adresregel1": "Kade 7", "adresregel2": "3011 AA  ROTTERDAM"}
MOVING = adres() | {
    "indicatieVastgesteldVerblijftNietOpAdres": True,
    "inOnderzoek": {"type": True, "functieAdres": True, "datumIngangOnderzoek": datum("2025-01-01")},
}


@pytest.mark.parametrize(
    ("fields", "delivered"),
    [
        ("naam.geslachtsnaam leeftijd", {"naam": {"geslachtsnaam": "Duin"}, "leeftijd": 51}),
        ("geboorte.datum.jaar", {"geboorte": {"datum": datum("1975-07-07")}}),
        ("geslacht.code", {"geslacht": {"code": "M", "omschrijving": "man"}}),
        ("adresseringBinnenland", None),
        ("adresseringBinnenland.adresregel1", {"adressering": {"adresregel1": "Kade 7"}}),
        ("overlijden", {}),
        ("partners.naam.geslachtsnaam", {"partners": [{"naam": {"geslachtsnaam": "Berg"}}]}),
        (
            "verblijfplaats.verblijfadres.huisnummer",
            {
                "verblijfplaats": {
                    "type": "Adres",
                    "verblijfadres": {"huisnummer": 7},
                    "indicatieVastgesteldVerblijftNietOpAdres": True,
                    "inOnderzoek": {"type": True, "datumIngangOnderzoek": datum("2025-01-01")},
                }
            },
        ),
    ],
)
def test_what_is_delivered_of_a_person(fields: str, delivered: Json | None) -> None:
    """Codes and dates whole, a place with its type, automatic fields always, empty ones never."""
    someone = persoon(
        0,
        verblijfplaats=MOVING,
        partners=[{"naam": naam("Berg")}],
        overlijden={"datum": None},
        geheimhoudingPersoonsgegevens=True,
        indicatieCurateleRegister=False,
    )
    letter = someone["adressering"]
    with FakeBrp([someone], today=date(2026, 11, 22)) as brp:
        (answered,) = _ask(brp, READ, fields, burgerservicenummer=[bsn(0)])
    expected = {"adressering": letter} if delivered is None else delivered
    assert answered == expected | {"geheimhoudingPersoonsgegevens": True}


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        ("2008-11-22", date(2026, 11, 21), 17),
        ("2008-11-22", date(2026, 11, 22), 18),
        ("2008-02-29", date(2026, 2, 28), 17),
        ("2008-11", date(2026, 10, 31), 17),
        ("2008-11", date(2026, 11, 22), None),
        ("2008", date(2026, 11, 22), None),
        ("", date(2026, 11, 22), None),
    ],
)
def test_the_age_is_given_as_far_as_it_is_certain(born: str, today: date, age: int | None) -> None:
    with FakeBrp([persoon(0, geboorte={"datum": datum(born)})], today=today) as brp:
        (answered,) = _ask(brp, READ, "leeftijd", burgerservicenummer=[bsn(0)])
    assert answered.get("leeftijd") == age


def _faults(response: httpx.Response) -> list[tuple[str, str]]:
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"] == "paramsValidation"
    assert problem["instance"] == "/haalcentraal/api/brp/personen"
    names = ", ".join(fault["name"] for fault in problem["invalidParams"])
    assert problem["detail"] == f"De foutieve parameter(s) zijn: {names}."
    return [(fault["name"], fault["code"]) for fault in problem["invalidParams"]]


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, [("type", "required")]),
        ({"type": "ZoekMetWens"}, [("type", "value")]),
        ({"type": POSTCODE}, [("postcode", "required"), ("huisnummer", "required"), ("fields", "required")]),
        ({"type": POSTCODE, **KADE, "postcode": "0123AB"}, [("postcode", "pattern")]),
        ({"type": POSTCODE, **KADE, "postcode": ""}, [("postcode", "required")]),
        ({"type": POSTCODE, **KADE, "huisnummer": "7"}, [("huisnummer", "integer")]),
        ({"type": POSTCODE, **KADE, "huisnummer": 0}, [("huisnummer", "minimum")]),
        ({"type": POSTCODE, **KADE, "huisnummer": 100_000}, [("huisnummer", "maximum")]),
        ({"type": POSTCODE, **KADE, "huisletter": "1"}, [("huisletter", "pattern")]),
        ({"type": POSTCODE, **KADE, "huisnummertoevoeging": "123.45"}, [("huisnummertoevoeging", "pattern")]),
        ({"type": POSTCODE, **KADE, "voornamen": "Noor"}, [("voornamen", "unknownParam")]),
        (
            {"type": POSTCODE, **KADE, "inclusiefOverledenPersonen": "ja"},
            [("inclusiefOverledenPersonen", "boolean")],
        ),
        ({"type": BIRTH, "geslachtsnaam": "Duin", "geboortedatum": "1990-05"}, [("geboortedatum", "date")]),
        (
            {"type": BIRTH, "geslachtsnaam": "Duin", "geboortedatum": "2023-02-29"},
            [("geboortedatum", "date")],
        ),
        ({"type": BIRTH, **BORN, "geslachtsnaam": "Du*"}, [("geslachtsnaam", "pattern")]),
        ({"type": BIRTH, **BORN, "geslachtsnaam": "*uin"}, [("geslachtsnaam", "pattern")]),
        (
            {"type": NAME, "geslachtsnaam": "Duin", "voornamen": "Noor"},
            [("gemeenteVanInschrijving", "required")],
        ),
        (
            {"type": STRAAT, "straat": "*irene", "huisnummer": 7, "gemeenteVanInschrijving": "599"},
            [("straat", "pattern"), ("gemeenteVanInschrijving", "pattern")],
        ),
        (
            {"type": BAG, "adresseerbaarObjectIdentificatie": "0" * 16},
            [("adresseerbaarObjectIdentificatie", "pattern")],
        ),
        ({"type": READ, "burgerservicenummer": bsn(0)}, [("burgerservicenummer", "array")]),
        ({"type": READ, "burgerservicenummer": []}, [("burgerservicenummer", "minItems")]),
        ({"type": READ, "burgerservicenummer": [bsn(0)] * 21}, [("burgerservicenummer", "maxItems")]),
        ({"type": READ, "burgerservicenummer": [bsn(0), "1"]}, [("burgerservicenummer[1]", "pattern")]),
    ],
)
def test_every_fault_of_a_question_is_named_at_once(
    brp: FakeBrp, body: Json, faults: list[tuple[str, str]]
) -> None:
    asked = {"fields": ["burgerservicenummer"]} if ("fields", "required") not in faults else {}
    assert _faults(_post(brp, asked | body)) == faults


@pytest.mark.parametrize(
    ("type_", "fields", "faults"),
    [
        (READ, "burgerservicenummer", [("fields", "array")]),
        (READ, [], [("fields", "minItems")]),
        (READ, ["naam"] * 131, [("fields", "maxItems")]),
        (READ, ["naam", "naam.bijnaam"], [("fields[1]", "fields")]),
        (READ, ["geheimhoudingPersoonsgegevens"], [("fields[0]", "fields")]),
        (READ, ["verblijfplaats.inOnderzoek"], [("fields[0]", "fields")]),
        (READ, ["opschortingBijhouding.reden"], [("fields[0]", "fields")]),
        (READ, ["naam;drop"], [("fields[0]", "pattern")]),
        (READ, [7], [("fields[0]", "required")]),
        (
            BAG,
            ["gezag", "verblijfplaats", "gemeenteVanInschrijving"],
            [("fields[1]", "fields"), ("fields[2]", "fields")],
        ),
        (NUMMER, ["gezag"], [("fields[0]", "fields")]),
    ],
)
def test_a_field_that_may_not_be_asked_is_named(
    brp: FakeBrp, type_: str, fields: object, faults: list[tuple[str, str]]
) -> None:
    asked: dict[str, Json] = {
        READ: {"burgerservicenummer": [bsn(0)]},
        BAG: {"adresseerbaarObjectIdentificatie": "0599010000000020"},
        NUMMER: {"nummeraanduidingIdentificatie": "0599200000000020"},
    }
    assert _faults(_post(brp, {"type": type_, "fields": fields, **asked[type_]})) == faults


@pytest.mark.parametrize(
    ("type_", "limit", "what"),
    [(BIRTH, 10, {"geslachtsnaam": "Duin", "geboortedatum": "1975-07-07"}), (POSTCODE, 30, KADE)],
)
def test_more_than_the_limit_is_too_many(type_: str, limit: int, what: Json) -> None:
    for count in (limit, limit + 1):
        with FakeBrp([persoon(number) for number in range(count)]) as brp:
            response = _post(brp, {"type": type_, "fields": ["leeftijd"], **what})
        assert response.status_code == (200 if count == limit else 400)
    assert response.json()["code"] == "tooManyResults"
    assert f"maximum van {limit}" in response.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "content", "status", "code"),
    [
        ({"Content-Type": "text/plain"}, b"{}", 415, "unsupported"),
        ({"Accept": "application/xml"}, b"{}", 406, "notAcceptable"),
        ({}, b"{", 400, "paramsValidation"),
        ({}, b"[]", 400, "paramsValidation"),
        ({}, b"\xff", 400, "paramsValidation"),
    ],
)
def test_what_cannot_be_read_is_refused(
    brp: FakeBrp, headers: dict[str, str], content: bytes, status: int, code: str
) -> None:
    headers = {"Content-Type": "application/json", **headers}
    response = httpx.post(f"{brp.base_url}/personen", content=content, headers=headers, trust_env=False)
    assert (response.status_code, response.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/personen", 405), ("POST", "/bewoningen", 404)]
)
def test_only_persons_can_be_asked(brp: FakeBrp, method: str, path: str, status: int) -> None:
    response = httpx.request(method, f"{brp.base_url}{path}", trust_env=False)
    assert response.status_code == status


def test_one_line_serves_many_questions(brp: FakeBrp) -> None:
    line = HTTPConnection(urlsplit(brp.base_url).netloc, timeout=5)
    content = json.dumps({"type": READ, "fields": ["leeftijd"], "burgerservicenummer": [bsn(0)]})
    for _ in range(3):
        line.request("POST", "/haalcentraal/api/brp/personen", content, {"Content-Type": "application/json"})
        first = line.sock
        assert line.getresponse().read()
        assert line.sock is first
    line.close()


def test_a_gateway_that_sends_too_much_can_be_played() -> None:
    with FakeBrp([persoon(0)], faults=[None, Fault(kind=FaultKind.EXTRA)]) as brp:
        asked = _ask(brp, READ, burgerservicenummer=[bsn(0)])
        extra = _ask(brp, READ, burgerservicenummer=[bsn(0)])
    assert set(asked[0]) == {"burgerservicenummer"}
    assert set(extra[0]) > {"burgerservicenummer", "naam", "verblijfplaats"}


@pytest.mark.parametrize("wrap", [lambda persons: persons, lambda persons: {"personen": persons}])
def test_it_runs_in_its_own_process(tmp_path: Path, wrap: Any) -> None:
    file = tmp_path / "personen.json"
    file.write_text(json.dumps(wrap(PERSONS)), encoding="utf-8")
    assert load_persons(file) == PERSONS
    command = [
        sys.executable,
        "-m",
        "tijdig.connectors.brp_fake",
        "--persons",
        str(file),
        "--today",
        "2026-11-22",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as process:  # noqa: S603 - our own command
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        asked = {"type": READ, "fields": ["leeftijd"], "burgerservicenummer": [bsn(0)]}
        answer = httpx.post(f"{base_url}/personen", json=asked, trust_env=False).json()
        process.terminate()
    assert answer["personen"] == [{"leeftijd": 51}]
    assert process.returncode == 0


def test_a_file_without_persons_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "leeg.json"
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="geen lijst"):
        load_persons(file)
