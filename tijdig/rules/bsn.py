"""What a burgerservicenummer looks like. Source: Wet algemene bepalingen burgerservicenummer."""

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_elfproef(bsn: str) -> bool:
    """Whether these nine digits can be a BSN: weights 9 to 2 and -1, a sum divisible by 11."""
    if len(bsn) != len(_WEIGHTS) or not bsn.isdecimal() or not bsn.isascii() or not int(bsn):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, bsn, strict=True)) % 11 == 0
