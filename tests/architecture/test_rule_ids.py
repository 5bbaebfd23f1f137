"""Every rule of the process that this release builds is carried by code and proved by a test."""

import pytest

from tijdig.config.reference.rule_list import RULES
from tijdig.config.reference.rules import citations_in, rule_ids

from .source import ROOT

# What issue 2 asks for.
PROMISED = sorted(
    rule_ids(
        "R-PAR-1..3 R-INT-1..4 R-ADM-1..6 R-BRP-1..8 R-SHV-1..3 R-MAT-1..4 R-TRI-1..6 R-TRM-1..5 "
        "R-OUT-1..4 R-UIT-1..5 R-TER-1..4 R-BEW-1..2 R-BEW-4 R-ROL-1..2 "
        "R-MON-1..4 R-MON-6..7 R-MON-9..10"
    )
)
THIS_FILE = "tests.architecture.test_rule_ids"


@pytest.mark.parametrize("rule_id", PROMISED)
def test_a_promised_rule_is_carried_by_code(rule_id: str) -> None:
    assert citations_in(ROOT, "tijdig").get(rule_id), "no docstring or comment below tijdig/ names it"


@pytest.mark.parametrize("rule_id", PROMISED)
def test_a_promised_rule_is_proved_by_a_test(rule_id: str) -> None:
    tests = [
        place for place in citations_in(ROOT, "tests").get(rule_id, ()) if not place.startswith(THIS_FILE)
    ]
    assert tests, "no test names it"


def test_the_list_of_rules_says_which_are_built() -> None:
    assert sorted(rule.id for rule in RULES if rule.carried) == PROMISED


def test_no_code_names_a_rule_that_does_not_exist() -> None:
    known = {rule.id for rule in RULES}
    cited = citations_in(ROOT, "tijdig").keys() | citations_in(ROOT, "tests").keys()
    assert not cited - known
