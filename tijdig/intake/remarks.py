"""What can be said about a line: a reason to refuse it or a warning, with what would be right (R-INT-3)."""

from typing import NamedTuple

from tijdig.rules.terms import Reden


class Opmerking(NamedTuple):
    """A reason or a warning about one line: code, column if any, and what would be right."""

    code: str
    kolom: str | None
    uitleg: str

    def as_json(self) -> dict[str, str | None]:
        return {"code": str(self.code), "kolom": self.kolom, "uitleg": self.uitleg}


def missing(column: str) -> Opmerking:
    """A required value that is not there."""
    return Opmerking(Reden.VELD_ONTBREEKT, column, f"'{column}' is leeg en is wel nodig.")


def wrong(column: str | None, uitleg: str) -> Opmerking:
    """A value that cannot be read; `uitleg` says what would be right."""
    return Opmerking(Reden.VELD_ONGELDIG, column, uitleg)
