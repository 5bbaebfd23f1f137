"""Burgerservicenummers that nobody has: nine digits, elfproef passed, inside the test range."""

import random
from collections.abc import Iterator

# 9999 holds about 9,090 numbers that pass; a larger town goes on in 9998 and so down to 9990.
TEST_BLOCKS = tuple(range(9999, 9989, -1))
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_elfproef(bsn: str) -> bool:
    """Say whether nine digits pass the elfproef of the BSN.

    Source: Wet algemene bepalingen burgerservicenummer; weights 9 to 2 and -1, sum divisible by 11.
    """
    if len(bsn) != 9 or not bsn.isdecimal() or not bsn.isascii():
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, bsn, strict=True)) % 11 == 0


def draw_bsns(rng: random.Random) -> Iterator[str]:
    """Give test BSNs without end but the range's (about 90,900), each once, in an order of chance."""
    for block in TEST_BLOCKS:
        numbers = [bsn for tail in range(100_000) if passes_elfproef(bsn := f"{block}{tail:05}")]
        rng.shuffle(numbers)
        yield from numbers
