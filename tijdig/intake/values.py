"""Read one value of a delivered line, or say what would be right. Pure, and quick: it runs for every cell.

Source: the delivery layout, version 1 (R-INT-1, R-INT-2). Money is whole eurocent.
"""

import re
from datetime import date
from functools import lru_cache

YES = frozenset({"ja", "j", "1", "true", "waar", "yes", "y"})
NO = frozenset({"nee", "n", "0", "false", "onwaar", "no"})

ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?.*)?")
DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[-/](\d{4})")
YEAR = re.compile(r"\d{4}")
PLAIN_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
DUTCH_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?")
ENGLISH_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))")
EMAIL = re.compile(r"[^@\s\"'<>(),;:\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
NOT_A_DIGIT = re.compile(r"[\s().\-/]")


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


@lru_cache(maxsize=50_000)
def read_birth_date(text: str) -> str | None:
    """A date, a month or a year of birth, as ISO text ("1993-05-02", "1993-05", "1993"), or None."""
    if whole := read_date(text):
        return whole.isoformat()
    if found := YEAR_MONTH.fullmatch(text):
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None
    return text if YEAR.fullmatch(text) else None


@lru_cache(maxsize=50_000)
def read_cents(text: str) -> int | None:
    """An amount in euros, in any of the notations of the layout, as eurocent; None when it is not one.

    "1.234" means 1234 euro: three digits after a point are thousands, as Dutch bookkeeping writes them.
    """
    bare = text.replace("€", "").replace("EUR", "").replace("\u00a0", "").replace(" ", "")
    bare = bare.removesuffix(",-").removesuffix(".-")
    for form in (DUTCH_AMOUNT, ENGLISH_AMOUNT, PLAIN_AMOUNT):
        if found := form.fullmatch(bare):
            euros = found[1].replace(".", "").replace(",", "")
            return int(euros) * 100 + int((found[2] or "0").ljust(2, "0"))
    return None


def read_yes_no(text: str) -> bool | None:
    """ja or nee, in the ways partners write it; None when it is neither."""
    word = text.lower()
    if word in YES:
        return True
    return False if word in NO else None


def read_phone(text: str) -> str | None:
    """A telephone number as "+31612345678", or None. Foreign numbers keep their country code."""
    digits = NOT_A_DIGIT.sub("", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+310"):
        digits = "+31" + digits[4:]
    if digits.startswith("0") and len(digits) == 10 and digits.isdigit():
        return "+31" + digits[1:]
    if len(digits) == 9 and digits.startswith("6") and digits.isdigit():
        return "+31" + digits  # a spreadsheet ate the first zero
    if digits.startswith("+") and digits[1:].isdigit() and 9 <= len(digits) - 1 <= 15:
        return digits
    return None


def read_email(text: str) -> str | None:
    """An e-mail address in lower case, or None."""
    return text.lower() if len(text) <= 254 and EMAIL.fullmatch(text) else None
