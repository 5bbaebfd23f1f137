"""What a report says about a change: one sentence per figure, never more than the interval bears, never why.

The words of a claim (hoger, lager) appear only with an interval on one side of nought. A known break, or months that
still grow, come along as a sentence of their own (R-MON-3, R-MON-8).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tijdig.monitor.words import month_words, number, percent
from tijdig.rules.difference import Uitspraak, Verschil
from tijdig.rules.indicators import Breuk, Reeks

from .sources import Bron

METHOD = "Hoe is dit geteld?"  # the chapter with the notes on method
SMALLEST = 0.001  # a tenth of a point: what is claimed is never shown as nought


@dataclass(frozen=True, kw_only=True)
class Onderwerp:
    """What a sentence is about. `naam`: without its article; `per_duizend`: a count per 1,000 residents."""

    indicator: str
    naam: str
    reeks: Reeks
    per_duizend: bool = False


def change_words(
    onderwerp: Onderwerp, verschil: Verschil | None, *, jaar: int, eerder: int, wie: str = ""
) -> str:
    """The whole sentence. `wie`: of which gemeenten, when not of all ("Bij de 231 gemeenten die …")."""
    if verschil is None:
        return f"Over {eerder} zijn er geen cijfers. Wat er veranderde in het {onderwerp.naam}, is niet te zeggen."
    if verschil.uitspraak is Uitspraak.TE_WEINIG:
        return f"Er zijn te weinig gevallen om het {onderwerp.naam} met {eerder} te vergelijken."
    nu, toen = (_shown(onderwerp, value) for value in (verschil.nu, verschil.eerder))
    if verschil.uitspraak is Uitspraak.NIET_AANGETOOND:
        begin = f"{wie} is" if wie else "Er is"
        return (
            f"{begin} geen verschil met {eerder} aangetoond in het {onderwerp.naam}: {nu} tegen {toen}. "
            f"{_reach(onderwerp, verschil)}"
        )
    begin = f"{wie} was het {onderwerp.naam}" if wie else f"Het {onderwerp.naam} was"
    return f"{begin} in {jaar} {verschil.uitspraak} dan in {eerder}: {nu} tegen {toen}. {_reach(onderwerp, verschil)}"


def change_in_short(verschil: Verschil | None, *, eerder: int) -> str:
    """The same beside a key figure."""
    if verschil is None or verschil.uitspraak is Uitspraak.TE_WEINIG:
        return f"niet te vergelijken met {eerder}"
    if verschil.uitspraak is Uitspraak.NIET_AANGETOOND:
        return f"geen verschil met {eerder} aangetoond"
    return f"{verschil.uitspraak} dan in {eerder}"


def break_words(breuken: Sequence[Breuk], *, eerder: int) -> str:
    """That something else changed between the two years, so that nobody takes a change of rules for one of work.

    What it was is told once, with the notes on method: a reader skips what stands in every chapter.
    """
    if not breuken:
        return ""
    return (
        f"Let op: een verschil met {eerder} kan ook komen van wat er van buiten veranderde in {_months_of(breuken)}. "
        f"Wat dat was, staat bij “{METHOD}”."
    )


def beware_words(eerder: int) -> str:
    return f"Let op bij het vergelijken met {eerder}: een verschil kan ook komen van wat er van buiten veranderde."


def one_break(breuk: Breuk) -> str:
    """When, and what."""
    return f"{_when(breuk)}: {breuk.wat}"


def apart_words(breuken: Sequence[Breuk], *, jaar: int) -> str:
    """Under a table with both years, for who reads the columns and not the text."""
    if not breuken:
        return ""
    return (
        f"Lees {jaar - 1} en {jaar} niet als één lijn: er veranderde iets van buiten in {_months_of(breuken)}. Zie "
        f"“{METHOD}”."
    )


def _months_of(breuken: Sequence[Breuk]) -> str:
    return in_a_row(list(dict.fromkeys(month_words(b.maand) for b in breuken)))


def _when(breuk: Breuk) -> str:
    """ "November 2023", or from when to when."""
    first = month_words(breuk.maand)
    said = f"{first} tot en met {month_words(breuk.tot)}" if breuk.tot else first
    return said[:1].upper() + said[1:]


def growing_words(wait_until: date) -> str:
    """Why the last months say nothing yet."""
    return (
        "De laatste maanden groeien nog: van sommige meldingen loopt de opvolging. Vergelijk dit cijfer pas na "
        f"{wait_until.day} {month_words(wait_until)} met een ander jaar."
    )


def points(share: float) -> str:
    """0.0213 → "2,1"; never "0,0" for what is something."""
    return number(max(abs(share), SMALLEST if share else 0.0) * 100 + 1e-9, 1)


def per_thousand(rate: float | None) -> str:
    return number(1000 * rate + 1e-9, 1) if rate is not None else "geen cijfer"


def fine_percent(share: float | None) -> str:
    """With one place: two years that differ little would else look alike."""
    if share is None:
        return "geen cijfer"
    return percent(share) if share in (0.0, 1.0) else f"{number(min(max(100 * share, 0.1), 99.9) + 1e-9, 1)}%"


def _shown(onderwerp: Onderwerp, value: float | None) -> str:
    return per_thousand(value) if onderwerp.per_duizend else fine_percent(value)


def _reach(onderwerp: Onderwerp, verschil: Verschil) -> str:
    """From where to where the difference may lie."""
    unit = "procent" if onderwerp.per_duizend else "procentpunt"
    low, high = verschil.interval.low, verschil.interval.high
    if verschil.uitspraak is Uitspraak.NIET_AANGETOOND:
        return f"Het verschil kan liggen tussen {points(low)} {unit} lager en {points(high)} {unit} hoger."
    near, far = sorted((abs(low), abs(high)))
    way = "meer" if verschil.uitspraak is Uitspraak.HOGER else "minder"
    return f"Dat is tussen {points(near)} en {points(far)} {unit} {way}."


def out_of(bron: Bron, indicator: str) -> str:
    """ " (120 van de 480)"; nothing of what may be told as a share only."""
    if not bron.nu.counts(indicator):
        return ""
    return f" ({bron.nu.count_words(indicator)} van de {bron.nu.base_words(indicator)})"


def in_a_row(words: Sequence[str]) -> str:
    """ "a, b en c"."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
