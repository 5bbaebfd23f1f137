"""When a message may go out: not at night, not on a Sunday or a public holiday. What is late waits. R-OUT-3.

Source: a message about help that comes at night frightens; the hours are policy per gemeente.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tijdig.rules.holidays import holidays


@dataclass(frozen=True, kw_only=True, slots=True)
class Verzendvenster:
    """The hours of a day, local time, and the days of the week (0 = Monday) on which messages go out."""

    van: time
    tot: time
    dagen: frozenset[int]


def is_open(moment: datetime, venster: Verzendvenster, *, vrij: frozenset[date] = frozenset()) -> bool:
    """May a message go out at this local moment? `vrij`: days made equal to a holiday."""
    return _is_day(moment.date(), venster, vrij) and venster.van <= moment.time() < venster.tot


def opens_at(moment: datetime, venster: Verzendvenster, *, vrij: frozenset[date] = frozenset()) -> datetime:
    """The first local moment, now or later, at which a message may go out. Keeps the time zone of `moment`."""
    if is_open(moment, venster, vrij=vrij):
        return moment
    day = moment.date() if moment.time() < venster.van else moment.date() + timedelta(days=1)
    while not _is_day(day, venster, vrij):
        day += timedelta(days=1)
    return datetime.combine(day, venster.van, tzinfo=moment.tzinfo)


def _is_day(day: date, venster: Verzendvenster, vrij: frozenset[date]) -> bool:
    return day.weekday() in venster.dagen and day not in holidays(day.year) and day not in vrij
