"""Burgerservicenummers that nobody has: nine digits, elfproef passed, inside the test range."""

import random
from collections.abc import Iterator

from tijdig.rules.bsn import passes_elfproef

# 9999 holds about 9,090 numbers that pass; a larger town goes on in 9998 and so down to 9990.
TEST_BLOCKS = tuple(range(9999, 9989, -1))


def draw_bsns(rng: random.Random) -> Iterator[str]:
    """Give test BSNs without end but the range's (about 90,900), each once, in an order of chance."""
    for block in TEST_BLOCKS:
        numbers = [bsn for tail in range(100_000) if passes_elfproef(bsn := f"{block}{tail:05}")]
        rng.shuffle(numbers)
        yield from numbers
