"""JSON: records may differ, be nested, be no records at all (R-INT-1, R-INT-3)."""

import io
import json
from typing import Any

import pytest

from tests.intake.deliveries import DAG, GOOD, good, json_bytes, line
from tijdig.intake.files.numbers import number_text
from tijdig.intake.files.opening import open_delivery
from tijdig.intake.files.refused import DeliveryRefused
from tijdig.intake.layout import NAMES
from tijdig.intake.lines import Gelezen, LineReader


def read_all(content: bytes) -> list[Gelezen]:
    file = open_delivery(io.BytesIO(content))
    reader = LineReader(file.heading, dag=DAG)
    return [reader.read(number, cells) for number, cells in file.lines()]


def code_of(content: bytes) -> str:
    with pytest.raises(DeliveryRefused) as refused:
        read_all(content)
    return str(refused.value.code)


def test_records_are_numbered_from_one() -> None:
    assert [gelezen.nummer for gelezen in read_all(json_bytes([GOOD, GOOD]))] == [1, 2]


def test_names_may_differ_per_record() -> None:
    first, second = read_all(json_bytes([line(email="a@b.nl"), line(telefoon="0612345678")]))
    assert (good(first).email, good(first).telefoon) == ("a@b.nl", "")
    assert (good(second).email, good(second).telefoon) == ("", "+31612345678")


def test_a_mark_at_the_start_is_passed_over() -> None:
    assert len(read_all(b"\xef\xbb\xbf" + json_bytes([GOOD]))) == 1


@pytest.mark.parametrize(
    ("value", "cents"),
    [(1234.56, 123456), (325, 32500), (325.5, 32550), ("1.234,56", 123456), (1e2, 10000), (10.0, 1000)],
)
def test_an_amount_may_be_a_number(value: Any, cents: Any) -> None:
    (gelezen,) = read_all(json_bytes([{**GOOD, "bedrag": value}]))
    assert good(gelezen).bedrag == cents


@pytest.mark.parametrize("number", ["1.234", "234.567", "1e400", "1e-400", "-5", "9" * 400])
def test_a_number_that_is_no_amount_is_a_fault_and_never_something_else(number: Any) -> None:
    content = json.dumps([GOOD]).replace('"325,50"', number).encode()
    (gelezen,) = read_all(content)
    assert [fout.kolom for fout in gelezen.fouten] == ["bedrag"]


def test_trailing_zeros_of_a_number_mean_nothing() -> None:
    # 234.500 is not two hundred thousand
    (gelezen,) = read_all(json.dumps([GOOD]).replace('"325,50"', "234.500").encode())
    assert good(gelezen).bedrag == 23450


def test_true_and_null_are_understood() -> None:
    (gelezen,) = read_all(
        json_bytes([{**GOOD, "warme_overdracht": True, "straat": None, "herinnering": False}])
    )
    assert good(gelezen).geval.warm
    assert "herinnering" not in good(gelezen).geval.gegevens.stappen


@pytest.mark.parametrize("odd", [1, "x", None, [], [[]], [GOOD], True])
def test_what_is_no_object_spoils_itself_only(odd: Any) -> None:
    # R-INT-3
    found = read_all(json_bytes([GOOD, odd, GOOD]))
    assert [gelezen.regel is None for gelezen in found] == [False, True, False]


@pytest.mark.parametrize(
    "broken",
    [b'{"bedrag":' + b"9" * 10_000 + b"}", b'{"bedrag": NaN}', b'{"naam": "\xff\xfe"}', b'{"naam" "x"}',
     b'{"a":1e99999999999999999999}', b"{'a': 1}", b"[" * 3_000 + b"]" * 3_000, b"nul", b'"a\nb"', b"1 2"],
)  # fmt: skip
def test_a_broken_record_spoils_itself_only(broken: Any) -> None:
    # R-INT-3; a number of ten thousand digits used to end the process
    good = json.dumps(GOOD).encode()
    found = read_all(b"[" + good + b" , " + broken + b"\n,\t" + good + b"]\n")
    assert [gelezen.regel is None for gelezen in found] == [False, True, False]


def test_records_are_the_same_wherever_a_piece_of_the_file_ends() -> None:
    three = [{**GOOD, "achternaam": 'J"an\\sen, [x] {y}', "x": [1, {"y": "]"}]}, 3, GOOD]
    content = json.dumps(three * 1_500, indent=1).encode()
    assert len(content) > 1 << 18, "several pieces"
    found = [(gelezen.cellen, gelezen.fouten) for gelezen in read_all(content)]
    assert len(found) == 4_500
    assert all(found[place] == found[place % 3] for place in range(4_500))


