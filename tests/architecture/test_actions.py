"""An action is one act: keyword-only, with `by`, and one event in the audit trail (R-BEW-4)."""

import ast
import inspect
import textwrap
from collections.abc import Callable

import pytest

from .source import action_modules, public_functions

# Plumbing that several acts of a room share. It is not an act: the act that calls it locks and records.
SHARED_BY_ACTS = {
    "tijdig.casework.actions.opening.locked_zaak": "takes the lock with which an act begins",
    "tijdig.casework.actions.attempts.after_attempts": "works clocks and steps out again, inside the act that records",
    "tijdig.checks.actions.identify.bag_objects": "looks up addresses; changes nothing",
    "tijdig.privacy.actions.erase.personal_models": "lists the tables; changes nothing",
}

FUNCTIONS = {
    f"{module.__name__}.{name}": function
    for module in action_modules()
    for name, function in public_functions(module)
}
ACTIONS = [
    pytest.param(function, id=name) for name, function in FUNCTIONS.items() if name not in SHARED_BY_ACTS
]


def _calls(function: Callable[..., object]) -> set[str]:
    """What an act calls by name, itself or in the private functions of its module: a chunk is a function."""
    names, module = set[str](), inspect.getmodule(inspect.unwrap(function))
    waiting = [function]
    while waiting:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(waiting.pop()))))
        called = {
            n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        private = [name for name in called - names if name.startswith("_")]
        waiting += [found for name in private if inspect.isfunction(found := getattr(module, name, None))]
        names |= called
    return names


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_says_who_did_it(action: Callable[..., object]) -> None:
    by = inspect.signature(action).parameters.get("by")
    assert by is not None, "no parameter `by`"
    assert by.kind is inspect.Parameter.KEYWORD_ONLY
    assert by.default is inspect.Parameter.empty, "nobody acts by default"


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_takes_one_thing_and_keywords(action: Callable[..., object]) -> None:
    parameters = inspect.signature(action).parameters.values()
    by_position = [p.name for p in parameters if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    assert len(by_position) <= 1, f"make keyword-only: {by_position}"


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_recorded_in_the_audit_trail(action: Callable[..., object]) -> None:  # R-BEW-4
    assert _calls(action) & {"record", "record_each"}, "the act itself calls record(...)"


def test_every_exemption_is_still_needed() -> None:
    assert not [name for name in SHARED_BY_ACTS if name not in FUNCTIONS], (
        "gone or moved: take it off the list"
    )
