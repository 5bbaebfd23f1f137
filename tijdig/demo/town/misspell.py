"""Typing errors in names, as they are made at a counter or over the telephone."""

import random

_HEARD = (
    ("ij", "y"),
    ("y", "ij"),
    ("c", "k"),
    ("k", "c"),
    ("z", "s"),
    ("v", "f"),
    ("ei", "ij"),
    ("ou", "auw"),
    ("dt", "t"),
)


def _swap(rng: random.Random, name: str) -> str:
    at = rng.randint(1, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _drop(rng: random.Random, name: str) -> str:
    at = rng.randint(1, len(name) - 1)
    return name[:at] + name[at + 1 :]


def _double(rng: random.Random, name: str) -> str:
    at = rng.randint(1, len(name) - 1)
    return name[:at] + name[at] + name[at:]


def _mishear(rng: random.Random, name: str) -> str:
    fitting = [(right, wrong) for right, wrong in _HEARD if right in name[1:]]
    if not fitting:
        return _double(rng, name)
    right, wrong = rng.choice(fitting)
    return name[0] + name[1:].replace(right, wrong, 1)


def misspell(rng: random.Random, name: str) -> str:
    """Misspell a name once: letters swapped, lost, doubled or misheard. Names under four letters stay.

    The first letter stays; the outcome may by chance be the name itself (two equal letters swapped).
    """
    if len(name) < 4:
        return name
    return rng.choice((_swap, _drop, _double, _mishear, _mishear))(rng, name)
