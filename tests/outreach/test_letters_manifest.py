"""The list for the mail room: postal order, one row per sheet, no names, no formulas."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outreach.letters import make_address, make_letter
from tijdig.outreach.letters.letter import Letter, Unprintable, fingerprint
from tijdig.outreach.letters.manifest import COLUMNS, manifest_csv, plan_run


def _rows(letters: Sequence[Letter]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(manifest_csv(plan_run(letters)).decode("utf-8"), newline="")))


def test_the_manifest_has_a_row_per_letter_in_the_order_of_the_sheets() -> None:
    """R-OUT-3"""
    letters = [make_letter(10), make_letter(9), make_letter(1, geadresseerde=make_address(postcode="9999ZZ"))]
    rows = _rows(letters)
    assert [(row["volgnummer"], row["kenmerk"], row["postcode"]) for row in rows] == [
        ("1", "VS-0009", "1234AB"),
        ("2", "VS-0010", "1234AB"),
        ("3", "VS-0001", "9999ZZ"),
    ]
    assert rows[0]["sha256"] == fingerprint(letters[1])
    assert (rows[0]["paginas"], rows[0]["sjabloon"], rows[0]["versie"]) == ("1", "aanbod", "3")
    assert tuple(rows[0]) == COLUMNS


def test_the_manifest_names_nobody() -> None:
    listed = manifest_csv(plan_run([make_letter(naam="Mevrouw Geheim")])).decode()
    for part in ("Geheim", "Groen", "Lange Laan", "KMRT"):
        assert part not in listed


def test_a_kenmerk_that_looks_like_a_formula_is_defused() -> None:
    assert _rows([make_letter(kenmerk="=1+1")])[0]["kenmerk"] == "'=1+1"


def test_one_kenmerk_twice_in_a_run_is_refused() -> None:
    """R-OUT-3: nothing is sent twice."""
    with pytest.raises(Unprintable, match=r"VS-0001.*twee keer"):
        plan_run([make_letter(1), make_letter(1, naam="Een ander")])


@given(st.permutations([make_letter(number) for number in (1, 2, 10, 20, 100)]))
def test_the_order_of_delivery_does_not_matter(letters: list[Letter]) -> None:
    assert [letter.kenmerk for letter in plan_run(letters).letters] == [
        "VS-0001", "VS-0002", "VS-0010", "VS-0020", "VS-0100",
    ]  # fmt: skip
