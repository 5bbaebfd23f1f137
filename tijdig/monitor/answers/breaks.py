"""The known breaks in the months shown and those they stand beside, numbered as in the charts (R-MON-3)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tijdig.monitor.definitions import breuken_of
from tijdig.monitor.periods import Periode, month_after
from tijdig.monitor.words import month_words
from tijdig.rules.indicators import Breuk, Reeks

from .model import Vraagstelling


def breaks_in(periode: Periode, reeksen: frozenset[Reeks], gemeente: str = "") -> list[Breuk]:
    """Those that touch these lines, oldest first; one before the first month breaks nothing that is shown.

    One that comes every year stands there once, under the first month in which it comes.
    """
    found = [b for b in breuken_of(gemeente) if b.raakt & reeksen and b.is_told(periode.van, periode.tot)]
    shown = [replace(b, maand=b.moments(periode.van, periode.tot)[0]) if b.jaarlijks else b for b in found]
    return sorted(shown, key=lambda b: b.maand)


def breaks_of(asked: Vraagstelling, reeksen: frozenset[Reeks]) -> list[Breuk]:
    """Also those between the months shown and the earlier ones beside them."""
    return breaks_in(whole_span(asked), reeksen, asked.gemeente)


def marks(
    asked: Vraagstelling, of_page: frozenset[Reeks], of_chart: frozenset[Reeks]
) -> list[tuple[date, int]]:
    """What is drawn through one chart: (month, number of the note under the page)."""
    van, tot = asked.periode.van, asked.periode.tot
    return [
        (month, number)
        for number, note in enumerate(breaks_of(asked, of_page), 1) if note.raakt & of_chart
        for month in note.moments(van, tot)
    ]  # fmt: skip


def whole_span(asked: Vraagstelling) -> Periode:
    """From the first month of the earlier period, when there is one."""
    earlier = [asked.naast.periode.van] if asked.naast else []
    return Periode(van=min(asked.periode.van, *earlier), tot=asked.periode.tot) if earlier else asked.periode


def warning(breuken: Iterable[Breuk], naam: str, span: Periode, *, same_months: bool) -> str:
    """Why a difference with the earlier figures need not come from the work; empty when nothing changed in `span`.

    `same_months`: what comes in the same month of every year is in both.
    """
    asked = [b for b in breuken if not (b.jaarlijks and same_months)]
    when = [
        month_words(month) for month in sorted({m for b in asked for m in b.moments(span.van, span.tot)[:1]})
    ]
    if not when:
        return ""
    told = f"{', '.join(when[:-1])} en {when[-1]}" if when[1:] else when[0]
    return (
        f"Een verschil met “{naam}” kan ook van buiten komen: er veranderde iets in {told}. Onder aan de pagina staat "
        "wat."
    )


def beside(asked: Vraagstelling, breuken: Iterable[Breuk]) -> str:
    """The warning of a page; nothing when no other period stands beside this one."""
    if asked.naast is None:
        return ""
    a_year_apart = month_after(asked.naast.periode.van, 12) == asked.periode.van
    same_months = a_year_apart or len(asked.periode.months()) % 12 == 0
    return warning(breuken, asked.naast.naam, whole_span(asked), same_months=same_months)
