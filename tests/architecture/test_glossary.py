"""A Dutch word stands in the glossary or not in the code (ADR 4)."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps

from tijdig.config.reference.lists import closed_lists
from tijdig.rules.labels import label

from .english import MACHINERY
from .source import ROOT, action_modules, public_functions, python_files, tree_of

GLOSSARY = ROOT / "docs" / "begrippen.md"
MODELS = [model for model in apps.get_models() if model.__module__.startswith("tijdig.")]


def _rows() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] != "Woord" and not row[0].startswith("---")]


ENTRIES = {form for row in _rows() for form in row[0].split(", ")}
KNOWN = {form.lower() for form in ENTRIES} | MACHINERY


def _words(name: str) -> list[str]:
    """`ShvInschrijving`, `afgerond_op` → their words, in small letters, without numbers."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def _is_explained(name: str) -> bool:
    return name.lower() in KNOWN or all(word in KNOWN for word in _words(name))


def _unexplained(names: Iterator[str]) -> dict[str, list[str]]:
    return {name: [w for w in _words(name) if w not in KNOWN] for name in names if not _is_explained(name)}


def _field_names() -> Iterator[str]:
    for model in MODELS:
        yield from (field.name for field in model._meta.concrete_fields)


def _names_in_rules() -> Iterator[str]:
    """Classes of rules/, and the fields of its values."""
    for path in python_files("tijdig/rules"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                yield node.name
                yield from (
                    part.target.id
                    for part in node.body
                    if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
                )


def _names_of_actions() -> Iterator[str]:
    for module in action_modules():
        for name, function in public_functions(module):
            yield name
            yield from inspect.signature(function).parameters


def test_every_table_is_explained() -> None:
    missing = {model.__name__ for model in MODELS} - ENTRIES - {"AuditEvent", "User"}
    assert not missing


def test_every_closed_list_is_explained() -> None:
    missing = {soort.__name__ for soort in closed_lists()} - ENTRIES
    assert not missing


def test_every_member_of_a_closed_list_has_plain_words() -> None:
    assert all(label(member).strip() for soort in closed_lists() for member in soort)


@pytest.mark.parametrize(
    "names", [_field_names, _names_in_rules, _names_of_actions], ids=["fields", "rules", "actions"]
)
def test_every_word_in_a_name_is_explained(names: Callable[[], Iterator[str]]) -> None:
    missing = sorted({word for words in _unexplained(names()).values() for word in words})
    assert not missing, (
        f"put Dutch words in docs/begrippen.md, English ones in english.py: {' '.join(missing)}"
    )


def test_an_entry_has_a_meaning_and_a_source() -> None:
    assert all(len(row) == 3 and all(row) for row in _rows())


def test_no_word_is_explained_twice() -> None:
    forms = [form.lower() for row in _rows() for form in row[0].split(", ")]
    assert not {form for form in forms if forms.count(form) > 1}
