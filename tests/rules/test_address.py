"""R-MAT-1: one home, one key, however a partner writes it."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.address import (
    Adres,
    Huisnummer,
    brp_parts,
    normalise,
    read_postcode,
    readings,
    split_huisnummer,
)

TESTSET = Path(__file__).parents[2].parent / "shared" / "address" / "adres-testset.csv"
needs_testset = pytest.mark.skipif(not TESTSET.exists(), reason="the shared address test set is not here")


def rows() -> list[dict[str, str]]:
    if not TESTSET.exists():
        return []
    with TESTSET.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(number: str, letter: str = "", addition: str = "") -> str:
    adres = normalise(postcode="2391PH", huisnummer=number, huisletter=letter, toevoeging=addition)
    assert adres is not None
    return adres.sleutel


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("1234AB", "1234AB"),
        ("1234 ab", "1234AB"),
        ("1234  AB", "1234AB"),
        (" 1234AB ", "1234AB"),
        ("1234\u00a0AB", "1234AB"),
        ("1234   AB", None),
        ("1234 A B", None),
        ("0123AB", None),
        ("1234SA", None),
        ("1234sd", None),
        ("1234 SS", None),
        ("1234", None),
        ("12345AB", None),
        ("1234ÄB", None),
        ("١٢٣٤AB", None),
        ("", None),
    ],
)
def test_a_postcode_is_read_or_refused(text, postcode):
    assert read_postcode(text) == postcode


@pytest.mark.parametrize(
    ("text", "nummer", "letter", "addition", "aanduiding"),
    [
        ("12", 12, "", "", ""),
        (" 12 ", 12, "", "", ""),
        ("007", 7, "", "", ""),
        ("12.0", 12, "", "", ""),  # a spreadsheet's number
        ("12A", 12, "A", "", ""),
        ("12 a", 12, "A", "", ""),
        ("12-A", 12, "", "A", ""),
        ("12-3", 12, "", "3", ""),
        ("12/3", 12, "", "3", ""),
        ("12 bis", 12, "", "BIS", ""),
        ("12hs", 12, "", "HS", ""),
        ("12 A bis", 12, "A", "BIS", ""),
        ("12A7", 12, "A", "7", ""),
        ("1-A-7", 1, "A", "7", ""),
        ("1 A / 7", 1, "A", "7", ""),
        ("35-III", 35, "", "III", ""),
        ("1-5A3", 1, "", "5A3", ""),
        ("huisnr 1 toev A7", 1, "A", "7", ""),
        ("nr. 12", 12, "", "", ""),
        ("t/o 12", 12, "", "", "to"),
        ("to 12", 12, "", "", "to"),
        ("tegenover nr 12", 12, "", "", "to"),
        ("by 12b", 12, "B", "", "by"),
        ("12 t/o", 12, "", "", "to"),
    ],
)
def test_a_huisnummer_is_taken_apart(text, nummer, letter, addition, aanduiding):
    assert split_huisnummer(text) == Huisnummer(
        nummer=nummer,
        huisletter=letter,
        toevoeging=addition,
        aanduiding=aanduiding,
        gesplitst=bool(letter or addition or aanduiding),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "000",
        "A",
        "Postbus 12",
        "Kerkstraat 12",
        "123456",
        "-12",
        "12 achterom bellen bij de buren",
        "²",
    ],
)
def test_what_holds_no_huisnummer_is_refused(text):
    assert split_huisnummer(text) is None
    assert normalise(postcode="2391PH", huisnummer=text) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # 49 A: huisletter or toevoeging, the partner does not know
        (("49", "A", ""), ("49", "", "A")),
        (("49", "a", ""), ("49 A", "", "")),
        (("1A7", "", ""), ("1", "A", "7")),
        (("1-A-7", "", ""), ("1 A / 7", "", "")),
        (("1", "", "A7"), ("1", "A", "-7")),
        (("12A", "A", ""), ("12", "A", "")),
        (("12A", "A", "2"), ("12", "A", "2")),
        (("12A-2", "", "2"), ("12", "A", "2")),
        (("12A", "", "2"), ("12", "A", "2")),
        (("12", "0", "n.v.t."), ("12", "-", "")),
        (("12", "N/A", "geen"), ("12", "", "0")),
        (("12", "bis", ""), ("12", "", "BIS")),
        (("5", "", "1-2"), ("5", "", "1 / 2")),
    ],
)
def test_two_spellings_of_one_home_share_a_key(left, right):
    assert key(*left) == key(*right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("1", "", "17"), ("11", "", "7")),
        (("5", "", "1-2"), ("5", "", "12")),
        (("12", "", ""), ("12", "", "2")),
        (("12", "", "I"), ("12", "", "1")),
        (("to 12", "", ""), ("12", "", "")),
        (("to 12", "", ""), ("by 12", "", "")),
    ],
)
def test_two_homes_never_share_a_key(left, right):
    assert key(*left) != key(*right)


def test_a_column_toevoeging_may_say_opposite_or_next_to():
    assert key("12", "", "t/o") == key("to 12")
    assert key("12", "by", "A") == key("by 12", "A")


def test_an_unreadable_postcode_gives_no_address():
    assert normalise(postcode="1234SS", huisnummer="1") is None


@pytest.mark.parametrize(
    ("letter", "addition", "parts"),
    [
        ("A", "", {"huisletter": "A"}),
        ("A", "BIS", {"huisletter": "A", "huisnummertoevoeging": "BIS"}),
        ("", "1-2", {"huisnummertoevoeging": "1-2"}),
        ("", "3 HOOG", {}),
        ("", "1/2", {}),
        ("", "", {}),
    ],
)
def test_only_what_the_brp_accepts_is_sent(letter, addition, parts):
    adres = Adres(postcode="2391PH", huisnummer=1, huisletter=letter, toevoeging=addition)
    assert brp_parts(adres) == parts


def test_a_single_letter_is_read_both_ways():
    adres = normalise(postcode="3581KL", huisnummer="49 A")
    assert adres is not None
    assert [(r.huisletter, r.toevoeging) for r in readings(adres)] == [("A", ""), ("", "A")]
    assert {r.sleutel for r in readings(adres)} == {adres.sleutel}


suffixes = st.text(alphabet="abcIV0123 -/.", max_size=6)


@given(st.integers(1, 99999), suffixes, suffixes)
def test_what_is_normal_stays_the_same(number, letter, addition):
    first = normalise(postcode="2391PH", huisnummer=str(number), huisletter=letter, toevoeging=addition)
    assert first is not None
    again = normalise(
        postcode=first.postcode,
        huisnummer=str(first.huisnummer),
        huisletter=first.huisletter,
        toevoeging=first.toevoeging,
    )
    assert again is not None
    assert again.sleutel == first.sleutel
    assert {r.sleutel for r in readings(first)} == {first.sleutel}


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=8), st.text(max_size=8))
def test_any_text_is_an_address_or_refused(postcode, number, letter, addition):
    adres = normalise(postcode=postcode, huisnummer=number, huisletter=letter, toevoeging=addition)
    assert adres is None or 1 <= adres.huisnummer <= 99999
    whole = normalise(postcode="2391PH", huisnummer="1", huisletter=letter, toevoeging=addition)
    assert whole is not None
    assert re.fullmatch(r"2391PH (to |by )?1( [A-Z0-9-]+)?", whole.sleutel)


def house_part(row: dict[str, str]) -> str:
    """What stands in the raw text behind the street, or behind the postcode."""
    raw = row["ruwe_invoer"]
    if row["straat"]:
        return raw.removeprefix(row["straat"]).split(",")[0]
    return re.sub(r"^\s*[0-9]{4}\s*[A-Za-z]{2}\s", "", raw)


@needs_testset
@pytest.mark.parametrize("row", [r for r in rows() if r["huisnummer"]], ids=lambda r: r["testnr"])
def test_the_raw_text_of_the_test_set_gives_the_key_of_its_parts(row):
    stated = normalise(
        postcode=row["postcode"],
        huisnummer=row["huisnummer"],
        huisletter=row["huisletter"],
        toevoeging=row["toevoeging"],
    )
    raw = normalise(postcode=row["postcode"], huisnummer=house_part(row))
    assert stated is not None
    assert raw is not None
    aanduiding = row["opmerking"].removeprefix("aanduiding=") if "aanduiding=" in row["opmerking"] else ""
    assert raw.aanduiding == aanduiding
    assert (raw.sleutel == stated.sleutel) == (not aanduiding)
    assert raw.sleutel.split(" ", 1)[0] == row["postcode"]


@needs_testset
@pytest.mark.parametrize("row", [r for r in rows() if not r["huisnummer"]], ids=lambda r: r["testnr"])
def test_the_postcodes_of_the_test_set_are_read_or_refused(row):
    refused = row["verwacht"] == "ongeldige postcode"
    expected = None if refused else row["ruwe_invoer"].replace(" ", "").upper()
    assert read_postcode(row["ruwe_invoer"]) == expected
