"""Numbers, money, days and lists inside a Dutch sentence, written as an English reader expects them."""

import re
from collections.abc import Callable

from .calendar_words import MONTHS, MONTHS_SHORT, WEEKDAYS, english_day

NBSP = "\u00a0"
MONEY = re.compile(rf"€[ {NBSP}](-|−)?([\d.]+),(\d\d)")
NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+)(?![\d.,])")
CLOCK = re.compile(rf"(?<!\d)(\d\d)\.(\d\d)[ {NBSP}]uur")
DAY = re.compile(
    rf"(?:({'|'.join(WEEKDAYS)}) )?(\d{{1,2}})[ {NBSP}]({'|'.join(MONTHS + MONTHS_SHORT)})\b(?:[ {NBSP}](\d{{4}}))?"
)
LISTED = re.compile(r"(, |: | en | of )")
AND_OR = {" en ": " and ", " of ": " or ", ", ": ", ", ": ": ": "}


def translated_value(text: str, known: Callable[[str], str | None]) -> str:
    """A value as it stands in a sentence: a day, an amount, or a list of words that are all known."""
    parts = LISTED.split(text)
    if len(parts) > 1:
        words = [known(part) or as_day_or_number(part) for part in parts[::2]]
        if all(word is not None for word in words):
            between = [AND_OR[part] for part in parts[1::2]]
            return "".join(str(w) + b for w, b in zip(words, [*between, ""], strict=True))
    return english_values(text)


def as_day_or_number(text: str) -> str | None:
    """The text when it is nothing but a value; None for words."""
    made = english_values(text)
    return made if made != text or not re.search(r"[a-z]{2}", text) else None


def english_values(text: str) -> str:
    """ "3 maart 2026, 14.05 uur" → "3 March 2026, 14:05"; "€ 1.234,56" → "€1,234.56"."""
    text = CLOCK.sub(r"\1:\2", text)
    text = MONEY.sub(lambda m: f"{m[1] or ''}€{m[2].replace('.', ',')}.{m[3]}", text)
    text = NUMBER.sub(lambda m: m[1].replace(".", ","), text)
    return DAY.sub(lambda m: english_day(m[1], m[2], m[3], m[4]), text)
