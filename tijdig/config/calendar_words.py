"""Names of months and days, in the languages of the pages."""

from tijdig.rules.notation import MONTHS, NBSP

__all__ = [
    "ENGLISH_MONTHS",
    "ENGLISH_WEEKDAYS",
    "MONTHS",
    "MONTHS_SHORT",
    "WEEKDAYS",
    "english_day",
    "english_month",
]

MONTHS_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def english_month(month: str) -> str:
    """ "maart" → "March", "mrt" → "Mar"."""
    if month in MONTHS:
        return ENGLISH_MONTHS[MONTHS.index(month)]
    return ENGLISH_MONTHS[MONTHS_SHORT.index(month)][:3]


def english_day(weekday: str | None, day: str, month: str, year: str | None) -> str:
    """ "dinsdag", "3", "maart", "2026" → "Tuesday 3 March 2026"."""
    first = f"{ENGLISH_WEEKDAYS[WEEKDAYS.index(weekday)]} " if weekday else ""
    return f"{first}{day}{NBSP}{english_month(month)}{f' {year}' if year else ''}"
