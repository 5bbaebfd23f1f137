"""Today, for whoever stands at the door: a view, a job, a command. Inside, a day is a parameter."""

import os
from datetime import date

from django.utils import timezone


def today() -> date:
    """The local day; `TIJDIG_VANDAAG` (ISO) sets it for a rehearsal on old data."""
    rehearsed = os.environ.get("TIJDIG_VANDAAG", "")
    return date.fromisoformat(rehearsed) if rehearsed else timezone.localdate()
