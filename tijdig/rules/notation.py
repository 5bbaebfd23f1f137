"""Numbers, days and codes as a Dutch reader expects them, and a number as a page sends it back.

Source: Nummerplan telefoon- en ISDN-diensten (areas of three and of four digits); NEN 5825 (postcode).
"""

import re
from datetime import date, datetime

NBSP = "\u00a0"
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_SHORT_AREA = re.compile(r"0(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[58]|97)")
_NATIONAL_DIGITS = 10
_LONGEST_NUMBER = 15  # digits; an id has fewer
_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")


def phone(number: str) -> str:
    """ "+31780090499" → "078 009 04 99"; what is no number of ten digits in the Netherlands stays as it is."""
    bare = re.sub(r"[\s().-]", "", number or "")
    digits = re.sub(r"^(?:\+|00)31(?:0)?", "0", bare)
    if not (digits.isdecimal() and len(digits) == _NATIONAL_DIGITS and digits.startswith("0")):
        return number or ""
    if digits.startswith("06"):
        return " ".join((digits[:2], digits[2:4], digits[4:6], digits[6:8], digits[8:]))
    if _SHORT_AREA.match(digits):
        return " ".join((digits[:3], digits[3:6], digits[6:8], digits[8:]))
    return " ".join((digits[:4], digits[4:6], digits[6:8], digits[8:]))


def postcode(text: str) -> str:
    """ "3312ZR" → "3312 ZR"; anything else stays as it is."""
    match = _POSTCODE.fullmatch((text or "").strip())
    return f"{match[1]} {match[2].upper()}" if match else text or ""


def day_in_full(day: date) -> str:
    """The one way in which a sentence on a page writes a day: "3 maart 2026"."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def moment_in_full(moment: datetime) -> str:
    """The same for a moment, which is in local time already: "3 maart 2026, 10.30 uur"."""
    return f"{day_in_full(moment)}, {moment:%H.%M}{NBSP}uur"


def whole_number(text: str) -> int | None:
    """A number as a page sends it back, such as an id; None for anything that is none, or is endless."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None
