"""Today, for whoever stands at the door: a view, a job, a command. Inside, a day is a parameter."""

import os
from datetime import date, datetime, time

from django.utils import timezone


def today() -> date:
    """The local day; `TIJDIG_VANDAAG` (ISO) sets it for a rehearsal on old data."""
    rehearsed = os.environ.get("TIJDIG_VANDAAG", "")
    return date.fromisoformat(rehearsed) if rehearsed else timezone.localdate()


def moment_on(day: date) -> datetime:
    """The moment of an act that is done on `day`: now, or noon when another day is being rehearsed."""
    now = timezone.now()
    if timezone.localdate(now) == day:
        return now
    return timezone.make_aware(datetime.combine(day, time(12)))
