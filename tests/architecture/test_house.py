"""The habits of the house: size, names, no hidden effects, nothing of one machine."""

import ast
import re
import socket

import pytest
from django.core.management import call_command

from tijdig.config.reference import outdated
from tijdig.policies import check_all

from .source import ROOT, python_files, shown, tracked_files, tree_of

MAX_LINES = 400
ROOMS_WITHOUT_A_NAME = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
CODE = ("tijdig", "tests", "bench")

# Written in two halves, so that this file does not find itself.
ONE_MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w./-])/" + r"(?:root|home/\w|Users/\w|work/)",
            r"[A-Z]:\\" + r"\\Users",
            r"(?:pypi|pythonhosted|npmjs)\." + r"(?:org|com)/",
            r"registry\." + r"(?:npmjs|yarnpkg)",
            r"(?:index-url|find-links|registry)\s*=" + r"\s*http",
        ]
    )
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".yaml",
    ".yml",
    ".json",
    ".html",
    ".css",
    ".js",
    ".cfg",
    ".sh",
    "",
}


def test_a_file_fits_in_a_head() -> None:
    written = [path for path in python_files(*CODE) if "migrations" not in path.parts]  # those Django writes
    lines = {shown(path): len(path.read_text().splitlines()) for path in written}
    assert not {name: count for name, count in lines.items() if count > MAX_LINES}


def test_every_file_has_a_name_that_says_what_is_in_it() -> None:
    named = [part for path in python_files(*CODE) for part in path.relative_to(ROOT).with_suffix("").parts]
    assert not ROOMS_WITHOUT_A_NAME & set(named)


def test_nothing_happens_by_signal() -> None:
    """An act calls what it causes; whoever reads it sees all of it."""
    signal = re.compile(
        r"django\.db\.models\.signals|django\.dispatch|@receiver\b|\b(?:pre|post)_(?:save|delete)\b"
    )
    assert not [shown(path) for path in python_files("tijdig") if signal.search(path.read_text())]


def test_no_save_hides_logic() -> None:
    """No verbs on models: a rule is in rules/, a write in an action."""
    hidden = [
        f"{shown(path)}: {node.name}"
        for path in python_files("tijdig") if "models" in path.parts or path.name == "models.py"
        for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)
        if node.name in {"save", "delete", "clean", "full_clean"}
    ]  # fmt: skip
    assert not hidden


def test_our_own_code_is_never_mocked() -> None:
    found = [place for path in python_files("tests", "bench") for place in _mocks_in(path)]
    assert not found


def _mocks_in(path: object) -> list[str]:
    tree, ours, found = tree_of(path), set[str](), []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "tijdig":
            ours |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            ours |= {
                (a.asname or a.name).partition(".")[0] for a in node.names if a.name.startswith("tijdig")
            }
        imported = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            imported = [f"{node.module}.{alias.name}" for alias in node.names]
        found += [f"{shown(path)}: {name}" for name in imported if re.match(r"(unittest\.)?mock\b", name)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_patch(node, ours):
            found.append(f"{shown(path)}:{node.lineno}")
    return found


def _is_patch(node: ast.Call, ours: set[str]) -> bool:
    """`monkeypatch.setattr` and its kin, on something of tijdig."""
    function = node.func
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and node.args):
        return False
    if function.value.id != "monkeypatch" or function.attr not in {
        "setattr",
        "delattr",
        "setitem",
        "delitem",
    }:
        return False
    target = ast.unparse(node.args[0]).strip("'\"")
    return target.partition(".")[0] in ours | {"tijdig"}


def test_nothing_of_one_machine_stands_in_the_repository() -> None:
    """No path of somebody's disk, no address of a registry: it must work elsewhere."""
    found = []
    for path in tracked_files():
        if path.suffix not in TEXT or path.name == "LICENSE":
            continue
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        ):
            if ONE_MACHINE.search(line):
                found.append(f"{shown(path)}:{number}")
    assert not found


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0), ("example.org", 443)])
def test_no_test_reaches_the_network(address: tuple) -> None:
    family = socket.AF_INET6 if len(address) == 4 else socket.AF_INET
    with socket.socket(family) as probe, pytest.raises(AssertionError, match="network"):
        probe.connect(address)


def test_loopback_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_every_policy_file_is_fit_to_decide_by() -> None:
    check_all()


@pytest.mark.django_db
def test_the_migrations_are_current() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_reference_pages_are_current() -> None:
    """The diagram of the workflow among them. `make docs` writes them."""
    assert not outdated()
