"""The words of policy that are labels on a page: kinds of signal, and the trays of the frameworks that come with it.

What a council decided, with its reasons and sources, is not translated: that text was adopted in Dutch.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tijdig.rules.labels import code_in_words

from .text import Text


def texts_in_policy(root: Path) -> Iterator[Text]:
    """Every such word in the policy files under `root`."""
    for path in sorted((root / "landelijk" / "signaalsoorten").glob("*.yaml")):
        for code, soort in _read(path)["waarden"].items():
            yield Text(id=code_in_words(code), place=_place(path, root))
            yield Text(id=soort["omschrijving"], place=_place(path, root))
    for path in sorted((root / "gemeente").glob("*/afwegingskader/*.yaml")):
        for regel in _read(path)["regels"]:
            yield Text(id=code_in_words(regel["bakje"]), place=_place(path, root))


def texts_in_letters(root: Path) -> Iterator[Text]:
    """The titles of the templates that come with the system; their words are for the resident and stay as they are."""
    for path in sorted(root.glob("*/*.yaml")):
        yield Text(id=_read(path)["titel"], place=_place(path, root))


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _place(path: Path, root: Path) -> str:
    return str(path.relative_to(root.parent))
