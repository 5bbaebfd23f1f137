"""The kader in policy: read whole or refused by name, and the two that ship (R-TRI-1, R-TRI-6)."""

from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.rules.weighing import (
    DORDRECHT,
    STANDAARD,
    crowded_kaders,
    feiten,
    feiten_with,
    kader_of,
    mapping_of,
    shipped,
)
from tijdig.rules.terms import Aanpak
from tijdig.rules.triage import KADER_SCHEMA, WEIGHT, is_monotone, read_kader, weigh

SDD, TEAM = "Sociale Dienst Drechtsteden", "Stedelijk team vroegsignalering"
SHIPPED = [("0505", "2021-05-01"), ("standaard", "2021-01-01")]
KADERS = [DORDRECHT, STANDAARD]


# -- Dordrecht and the default --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "regel", "aanpak", "team"),
    [
        # one row = one line of the kader, and its edge
        ({"crisis": True, "bekend_bij_shv": True}, "crisis-sociale-dienst", Aanpak.OVERDRAGEN_SHV, SDD),
        ({"crisis": True, "telefoon_bekend": True}, "crisis-bellen", Aanpak.BELLEN, TEAM),
        ({"crisis": True}, "crisis-huisbezoek", Aanpak.HUISBEZOEK_ONAANGEKONDIGD, TEAM),
        ({"bekend_bij_shv": True, "bedrag": 500_01}, "sociale-dienst-boven-500", Aanpak.BRIEF, SDD),
        ({"bekend_bij_shv": True, "bedrag": 500_00}, "sociale-dienst", Aanpak.BRIEF, SDD),
        ({"bekend_bij_shv": True, "soorten": ["huur"]}, "sociale-dienst", Aanpak.BRIEF, SDD),
        ({"nazorg_shv": True, "partners": 2}, "sociale-dienst-nazorg", Aanpak.OVERDRAGEN_SHV, SDD),
        ({"soorten": ["huur"]}, "huurachterstand", Aanpak.HUISBEZOEK_AANGEKONDIGD, TEAM),
        (
            {"soorten": ["huur", "gas"], "partners": 2},
            "huurachterstand",
            Aanpak.HUISBEZOEK_AANGEKONDIGD,
            TEAM,
        ),
        ({"partners": 2}, "meerdere-partners", Aanpak.HUISBEZOEK_AANGEKONDIGD, TEAM),
        ({"bedrag": 9_000_00}, "een-partner-geen-huur", Aanpak.BRIEF, TEAM),
    ],
)
def test_dordrecht_proposes_what_its_evaluation_describes(changes, regel, aanpak, team):  # R-TRI-6, R-TRI-7
    voorstel = weigh(feiten_with(**changes), DORDRECHT)
    assert (voorstel.regel, voorstel.aanpak, voorstel.team) == (regel, aanpak, team)


def test_in_dordrecht_the_call_above_500_euro_comes_after_the_letter():  # R-TRI-6
    f = feiten_with(bekend_bij_shv=True, bedrag=500_01, telefoon_bekend=True)
    assert weigh(f, DORDRECHT).vervolg == Aanpak.BELLEN
    assert weigh(replace(f, bedrag=500_00), DORDRECHT).vervolg is None


@given(feiten)
def test_in_dordrecht_the_team_follows_from_being_known_at_the_social_service(f):  # R-TRI-7
    known = f.bekend_bij_shv or f.nazorg_shv
    assert weigh(f, DORDRECHT).team == (SDD if known else TEAM)


