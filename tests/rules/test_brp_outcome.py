"""R-BRP-4..8: what the BRP says about a person, and where the signal then goes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.brp_outcome import (
    FOLLOW_UP,
    Persoonsbeeld,
    Vervolg,
    find_outcome,
    follow_up,
    may_be_minor,
    outcome_of_doubt,
)
from tijdig.rules.identity import Identiteitsoordeel
from tijdig.rules.terms import BrpUitkomst, Eindresultaat, Zekerheid

TODAY = date(2026, 11, 22)
KEY = "3311AB 12"
RESIDENT = Persoonsbeeld(
    id="1",
    gemeente_van_inschrijving="0505",
    verblijf_type="Adres",
    functie_adres="W",
    adres_sleutel=KEY,
    geboortedatum="1980-05-31",
)


def outcome(persoon: Persoonsbeeld, **rest: Any) -> BrpUitkomst:
    return find_outcome(persoon, gemeente="0505", adres_sleutel=KEY, today=TODAY, **rest).uitkomst


@pytest.mark.parametrize(
    ("change", "uitkomst"),
    [
        ({}, BrpUitkomst.GEVONDEN_EXACT),
        # R-BRP-5
        ({"overleden": True}, BrpUitkomst.OVERLEDEN),
        ({"opschorting_reden": "O"}, BrpUitkomst.OVERLEDEN),
        # R-BRP-6
        ({"geboortedatum": "2010-01-01"}, BrpUitkomst.MINDERJARIG),
        ({"geboortedatum": "", "leeftijd": 17}, BrpUitkomst.MINDERJARIG),
        # R-BRP-7
        ({"opschorting_reden": "E", "gemeente_van_inschrijving": "1999"}, BrpUitkomst.VERTROKKEN_BUITENLAND),
        ({"opschorting_reden": "R", "gemeente_van_inschrijving": "1999"}, BrpUitkomst.VERTROKKEN_BUITENLAND),
        ({"gemeente_van_inschrijving": "1999"}, BrpUitkomst.VERTROKKEN_BUITENLAND),
        ({"verblijf_type": "VerblijfplaatsBuitenland"}, BrpUitkomst.VERTROKKEN_BUITENLAND),
        (
            {
                "verblijf_type": "VerblijfplaatsOnbekend",
                "opschorting_reden": "E",
                "gemeente_van_inschrijving": "1999",
            },
            BrpUitkomst.VERTROKKEN_ONBEKEND,
        ),
        ({"gemeente_van_inschrijving": "0599"}, BrpUitkomst.GEEN_INWONER),
        ({"gemeente_van_inschrijving": ""}, BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE),
        ({"opschorting_reden": "M"}, BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE),
        ({"opschorting_reden": "."}, BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE),
        ({"adres_sleutel": "3311AB 14"}, BrpUitkomst.GEVONDEN_ADRES_WIJKT_AF),
        ({"verblijf_type": "Locatie", "adres_sleutel": ""}, BrpUitkomst.GEVONDEN_ADRES_WIJKT_AF),
        # R-BRP-2
        ({"verblijft_niet_op_adres": True}, BrpUitkomst.VERBLIJFT_NIET_OP_ADRES),
        ({"verblijf_type": "", "adres_sleutel": ""}, BrpUitkomst.VERBLIJFT_NIET_OP_ADRES),
        ({"functie_adres": "B"}, BrpUitkomst.BRIEFADRES),
    ],
)
def test_what_was_found_about_one_person(change, uitkomst):
    assert outcome(replace(RESIDENT, **change)) is uitkomst


@pytest.mark.parametrize(
    ("first", "second", "uitkomst"),
    [
        ({"overleden": True}, {"gemeente_van_inschrijving": "0599"}, BrpUitkomst.OVERLEDEN),
        (
            {"overleden": True, "opschorting_reden": "O"},
            {"gemeente_van_inschrijving": "1999"},
            BrpUitkomst.OVERLEDEN,
        ),
        (
            {"gemeente_van_inschrijving": "0599"},
            {"leeftijd": 9, "geboortedatum": ""},
            BrpUitkomst.GEEN_INWONER,
        ),
        ({"verblijft_niet_op_adres": True}, {"functie_adres": "B"}, BrpUitkomst.VERBLIJFT_NIET_OP_ADRES),
        ({"functie_adres": "B"}, {"geboortedatum": "2015"}, BrpUitkomst.MINDERJARIG),
        ({"functie_adres": "B"}, {"adres_sleutel": "3311AB 14"}, BrpUitkomst.BRIEFADRES),
        ({"geboortedatum": "2015"}, {"adres_sleutel": "3311AB 14"}, BrpUitkomst.MINDERJARIG),
    ],
)
def test_which_fact_goes_first(first, second, uitkomst):
    assert outcome(replace(RESIDENT, **first, **second)) is uitkomst


def test_a_name_that_deviates_is_said_once():
    assert outcome(RESIDENT, naam_wijkt_af=True) is BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF
    moved = replace(RESIDENT, adres_sleutel="3311AB 14")
    found = find_outcome(moved, gemeente="0505", adres_sleutel=KEY, today=TODAY, naam_wijkt_af=True)
    assert found.uitkomst is BrpUitkomst.GEVONDEN_ADRES_WIJKT_AF
    assert found.redenen[1:] == ("De naam wijkt iets af.",)


def test_the_flags_go_with_every_outcome_and_are_explained():
    # R-BRP-8: curatele
    persoon = replace(RESIDENT, geheimhouding=True, adres_in_onderzoek=True, curatele=True)
    found = find_outcome(persoon, gemeente="0505", adres_sleutel=KEY, today=TODAY)
    assert (found.geheimhouding, found.adres_in_onderzoek, found.curatele) == (True, True, True)
    assert len(found.redenen) == 4
    assert any("curator" in reden for reden in found.redenen)


def test_a_minor_or_letter_address_elsewhere_in_the_gemeente_says_so():
    child = replace(RESIDENT, geboortedatum="2015", functie_adres="B", adres_sleutel="3311AB 14")
    found = find_outcome(child, gemeente="0505", adres_sleutel=KEY, today=TODAY)
    assert found.redenen[1:] == (
        "De persoon heeft een briefadres.",
        "Het adres in de BRP is een ander adres dan in het signaal.",
    )


def test_of_who_has_gone_nothing_more_is_said():
    persoon = replace(RESIDENT, gemeente_van_inschrijving="0599", geheimhouding=True, adres_sleutel="x")
    assert len(find_outcome(persoon, gemeente="0505", adres_sleutel=KEY, today=TODAY).redenen) == 1


@pytest.mark.parametrize(
    ("born", "leeftijd", "minor"),
    [
        ("2008-11-22", None, False),  # 18 today
        ("2008-11-23", None, True),  # 18 tomorrow
        ("2008-11-23", 18, True),  # the date counts before the age
        ("2008-11", None, None),
        ("2008-11", 18, False),
        ("2008-10", None, False),
        ("2008-12", None, True),
        ("2008", None, None),
        ("2008-00-00", None, None),
        ("2008", 17, True),
        ("2007", None, False),
        ("2009", None, True),
        ("", 17, True),
        ("", 18, False),
        ("", None, False),
    ],
)
def test_who_is_a_minor(born, leeftijd, minor):
    # R-BRP-6
    assert may_be_minor(born, leeftijd, TODAY) is minor
    assert (outcome(replace(RESIDENT, geboortedatum=born, leeftijd=leeftijd)) is BrpUitkomst.MINDERJARIG) == (
        minor is not False
    )


def test_somebody_of_29_february_comes_of_age_on_1_march():
    assert may_be_minor("2008-02-29", None, date(2026, 2, 28)) is True
    assert may_be_minor("2008-02-29", None, date(2026, 3, 1)) is False


@pytest.mark.parametrize(
    ("passend", "huisgenoot", "uitkomst"),
    [
        (("1", "2"), False, BrpUitkomst.MEERDERE),
        (("1",), False, BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF),
        ((), True, BrpUitkomst.HUISGENOOT),
        ((), False, BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE),
    ],
)
def test_doubt_has_an_outcome_and_goes_to_a_person(passend, huisgenoot, uitkomst):
    zekerheid = Zekerheid.ONZEKER if passend else Zekerheid.NIET_GEVONDEN
    oordeel = Identiteitsoordeel(
        zekerheid=zekerheid, redenen=("Daarom.",), huisgenoot=huisgenoot, passend=passend
    )
    found = outcome_of_doubt(oordeel)
    assert (found.uitkomst, found.redenen) == (uitkomst, ("Daarom.",))
    assert follow_up(found.uitkomst, zekerheid) is Vervolg.TWIJFEL


def test_a_sure_judgement_is_no_doubt():
    with pytest.raises(ValueError, match="sure"):
        outcome_of_doubt(Identiteitsoordeel(zekerheid=Zekerheid.ZEKER, kandidaat="1", redenen=("Daarom.",)))


def test_every_outcome_stands_in_the_table_once():
    assert list(FOLLOW_UP) == list(dict.fromkeys(FOLLOW_UP))
    assert set(FOLLOW_UP) == set(BrpUitkomst)
    assert all(line.regel.startswith("R-BRP-") for line in FOLLOW_UP.values())


def test_what_ends_a_signal_has_a_result_and_who_died_is_told_and_seen():
    for uitkomst, line in FOLLOW_UP.items():
        told = line.vervolg is Vervolg.TERZIJDE or uitkomst is BrpUitkomst.OVERLEDEN
        assert (line.resultaat is not None) is told
    assert FOLLOW_UP[BrpUitkomst.OVERLEDEN].vervolg is Vervolg.TWIJFEL
    assert FOLLOW_UP[BrpUitkomst.VERTROKKEN_ONBEKEND].resultaat is Eindresultaat.ANDERE_REDEN


@given(st.sampled_from(BrpUitkomst), st.sampled_from(Zekerheid))
def test_only_who_is_surely_found_goes_on_without_a_person(uitkomst, zekerheid):
    vervolg = follow_up(uitkomst, zekerheid)
    if zekerheid is not Zekerheid.ZEKER:
        assert vervolg in (Vervolg.TWIJFEL, Vervolg.OPNIEUW)
    else:
        assert vervolg is FOLLOW_UP[uitkomst].vervolg
