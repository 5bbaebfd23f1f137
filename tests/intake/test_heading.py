"""The heading decides about the whole delivery (R-INT-1, R-INT-2)."""

from typing import Any

import pytest

from tijdig.intake.files.heading import read_heading
from tijdig.intake.files.refused import DeliveryRefused
from tijdig.intake.layout import NAMES, REQUIRED

LEAST = [*REQUIRED, "achternaam"]


@pytest.mark.parametrize(
    "name",
    [
        "bsn", "BSN", "B.S.N.", "b s n", " Bsn ", "bsn_nummer", "klant-bsn", "Burgerservicenummer",
        "burger service nummer", "Burgerservice-nr.", "BURGERNUMMER", "sofinummer", "Sofi-nr", "sociaal-fiscaal nummer",
        "fiscaal nummer", "ＢＳＮ", "BSŃ", "citizen service number", "b\u200bs\u200bn", "b_s_n",
    ],
)  # fmt: skip
def test_a_column_for_the_bsn_in_any_spelling_refuses_the_delivery(name: Any) -> None:
    # R-INT-2
    with pytest.raises(DeliveryRefused) as refused:
        read_heading([*LEAST, name])
    assert refused.value.code == "bsn-niet-toegestaan"


def test_a_bsn_column_is_what_is_told_whatever_else_is_wrong() -> None:
    # R-INT-2: the partner must hear this first, so that it is never sent again
    with pytest.raises(DeliveryRefused) as refused:
        read_heading(["bsn", *["x"] * 500])
    assert refused.value.code == "bsn-niet-toegestaan"


def test_unknown_columns_are_dropped_and_named() -> None:
    # R-INT-2
    heading = read_heading([*LEAST, "Opmerking", "geslacht"])
    assert heading.unknown == ("Opmerking", "geslacht")


@pytest.mark.parametrize("name", ["nul\x00teken", "regel\neinde", "x" * 500, "\ud800"])
def test_the_name_of_an_unknown_column_can_be_shown_and_stored(name: Any) -> None:
    (unknown,) = read_heading([*LEAST, name]).unknown
    assert unknown.isprintable()
    assert len(unknown) <= 80


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_required_column_that_is_missing_is_named(missing: Any) -> None:
    with pytest.raises(DeliveryRefused) as refused:
        read_heading([name for name in LEAST if name != missing])
    assert refused.value.code == "kolom-ontbreekt"
    assert missing in refused.value.uitleg


def test_all_missing_columns_are_named_at_once() -> None:
    with pytest.raises(DeliveryRefused) as refused:
        read_heading(["referentie", "naam"])
    assert all(name in refused.value.uitleg for name in ("soort", "postcode", "achternaam of bedrijfsnaam"))


def test_a_company_name_stands_in_for_a_surname() -> None:
    assert read_heading([*REQUIRED, "bedrijfsnaam"]).width == 7


def test_a_column_twice_refuses_the_delivery() -> None:
    with pytest.raises(DeliveryRefused) as refused:
        read_heading([*LEAST, " Bedrag"])
    assert refused.value.code == "onleesbaar"
    assert "bedrag" in refused.value.uitleg


def test_an_unknown_column_may_stand_twice() -> None:
    assert read_heading([*LEAST, "x", "x"]).unknown == ("x", "x")


def test_case_and_spaces_around_a_name_do_not_matter() -> None:
    # R-INT-1
    heading = read_heading([f"  {name.upper()}\u00a0" for name in NAMES])
    assert heading.places == tuple(range(len(NAMES)))


@pytest.mark.parametrize(("written", "name"), [
        ("E-mail", "email"), ("Gewezen op hulp", "gewezen_op_hulp"), ("Huis letter", "huisletter"),
        ("Geboortedatum (dd-mm-jjjj)", "geboortedatum"), ("E-mailadres", "email"), ("Telefoonnr.", "telefoon"),
        ("Tussenvoegsel", "voorvoegsel"), ("Plaats", "woonplaats"),
    ],
)  # fmt: skip
def test_spaces_and_hyphens_in_a_name_are_forgiven(written: Any, name: Any) -> None:
    heading = read_heading([*LEAST, written])
    assert heading.places[NAMES.index(name)] == len(LEAST)


def test_the_order_of_the_columns_is_free() -> None:
    heading = read_heading(LEAST[::-1])
    assert heading.places[NAMES.index("achternaam")] == 0
    assert heading.places[NAMES.index("toevoeging")] == -1


def test_columns_without_a_name_are_passed_over() -> None:
    assert read_heading([*LEAST, "", "  "]).unknown == ()


def test_a_hundred_thousand_columns_refuse_the_delivery() -> None:
    with pytest.raises(DeliveryRefused) as refused:
        read_heading([*LEAST, *map(str, range(100_000))])
    assert refused.value.code == "onleesbaar"


def test_names_as_partners_write_them_in_excel_are_understood() -> None:
    # R-INT-1: with a space, with € behind it, or the other name that can mean only this
    heading = read_heading(
        ["Klantnummer", "Soort", "Achternaam", "Post code", "Huis nr.", "Bedrag (€)", "Verval datum"]
    )
    wanted = ("referentie", "soort", "achternaam", "postcode", "huisnummer", "bedrag", "vervaldatum")
    assert [heading.places[NAMES.index(name)] for name in wanted] == list(range(7))
    assert heading.unknown == ()


def test_the_name_of_the_layout_goes_before_another_name() -> None:
    # R-INT-2: the other column is dropped and named, never joined
    heading = read_heading([*LEAST, "Klantnummer"])
    assert heading.places[NAMES.index("referentie")] == 0
    assert heading.unknown == ("Klantnummer",)


def test_two_names_for_one_column_are_not_chosen_between() -> None:
    # R-INT-3: and what was not understood is told
    with pytest.raises(DeliveryRefused) as refused:
        read_heading([*LEAST[1:], "Klantnummer", "Contractnummer"])
    assert refused.value.code == "kolom-ontbreekt"
    assert "Niet herkend: 'Klantnummer', 'Contractnummer'." in refused.value.uitleg


def test_a_first_line_with_values_is_not_repeated() -> None:
    # R-INT-3: it may hold a name and an address
    with pytest.raises(DeliveryRefused) as refused:
        read_heading(["K1", "huur", "Jansen", "3311 AB", "12"])
    assert "Jansen" not in refused.value.uitleg
