"""Chance that can be repeated: every stream of numbers hangs on the seed and on what it is for."""

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate


def dice(seed: int, *purpose: object) -> random.Random:
    """Give the stream of chance for one purpose; the same seed and purpose give the same stream.

    A stream of its own per purpose keeps one part of the town as it is when another part changes.
    """
    key = ":".join(str(part) for part in (seed, *purpose))
    return random.Random(key)  # noqa: S311  # synthetic people, no secret


@cache
def _ranks(length: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 6) for rank in range(length)))


def pick_by_rank[T](rng: random.Random, items: Sequence[T]) -> T:
    """Pick one, the first of the list about (length + 6) / 6 times as often as the last."""
    return rng.choices(items, cum_weights=_ranks(len(items)))[0]


def chance(rng: random.Random, share: float) -> bool:
    """Say yes with this share (0.0-1.0)."""
    return rng.random() < share


def weighted[T](rng: random.Random, table: dict[T, int]) -> T:
    """Pick a key of the table by its weight."""
    return rng.choices(list(table), weights=list(table.values()))[0]
