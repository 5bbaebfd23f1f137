"""What the start page is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """Work that waits: how many, what, and the list it leads to (see parts/work_rows.html)."""

    label: str
    short: str  # for the line of what there is nothing of
    count: int
    href: str
    due: str = ""
    due_kind: str = "rustig"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """Something that does not go on by itself: what happened, what was kept, what to do."""

    title: str
    text: str
    href: str = ""
    action: str = "Bekijk"
    kind: str = "dringend"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that a new gemeente does first."""

    label: str
    text: str
    done: bool
    href: str
