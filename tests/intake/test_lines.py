"""A line is a value or all its faults, and every fault says where and what would be right (R-INT-2, R-INT-3)."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.deliveries import DAG, GOOD, good, heading_of, line, read
from tijdig.intake.files.refused import Unreadable
from tijdig.intake.layout import NAMES, REQUIRED, STEPS
from tijdig.intake.lines import LineReader
from tijdig.rules.sheets import FORMULA_STARTS

FAULTY = {
    "referentie": ("", "x" * 65),
    "soort": ("",),
    "bericht": ("signaal", "vroeg signaal"),
    "geboortedatum": ("31-02-1980", "1879", "2026-11-23", "2027", "2026-12", "oud"),
    "postcode": ("", "331 AB", "0311 AB", "3311 SS", "Dordrecht"),
    "huisnummer": ("", "0", "nvt", "-", "１２", "123456"),
    "toevoeging": ("x" * 21, "achter de supermarkt links", "ß" * 15),
    "bedrag": ("", "0", "0,00", "-5", "veel", "1.000.000.000"),
    "vervaldatum": ("", "2026-11-23", "1899-12-31", "31-02-2026", "morgen"),
    "termijnen": ("-1", "2,5", "twee", "1000", "²"),
    "signaaldatum": ("2026-11-23", "x"),
    "bezwaar": ("misschien",),
    "warme_overdracht": ("?",),
    **dict.fromkeys(STEPS, ("soms",)),
}


@pytest.mark.parametrize(
    ("column", "value"), [(column, value) for column, values in FAULTY.items() for value in values]
)
def test_a_fault_names_its_column_and_says_what_would_be_right(column: Any, value: Any) -> None:
    # R-INT-3
    gelezen = read(**{column: value})
    assert gelezen.regel is None
    (fout,) = gelezen.fouten
    assert fout.kolom == column
    assert fout.code == ("veld-ongeldig" if value else "veld-ontbreekt")
    assert len(fout.uitleg) > 15


def test_all_faults_of_a_line_are_found_at_once() -> None:
    # R-INT-3
    faulty: dict[str, Any] = {column: values[0] for column, values in FAULTY.items()}
    gelezen = read(**faulty)
    assert {fout.kolom for fout in gelezen.fouten} == set(FAULTY)


def test_an_empty_line_lacks_everything_that_is_required() -> None:
    gelezen = LineReader(heading_of(GOOD), dag=DAG).read(2, [""] * len(GOOD))
    assert {fout.kolom for fout in gelezen.fouten} == {*REQUIRED, "achternaam"}
    assert {fout.code for fout in gelezen.fouten} == {"veld-ontbreekt"}


def test_a_birth_date_is_never_required_and_may_be_today() -> None:
    # R-INT-2
    assert good(read()).geboortedatum == ""
    assert good(read(geboortedatum="22-11-2026")).geboortedatum == "2026-11-22"
    assert good(read(geboortedatum="2026")).geboortedatum == "2026"
    assert good(read(geboortedatum="1880")).geboortedatum == "1880"


@pytest.mark.parametrize(
    ("huisnummer", "split"),
    [
        ("12A", (12, "A", "")),
        ("12-3", (12, "", "3")),
        ("12 bis", (12, "", "BIS")),
        ("12 A 3", (12, "A", "3")),
    ],
)
def test_a_house_number_with_more_in_it_is_taken_apart_and_reported(huisnummer: Any, split: Any) -> None:
    gelezen = read(huisnummer=huisnummer)
    adres = good(gelezen).adres
    assert (adres.huisnummer, adres.huisletter, adres.toevoeging) == split
    assert [(w.code, w.kolom) for w in gelezen.waarschuwingen] == [("huisnummer-gesplitst", "huisnummer")]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("telefoon", "12345", "telefoon-ongeldig"), ("email", "geen", "email-ongeldig")],
)
def test_what_cannot_be_reached_is_dropped_with_a_warning(column: Any, value: Any, code: Any) -> None:
    gelezen = read(**{column: value})
    assert getattr(good(gelezen), column) == ""
    assert [(w.code, w.kolom) for w in gelezen.waarschuwingen] == [(code, column)]


@pytest.mark.parametrize(
    ("column", "limit"),
    [
        ("voorletters", 60),
        ("voorvoegsel", 20),
        ("achternaam", 200),
        ("bedrijfsnaam", 200),
        ("straat", 120),
        ("woonplaats", 80),
    ],
)
def test_a_text_that_is_too_long_is_cut_with_a_warning_and_kept_as_delivered(column: Any, limit: Any) -> None:
    gelezen = read(**{column: "y" * (limit + 1)})
    place = NAMES.index(column)
    assert good(gelezen).tekst[place] == "y" * limit
    assert gelezen.as_delivered()[column] == "y" * (limit + 1)
    assert [(w.code, w.kolom) for w in gelezen.waarschuwingen] == [("veld-ingekort", column)]
    assert not read(**{column: "y" * limit}).waarschuwingen


def test_a_line_with_too_many_fields_is_at_fault_and_keeps_no_field_of_an_unknown_column() -> None:
    # R-INT-2: an unknown column is dropped, also from what is kept to be mended
    names = [*GOOD, "opmerking"]
    reader = LineReader(heading_of(names), dag=DAG)
    gelezen = reader.read(2, [*GOOD.values(), "ziek", "over"])
    assert "14 velden" in gelezen.fouten[0].uitleg
    assert gelezen.as_delivered() == {name: value for name, value in GOOD.items() if value}


def test_empty_fields_at_the_end_do_no_harm_and_missing_ones_are_empty() -> None:
    reader = LineReader(heading_of(GOOD), dag=DAG)
    assert reader.read(2, [*GOOD.values(), "", "  "]).regel is not None
    assert {fout.kolom for fout in reader.read(3, ["K1", "huur"]).fouten} >= {"bedrag", "vervaldatum"}


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85", "\ud800", "\ue000"])
def test_a_control_sign_is_a_fault_of_its_column(sign: Any) -> None:
    gelezen = read(achternaam=f"Jan{sign}sen", straat=f"Kerk{sign}straat")
    assert [fout.kolom for fout in gelezen.fouten if sign != "\x85"] == (
        ["achternaam", "straat"] if sign != "\x85" else []
    )
    assert all(value.isprintable() for value in gelezen.as_delivered().values())


@pytest.mark.parametrize("sign", ["\u00a0", "\t", "\u2009", "\u200b", "\u00ad", "\ufeff", "\r"])
def test_hard_spaces_and_shapeless_signs_are_tidied(sign: Any) -> None:
    regel = good(read(achternaam=f"{sign}de Vries{sign}", straat=f"Kerk {sign} straat"))
    assert regel.tekst[NAMES.index("achternaam")] == "de Vries"
    assert regel.tekst[NAMES.index("straat")] == "Kerk straat"


@pytest.mark.parametrize("value", ["=1+1", '=HYPERLINK("x")', "#N/A", "#VERW!"])
def test_a_formula_or_error_of_a_spreadsheet_is_a_fault(value: Any) -> None:
    assert [fout.kolom for fout in read(achternaam=value).fouten] == ["achternaam"]


@pytest.mark.parametrize("name", ["'t Hof", "O'Brien", "d'Ancona", "C# Beheer", "A=B"])
def test_an_apostrophe_or_sign_inside_a_name_stays(name: Any) -> None:
    assert good(read(achternaam=name)).tekst[NAMES.index("achternaam")] == name


def test_an_apostrophe_that_kept_a_formula_quiet_is_taken_away() -> None:
    regel = good(read(telefoon="'+31612345678", referentie="'-7"))
    assert regel.telefoon == "+31612345678"
    assert regel.referentie == "-7"


def test_a_line_that_could_not_be_taken_apart_says_why() -> None:
    gelezen = LineReader(heading_of(GOOD), dag=DAG).read(7, Unreadable("daarom."))
    assert gelezen.nummer == 7
    assert [(fout.code, fout.kolom) for fout in gelezen.fouten] == [("veld-ongeldig", None)]
    assert gelezen.as_delivered() == {}


def test_what_a_line_says_of_a_step_goes_before_what_the_delivery_says() -> None:
    # R-ADM-1
    said = read(
        stappen=["herinnering", "contact"],
        herinnering="nee",
        contact="",
        gewezen_op_hulp="1",
        aanbod_gegevens="",
    )
    assert good(said).geval.gegevens.stappen == {"contact", "gewezen_op_hulp"}


@pytest.mark.parametrize(
    ("achternaam", "bedrijfsnaam", "form", "column"),
    [("Jansen", "", None, "bedrijfsnaam"), ("", "Kapsalon Knip", None, "bedrijfsnaam"),
     ("Jansen B.V.", "", "B.V.", "achternaam"), ("", "Stichting Thuis", "stichting", "bedrijfsnaam"),
     ("Jansen B.V.", "Kapsalon Knip", "B.V.", "achternaam"),
     ("Jansen", "Stichting Thuis", "stichting", "bedrijfsnaam")],
)  # fmt: skip
def test_either_name_may_show_a_legal_person_and_the_column_is_named(
    achternaam: Any, bedrijfsnaam: Any, form: Any, column: Any
) -> None:
    """R-ADM-4: the partner is told in which column it stands."""
    gegevens = good(read(achternaam=achternaam, bedrijfsnaam=bedrijfsnaam)).gegevens
    assert (gegevens.rechtsvorm, gegevens.rechtsvorm_in) == (form, column)


def test_the_key_of_a_line_holds_reference_soort_message_and_month() -> None:
    # R-INT-4
    first = good(read(soort="HUUR", signaaldatum="2026-10-31")).sleutel
    assert first == "K1\nhuur\nvroegsignaal\n2026-10-01"
    assert good(read()).sleutel.endswith("2026-11-01")


anything = st.text(alphabet=st.characters(), max_size=12)
likely = st.one_of(
    anything,
    st.sampled_from([value for values in FAULTY.values() for value in values]),
    st.sampled_from(
        [*GOOD.values(), "'t Hof", "de Vries", "06-12345678", "a@b.nl", "1.234,56", "12A", "12", "3311ab"]
    ),
    st.text(alphabet=string.digits + " -/.,=#'" + "".join(FORMULA_STARTS), max_size=8),
)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), likely, max_size=8), max_size=6))
def test_a_line_is_read_the_same_whatever_was_read_before(changes: Any) -> None:
    # the reader that remembers and the reader that has seen nothing agree about every line
    names = list(NAMES)
    practised = LineReader(heading_of(names), dag=DAG)
    lines = [[line(**change).get(name, "") for name in names] for change in [{}, *changes, {}, *changes]]
    practised.read_many(list(enumerate(lines)))
    for number, (cells, ours) in enumerate(
        zip(lines, practised.read_many(list(enumerate(lines))), strict=True)
    ):
        fresh = LineReader(heading_of(names), dag=DAG).read(number, cells)
        assert (ours.nummer, ours.fouten, ours.waarschuwingen) == (number, fresh.fouten, fresh.waarschuwingen)
        assert list(ours.cellen) == list(fresh.cellen)
        if ours.regel is None or fresh.regel is None:
            assert ours.regel is fresh.regel is None
            assert ours.fouten
            continue
        assert good(ours).gegevens == good(fresh).gegevens
        assert good(ours).adres == good(fresh).adres
        assert (good(ours).sleutel, list(good(ours).tekst)) == (good(fresh).sleutel, list(good(fresh).tekst))
        assert (good(ours).telefoon, good(ours).email) == (good(fresh).telefoon, good(fresh).email)
        assert (good(ours).geboortedatum, good(ours).geval.warm) == (
            good(fresh).geboortedatum,
            good(fresh).geval.warm,
        )


@given(st.lists(anything, max_size=30))
def test_any_cells_are_a_value_or_faults_and_can_be_stored(cells: Any) -> None:
    gelezen = LineReader(heading_of(NAMES), dag=DAG).read(2, cells)
    assert (gelezen.regel is None) == bool(gelezen.fouten)
    assert all(value.isprintable() for value in gelezen.as_delivered().values())
    assert all(opmerking.uitleg.isprintable() for opmerking in (*gelezen.fouten, *gelezen.waarschuwingen))
    if gelezen.regel is not None:
        assert len(good(gelezen).adres.toevoeging) <= 20
        assert len(good(gelezen).adres.sleutel) <= 60
