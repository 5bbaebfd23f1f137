"""Read one value of a delivered line, or say what would be right. Pure, and quick: it runs for every cell.

Source: the delivery layout, version 1 (R-INT-1, R-INT-2). Money is whole eurocent.
"""

import re
from datetime import date
from functools import lru_cache

YES = frozenset({"ja", "j", "1", "true", "waar", "yes", "y"})
NO = frozenset({"nee", "n", "0", "false", "onwaar", "no"})

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00)?(?:[.,]0+)?Z?)?")
DUTCH_DATE = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})|([0-9]{1,2})[-/]([0-9]{4})")
YEAR = re.compile(r"[0-9]{4}")
PLAIN_AMOUNT = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,2}))?")
DUTCH_AMOUNT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3}){1,2})(?:,([0-9]{1,2}))?")
ENGLISH_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){1,2})\.([0-9]{1,2})")
AROUND_AMOUNT = re.compile(r"€|EUR|\s", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s\"'<>(),;:\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"\+?[0-9]{9,15}")
BETWEEN_DIGITS = re.compile(r"[\s().\-/]")


@lru_cache(maxsize=20_000)
def read_date(text: str) -> date | None:
    """A whole date, ISO or Dutch, or None."""
    if found := ISO_DATE.fullmatch(text):
        year, month, day = found.groups()
    elif found := DUTCH_DATE.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_no_day(text: str) -> bool:
    """Is this written as a date, of a day that does not exist, such as 31-02-2026?"""
    return read_date(text) is None and bool(ISO_DATE.fullmatch(text) or DUTCH_DATE.fullmatch(text))


def read_birth_date(text: str) -> str | None:
    """A date, a month or a year of birth, as ISO text ("1993-05-02", "1993-05", "1993"), or None."""
    if whole := read_date(text):
        return whole.isoformat()
    if found := YEAR_MONTH.fullmatch(text):
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None
    return text if YEAR.fullmatch(text) else None


def read_cents(text: str) -> int | None:
    """An amount in euros, in any of the notations of the layout, as eurocent; None when it is not one.

    "1.234" means 1234 euro: three digits after a point are thousands, as Dutch bookkeeping writes them.
    Below a thousand million euro; more is a mistake.
    """
    euros, _, cents = text.partition(",")
    if len(cents) == 2 and len(euros) <= 9 and text.isascii() and euros.isdigit() and cents.isdigit():
        return int(euros + cents)
    if found := DUTCH_AMOUNT.fullmatch(text):
        return int(found[1].replace(".", "")) * 100 + _cents(found[2])
    bare = AROUND_AMOUNT.sub("", text).removesuffix(",-").removesuffix(".-")
    for form in (PLAIN_AMOUNT, DUTCH_AMOUNT, ENGLISH_AMOUNT):
        if found := form.fullmatch(bare):
            return int(found[1].replace(".", "").replace(",", "")) * 100 + _cents(found[2])
    return None


def _cents(digits: str | None) -> int:
    """ "5" after the comma is fifty cents."""
    if digits is None:
        return 0
    return int(digits) * 10 if len(digits) == 1 else int(digits)


def read_yes_no(text: str) -> bool | None:
    """ja or nee, in the ways partners write it; None when it is neither."""
    word = text.lower()
    if word in YES:
        return True
    return False if word in NO else None


def read_phone(text: str) -> str | None:
    """A telephone number as "+31612345678", or None. Foreign numbers keep their country code."""
    if len(text) == 10 and text[0] == "0" != text[1] and text.isascii() and text.isdigit():
        return "+31" + text[1:]
    digits = BETWEEN_DIGITS.sub("", text)
    if not PHONE.fullmatch(digits.removeprefix("00")):
        return None
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits[0] == "0" and len(digits) == 10:
        return "+31" + digits[1:]
    elif digits[0] == "6" and len(digits) == 9:
        return "+31" + digits  # a spreadsheet ate the first zero
    elif digits.startswith("31") and len(digits) == 11:
        return "+" + digits  # or the plus
    if digits[0] != "+" or digits[1] == "0":
        return None
    return _dutch(digits) if digits.startswith("+31") else digits


def _dutch(digits: str) -> str | None:
    """A Dutch number has nine digits after +31; the zero of "+31 (0)6" falls away."""
    bare = "+31" + digits[3:].removeprefix("0")
    return bare if len(bare) == 12 else None


def read_email(text: str) -> str | None:
    """An e-mail address in lower case, or None."""
    return text.lower() if len(text) <= 254 and EMAIL.fullmatch(text) else None
