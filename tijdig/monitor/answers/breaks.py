"""The known breaks that fall inside the months shown, numbered as in the charts (R-MON-3)."""

from datetime import date

from tijdig.monitor.definitions import newest
from tijdig.monitor.periods import Periode
from tijdig.rules.indicators import Breuk, Reeks


def breaks_in(periode: Periode, reeksen: frozenset[Reeks]) -> list[Breuk]:
    """Those that touch these lines, oldest first; one before the first month breaks nothing that is shown."""
    found = [
        b for b in newest().breuken.values() if periode.van < b.maand <= periode.tot and b.raakt & reeksen
    ]
    return sorted(found, key=lambda b: b.maand)


def marks(periode: Periode, of_page: frozenset[Reeks], of_chart: frozenset[Reeks]) -> list[tuple[date, int]]:
    """What is drawn through one chart: (month, number of the note under the page)."""
    notes = enumerate(breaks_in(periode, of_page), 1)
    return [(note.maand, number) for number, note in notes if note.raakt & of_chart]
