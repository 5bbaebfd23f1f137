"""Read one value of a delivered line, or say what would be right. Pure, and quick: it runs for every cell.

Source: the delivery layout, version 1 (R-INT-1, R-INT-2). Money is whole eurocent.
"""

import re
from datetime import date
from functools import lru_cache

YES = frozenset({"ja", "j", "1", "true", "waar", "yes", "y"})
NO = frozenset({"nee", "n", "0", "false", "onwaar", "no"})

MIDNIGHT = r"(?:[T ]0?0:00(?::00)?(?:[.,]0+)?Z?)?"  # what a spreadsheet writes behind a day
ISO_DATE = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})" + MIDNIGHT)
DUTCH_DATE = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})" + MIDNIGHT)
DATE_IN_WORDS = re.compile(r"([0-9]{1,2})[- ]([a-z]{3,9})\.?[- ]([0-9]{4})", re.IGNORECASE)
MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("januari", "jan"), ("februari", "feb"), ("maart", "mrt"), ("april", "apr"), ("mei",), ("juni", "jun"),
            ("juli", "jul"), ("augustus", "aug"), ("september", "sep", "sept"), ("oktober", "okt"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[a-z]{3,9}\.?)[-/. ][0-9]{2}", re.IGNORECASE)
DAY_NUMBER = re.compile(r"[2-7][0-9]{4}(?:[.,]0+)?")  # days since 1900, as a spreadsheet keeps them
SHORT_MONTH = r"(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
PART_OF_DAY = re.compile(rf"[0-9]{{1,2}}-{SHORT_MONTH}|{SHORT_MONTH}-[0-9]{{1,4}}", re.IGNORECASE)
YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})|([0-9]{1,2})[-/]([0-9]{4})")
YEAR = re.compile(r"[0-9]{4}")
PLAIN_AMOUNT = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,2}))?")
DUTCH_AMOUNT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3}){1,2})(?:,([0-9]{1,2}))?")
ENGLISH_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){1,2})\.([0-9]{1,2})")
AROUND_AMOUNT = re.compile(r"€|EURO?|\s", re.IGNORECASE)
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
    elif (found := DATE_IN_WORDS.fullmatch(text)) and found[2].lower() in MONTHS:
        day, month, year = found[1], str(MONTHS[found[2].lower()]), found[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_no_day(text: str) -> bool:
    """Is this written as a date, of a day that does not exist, such as 31-02-2026?"""
    return read_date(text) is None and bool(ISO_DATE.fullmatch(text) or DUTCH_DATE.fullmatch(text))


def hint_for_date(text: str) -> str:
    """How this is mended, when it can be seen what went wrong; else empty."""
    if SHORT_YEAR.fullmatch(text):
        return "Schrijf het jaar met vier cijfers, zoals 31-03-2026."
    if DAY_NUMBER.fullmatch(text):
        return (
            "Dit is een getal waarin Excel een datum bewaart. Maak van de kolom een datum, zoals 31-03-2026."
        )
    return ""


def was_turned_into_a_date(text: str) -> bool:
    """Did a spreadsheet make a day of a house number or suffix such as 12-1? A number before it may be lost too."""
    return bool(ISO_DATE.fullmatch(text) or DUTCH_DATE.fullmatch(text) or PART_OF_DAY.fullmatch(text))


def is_negative(text: str) -> bool:
    """Is this an amount below nothing, "-12,50" or "12,50-"?"""
    bare = AROUND_AMOUNT.sub("", text)
    below = bare[:1] == "-" or (bare[-1:] == "-" and bare[-2:-1].isdigit())
    return below and read_cents(bare.strip("-")) is not None


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
