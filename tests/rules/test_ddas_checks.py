"""The further checks of a delivery to DDAS, at their edges (R-MON-9)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.rules.test_ddas import BSN, DAY, SIGNAAL, UITWISSELING, V10, V12
from tijdig.rules.ddas_checks import Kort, Maatstaf, of_levering, of_signaal, of_zaak
from tijdig.rules.ddas_controls import CONTROLES
from tijdig.rules.ddas_mapping import as_signaal
from tijdig.rules.ddas_message import (
    DdasClient,
    DdasContact,
    DdasLevering,
    DdasOrganisatie,
    DdasPartner,
    DdasPoging,
    DdasVerwijzing,
    DdasZaak,
)

MAATSTAF = Maatstaf(
    lijsten=V12, uitwisseling=UITWISSELING, van=date(2026, 7, 1), tot=date(2026, 9, 30), dag=DAY
)
GOOD = as_signaal(SIGNAAL, V12)
GOOD_ZAAK = DdasZaak(
    resultaat="(Budget)advies en/of quick fix", gematcht_op=date(2026, 7, 5), periode_van=date(2026, 7, 1),
    periode_tot=date(2026, 7, 31), opgepakt_op=date(2026, 7, 5), signalen=(DdasVerwijzing(id="0505-7"),),
    pogingen=(DdasPoging(soort="Telefoon", bereikt=True, datum=date(2026, 7, 9)),),
)  # fmt: skip
KNOWN = {"0505-7": Kort(date(2026, 7, 3), "Opgepakt")}


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"client": DdasClient(bsn="123456789")}, ["bsn-klopt-niet"]),
        ({"client": DdasClient(bsn=BSN)}, []),
        ({"client": DdasClient(postcode="3311AA")}, ["client-onbekend"]),
        ({"client": DdasClient(postcode="0311AA", huisnummer="1")}, ["postcode-klopt-niet"]),
        ({"client": DdasClient(postcode="1234 ab", huisnummer="1")}, ["postcode-klopt-niet"]),
        ({"client": DdasClient(postcode="3311AA", huisnummer="12a")}, ["huisnummer-klopt-niet"]),
        ({"client": DdasClient(postcode="3311AA", huisnummer="1", toevoeging="abcd")}, []),
        ({"client": DdasClient(postcode="3311AA", huisnummer="1", toevoeging="abcde")}, ["toevoeging-te-lang"]),
        ({"partner": DdasPartner()}, ["partner-ontbreekt"]),
        ({"bedrag": -1}, ["bedrag-negatief"]), ({"bedrag": 0}, ["bedrag-opvallend"]), ({"bedrag": 1}, []),
        ({"bedrag": 49_999}, []), ({"bedrag": 50_000}, ["bedrag-opvallend"]), ({"bedrag": None}, []),
        ({"ontstaan_op": date(2026, 7, 3)}, []), ({"ontstaan_op": date(2026, 7, 4)}, ["ontstaan-na-signaal"]),
        ({"ontstaan_op": date(2021, 1, 1)}, []), ({"ontstaan_op": date(2020, 12, 31)}, ["ontstaan-lang-geleden"]),
        ({"signaaldatum": date(2026, 9, 30)}, []), ({"signaaldatum": date(2026, 10, 1)}, ["signaal-buiten-periode"]),
        ({"status": ""}, ["signaal-zonder-status"]),
    ],
)  # fmt: skip
def test_the_checks_of_a_signal(changed: dict[str, Any], codes: Sequence[str]) -> None:  # R-MON-9
    assert [*of_signaal(replace(GOOD, **changed), MAATSTAF)] == [*codes]


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"signalen": ()}, ["zaak-zonder-signaal"]),
        ({"signalen": (DdasVerwijzing(id="0505-8"),)}, ["signaal-ontbreekt"]),
        ({"resultaat": ""}, ["zaak-zonder-resultaat"]),
        ({"gematcht_op": date(2026, 7, 2)}, ["signaal-na-matching"]),
        ({"periode_tot": date(2026, 7, 4)}, ["matching-buiten-periode"]),
        ({"opgepakt_op": date(2026, 7, 4)}, ["opgepakt-voor-matching"]),
        ({"opgepakt_op": date(2026, 7, 10)}, ["poging-voor-oppakken"]),
        ({"opgepakt_op": date(2026, 7, 9)}, []),
        ({"opgepakt_op": None, "gematcht_op": date(2026, 7, 9)}, []),
        ({"opgepakt_op": None, "gematcht_op": date(2026, 7, 10)}, ["poging-voor-oppakken"]),
        ({"pogingen": (DdasPoging(soort="Brief", bereikt=True, datum=date(2026, 11, 25)),)}, ["poging-in-toekomst"]),
        ({"pogingen": (DdasPoging(soort="Brief", bereikt=True, datum=DAY),)}, []),
        ({"pogingen": (DdasPoging(bereikt=True),)}, ["poging-zonder-soort"]),
        ({"pogingen": (DdasPoging(soort="Brief"), *GOOD_ZAAK.pogingen)}, ["poging-zonder-uitkomst"]),
        ({"pogingen": ()}, ["hulp-zonder-bereik"]),
        ({"resultaat": "Definitief geen contact kunnen krijgen"}, ["bereikt-en-toch-niet"]),
        ({"resultaat": "Inwoner is overleden"}, ["status-past-niet"]),
    ],
)  # fmt: skip
def test_the_checks_of_a_zaak(changed: dict[str, Any], codes: Sequence[str]) -> None:  # R-MON-9
    assert [*of_zaak(replace(GOOD_ZAAK, **changed), KNOWN, MAATSTAF)] == [*codes]


def test_a_reason_stands_on_the_signal_and_on_its_zaak() -> None:  # R-MON-9
    dead = {"0505-7": Kort(date(2026, 7, 3), "Inwoner is overleden")}
    assert [*of_zaak(replace(GOOD_ZAAK, resultaat="Inwoner is overleden"), dead, MAATSTAF)] == []
    assert [*of_zaak(GOOD_ZAAK, dead, MAATSTAF)] == ["status-past-niet"]
    in_1_0 = replace(MAATSTAF, lijsten=V10)
    assert [*of_signaal(replace(GOOD, status=""), in_1_0)] == []  # v1.0 has no state for what is taken up
    head = DdasLevering(teller=1, gemeente="9999", organisatie=DdasOrganisatie())
    assert [*of_levering(head, known_gemeente={"0505"}.__contains__)] == [
        "gemeente-onbekend",
        "contactpersoon-ontbreekt",
    ]
    right = DdasOrganisatie(contacten=(DdasContact(email="a@b.example"),))
    assert [
        *of_levering(replace(head, gemeente="0505", organisatie=right), known_gemeente={"0505"}.__contains__)
    ] == []


def test_every_check_can_be_explained() -> None:  # R-MON-9
    assert all(
        one.titel and one.waarom.endswith(".") and one.doen.endswith(".") for one in CONTROLES.values()
    )
