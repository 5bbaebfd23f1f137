"""Numbers, money and days inside a Dutch sentence, written as an English reader expects them."""

import re

from .calendar_words import MONTHS, MONTHS_SHORT, WEEKDAYS, english_day, english_month

NBSP = "\u00a0"
MONEY = re.compile(rf"€[ {NBSP}](-|−)?([\d.]+),(\d\d)")
WHOLE_EUROS = re.compile(rf"€[ {NBSP}](?=\d)")
NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+)(?![\d.,])")
DECIMAL = re.compile(r"([−-]?[\d.]+),(\d+)")  # nothing but a number
PERCENT = re.compile(r"(?<![\d.,])(\d+),(\d+)%")
CLOCK = re.compile(rf"(?<!\d)(\d\d)\.(\d\d)[ {NBSP}]uur")
DAY = re.compile(
    rf"(?:({'|'.join(WEEKDAYS)}) )?(\d{{1,2}})[ {NBSP}]({'|'.join(MONTHS + MONTHS_SHORT)})\b(?:[ {NBSP}](\d{{4}}))?"
)
MONTH = re.compile(rf"\b({'|'.join(MONTHS + MONTHS_SHORT)})\b(?=[ {NBSP}]\d|$)")
MOMENT = re.compile(
    rf"(?:{DAY.pattern})?(?:, )?(?:{CLOCK.pattern})?|(?:{'|'.join(MONTHS + MONTHS_SHORT)})(?:[ {NBSP}]\d+)?"
)


def is_moment(text: str) -> bool:
    """Is this nothing but a day, a time, or both?"""
    return MOMENT.fullmatch(text) is not None


def english_values(text: str) -> str:
    """ "3 maart 2026, 14.05 uur" → "3 March 2026, 14.05"; "€ 1.234,56" → "€1,234.56"."""
    if decimal := DECIMAL.fullmatch(text):
        return f"{decimal[1].replace('.', ',')}.{decimal[2]}"
    text = CLOCK.sub(r"\1.\2", text)
    text = MONEY.sub(lambda m: f"{m[1] or ''}€{m[2].replace('.', ',')}.{m[3]}", text)
    text = WHOLE_EUROS.sub("€", text)
    text = PERCENT.sub(r"\1.\2%", text)
    text = NUMBER.sub(lambda m: m[1].replace(".", ","), text)
    text = DAY.sub(lambda m: english_day(m[1], m[2], m[3], m[4]), text)
    return MONTH.sub(lambda m: english_month(m[1]), text)
