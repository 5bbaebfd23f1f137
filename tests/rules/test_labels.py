"""Every word of the closed lists has one plain Dutch label."""

from enum import StrEnum
from inspect import getmembers, isclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules import terms
from tijdig.rules.labels import LABELS, choices, euro, label, label_in_sentence

LISTS = [c for _, c in getmembers(terms, isclass) if issubclass(c, StrEnum) and c is not StrEnum]


def test_the_lists_are_found_at_all():
    assert terms.Aanpak in LISTS
    assert set(LABELS) == set(LISTS)


@pytest.mark.parametrize("soort", LISTS, ids=lambda soort: soort.__name__)
def test_every_member_has_a_label_of_its_own(soort):
    assert set(LABELS[soort]) == {member.value for member in soort}
    assert len(set(LABELS[soort].values())) == len(soort)
    assert all(word[0].isupper() and "_" not in word for word in LABELS[soort].values())


def test_equal_members_of_different_lists_keep_their_own_label():
    assert terms.Aanpak.EMAIL == terms.Contactsoort.EMAIL
    assert label(terms.Hulptype.QUICK_FIX) != label(terms.Eindresultaat.QUICK_FIX)


def test_a_label_in_a_sentence_starts_small():
    assert label_in_sentence(terms.Aanpak.HUISBEZOEK_AANGEKONDIGD) == "huisbezoek met aankondiging"


def test_choices_keep_the_order_of_the_list():
    assert choices(terms.Bereikt) == [("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Nog niet bekend")]


@pytest.mark.parametrize(
    ("bedrag", "tekst"),
    [(0, "€ 0,00"), (5, "€ 0,05"), (123456, "€ 1.234,56"), (100000000, "€ 1.000.000,00"), (-250, "€ -2,50")],
)
def test_money_is_written_the_dutch_way(bedrag, tekst):
    assert euro(bedrag) == tekst


@given(st.integers(-(10**12), 10**12))
def test_no_cent_is_lost_in_writing_it_down(bedrag):
    digits = euro(bedrag).removeprefix("€ ").replace(".", "").replace(",", "")
    assert int(digits) == bedrag
