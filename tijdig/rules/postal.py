"""How mail is addressed and in what order it leaves the house.

Source: NEN 5825 (address lines); postal order as a walk: postcode, huisnummer, letter, addition. R-OUT-3.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MAX_LINES = 6
"""Lines of 10 points that fit the part of a window that is always visible."""

MAX_LINE_LENGTH = 40
"""Signs per line; the longest line NEN 5825 asks room for is 43, set smaller when it is wide."""

_POSTCODE_LINE = re.compile(r"^\s*([1-9]\d{3})\s*([A-Za-z]{2})\s+(\S.*?)\s*$")
_POSTCODE = re.compile(r"^\s*([1-9]\d{3})\s*([A-Za-z]{2})\s*$")


@dataclass(frozen=True, kw_only=True)
class PostalPlace:
    """Where on the walk a letter belongs. An empty postcode (abroad, unknown) comes last."""

    postcode: str
    huisnummer: int = 0
    huisletter: str = ""
    toevoeging: str = ""


def normalise_postcode(text: str) -> str:
    """Return `1234AB` for any way of writing it, and the trimmed capitals of what is no postcode."""
    match = _POSTCODE.match(text)
    return f"{match[1]}{match[2].upper()}" if match else text.strip().upper()


def postal_key(place: PostalPlace) -> tuple[bool, str, int, str, tuple[tuple[int, int, str], ...]]:
    """Return the key that sorts letters in postal order.

    Without letter before with letter, and numbers inside an addition as numbers: 8, 8-2, 8-10, 8 A, 8 A-1.
    """
    postcode = normalise_postcode(place.postcode)
    letter = place.huisletter.strip().upper()
    return (not postcode, postcode, place.huisnummer, letter, _natural(place.toevoeging))


def window_lines(
    *, naam: str, adresregel1: str, adresregel2: str, ter_attentie_van: str = "", adresregel3: str = ""
) -> tuple[str, ...]:
    """Return the lines for the window, at most `MAX_LINES`, each at most `MAX_LINE_LENGTH` signs.

    `adresregel1..3` are the ready-made lines of the BRP (3 is the country, abroad only). The address is kept
    whole as far as it goes; a long name is wrapped and at last cut with an ellipsis, since the postman
    needs the street. A Dutch place line becomes `1234 AB  PLAATS`, with two spaces.
    """
    place = [line for line in (place_line(adresregel2), _clean(adresregel3)) if line]
    tail = [*_wrap(_clean(adresregel1))[:2], *(line for item in place for line in _wrap(item)[:1])]
    attention = _wrap(_clean(ter_attentie_van))[:1]
    room = MAX_LINES - len(tail) - len(attention)
    return (*_at_most(_wrap(_clean(naam)), room), *attention, *tail)


def place_line(text: str) -> str:
    """Return `1234 AB  PLAATS` (NEN 5825) for a Dutch place line; any other line only trimmed."""
    match = _POSTCODE_LINE.match(text)
    if match is None:
        return _clean(text)
    return f"{match[1]} {match[2].upper()}  {_clean(match[3]).upper()}"


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Digits compare as numbers and before letters: `2` < `10` < `A`."""
    parts: Iterable[str] = re.findall(r"[0-9]+|[^\W\d_]+", text.upper())
    return tuple((0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts)


def _clean(text: str) -> str:
    return " ".join(text.split())


def _wrap(line: str) -> list[str]:
    """Break at spaces; a word that is itself too long is broken hard."""
    if len(line) <= MAX_LINE_LENGTH:
        return [line] if line else []
    cut = line.rfind(" ", 1, MAX_LINE_LENGTH + 1)
    head = line[:cut] if cut > 0 else line[:MAX_LINE_LENGTH]
    return [head.rstrip(), *_wrap(line[len(head) :].strip())]


def _at_most(lines: Sequence[str], room: int) -> list[str]:
    if len(lines) <= room:
        return list(lines)
    return [*lines[: room - 1], lines[room - 1][: MAX_LINE_LENGTH - 1].rstrip() + "…"]
