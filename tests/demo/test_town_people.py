"""The people of the synthetic town: nobody real, everybody odd enough."""

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.demo.town import Person, Town, make_town
from tijdig.demo.town.bsn import passes_elfproef
from tijdig.demo.town.cases import CASES, find_namesakes
from tijdig.demo.town.dice import dice
from tijdig.demo.town.haalcentraal import api_form
from tijdig.demo.town.misspell import misspell
from tijdig.demo.town.name_lists import FEMALE, MALE, SURNAMES, Origin
from tijdig.demo.town.names import Surname, split_surname, strip_diacritics, used_surname, voorletters

TODAY = date(2026, 11, 22)


@cache
def small_town() -> Town:
    return make_town(seed=7, today=TODAY, households=300)


@cache
def persons() -> list[dict[str, Any]]:
    return small_town().persons


def living_in_town() -> list[dict[str, Any]]:
    return [p for p in persons() if p["gemeenteVanInschrijving"]["code"] == "0505"]


def test_every_bsn_passes_the_elfproef_lies_in_the_test_range_and_is_given_once() -> None:
    bsns = [person["burgerservicenummer"] for person in persons()]
    assert all(passes_elfproef(bsn) and bsn.startswith("999") for bsn in bsns)
    assert len(set(bsns)) == len(bsns)


@pytest.mark.parametrize(
    ("bsn", "good"),
    [
        ("111222333", True),
        ("111222334", False),
        ("11122233", False),
        ("1112223330", False),
        ("11122233a", False),
    ],
)
def test_the_elfproef_knows_good_from_bad(bsn: str, good: bool) -> None:
    assert passes_elfproef(bsn) is good


