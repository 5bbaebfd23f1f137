"""Our mapping against the published lists of DDAS v1.2 (R-UIT-1). Skips where the lists are not at hand."""

import json
from datetime import date
from pathlib import Path

from tijdig.policies import policy_on
from tijdig.rules.outcome import monitor_outcome
from tijdig.rules.outcome_texts import MEANING
from tijdig.rules.terms import Eindresultaat, Hulptype, Monitoruitkomst

DAY = date(2026, 11, 24)
# DDAS has one member more: a referral of which nobody knows the kind. We always know it (R-UIT-2).
NOT_OURS = {"Vervolghulp en/of verwijzing"}
HELP_IN_DDAS = {
    Hulptype.QUICK_FIX: "(Budget)advies en/of quick fix",
    Hulptype.VERWIJZING_FINANCIEEL: "Vervolghulp en/of verwijzing financieel",
    Hulptype.VERWIJZING_NIET_FINANCIEEL: "Vervolghulp en/of verwijzing niet financieel",
}


def values_of(shared: Path) -> dict[str, str]:
    lists = json.loads(
        (shared / "standards" / "codelists" / "ddas_vs_v1.2_enums_met_definities.json").read_text("utf-8")
    )
    found: dict[str, str] = lists["enumeraties"]["EnumEindresultaat"]["waarden"]
    return found


def test_every_end_result_has_its_own_member_of_ddas(shared: Path) -> None:  # R-UIT-1
    ddas = policy_on(DAY, "0505").ddas
    labels = [ddas.eindresultaten[e].label for e in Eindresultaat]
    assert ddas.versie == "1.2"
    assert len(set(labels)) == len(labels)
    assert set(labels) == set(values_of(shared)) - NOT_OURS


def test_every_type_of_help_is_a_member_of_ddas(shared: Path) -> None:  # R-UIT-1
    ddas = policy_on(DAY, "0505").ddas.eindresultaten
    named = {found.hulptype: found.label for found in ddas.values() if found.hulptype}
    assert named == HELP_IN_DDAS
    assert set(named.values()) <= set(values_of(shared))


def test_every_outcome_of_the_monitor_is_reached_and_rule_and_policy_agree() -> None:  # R-UIT-1
    ddas = policy_on(DAY, "0505").ddas.eindresultaten
    assert {e: found.monitoruitkomst for e, found in ddas.items()} == {
        e: monitor_outcome(e) for e in Eindresultaat
    }
    assert {found.monitoruitkomst for found in ddas.values()} - {None} == set(Monitoruitkomst)


def test_the_meaning_beside_the_choice_is_in_our_own_words(shared: Path) -> None:
    """Explained, not copied: no six words in a row of the official definition."""
    for e in Eindresultaat:
        official = " ".join(
            values_of(shared)[policy_on(DAY, "0505").ddas.eindresultaten[e].label].lower().split()
        )
        own = MEANING[e].lower().split()
        assert not [run for n in range(len(own) - 6) if (run := " ".join(own[n : n + 7])) in official], e
