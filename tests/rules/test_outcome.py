"""What each end result requires, means and counts as (R-UIT-1, R-UIT-2, R-UIT-3, R-UIT-4, R-UIT-6)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.outcome import (
    CHOOSABLE,
    MEANING,
    NEXT_STEP,
    REQUIRED,
    SITUATIONS,
    Afsluitgegevens,
    Contact,
    Need,
    accepted,
    faults,
    monitor_outcome,
    what_comes_next,
)
from tijdig.rules.terms import (
    Eindresultaat,
    Houding,
    Hulptype,
    Monitoruitkomst,
    QuickFix,
    RedenGeenHulp,
    Termijnsoort,
    Toestemmingsvorm,
)

E = Eindresultaat
DDAS = Path(__file__).parents[2] / "policy" / "landelijk" / "ddas"


TODAY = date(2026, 11, 24)
CONSENT = {
    "warme_overdracht": True, "toestemming_overdracht": True, "overdracht_op": TODAY,
    "overdracht_hoe": Toestemmingsvorm.MONDELING,
}  # fmt: skip


def complete(resultaat: Eindresultaat) -> Afsluitgegevens:
    """Exactly what this end result requires."""
    requirement = REQUIRED[resultaat]
    return Afsluitgegevens(
        eindresultaat=resultaat,
        hulptype=requirement.hulptype,
        quick_fix=QuickFix.BETALINGSREGELING if requirement.quick_fix else None,
        verwezen_naar="Sociaal Wijkteam" if requirement.verwezen_naar is Need.REQUIRED else "",
        toelichting="Zo zit het." if requirement.toelichting else "",
    )


def fields_at_fault(gegevens, *, bereikt=True, pogingen=1):
    found = faults(gegevens, bereikt=bereikt, pogingen=pogingen, today=TODAY)
    return [fout.veld for fout in found]


def reached(resultaat: Eindresultaat) -> bool:
    return REQUIRED[resultaat].contact is not Contact.TRIED_IN_VAIN


# -- what is required -----------------------------------------------------------------------------


def test_every_end_result_has_its_requirement_and_its_meaning():  # R-UIT-2
    assert set(REQUIRED) == set(MEANING) == set(Eindresultaat)
    assert len(set(MEANING.values())) == len(MEANING)


@pytest.mark.parametrize("resultaat", CHOOSABLE)
def test_with_exactly_what_it_requires_a_zaak_can_be_closed(resultaat):  # R-UIT-2
    assert fields_at_fault(complete(resultaat), bereikt=reached(resultaat)) == []


@pytest.mark.parametrize(
    ("resultaat", "leave_out", "veld"),
    [
        (E.QUICK_FIX, {"hulptype": None}, "hulptype"),
        (E.QUICK_FIX, {"quick_fix": None}, "quick_fix"),
        (E.VERWIJZING_FINANCIEEL, {"verwezen_naar": " "}, "verwezen_naar"),
        (E.VERWIJZING_NIET_FINANCIEEL, {"verwezen_naar": ""}, "verwezen_naar"),
        (E.ANDER_TRAJECT, {"verwezen_naar": ""}, "verwezen_naar"),
        (E.VERWIJZING_ZONDER_TUSSENKOMST, {"verwezen_naar": ""}, "verwezen_naar"),
        (E.VERWIJZING_ZONDER_TUSSENKOMST, {"toelichting": ""}, "toelichting"),
        (E.OVERLEDEN, {"toelichting": " "}, "toelichting"),
        (E.ONTERECHT_SIGNAAL, {"toelichting": ""}, "toelichting"),
        (E.ANDERE_REDEN, {"toelichting": ""}, "toelichting"),
    ],
)
def test_no_end_result_without_what_it_requires(resultaat, leave_out, veld):  # R-UIT-2
    assert fields_at_fault(replace(complete(resultaat), **leave_out)) == [veld]


@pytest.mark.parametrize(
    ("resultaat", "add", "veld"),
    [
        (E.WIL_GEEN_HULP, {"hulptype": Hulptype.QUICK_FIX}, "hulptype"),
        (E.VERWIJZING_FINANCIEEL, {"hulptype": Hulptype.VERWIJZING_NIET_FINANCIEEL}, "hulptype"),
        (E.VERWIJZING_FINANCIEEL, {"quick_fix": QuickFix.BUDGETADVIES}, "quick_fix"),
        (E.WIL_GEEN_HULP, {"verwezen_naar": "Sociaal Wijkteam"}, "verwezen_naar"),
        (E.WIL_GEEN_HULP, {"toestemming": True}, "toestemming_document"),
        (E.WIL_GEEN_HULP, {"toestemming_document": "brief 3"}, "toestemming"),
    ],
)
def test_what_does_not_belong_to_the_end_result_is_named(resultaat, add, veld):  # R-UIT-2
    assert fields_at_fault(replace(complete(resultaat), **add)) == [veld]


@pytest.mark.parametrize(
    ("resultaat", "bereikt", "pogingen", "allowed"),
    [
        (E.QUICK_FIX, True, 1, True),
        (E.QUICK_FIX, False, 3, False),
        (E.VERWIJZING_FINANCIEEL, False, 3, False),
        (E.WIL_GEEN_HULP, False, 3, False),
        (E.ZELF_OPGELOST, False, 1, False),
        (E.GEEN_REACTIE_NA_CONTACT, False, 2, False),
        (E.NIET_BEREIKT, False, 0, False),
        (E.NIET_BEREIKT, False, 1, True),
        (E.NIET_BEREIKT, True, 1, False),
        (E.BEKEND_BIJ_SHV, False, 0, True),
        (E.GEEN_INWONER, False, 0, True),
        (E.ANDERE_REDEN, False, 0, True),
    ],
)
def test_an_end_result_agrees_with_the_attempts(resultaat, bereikt, pogingen, allowed):  # R-UIT-2
    found = fields_at_fault(complete(resultaat), bereikt=bereikt, pogingen=pogingen)
    assert found == ([] if allowed else ["eindresultaat"])


def test_a_reply_counts_as_reached_without_an_attempt():  # R-UIT-2
    assert fields_at_fault(complete(E.ZELF_OPGELOST), bereikt=True, pogingen=0) == []


def test_the_reaction_of_somebody_nobody_spoke_cannot_be_recorded():  # R-UIT-2
    gegevens = replace(complete(E.NIET_BEREIKT), houding=Houding.NEGATIEF)
    assert fields_at_fault(gegevens, bereikt=False) == ["houding"]
    spoken = replace(complete(E.WIL_GEEN_HULP), houding=Houding.NEGATIEF)
    assert fields_at_fault(spoken) == []


def test_a_repeat_is_never_chosen_by_a_person():
    assert set(Eindresultaat) - set(CHOOSABLE) == {E.HERHAALDE_MELDING}
    assert fields_at_fault(complete(E.HERHAALDE_MELDING)) == ["eindresultaat"]


@pytest.mark.parametrize(
    ("add", "veld"),
    [
        (CONSENT, []),
        (CONSENT | {"overdracht_op": None}, ["overdracht_op"]),
        (CONSENT | {"overdracht_op": date(2026, 11, 25)}, ["overdracht_op"]),
        (CONSENT | {"overdracht_hoe": None}, ["overdracht_hoe"]),
        (CONSENT | {"overdracht_hoe": Toestemmingsvorm.SCHRIFTELIJK}, ["overdracht_document"]),
        (CONSENT | {"overdracht_hoe": Toestemmingsvorm.SCHRIFTELIJK, "overdracht_document": "Formulier"}, []),
        ({"warme_overdracht": True}, ["toestemming_overdracht"]),
    ],
)
def test_a_warm_handover_needs_the_consent_of_the_resident(add, veld):  # R-UIT-4
    assert fields_at_fault(replace(complete(E.VERWIJZING_FINANCIEEL), **add)) == veld


def test_a_warm_handover_needs_somebody_to_hand_over_to():  # R-UIT-4
    assert fields_at_fault(replace(complete(E.WIL_GEEN_HULP), **CONSENT)) == ["warme_overdracht"]


@pytest.mark.parametrize(
    ("add", "veld"),
    [
        ({}, ["organisatie"]),
        ({"organisatie": 7}, []),
        ({"verwezen_naar": "Buurthuis"}, ["reden_vrije_naam"]),
        ({"verwezen_naar": "Buurthuis", "reden_vrije_naam": "Spreekt Tigrinya."}, []),
        ({"verwezen_naar": "Buurthuis", "organisatie": 7}, ["verwezen_naar"]),
    ],
)
def test_with_a_sociale_kaart_another_name_needs_a_reason(add, veld):  # R-UIT-2
    gegevens = replace(complete(E.VERWIJZING_FINANCIEEL), **{"verwezen_naar": "", **add})
    assert [fout.veld for fout in faults(gegevens, bereikt=True, pogingen=1, kaart=True)] == veld


def test_why_somebody_wants_no_help_belongs_to_that_result_only():  # R-UIT-2
    add = {"reden_geen_hulp": RedenGeenHulp.NU_NIET}
    assert fields_at_fault(replace(complete(E.WIL_GEEN_HULP), **add)) == []
    assert fields_at_fault(replace(complete(E.QUICK_FIX), **add)) == ["reden_geen_hulp"]


anything = st.builds(
    Afsluitgegevens,
    eindresultaat=st.sampled_from(Eindresultaat),
    hulptype=st.none() | st.sampled_from(Hulptype),
    quick_fix=st.none() | st.sampled_from(QuickFix),
    verwezen_naar=st.sampled_from(["", "Sociaal Wijkteam"]),
    houding=st.none() | st.sampled_from(Houding),
    toelichting=st.sampled_from(["", "Zo zit het."]),
    organisatie=st.none() | st.just(7),
    reden_geen_hulp=st.none() | st.sampled_from(RedenGeenHulp),
    overdracht_hoe=st.none() | st.sampled_from(Toestemmingsvorm),
    warme_overdracht=st.booleans(),
    toestemming_overdracht=st.booleans(),
)


@given(anything, st.booleans(), st.integers(0, 3))
def test_every_fault_is_a_sentence_on_a_field_that_exists(gegevens, bereikt, pogingen):
    for fout in faults(gegevens, bereikt=bereikt, pogingen=pogingen):
        assert hasattr(gegevens, fout.veld)
        assert fout.uitleg[0].isupper()
        assert fout.uitleg[-1] in ".?"


@given(anything, st.booleans(), st.integers(0, 3))
def test_nobody_accepts_help_without_contact_and_a_type_of_help(gegevens, bereikt, pogingen):  # R-UIT-2
    if accepted(gegevens.eindresultaat) and not faults(gegevens, bereikt=bereikt, pogingen=pogingen):
        assert bereikt
        assert gegevens.hulptype is not None
        assert gegevens.verwezen_naar or gegevens.organisatie or gegevens.quick_fix


# -- what it counts as ----------------------------------------------------------------------------


def test_help_is_accepted_exactly_where_a_type_of_help_is_required():  # R-UIT-1, R-UIT-2
    assert {r for r in E if accepted(r)} == {r for r in E if REQUIRED[r].hulptype}
    assert {REQUIRED[r].hulptype for r in E if accepted(r)} == set(Hulptype)


def test_every_outcome_of_the_monitor_is_reached_by_some_end_result():  # R-UIT-1
    assert {monitor_outcome(r) for r in E} == {*Monitoruitkomst, None}


@pytest.mark.parametrize("path", sorted(DDAS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_mapping_in_policy_says_the_same(path):  # R-UIT-1
    waarden = yaml.safe_load(path.read_text(encoding="utf-8"))["waarden"]["eindresultaten"]
    assert {E(code): row["monitoruitkomst"] for code, row in waarden.items()} == {
        r: monitor_outcome(r) for r in E
    }
    assert {E(code): row["hulptype"] for code, row in waarden.items()} == {r: REQUIRED[r].hulptype for r in E}


def test_the_policy_has_a_mapping_to_compare_with():
    assert list(DDAS.glob("*.yaml"))


def test_the_eight_situations_agree_with_what_counts_as_accepted():  # R-UIT-3
    assert len(SITUATIONS) == len({s.situatie for s in SITUATIONS}) == 8
    for situatie in SITUATIONS:
        assert situatie.registreer_als
        assert {accepted(r) for r in situatie.registreer_als} == {situatie.telt_als_acceptatie}
        assert set(situatie.registreer_als) <= set(CHOOSABLE)


def test_not_now_and_already_arranged_are_the_two_that_do_not_count():  # R-UIT-3
    refused = [s.registreer_als for s in SITUATIONS if not s.telt_als_acceptatie]
    assert refused == [(E.WIL_GEEN_HULP,), (E.ZELF_OPGELOST,)]


@pytest.mark.parametrize(
    ("result", "shv", "agreed", "spoken", "said", "not_said"),
    [  # R-UIT-6: what is arranged already is not asked again, and only schuldhulpverlening decides (Wgs 4a)
        (E.VERWIJZING_FINANCIEEL, True, False, False, "Plan meteen het eerste gesprek. Daarna", "afspraak"),
        (E.VERWIJZING_FINANCIEEL, True, True, False, "De afspraak staat al. Leg daarna vast", "Plan"),
        (E.VERWIJZING_FINANCIEEL, True, False, True, "Zorg dat de beschikking", "Plan"),
        (E.VERWIJZING_FINANCIEEL, False, True, False, "De afspraak staat al.", "beschikking"),
        (E.VERWIJZING_FINANCIEEL, False, False, False, "Maak meteen een afspraak", "beschikking"),
        (E.VERWIJZING_NIET_FINANCIEEL, False, False, True, "Vraag later na", "Maak"),
        (E.QUICK_FIX, False, True, True, "pauze van de incasso stopt", "beschikking"),
        (E.WIL_GEEN_HULP, False, False, False, "", "Plan"),
    ],
)  # fmt: skip
def test_what_is_next_follows_what_was_arranged(
    result: E, shv: bool, agreed: bool, spoken: bool, said: str, not_said: str
) -> None:
    sentence = what_comes_next(result, naar_shv=shv, afspraak=agreed, gesproken=spoken)
    assert said in sentence
    assert not_said not in sentence or not sentence


def test_whoever_accepts_help_has_a_next_step_at_once_and_nobody_else():  # R-UIT-6
    assert set(NEXT_STEP) == {r for r in E if accepted(r)}
    assert all(Termijnsoort.INCASSOPAUZE in step.klokken for step in NEXT_STEP.values())
    assert Termijnsoort.BESCHIKKING in NEXT_STEP[E.VERWIJZING_FINANCIEEL].klokken