def test_an_item_of_more_than_a_megabyte_refuses_the_delivery() -> None:
    assert code_of(b'[{"x": "' + b"y" * 3_000_000 + b'"}]') == "onleesbaar"


@pytest.mark.parametrize("nested", [{"straat": 1}, [1], [], {}, [[[[1]]]]])
def test_a_nested_value_spoils_its_own_line_and_names_the_column(nested: Any) -> None:
    first, second = read_all(json_bytes([{**GOOD, "postcode": nested}, GOOD]))
    assert "postcode" in first.fouten[0].uitleg
    assert second.regel is not None


def test_a_nested_value_in_an_unknown_name_is_dropped() -> None:
    assert read_all(json_bytes([{**GOOD, "historie": [1, {"a": 2}]}]))[0].regel is not None


@pytest.mark.parametrize(
    "hidden", [{"bsn": 1}, {"persoon": {"BSN": "123456782"}}, {"x": [[{"Sofi-nummer": 1}]]}]
)
def test_a_bsn_is_found_however_deep(hidden: Any) -> None:
    # R-INT-2
    assert code_of(json_bytes([GOOD, {**GOOD, **hidden}])) == "bsn-niet-toegestaan"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[]", "leeg"),
        (b"{}", "onleesbaar"),
        (json.dumps({"regels": [GOOD]}).encode(), "onleesbaar"),
        (json.dumps({"item": [GOOD]}).encode(), "onleesbaar"),
        (json_bytes([GOOD])[:-1], "onleesbaar"),
        (json_bytes([GOOD])[:-9], "onleesbaar"),
        (json_bytes([GOOD]) + b" en groeten", "onleesbaar"),
        (b"[", "onleesbaar"),
        (b"[" * 100_000, "onleesbaar"),
        (b'[{"a":' * 100_000, "onleesbaar"),
        (b'[{"bedrag":' + b"9" * 10_000 + b"}]", "kolom-ontbreekt"),
        (b'[{"bedrag": NaN}]', "onleesbaar"),
        (b'[{"naam": "\xff\xfe"}]', "onleesbaar"),
        (json.dumps([GOOD]).encode("utf-16"), "onleesbaar"),
        (json_bytes([{"referentie": "K1"}]), "kolom-ontbreekt"),
        (json_bytes(["x", 1]), "onleesbaar"),
        (json_bytes([{**GOOD, "Bedrag ": "1"}]), "onleesbaar"),
        (json_bytes([{f"k{number}": 1 for number in range(10_000)}]), "onleesbaar"),
        (json_bytes([{f"k{number}": 1} for number in range(10_000)]), "onleesbaar"),
    ],
)
def test_what_is_no_list_of_objects_is_refused_with_one_sentence(content: Any, code: Any) -> None:
    assert code_of(content) == code


def test_a_deep_value_is_passed_over() -> None:
    deep = b"[" * 5_000 + b"]" * 5_000
    found = read_all(json.dumps([GOOD, {**GOOD, "x": "DEEP"}]).encode().replace(b'"DEEP"', deep))
    assert len(found) == 2


def test_an_endless_value_spoils_its_own_line() -> None:
    first, second = read_all(json_bytes([{**GOOD, "referentie": "x" * 1_000_000}, GOOD]))
    assert first.fouten
    assert first.cellen == ()
    assert second.regel is not None


@pytest.mark.parametrize("text", ["nul\x00teken", "half \ud800 teken", "bel\x07", "omkering \u202e"])
def test_signs_that_cannot_be_shown_are_a_fault_that_can_be_stored(text: Any) -> None:
    (gelezen,) = read_all(json_bytes([{**GOOD, "achternaam": text}]))
    assert all(fout.kolom == "achternaam" for fout in gelezen.fouten)
    assert all(value.isprintable() for value in gelezen.as_delivered().values())


def test_every_name_of_the_layout_is_read() -> None:
    full = {**dict.fromkeys(NAMES, ""), **GOOD}
    assert read_all(json_bytes([full]))[0].regel is not None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "-0"),
        (10**40, str(10**40)),
        (float("inf"), "Infinity"),
        (float("nan"), "NaN"),
        (1e-40, "1E-40"),
        (100.0, "100"),
    ],
)
def test_numbers_at_the_edge(number: Any, text: Any) -> None:
    assert number_text(number) == text
