"""Figures as others published them, to stand beside our own (R-MON-5). Shown with their source, never added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tijdig.monitor.models import GepubliceerdCijfer
from tijdig.monitor.words import number
from tijdig.rules.funnel import Schaal
from tijdig.rules.vergelijkcijfers import Vergelijkcijfer

from .layout import NETHERLANDS

# Which published figure is which of ours. Three rates of contact and three of help: only the same base is the same.
SAME = {
    "bereikt": "C5A", "geprobeerd": "C4", "hulp_van_bereikt": "H1C", "hulp_van_meldingen": "H1A",
    "signalen_per_1000_per_maand": "S2", "meldingen_per_1000_per_maand": "M1I",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Bekend:
    """One published figure in words."""

    periode: str
    waarde: str
    herkomst: str


def published_beside(
    cijfer: Vergelijkcijfer, kwartalen: Sequence[date], known: Iterable[GepubliceerdCijfer]
) -> list[Bekend]:
    """Those of the Netherlands over the years in view, oldest first."""
    years = {str(kwartaal.year) for kwartaal in kwartalen}
    return [
        Bekend(
            periode=told.periode, herkomst=told.herkomst,
            waarde=_words(cijfer, float(told.waarde)),
        )
        for told in sorted(known, key=lambda told: told.periode)
        if told.gebied == NETHERLANDS and told.periode[:4] in years and len(told.periode) <= 6
        and SAME.get(told.cijfer) == cijfer.id
    ]  # fmt: skip


def _words(cijfer: Vergelijkcijfer, value: float) -> str:
    return number(value, 1) if cijfer.schaal is Schaal.VERHOUDING else f"{number(value)}%"
