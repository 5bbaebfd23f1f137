"""Which colleagues a note calls on: `@naam` in the text, read without guessing.

Source: own rule of this project. Two colleagues with one name are told apart by the full name; who cannot be told
apart is chosen from the list below the note instead.
"""

import re
from collections.abc import Mapping

from .names import strip_diacritics

_CALL = re.compile(r"(?<![\w@.])@(?=\w)")
_END = re.compile(r"\w", re.UNICODE)


def called_on(text: str, people: Mapping[int, str]) -> tuple[frozenset[int], tuple[str, ...]]:
    """(ids that are called on, the words after an @ that are nobody or more than one).

    After each @ the longest full name that fits wins, else a first name that only one bears.
    """
    found, unknown = set[int](), list[str]()
    folded = _fold(text)
    by_full = {
        _fold(name): [i for i, other in people.items() if _fold(other) == _fold(name)]
        for name in people.values()
    }
    by_first: dict[str, list[int]] = {}
    for pk, name in people.items():
        by_first.setdefault(_fold(name).split(" ")[0], []).append(pk)
    for place in _CALL.finditer(folded):
        rest = folded[place.end() :]
        one = _longest(rest, by_full) or _longest(rest, by_first)
        if one and len(one) == 1:
            found.update(one)
        else:
            unknown.append(rest.split(maxsplit=1)[0].strip(".,;:!?)"))
    return frozenset(found), tuple(unknown)


def _longest(rest: str, names: Mapping[str, list[int]]) -> list[int] | None:
    fitting = (n for n in names if n and rest.startswith(n) and not _END.match(rest[len(n) : len(n) + 1]))
    best = max(fitting, key=len, default="")
    return names[best] if best else None


def _fold(text: str) -> str:
    return strip_diacritics(text).casefold()
