"""Pages of `docs/reference/` that are written from the code, so that they cannot lie.

`tijdig docs` writes them, `tijdig docs --check` says which are not current.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from . import cube_file, delivery, lists, policy, rules, workflow

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "reference"

Pages = Mapping[str, str]
GENERATORS: tuple[Callable[[], Pages], ...] = (
    lambda: rules.pages(ROOT),
    workflow.pages,
    policy.pages,
    delivery.pages,
    cube_file.pages,
    lists.pages,
)


def all_pages() -> dict[str, str]:
    """Every generated file: path below `docs/reference/` → its whole text."""
    return {name: text for generate in GENERATORS for name, text in generate().items()}


def outdated(folder: Path = FOLDER) -> list[str]:
    """The generated files that are missing or differ from what the code says now."""
    return sorted(name for name, text in all_pages().items() if not _is_current(folder / name, text))


def write_all(folder: Path = FOLDER) -> list[str]:
    """Write what is not current. Returns the names of the files that changed."""
    changed = []
    for name, text in all_pages().items():
        path = folder / name
        if _is_current(path, text):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        changed.append(name)
    return sorted(changed)


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() == text.encode()
