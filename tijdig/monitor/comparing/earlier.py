"""The own gemeente beside itself a year before: two shares with their intervals, and whether they differ (R-MON-5)."""

from tijdig.monitor.answers.model import NOTHING, Antwoord, Figuur, Kolom, Regel, Tabel, together
from tijdig.monitor.drawing import Rij, lying
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.funnel import Eenheid, Schaal
from tijdig.rules.proportions import Interval, difference

from .comparison import Uitkomst
from .words import span_words, sure_of, unit_cells, value_words

LATER = (
    "Of een verschil door het werk komt. De laatste kwartalen groeien nog: wat later met een melding gebeurt, telt bij "
    "haar eigen kwartaal."
)


def answer(now: Uitkomst, before: Uitkomst, warning: str = "") -> Antwoord:
    """Nothing is corrected: the population of one gemeente hardly changes in a year. `warning`: of known breaks."""
    asked = now.gevraagd
    how = tuple(name for name in (asked.cijfer.van,) if name in INDICATOREN)
    pairs = [(_span(found), found.eigen.unit) for found in (now, before) if found.eigen and found.eigen.unit]
    if not pairs:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=how)
    titel = f"{asked.cijfer.naam}, nu en een jaar eerder"
    told = "; ".join(f"{span}: {value_words(asked.cijfer, unit.share)}" for span, unit in pairs)
    rows = [
        Rij(label=span, tekst=value_words(asked.cijfer, unit.share), value=unit.share,
            interval=sure_of(asked.cijfer, unit), kind="goed" if place == 0 else "dubbel")
        for place, (span, unit) in enumerate(pairs)
    ]  # fmt: skip
    lines = tuple(_line(now, span, unit) for span, unit in pairs)
    columns = ("Aantal", "Van", "Cijfer", "Zeker tussen")
    table = Tabel(titel=titel, kop="Wanneer", kolommen=tuple(Kolom(label=c) for c in columns), regels=lines)
    whole = 1.0 if asked.cijfer.schaal is Schaal.AANDEEL else 0.0
    drawing = lying(titel, f"{titel}: {told}.", rows, whole=whole)
    figuur = Figuur(naam="eerder", titel=titel, tekening=drawing, tabel=table)
    zin = sentence(now, [unit for _, unit in pairs])
    zin = together(zin, warning if len(pairs) > 1 else "")
    return Antwoord(zin=zin, figuren=(figuur,), indicatoren=how, let_op=LATER)


def sentence(found: Uitkomst, units: list[Eenheid]) -> str:
    """Now, before, and whether chance alone could make that difference."""
    asked = found.gevraagd
    now = value_words(asked.cijfer, units[0].share)
    if len(units) < 2:
        return f"{asked.cijfer.zin}: {asked.naam} {now}. Van een jaar eerder is er geen cijfer."
    before, apart = value_words(asked.cijfer, units[1].share), _apart(found, units[0], units[1])
    if apart.low <= 0 <= apart.high:
        return (
            f"{asked.cijfer.zin}: {asked.naam} {now}, een jaar eerder {before}. Dat verschil kan toeval zijn."
        )
    return f"{asked.cijfer.zin}: {asked.naam} {now}, een jaar eerder {before}. Dat verschil is groter dan toeval."


def _apart(found: Uitkomst, now: Eenheid, before: Eenheid) -> Interval:
    """Of rates: whether the intervals, each a bit narrowed as Newcombe does, touch."""
    cijfer = found.gevraagd.cijfer
    if cijfer.schaal is Schaal.AANDEEL:
        return difference((round(now.teller), now.noemer), (round(before.teller), before.noemer))
    one, two = sure_of(cijfer, now), sure_of(cijfer, before)
    apart = now.share - before.share
    return Interval(
        low=apart - ((now.share - one.low) ** 2 + (two.high - before.share) ** 2) ** 0.5,
        high=apart + ((one.high - now.share) ** 2 + (before.share - two.low) ** 2) ** 0.5,
    )


def _line(found: Uitkomst, span: str, unit: Eenheid) -> Regel:
    cijfer = found.gevraagd.cijfer
    return Regel(label=span, cellen=unit_cells(cijfer, unit, found.months))


def _span(found: Uitkomst) -> str:
    return span_words(found.gevraagd.kwartalen)
