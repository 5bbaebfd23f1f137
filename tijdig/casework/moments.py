"""One thing that happened to a zaak, as the time line shows it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Moment:
    """`rank`: its place in the process, for things of one day."""

    op: date
    rank: int
    icon: str
    title: str
    at: datetime | None = None
    text: str = ""
    who: str = ""
    spent: str = ""  # part of the day and minutes
    kind: str = ""
    why: tuple[str, ...] = ()
    why_version: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    poging: int | None = None
