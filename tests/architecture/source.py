"""The source text as the house rules see it."""

import ast
import importlib
import inspect
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".git", ".venv", ".tools", "node_modules", "var", "staticfiles", "__pycache__"}


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the repository."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if not SKIPPED & set(path.parts))


@cache
def tracked_files() -> list[Path]:
    """Every file of the repository, new ones included; without git, every file that is not made by a tool."""
    listing = subprocess.run(  # noqa: S603 (git, with arguments of ours)
        [shutil.which("git") or "/usr/bin/git", "-c", "safe.directory=*",
         "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        return sorted(path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file())
    return sorted(p for p in ROOT.rglob("*") if p.is_file() and not SKIPPED & set(p.relative_to(ROOT).parts))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def rooms() -> set[str]:
    """The packages directly under tijdig/."""
    return {path.parent.name for path in (ROOT / "tijdig").glob("*/__init__.py")}


def action_modules() -> Iterator[ModuleType]:
    """Every module `tijdig.<room>.actions` and below it."""
    for path in python_files("tijdig"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if "actions" in name.split("."):
            yield importlib.import_module(name)


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    """The public functions that are defined in this module, decorated or not."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("_") and inspect.unwrap(function).__module__ == module.__name__:
            yield name, function