@given(st.integers(0, 99_999), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(tail: int, at: int, more: int) -> None:
    bsn = f"9999{tail:05}"
    wrong = bsn[:at] + str((int(bsn[at]) + more) % 10) + bsn[at + 1 :]
    assert not (passes_elfproef(bsn) and passes_elfproef(wrong))


def test_every_special_case_comes_at_least_three_times_even_in_a_small_town() -> None:
    counts = Counter(household.case for household in small_town().households)
    assert {case: counts[case] for case in CASES if counts[case] < 3} == {}


def test_the_register_shows_what_the_special_cases_are() -> None:
    shown = {
        "elsewhere": [p for p in persons() if p["gemeenteVanInschrijving"]["code"] not in ("0505", "1999")],
        "deceased": [p for p in persons() if p.get("overlijden")],
        "abroad": [p for p in persons() if p["verblijfplaats"]["type"] == "VerblijfplaatsBuitenland"],
        "unknown": [p for p in persons() if p["verblijfplaats"]["type"] == "VerblijfplaatsOnbekend"],
        "curatele": [p for p in persons() if p.get("indicatieCurateleRegister")],
        "secret": [p for p in persons() if p.get("geheimhoudingPersoonsgegevens")],
        "investigated": [p for p in persons() if "inOnderzoek" in p["verblijfplaats"]],
        "gone": [p for p in persons() if p["verblijfplaats"].get("indicatieVastgesteldVerblijftNietOpAdres")],
        "briefadres": [
            p for p in persons() if p["verblijfplaats"].get("functieAdres", {}).get("code") == "B"
        ],
    }
    assert {name: len(found) for name, found in shown.items() if len(found) < 3} == {}


def test_the_deceased_and_the_departed_are_suspended_with_the_right_reason() -> None:
    for person in persons():
        reden = person.get("opschortingBijhouding", {}).get("reden", {}).get("code")
        gone = person["gemeenteVanInschrijving"]["code"] == "1999"
        assert reden == ("O" if "overlijden" in person else "E" if gone else None)


def test_namesakes_share_initials_surname_and_address() -> None:
    households = [h for h in small_town().households if h.case == "namesakes"]
    for parent, child in (find_namesakes(household)[0] for household in households):
        assert parent.adres is child.adres is not None
        assert parent.geboren < child.geboren
        assert parent.geslacht == child.geslacht


def test_a_minor_who_signed_is_fourteen_to_seventeen() -> None:
    holders = [h.holder for h in small_town().households if h.case == "minor-holder"]
    assert holders
    assert all(holder and 14 <= holder.age(TODAY) <= 17 for holder in holders)


def test_nobody_is_born_after_today_and_no_parent_is_a_child() -> None:
    for person in small_town().people:
        assert person.geboren <= TODAY
        assert all((person.geboren - parent.geboren).days > 15 * 365 for parent in person.ouders)
        assert person.geboren <= person.sinds <= TODAY


def test_partners_name_each_other() -> None:
    by_bsn = {person["burgerservicenummer"]: person for person in persons()}
    married = [person for person in persons() if "partners" in person]
    assert married
    for person in married:
        spouse = by_bsn[person["partners"][0]["burgerservicenummer"]]
        assert spouse["partners"][0]["burgerservicenummer"] == person["burgerservicenummer"]


def test_address_lines_and_bag_ids_look_as_the_api_gives_them() -> None:
    for person in living_in_town():
        place = person["verblijfplaats"]
        assert re.fullmatch(r"0505010000\d{6}", place["adresseerbaarObjectIdentificatie"])
        assert re.fullmatch(r"0505200000\d{6}", place["nummeraanduidingIdentificatie"])
        assert re.fullmatch(r"33[12]\d [A-Z]{2}  DORDRECHT", person["adressering"]["adresregel2"])
        assert re.fullmatch(r"33[12]\d[A-Z]{2}", place["verblijfadres"]["postcode"])


def test_every_address_is_there_once_with_ids_of_its_own() -> None:
    addresses = small_town().addresses
    keys = {(a.postcode, a.huisnummer, a.huisletter, a.toevoeging) for a in addresses}
    assert len(keys) == len(addresses) == len({a.nummeraanduiding for a in addresses})
    assert not {a.postcode[4:] for a in addresses} & {"SA", "SD", "SS"}
    assert all(3311 <= int(a.postcode[:4]) <= 3329 for a in addresses)
    assert all(abs(a.lat - 51.80) < 0.04 and abs(a.lon - 4.67) < 0.07 for a in addresses)


def test_numbers_come_with_letters_and_additions() -> None:
    lines = {address.regel1 for address in small_town().addresses}
    for shape in (r" \d+ [A-D]$", r" \d+-\d+$", r" \d+ bis$", r" \d+ III$", r" \d+$"):
        assert any(re.search(shape, line) for line in lines), shape


@pytest.mark.parametrize(
    ("written", "voorvoegsel", "naam"),
    [
        ("van den Berg", "van den", "Berg"),
        ("in 't Veld", "in 't", "Veld"),
        ("'t Hart", "'t", "Hart"),
        ("Klein Wolterink", "", "Klein Wolterink"),
        ("Çelik", "", "Çelik"),
        ("van IJzendoorn", "van", "IJzendoorn"),
    ],
)
def test_the_voorvoegsel_stands_apart(written: str, voorvoegsel: str, naam: str) -> None:
    assert split_surname(written) == Surname(voorvoegsel=voorvoegsel, naam=naam)


@pytest.mark.parametrize(
    ("naamgebruik", "aanhef", "naam"),
    [
        ("E", "Geachte mevrouw In 't Veld", "R.M. in 't Veld"),
        ("P", "Geachte mevrouw Van Velzen", "R.M. van Velzen"),
        ("V", "Geachte mevrouw Van Velzen-in 't Veld", "R.M. van Velzen-in 't Veld"),
        ("N", "Geachte mevrouw In 't Veld-van Velzen", "R.M. in 't Veld-van Velzen"),
    ],
)
def test_aanhef_follows_the_naamgebruik(naamgebruik: str, aanhef: str, naam: str) -> None:
    spouse = _someone(surname="van Velzen", geslacht="M")
    person = _someone(surname="in 't Veld", geslacht="V")
    person.spouse, person.naamgebruik = spouse, naamgebruik
    adressering = api_form(person)["adressering"]
    assert adressering["aanhef"] == aanhef
    assert adressering["aanschrijfwijze"]["naam"] == naam


def _someone(*, surname: str, geslacht: str) -> Person:
    return Person(
        bsn="999990019",
        origin=Origin.NEDERLANDS,
        voornamen="Rosa Maria",
        surname=split_surname(surname),
        geslacht=geslacht,
        geboren=date(1980, 5, 4),
    )


def test_hundreds_of_names_with_prefixes_and_diacritics_are_in_the_lists() -> None:
    surnames = {name for names in SURNAMES.values() for name in names}
    voornamen = {name for lists in (MALE, FEMALE) for names in lists.values() for name in names}
    assert len(surnames) > 300
    assert len(voornamen) > 350
    assert {"Çelik", "Gündoğan", "Müller", "Yılmaz"} <= surnames
    assert {"Zoë", "Łukasz"} <= voornamen


surnames = st.sampled_from([split_surname(name) for names in SURNAMES.values() for name in names])


@given(surnames, surnames, st.sampled_from("EPVN"))
def test_a_used_name_is_made_of_own_and_partner_and_of_nothing_else(
    own: Surname, partner: Surname, naamgebruik: str
) -> None:
    used = str(used_surname(own, partner, naamgebruik))
    expected = {"E": [own], "P": [partner], "V": [partner, own], "N": [own, partner]}[naamgebruik]
    assert used == "-".join(str(name) for name in expected)


@given(surnames, st.integers())
def test_a_misspelt_name_keeps_its_first_letter_and_about_its_length(name: Surname, seed: int) -> None:
    wrong = misspell(dice(seed), name.naam)
    assert wrong[0] == name.naam[0]
    assert abs(len(wrong) - len(name.naam)) <= 1


@given(surnames)
def test_a_name_without_diacritics_is_plain_ascii(name: Surname) -> None:
    assert strip_diacritics(str(name)).isascii()


def test_initials_have_points_and_a_double_first_name_counts_once() -> None:
    assert voorletters("Anne-Fleur Maria") == "A.M."
    assert voorletters("Łukasz") == "Ł."