@pytest.mark.parametrize(
    ("changes", "regel", "aanpak"),
    [
        ({"crisis": True, "telefoon_bekend": True}, "crisis-bellen", Aanpak.BELLEN),
        ({"crisis": True}, "crisis-huisbezoek", Aanpak.HUISBEZOEK_ONAANGEKONDIGD),
        ({"soorten": ["huur"]}, "huurachterstand", Aanpak.HUISBEZOEK_AANGEKONDIGD),
        ({"partners": 2}, "meerdere-partners", Aanpak.HUISBEZOEK_AANGEKONDIGD),
        ({"bedrag": 500_00}, "vanaf-500-euro", Aanpak.HUISBEZOEK_AANGEKONDIGD),
        ({"bedrag": 499_99, "telefoon_bekend": True}, "vanaf-250-euro-bellen", Aanpak.BELLEN),
        ({"bedrag": 499_99}, "overig", Aanpak.BRIEF),
        (
            {"minderjarige_kinderen": True, "bedrag": 250_00},
            "kinderen-vanaf-250-euro",
            Aanpak.HUISBEZOEK_AANGEKONDIGD,
        ),
        ({"minderjarige_kinderen": True, "telefoon_bekend": True}, "kinderen-bellen", Aanpak.BELLEN),
        ({"opeenvolgend": True, "telefoon_bekend": True}, "opeenvolgend-bellen", Aanpak.BELLEN),
        ({"opeenvolgend": True}, "overig", Aanpak.BRIEF),
        ({"bedrag": 249_99, "telefoon_bekend": True}, "overig", Aanpak.BRIEF),
        ({"bekend_bij_shv": True, "soorten": ["huur"]}, "bekend-bij-shv", Aanpak.OVERDRAGEN_SHV),
    ],
)
def test_the_default_proposes(changes, regel, aanpak):  # R-TRI-6
    voorstel = weigh(feiten_with(**changes), STANDAARD)
    assert (voorstel.regel, voorstel.aanpak) == (regel, aanpak)


@pytest.mark.parametrize(("gemeente", "day"), SHIPPED)
def test_a_shipped_kader_fits_the_schema_and_its_place(gemeente, day):
    content = shipped(gemeente, day)
    jsonschema.validate(content, KADER_SCHEMA)
    kader = read_kader(content)
    assert (kader.gemeente, str(kader.geldig_vanaf)) == (gemeente, day)
    assert kader.versie == f"{gemeente} {day}"
    assert all(regel.bron and regel.reden.endswith(".") for regel in kader.regels)


@pytest.mark.parametrize("kader", KADERS, ids=lambda kader: kader.gemeente)
def test_a_shipped_kader_is_monotone_and_leaves_nobody_without_a_rule(kader):  # R-TRI-1
    assert is_monotone(kader) == []
    assert weigh(feiten_with(), kader).regel != "geen"


@pytest.mark.parametrize("kader", KADERS, ids=lambda kader: kader.gemeente)
def test_every_rule_can_be_read_in_words(kader):  # R-TRI-1
    for regel in kader.regels:
        assert len(regel.als.in_words()) == len(regel.als.demands)
        assert all(sentence.endswith(".") for sentence in regel.als.in_words())


def test_amounts_and_choices_are_read_as_a_council_member_would():
    kader = kader_of({"als": {"bedrag_minimaal": 50001, "soorten_bevat": ["gas", "huur"], "crisis": False}})
    assert kader.regels[0].als.in_words() == (
        "Samen € 500,01 of meer.",
        "Er is een achterstand bij gas of huur.",
        "Er is geen bedreigende situatie.",
    )


# -- monotone -------------------------------------------------------------------------------------


@given(feiten, st.sampled_from(KADERS), st.integers(0, 2_000_00))
def test_a_higher_amount_never_gets_a_lighter_approach_in_a_shipped_kader(f, kader, extra):  # R-TRI-1
    low, high = weigh(f, kader), weigh(replace(f, bedrag=f.bedrag + extra), kader)
    assert WEIGHT[high.aanpak] >= WEIGHT[low.aanpak]


@settings(max_examples=300)
@given(crowded_kaders, feiten, st.integers(0, 2_000_00))
def test_a_kader_without_complaints_never_gives_a_higher_amount_a_lighter_approach(kader, f, extra):
    assume(not is_monotone(kader))
    low, high = weigh(f, kader), weigh(replace(f, bedrag=f.bedrag + extra), kader)
    assert WEIGHT[high.aanpak] >= WEIGHT[low.aanpak]


def visit(**als):
    return {"als": als, "dan": "huisbezoek_aangekondigd"}


def letter(**als):
    return {"als": als, "dan": "brief"}


def letter_above(**als):
    return letter(bedrag_minimaal=100, **als)


PAUSE_ABOVE = {"als": {"recidive": True, "bedrag_minimaal": 100}, "adempauze_dagen": 30}


