"""The corridor: a room knows the rooms before it, never after; the rules know nothing."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from .source import ROOT, python_files, rooms, shown, tree_of

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
LISTED = {name.strip(" ()") for layer in LAYERS for name in layer.split("|")}
PURE_EXTRA = {"rapidfuzz"}


def test_every_room_has_its_place_in_the_contract() -> None:
    assert rooms() <= LISTED
    single_files = {path.stem for path in (ROOT / "tijdig").glob("*.py")} - {"__init__"}
    assert single_files <= LISTED


def test_imports_point_down() -> None:
    """The contracts of pyproject.toml, held by import-linter."""
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 (the tool beside this interpreter)
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_rules_import_the_standard_library_and_each_other_only() -> None:
    allowed = sys.stdlib_module_names | PURE_EXTRA
    strangers = []
    for path in python_files("tijdig/rules"):
        for node in ast.walk(tree_of(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            strangers += [
                f"{shown(path)}: {name}" for name in names
                if name.partition(".")[0] not in allowed and not name.startswith("tijdig.rules")
            ]  # fmt: skip
    assert not strangers


def test_the_rules_have_no_clock() -> None:
    """A day is a parameter, so that yesterday can be asked again."""
    clocks = (".today(", ".now(", "time.time(")
    assert not [
        shown(path) for path in python_files("tijdig/rules") if any(c in path.read_text() for c in clocks)
    ]
