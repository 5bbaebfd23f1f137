"""No cell of an export runs as a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.sheets import FORMULA_STARTS, defuse


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("＝1", "'＝1"),
        ("", ""),
        ("Groen", "Groen"),
        ("Jansen-de Vries", "Jansen-de Vries"),
        ("a=b", "a=b"),
        ("'s-Gravenhage", "'s-Gravenhage"),
    ],
)
def test_a_cell_that_starts_like_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert defuse(text) == cell


@given(st.text())
def test_nothing_is_lost_and_twice_is_once(text: str) -> None:
    cell = defuse(text)
    assert cell in (text, "'" + text)
    assert defuse(cell) == cell
    assert not cell.lstrip().startswith(FORMULA_STARTS)
