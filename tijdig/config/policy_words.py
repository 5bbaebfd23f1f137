"""The policy in force, in plain Dutch: each value a sentence, with its source, first day and status.

The sentence comes from the value the rules work with; source and status from the entry in the file. A value
without a sentence is not shown, and a test says which those are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tijdig.config.policy_sentences import SECTIONS
from tijdig.policies import Beleid, Status, Waarde


@dataclass(frozen=True, kw_only=True)
class Value:
    """One value as a reader sees it."""

    title: str
    text: str
    note: str
    bron: str
    geldig_vanaf: date
    te_bevestigen: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    """Values that belong together."""

    title: str
    lead: str
    values: tuple[Value, ...]

    @property
    def to_confirm(self) -> int:
        return sum(value.te_bevestigen for value in self.values)


def in_words(beleid: Beleid, waarden: tuple[Waarde, ...]) -> tuple[Section, ...]:
    """The sections of the page, in the order of the work: from delivery to erasing."""
    entries = {(waarde.onderwerp, waarde.pad): waarde for waarde in waarden}
    return tuple(
        Section(
            title=title,
            lead=lead,
            values=tuple(
                _value(entries[subject, place], name, text)
                for subject, say in parts
                for place, name, text in say(beleid)
                if (subject, place) in entries and not _is_replaced(subject, place, entries)
            ),
        )
        for title, lead, parts in SECTIONS
    )


def _is_replaced(subject: str, place: str, entries: Mapping[tuple[str, str], Waarde]) -> bool:
    """Did the gemeente decide otherwise? Then its own value is said, with its own source."""
    layer, _, about = subject.partition("/")
    return layer == "landelijk" and (f"gemeente/{about}", place) in entries


def _value(waarde: Waarde, title: str, text: str) -> Value:
    return Value(
        title=title,
        text=text,
        note=waarde.toelichting,
        bron=waarde.bron,
        geldig_vanaf=waarde.geldig_vanaf,
        te_bevestigen=waarde.status is Status.TE_BEVESTIGEN,
    )
