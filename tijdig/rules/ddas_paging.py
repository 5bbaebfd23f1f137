"""Which signal stands on which page of a delivery, and over which months a delivery goes (R-MON-9)."""

from collections.abc import Iterable, Iterator
from datetime import date

from .ddas_mapping import last_day


def stretches(ids: Iterable[int], size: int, *, room: int | None = None) -> Iterator[tuple[int, int, int]]:
    """Cut ascending ids into stretches of at most `size`: (first, last, how many) of each.

    `room`: what the first stretch may hold, when a page has been begun already.
    """
    first = last = count = 0
    free = size if room is None else room
    for one in ids:
        if count == free:
            yield first, last, count
            count, free = 0, size
        first = first if count else one
        last, count = one, count + 1
    if count:
        yield first, last, count


def period_before(today: date, months: int) -> tuple[date, date]:
    """The last whole period of so many months that is over, counted from January: first and last day."""
    place = today.year * 12 + (today.month - 1) // months * months
    first = place - months
    end = place - 1
    return date(first // 12, first % 12 + 1, 1), last_day(date(end // 12, end % 12 + 1, 1))


def refusal_of_period(van: date, tot: date) -> str | None:
    """Why this is no period to deliver over, in Dutch, or None. A zaak counts in its month, so months are whole."""
    if van > tot:
        return "De periode eindigt voordat zij begint."
    if van.day != 1 or tot != last_day(tot):
        return "Een levering gaat over hele maanden: begin op de eerste en eindig op de laatste dag van een maand."
    return None