@pytest.mark.parametrize(
    ("regels", "complaints"),
    [
        ([letter_above(), visit()], 1),
        ([visit(bedrag_minimaal=100), letter()], 0),
        ([letter_above()], 1),  # below it a person decides
        ([letter_above(), letter()], 0),
        ([letter_above(crisis=True), visit(recidive=True), letter()], 1),
        ([letter_above(crisis=True), visit(crisis=False), letter()], 0),
        ([letter_above(wijk=["A"]), visit(wijk=["B"]), letter()], 0),
        ([letter_above(alleen_soorten=["gas"]), visit(soorten_bevat=["huur"]), letter()], 0),
        ([letter_above(alleen_soorten=["gas"]), visit(alleen_soorten=["huur"]), letter()], 0),
        ([letter_above(partners_maximaal=1), visit(partners_minimaal=2), letter()], 0),
        ([letter_above(), visit(bekend_bij_shv=True), letter()], 0),  # never weighed together
        ([letter(), letter_above(), visit()], 0),  # never reached
        ([PAUSE_ABOVE, letter()], 1),  # a pause is lighter too
    ],
)
def test_a_kader_in_which_more_debt_could_mean_less_help_is_named(regels, complaints):  # R-TRI-1
    found = is_monotone(kader_of(*regels))
    assert len(found) == complaints
    assert all("regel-" in sentence and "€ 1,00" in sentence for sentence in found)


# -- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regel", "message"),
    [
        (
            {"als": {"inkomen": 3}},
            "Regel 'fout': de voorwaarde 'inkomen' bestaat niet; kies uit soorten_bevat",
        ),
        ({"als": {"huisbezoek_verboden": True}}, "de voorwaarde 'huisbezoek_verboden' bestaat niet"),
        ({"als": {"crisis": "ja"}}, "'crisis' moet true of false zijn"),
        ({"als": {"bedrag_minimaal": 12.5}}, "'bedrag_minimaal' moet een heel getal"),
        ({"als": {"bedrag_minimaal": True}}, "'bedrag_minimaal' moet een heel getal"),
        ({"als": {"soorten_bevat": "huur"}}, "'soorten_bevat' moet een lijst"),
        ({"als": {"soorten_bevat": []}}, "'soorten_bevat' moet een lijst"),
        ({"als": {"eerdere_aanpak": ["fax"]}}, "'eerdere_aanpak' kent 'fax' niet; kies uit brief"),
        ({"als": ["crisis"]}, "'als' moet een blok"),
        ({"dan": "fax"}, "de aanpak 'fax' bestaat niet; kies uit brief"),
        ({"aankondiging": ["brief"]}, "een aankondiging hoort alleen bij"),
        ({"dan": "huisbezoek_aangekondigd", "aankondiging": ["duif"]}, "de contactsoort 'duif' bestaat niet"),
        ({"adempauze_dagen": 10}, "een adempauze kan alleen bij recidive"),
        ({"adempauze_dagen": "lang"}, "'adempauze_dagen' moet een heel getal"),
        ({"reden": ""}, "'reden' ontbreekt"),
        ({"bakje": "x" * 61}, "'bakje' moet tekst zijn van hoogstens 60 tekens"),
        ({"prioriteit": 1}, "een regel kent geen 'prioriteit'"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_by_name(regel, message):  # R-TRI-1
    with pytest.raises(ValueError, match=r"^Regel 'fout': .*\.$") as refused:
        kader_of({"id": "fout", **regel})
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"regels": []}, "ontbreekt 'regels'"),
        ({"bron": ""}, "ontbreekt 'bron'"),
        ({"geldig_vanaf": "volgend jaar"}, "'volgend jaar' is geen dag"),
        ({"status": "misschien"}, "De status 'misschien' bestaat niet"),
        ({"kleur": "blauw"}, "kent geen 'kleur'"),
        ({"regels": "geen"}, "moet 'regels' een lijst zijn"),
        ({"regels": ["geen"]}, "Regel '1': dit is geen blok"),
    ],
)
def test_a_kader_that_cannot_be_used_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        read_kader(mapping_of({}) | change)


@pytest.mark.parametrize("name", ["geen", "curatele", "bekend-bij-shv"])
def test_a_rule_cannot_take_a_name_of_the_guards(name):
    with pytest.raises(ValueError, match="gebruikt het systeem zelf"):
        kader_of({"id": name})


def test_two_rules_cannot_have_one_name():
    with pytest.raises(ValueError, match="staat er twee keer"):
        kader_of({"id": "a"}, {"id": "a"})


def test_the_first_day_may_be_text_as_in_json():
    assert read_kader(mapping_of({}) | {"geldig_vanaf": "2026-07-01"}).geldig_vanaf == date(2026, 7, 1)
