"""What is proposed and why (R-TRI-1, R-TRI-2, R-TRI-5, R-TRI-7), and the guards no kader can pass."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.weighing import DORDRECHT, STANDAARD, feiten, feiten_with, kader_of, kaders
from tijdig.rules.terms import Aanpak, Contactsoort, Eindresultaat
from tijdig.rules.triage import CONDITIONS, REACHING, WEIGHT, Feiten, weigh

VISIT = {"dan": "huisbezoek_aangekondigd", "bakje": "huisbezoek", "aankondiging": ["brief"]}
VISITS = {Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.HUISBEZOEK_ONAANGEKONDIGD}
euros = st.integers(0, 2_000_00)


# -- the first rule that applies decides ----------------------------------------------------------


def test_the_first_rule_that_applies_decides_and_says_why():  # R-TRI-1, R-TRI-2
    kader = kader_of(
        {"als": {"crisis": True}, "dan": "bellen"},
        {
            "id": "huur",
            "als": {"soorten_bevat": ["huur"], "bedrag_minimaal": 1},
            "dan": "bellen",
            "team": "Noord",
        },
        {"id": "rest"},
    )
    voorstel = weigh(feiten_with(soorten=["huur", "gas"], bedrag=1234_56, telefoon_bekend=True), kader)
    assert (voorstel.regel, voorstel.aanpak, voorstel.team) == ("huur", Aanpak.BELLEN, "Noord")
    assert voorstel.redenen == ("Er is een huurachterstand.", "Samen € 1.234,56.")
    assert voorstel.reden == "Daarom."
    assert voorstel.versie == "0599 2026-01-01"


def test_a_rule_without_conditions_says_that_no_other_fitted():  # R-TRI-2
    voorstel = weigh(feiten_with(), kader_of({"id": "rest"}))
    assert voorstel.redenen == ("Geen eerdere regel van het afwegingskader past.",)


def test_what_no_rule_says_goes_to_a_person():  # R-TRI-2
    voorstel = weigh(feiten_with(), kader_of({"als": {"crisis": True}}))
    assert (voorstel.aanpak, voorstel.bakje, voorstel.regel) == (Aanpak.VOORLEGGEN, "voorleggen", "geen")


@pytest.mark.parametrize(
    ("als", "meets", "fails", "sentence"),
    [
        (
            {"soorten_bevat": ["huur"]},
            {"soorten": ["huur", "gas"]},
            {"soorten": ["gas"]},
            "Er is een huurachterstand.",
        ),
        (
            {"soorten_bevat": ["gas", "warmte", "drinkwater"]},
            {"soorten": ["gas", "warmte", "drinkwater"]},
            {"soorten": ["huur"]},
            "Er is een achterstand bij drinkwater, gas en warmte.",
        ),
        (
            {"alleen_soorten": ["gas", "warmte"]},
            {"soorten": ["gas"]},
            {"soorten": ["gas", "huur"]},
            "De achterstand is alleen bij gas.",
        ),
        (
            {"berichten_bevat": ["eindelevering"]},
            {"berichten": frozenset({"eindelevering"})},
            {"berichten": frozenset()},
            "De partner meldde: einde van de levering van energie.",
        ),
        ({"partners_minimaal": 2}, {"partners": 2}, {"partners": 1}, "2 partners meldden een achterstand."),
        ({"partners_maximaal": 1}, {"partners": 1}, {"partners": 2}, "Eén partner meldde een achterstand."),
        ({"signalen_minimaal": 3}, {"signalen": 3}, {"signalen": 2}, "Er zijn 3 signalen."),
        ({"bedrag_minimaal": 50000}, {"bedrag": 50000}, {"bedrag": 49999}, "Samen € 500,00."),
        (
            {"ouderdom_minimaal": 60},
            {"ouderdom_dagen": 60},
            {"ouderdom_dagen": 59},
            "De oudste achterstand is 60 dagen oud.",
        ),
        ({"wijk": ["Crabbehof"]}, {"wijk": "Crabbehof"}, {"wijk": ""}, "De wijk is Crabbehof."),
        (
            {"leeftijdsklasse": ["18-26"]},
            {"leeftijdsklasse": "18-26"},
            {"leeftijdsklasse": "onbekend"},
            "De leeftijd van de inwoner is 18-26.",
        ),
        (
            {"eerdere_aanpak": ["brief"]},
            {"eerdere_aanpak": Aanpak.BRIEF},
            {"eerdere_aanpak": None},
            "De vorige aanpak was: brief.",
        ),
        (
            {"eerdere_uitkomst": ["niet_bereikt"]},
            {"eerdere_uitkomst": Eindresultaat.NIET_BEREIKT},
            {"eerdere_uitkomst": Eindresultaat.WIL_GEEN_HULP},
            "De vorige uitkomst was: niet bereikt.",
        ),
    ],
)
def test_each_condition_holds_up_to_its_edge_and_is_said(als, meets, fails, sentence):  # R-TRI-1, R-TRI-2
    kader = kader_of({"id": "deze", "als": als})
    assert weigh(feiten_with(**meets), kader).regel == "deze"
    assert weigh(feiten_with(**meets), kader).redenen == (sentence,)
    assert weigh(feiten_with(**fails), kader).regel == "geen"


YES_NO = [name for name, condition in CONDITIONS.items() if condition.schema() == {"type": "boolean"}]


@pytest.mark.parametrize(
    "name", [name for name in YES_NO if name not in {"curatele", "bekend_bij_shv", "nazorg_shv"}]
)
def test_each_yes_or_no_condition_can_be_asked_both_ways(name):  # R-TRI-1
    kader = kader_of({"id": "wel", "als": {name: True}}, {"id": "niet", "als": {name: False}})
    wel, niet = weigh(feiten_with(**{name: True}), kader), weigh(feiten_with(**{name: False}), kader)
    assert (wel.regel, niet.regel) == ("wel", "niet")
    assert set(wel.redenen).isdisjoint(niet.redenen)


def test_a_fact_that_is_not_known_meets_neither_yes_nor_no():
    kader = kader_of(
        {"als": {"minderjarige_kinderen": True}},
        {"als": {"minderjarige_kinderen": False}},
        {"id": "onbekend"},
    )
    assert weigh(feiten_with(minderjarige_kinderen=None), kader).regel == "onbekend"


def test_a_repeat_can_get_another_approach_or_a_pause():  # R-TRI-5
    kader = kader_of(
        {"als": {"recidive": True, "eerdere_aanpak": ["brief"]}, "dan": "bellen"},
        {"als": {"recidive": True}, "adempauze_dagen": 30},
        {"id": "eerste"},
    )
    again = feiten_with(recidive=True, eerdere_aanpak=Aanpak.BRIEF, telefoon_bekend=True)
    assert weigh(again, kader).aanpak == Aanpak.BELLEN
    assert weigh(replace(again, eerdere_aanpak=None), kader).adempauze_dagen == 30
    assert weigh(feiten_with(), kader).adempauze_dagen == 0
    assert weigh(replace(again, eerdere_aanpak=None, crisis=True), kader).adempauze_dagen == 0


# -- the guards -----------------------------------------------------------------------------------


@pytest.mark.parametrize("obstacle", ["huisbezoek_verboden", "briefadres"])
@pytest.mark.parametrize(("telefoon", "aanpak"), [(True, Aanpak.BELLEN), (False, Aanpak.BRIEF)])
def test_where_nobody_may_visit_a_call_or_else_a_letter_is_proposed(obstacle, telefoon, aanpak):  # R-ADM-6
    voorstel = weigh(feiten_with(**{obstacle: True}, telefoon_bekend=telefoon), kader_of(VISIT))
    assert (voorstel.aanpak, voorstel.bakje, voorstel.aankondiging) == (aanpak, str(aanpak), ())
    assert voorstel.reden.startswith("Daarom. Een huisbezoek is hier niet mogelijk.")


@given(feiten, kaders)
def test_to_a_curator_or_to_parents_nothing_but_a_letter_is_proposed(f, kader):  # R-BRP-6, R-BRP-8
    voorstel = weigh(replace(f, alleen_brief=True), kader)
    assert REACHING.isdisjoint({voorstel.aanpak, voorstel.vervolg})


@given(feiten, kaders)
def test_no_visit_is_ever_proposed_where_none_may_be_made(f, kader):  # R-ADM-6
    voorstel = weigh(replace(f, huisbezoek_verboden=True), kader)
    assert VISITS.isdisjoint({voorstel.aanpak, voorstel.vervolg})


@given(feiten.filter(lambda f: not f.briefadres), st.sampled_from([DORDRECHT, STANDAARD]))
def test_the_proposal_does_not_tell_safety_from_a_postal_address(f, kader):  # R-ADM-6
    assert weigh(replace(f, huisbezoek_verboden=True), kader) == weigh(replace(f, briefadres=True), kader)


def test_safety_is_no_condition_of_a_kader():  # R-ADM-6
    assert "huisbezoek_verboden" not in CONDITIONS


def test_a_next_step_that_may_not_be_made_is_left_out():  # R-ADM-6
    kader = kader_of({"dan": "bellen", "vervolg": "huisbezoek_onaangekondigd"})
    f = feiten_with(telefoon_bekend=True)
    assert weigh(f, kader).vervolg == Aanpak.HUISBEZOEK_ONAANGEKONDIGD
    assert weigh(replace(f, huisbezoek_verboden=True), kader).vervolg is None
    assert weigh(f, kader_of({"dan": "brief", "vervolg": "bellen"})).vervolg == Aanpak.BELLEN
    assert weigh(feiten_with(), kader_of({"dan": "brief", "vervolg": "bellen"})).vervolg is None


@pytest.mark.parametrize(("dan", "fact"), [("bellen", "telefoon"), ("sms", "telefoon"), ("email", "email")])
def test_nobody_is_called_without_a_number_or_mailed_without_an_address(dan, fact):
    kader = kader_of({"dan": dan})
    assert weigh(feiten_with(**{f"{fact}_bekend": True}), kader).aanpak == Aanpak(dan)
    assert weigh(feiten_with(), kader).aanpak == Aanpak.BRIEF


@given(feiten, kaders)
def test_the_offer_to_somebody_under_curatele_always_goes_to_a_person(f, kader):  # R-BRP-8
    voorstel = weigh(replace(f, curatele=True, crisis=False), kader)
    assert (voorstel.aanpak, voorstel.bakje) == (Aanpak.VOORLEGGEN, "curatele")
    assert voorstel.reden == "Het aanbod gaat naar de curator."


@pytest.mark.parametrize("fact", ["bekend_bij_shv", "nazorg_shv"])
def test_who_is_known_at_shv_goes_there_unless_the_kader_has_a_rule_for_it(fact):  # R-SHV-1, R-SHV-2
    f = feiten_with(**{fact: True})
    assert weigh(f, kader_of({})).aanpak == Aanpak.OVERDRAGEN_SHV
    own = kader_of({"id": "iedereen"}, {"id": "eigen", "als": {fact: True}})
    assert weigh(f, own).regel == "eigen"
    assert weigh(feiten_with(), own).regel == "iedereen"


@given(feiten, kaders)
def test_a_crisis_is_flagged_and_comes_first_whatever_the_kader_says(f, kader):  # R-TRM-2
    voorstel = weigh(replace(f, crisis=True), kader)
    assert (voorstel.crisis, voorstel.bakje) == (True, "crisis")
    assert voorstel.redenen[0] == "Er is een bedreigende situatie."
    assert not weigh(replace(f, crisis=False), kader).crisis


# -- replay ---------------------------------------------------------------------------------------


@given(feiten, kaders)
def test_the_same_facts_give_the_same_proposal_with_reasons(f, kader):  # R-TRI-2
    voorstel = weigh(f, kader)
    assert voorstel == weigh(f, kader)
    assert voorstel.reden
    assert voorstel.redenen
    assert all(sentence.endswith(".") for sentence in voorstel.redenen)


@given(feiten, st.sampled_from([DORDRECHT, STANDAARD]))
def test_a_proposal_can_be_replayed_from_what_was_stored(f, kader):  # R-TRI-2
    stored = json.loads(json.dumps(f.to_json()))
    assert Feiten.from_json(stored) == f
    assert weigh(Feiten.from_json(stored), kader) == weigh(f, kader)


def test_every_aanpak_has_a_weight():
    assert set(WEIGHT) == set(Aanpak)


def test_a_proposal_holds_how_a_visit_is_announced():
    voorstel = weigh(feiten_with(partners=2), DORDRECHT)
    assert voorstel.aankondiging == (Contactsoort.BRIEF, Contactsoort.TELEFOON)
    assert "huisbezoek_verboden" not in asdict(voorstel)


@pytest.mark.parametrize(
    ("changes", "days"),
    [({}, 30), ({"crisis": True}, 0), ({"eerste_van_partner": True}, 0), ({"recidive": False}, 0)],
    ids=["a repeat", "a crisis", "a partner that is new here", "no repeat"],
)
def test_a_pause_never_holds_back_what_cannot_wait(
    changes: dict[str, bool], days: int
) -> None:  # R-TRI-5, R-ADM-5
    kader = kader_of({"als": {"recidive": True}, "adempauze_dagen": 30}, {})
    assert weigh(feiten_with(**({"recidive": True} | changes)), kader).adempauze_dagen == days


def test_another_approach_than_last_time_is_a_rule_like_any_other() -> None:  # R-TRI-5
    kader = kader_of(
        {"als": {"recidive": True, "eerdere_aanpak": ["brief"]}, "dan": "bellen"},
        {"als": {"recidive": True, "eerdere_aanpak": ["bellen", "sms"]}, "dan": "huisbezoek_aangekondigd"},
        {},
    )
    facts = {"recidive": True, "telefoon_bekend": True}
    given = [
        weigh(feiten_with(**facts, eerdere_aanpak=last), kader).aanpak
        for last in (None, Aanpak.BRIEF, Aanpak.BELLEN)
    ]
    assert given == [Aanpak.BRIEF, Aanpak.BELLEN, Aanpak.HUISBEZOEK_AANGEKONDIGD]
