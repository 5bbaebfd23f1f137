"""Which rule of the process is carried by which function and proved by which test.

Read from the source text: a rule id in a docstring or a comment belongs to the function around it.
"""

import ast
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .markdown import code, page, table
from .rule_list import RULES, Rule

# `R-ADM-3`, and the ranges `R-ADM-1..6` and `R-ADM-1 to R-ADM-6`.
CITATION = re.compile(r"R-([A-Z]{3})-(\d+)(?:(?:\.\.| to R-\1-)(\d+))?")
HERE = Path(__file__).parent
Citations = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Place:
    """A function or class, from its first decorator to its last line."""

    name: str
    first: int
    last: int


def pages(root: Path) -> dict[str, str]:
    """`rules.md`: id, what, source, functions, tests."""
    carried, proved = citations_in(root, "tijdig"), citations_in(root, "tests")
    return {
        "rules.md": page(
            "The rules of the process",
            "Each rule in one line, with its source, the code that carries it and the tests that prove it. "
            "A rule id in a docstring or a comment makes the link; nothing here is kept by hand but the one line. "
            "Wgs: Wet gemeentelijke schuldhulpverlening, text in force from 2026-07-01. LR: VNG Leidraad "
            "vroegsignalering 2025. DDAS: Datadelen Armoede en Schulden, vroegsignalering v1.2.",
            table(
                ("Rule", "What", "Source", "Carried by", "Proved by"),
                (_row(rule, carried, proved) for rule in RULES),
            ),
        )
    }


def _row(rule: Rule, carried: Citations, proved: Citations) -> tuple[str, ...]:
    functions, tests = carried.get(rule.id, ()), proved.get(rule.id, ())
    empty = "" if rule.carried else "*a later release*"
    return (rule.id, rule.what, rule.source, _listed(functions) or empty, _listed(tests) or empty)


def _listed(names: tuple[str, ...]) -> str:
    return "<br>".join(map(code, names))


@cache
def citations_in(root: Path, folder: str) -> Citations:
    """Rule id → the places below `folder` that cite it, as `module:function`, in order of name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted((root / folder).rglob("*.py")):
        if HERE in path.parents or "migrations" in path.parts:  # they repeat rules, they do not carry them
            continue
        module = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for rule_id, place in _citations(path.read_text(encoding="utf-8")):
            found[rule_id].add(f"{module}:{place}" if place else module)
    return {rule_id: tuple(sorted(places)) for rule_id, places in found.items()}


def _citations(text: str) -> Iterator[tuple[str, str]]:
    if "R-" not in text:
        return
    places = sorted(_places(ast.parse(text)), key=lambda place: place.first)
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        for rule_id in rule_ids(line):
            yield rule_id, _place_of(number, lines, places)


def rule_ids(text: str) -> Iterator[str]:
    """Every rule id in a text; a range gives each of its members."""
    for area, first, last in CITATION.findall(text):
        yield from (f"R-{area}-{number}" for number in range(int(first), int(last or first) + 1))


def _places(tree: ast.AST, prefix: str = "") -> Iterator[_Place]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield _Place(prefix + node.name, first, node.end_lineno or first)
            if isinstance(node, ast.ClassDef):
                yield from _places(node, f"{prefix}{node.name}.")


def _place_of(number: int, lines: list[str], places: list[_Place]) -> str:
    """The innermost function or class around a line; a comment above one belongs to it; else the module."""
    around = [place for place in places if place.first <= number <= place.last]
    if around:
        return max(around, key=lambda place: place.first).name
    if not lines[number - 1].startswith("#"):
        return ""
    after = bisect_left([place.first for place in places], number)
    if after == len(places):
        return ""
    between = lines[number : places[after].first - 1]
    return places[after].name if all(line.startswith("#") for line in between) else ""
