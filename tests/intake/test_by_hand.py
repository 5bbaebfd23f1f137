"""Files as somebody makes them by hand in Excel: what is right gets through, the rest is told (R-INT-1, R-INT-3)."""

import io
from datetime import date
from typing import Any

import pytest

from tests.intake.deliveries import DAG, GOOD, csv_bytes, good_lines, line, toelating, xlsx_bytes
from tijdig.intake.files.refused import DeliveryRefused
from tijdig.intake.reading import Deel, read_and_judge

TITLE = "Achterstanden oktober, Woonstichting De Kade"


def judged(content: bytes) -> Deel:
    (deel,) = read_and_judge(io.BytesIO(content), toelating=toelating(), dag=DAG)
    return deel


def told(content: bytes) -> list[tuple[int, str | None, str]]:
    return [
        (uitkomst.gelezen.nummer, fout.kolom, fout.uitleg)
        for uitkomst in judged(content).geweigerd
        for fout in uitkomst.gelezen.fouten
    ]


@pytest.mark.parametrize("above", ["sep=;\n", f"{TITLE};;;\n\n", f"{TITLE}\nGemaakt op 1 november 2026\n"])
def test_what_stands_above_the_heading_is_passed_over(above: str) -> None:
    # R-INT-3: lines keep the number that the file shows
    content = above.encode() + csv_bytes([line(), line(referentie="K2", bedrag="veel")])
    assert judged(content).toegelaten == 1
    assert [nummer for nummer, _, _ in told(content)] == [above.count("\n") + 3]


def test_a_title_in_merged_cells_above_a_sheet_is_passed_over() -> None:
    # R-INT-3
    content = xlsx_bytes([[TITLE], [], list(GOOD), list(GOOD.values()), [*GOOD.values()][:2]])
    assert judged(content).toegelaten == 1
    assert {nummer for nummer, _, _ in told(content)} == {5}


def test_a_bsn_in_a_line_above_the_heading_refuses_the_delivery() -> None:
    # R-INT-2: a heading in two rows hides no column
    content = b";;;BSN\n" + csv_bytes(good_lines(1))
    with pytest.raises(DeliveryRefused) as refused:
        judged(content)
    assert refused.value.code == "bsn-niet-toegestaan"


def test_a_heading_far_below_is_not_looked_for() -> None:
    with pytest.raises(DeliveryRefused) as refused:
        judged(b"tekst\n" * 10 + csv_bytes(good_lines(1)))
    assert refused.value.code == "kolom-ontbreekt"


def test_a_heading_on_another_sheet_is_pointed_at() -> None:
    # R-INT-1: the first sheet counts, and which one should have been first is told
    with pytest.raises(DeliveryRefused) as refused:
        judged(xlsx_bytes([["Toelichting"]], more_sheets={"Oktober": [list(GOOD), list(GOOD.values())]}))
    assert "het blad 'Oktober'" in refused.value.uitleg


@pytest.mark.parametrize(
    "total",
    [
        {"referentie": "Totaal", "bedrag": "651,00"},
        {"bedrag": "€ 651,00"},
        {"huisnummer": "Subtotaal", "bedrag": "651,00"},
        {"referentie": "Totaal", "bedrag": "=SOM(G2:G3)"},
    ],
)
def test_a_line_with_a_total_is_told_in_one_sentence(total: dict[str, str]) -> None:
    # R-INT-3: it has a verdict of its own, as any line
    content = csv_bytes([*good_lines(2), total])
    assert judged(content).toegelaten == 2
    ((nummer, kolom, uitleg),) = told(content)
    assert (nummer, kolom) == (4, None)
    assert "totaal" in uitleg


def test_a_line_that_names_a_customer_is_no_total() -> None:
    content = csv_bytes([*good_lines(1), {"referentie": "K2", "bedrag": "12"}])
    assert {kolom for _, kolom, _ in told(content)} >= {"soort", "postcode"}


@pytest.mark.parametrize(
    ("changes", "kolom", "says"),
    [
        ({"huisnummer": "12-jan"}, "huisnummer", "een datum van gemaakt"),
        ({"toevoeging": "jan-12"}, "toevoeging", "een datum van gemaakt"),
        ({"vervaldatum": "1-10-26"}, "vervaldatum", "vier cijfers"),
        ({"geboortedatum": "29221"}, "geboortedatum", "een getal waarin Excel"),
        ({"bedrag": "-12,50"}, "bedrag", "negatief"),
        ({"bedrag": "=A1*2"}, "bedrag", "een formule"),
    ],
)
def test_what_excel_spoiled_is_told_once_with_what_to_do(
    changes: dict[str, Any], kolom: str, says: str
) -> None:
    # R-INT-3: the second line is read after one like it was good
    content = csv_bytes([line(toevoeging="2", geboortedatum=""), line(referentie="K2", **changes)])
    ((nummer, where, uitleg),) = told(content)
    assert (nummer, where) == (3, kolom)
    assert says in uitleg


def test_a_day_in_a_house_number_of_a_sheet_is_seen() -> None:
    # R-MAT-1
    row = {**GOOD, "huisnummer": date(2026, 1, 12)}
    ((_, kolom, _),) = told(xlsx_bytes([list(row), list(row.values())]))
    assert kolom == "huisnummer"
