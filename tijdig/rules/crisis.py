"""The time that is left for a threatening situation, in words: working days, and hours on the last day.

Rule: R-TRM-2 (Wgs art. 4 lid 2: three working days, Dutch public holidays counted out). The law counts days; that
the last one is over at 17.00 is the end of an office day.
"""

from datetime import date, datetime, time

from .deadlines import working_days_left

END_OF_DAY = time(17)
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def time_left(now: datetime, uiterlijk: date, *, vrij: frozenset[date] = frozenset()) -> str:
    """ "nog 2 werkdagen, uiterlijk vrijdag 17.00 uur". `now`: local moment; a free day is no working day."""
    today = now.date()
    if uiterlijk < today:
        late = max(working_days_left(uiterlijk, today, vrij=vrij), 1)
        return f"{_counted(late, 'werkdag', 'werkdagen')} te laat"
    until = f"uiterlijk {_DAYS[uiterlijk.weekday()]} {END_OF_DAY:%H.%M} uur"
    if uiterlijk > today:
        left = working_days_left(today, uiterlijk, vrij=vrij)
        return f"nog {_counted(left, 'werkdag', 'werkdagen')}, {until}"
    hours = END_OF_DAY.hour - now.hour - (1 if now.minute else 0)
    if now.time() >= END_OF_DAY:
        return "vandaag te laat, 17.00 uur is voorbij"
    return f"nog {hours} uur, uiterlijk vandaag {END_OF_DAY:%H.%M} uur" if hours else "nog minder dan een uur"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
