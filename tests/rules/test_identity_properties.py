"""R-BRP-3: what must hold for every report and every household."""

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.identity import Gemeld, Kandidaat, Past, compare, judge
from tijdig.rules.names import normalise_surname
from tijdig.rules.terms import Zekerheid

PERSONS = Path(__file__).parents[2].parent / "shared" / "brp" / "personen-api-vorm.afgeleid.json"
needs_persons = pytest.mark.skipif(not PERSONS.exists(), reason="the shared BRP test persons are not here")

surnames = st.sampled_from(
    ["Jansen", "Janssen", "de Groot", "Jansen-de Groot", "Bakker", "v.d. Berg", "", "."]
)
names = st.sampled_from(["", "Jan", "Johanna", "Jan Willem", "Karin", "Karel", "J.W.", "JW", "W.", "JAN"])
dates = st.sampled_from(["", "1960-05-31", "1960", "1960-05", "2010-02-01", "1960-05-30"])
sexes = st.sampled_from(["", "M", "V"])

reports = st.builds(
    Gemeld,
    voorletters=names,
    achternaam=surnames,
    bedrijfsnaam=st.sampled_from(["", "Bakker Transport"]),
    geboortedatum=dates,
    geslacht=sexes,
)
households = st.lists(
    st.builds(
        Kandidaat,
        id=st.sampled_from("abcdef"),
        voornamen=names,
        geslachtsnaam=surnames,
        partner_geslachtsnaam=st.sampled_from(["", "Jansen", "Bakker"]),
        geboortedatum=dates,
        geslacht=sexes,
        leeftijd=st.none() | st.integers(0, 90),
        overleden=st.booleans(),
    ),
    max_size=5,
)


@given(reports, households, st.randoms())
def test_the_order_of_the_residents_does_not_matter(gemeld, household, random):
    shuffled = random.sample(household, len(household))
    assert judge(gemeld, shuffled) == judge(gemeld, household) == judge(gemeld, household)


@given(reports, households)
def test_sure_means_exactly_one_who_fits(gemeld, household):
    oordeel = judge(gemeld, household)
    assert (oordeel.zekerheid is Zekerheid.ZEKER) == (oordeel.kandidaat is not None)
    assert (oordeel.zekerheid is Zekerheid.NIET_GEVONDEN) == (not oordeel.passend)
    if oordeel.kandidaat is not None:
        assert oordeel.passend == (oordeel.kandidaat,)
        chosen = [k for k in household if k.id == oordeel.kandidaat]
        assert any(compare(gemeld, k).past in (Past.GOED, Past.MATIG) for k in chosen)


@given(reports, households)
def test_every_answer_has_a_reason(gemeld, household):
    redenen = judge(gemeld, household).redenen
    assert redenen
    assert all(reden.endswith(".") for reden in redenen)


@given(reports, households)
def test_a_twin_of_the_chosen_one_ends_the_certainty(gemeld, household):
    gemeld = replace(gemeld, geboortedatum="")
    chosen = judge(gemeld, household).kandidaat
    twins = [replace(k, id=f"twin {k.id}") for k in household if k.id == chosen]
    if chosen is not None:
        assert judge(gemeld, household + twins).zekerheid is Zekerheid.ONZEKER


@given(reports, households)
def test_somebody_of_another_name_never_changes_who_is_meant(gemeld, household):
    stranger = Kandidaat(id="z", voornamen="Xander", geslachtsnaam="Quispel")
    before, after = judge(gemeld, household), judge(gemeld, [*household, stranger])
    assert (before.zekerheid, before.kandidaat, before.passend) == (
        after.zekerheid,
        after.kandidaat,
        after.passend,
    )


def read_person(person: dict[str, Any]) -> Kandidaat:
    naam = person.get("naam", {})
    partner = next(iter(person.get("partners", [])), {}).get("naam", {})
    return Kandidaat(
        id=person["burgerservicenummer"],
        voornamen=naam.get("voornamen", ""),
        voorletters=naam.get("voorletters", ""),
        voorvoegsel=naam.get("voorvoegsel", ""),
        geslachtsnaam=naam.get("geslachtsnaam", ""),
        partner_voorvoegsel=partner.get("voorvoegsel", ""),
        partner_geslachtsnaam=partner.get("geslachtsnaam", ""),
        geboortedatum=person.get("geboorte", {}).get("datum", {}).get("datum", ""),
        geslacht=person.get("geslacht", {}).get("code", ""),
    )


def read_households() -> list[list[Kandidaat]]:
    at_address: dict[str, list[Kandidaat]] = defaultdict(list)
    for person in json.loads(PERSONS.read_text(encoding="utf-8")):
        address = person.get("adressering", {})
        at_address[f"{address.get('adresregel1')} {address.get('adresregel2')}"].append(read_person(person))
    return [household for household in at_address.values() if len(household) < 30]


@needs_persons
def test_no_test_person_of_the_brp_is_taken_for_a_housemate():
    sure, asked = 0, 0
    for household in read_households():
        for kandidaat in household:
            gemeld = Gemeld(
                voorletters=kandidaat.voorletters,
                achternaam=f"{kandidaat.voorvoegsel} {kandidaat.geslachtsnaam}",
                geboortedatum=kandidaat.geboortedatum,
            )
            for report in (gemeld, replace(gemeld, geboortedatum=""), replace(gemeld, voorletters="")):
                oordeel = judge(report, household)
                assert oordeel.kandidaat in (None, kandidaat.id)
                has_name = normalise_surname(kandidaat.geslachtsnaam) != ""
                assert (kandidaat.id in oordeel.passend) is has_name
            sure += judge(gemeld, household).kandidaat == kandidaat.id
            asked += 1
    assert sure / asked > 0.85  # the rest are test persons that equal each other in every part
