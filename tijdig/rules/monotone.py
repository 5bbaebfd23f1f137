"""Can a higher amount ever get a lighter approach under this kader? A check before it is decided.

R-TRI-1, R-TRI-3. The check is on the safe side: an empty answer is a proof, a complaint can be about facts
that never occur together. A rule asks for the amount with `bedrag_minimaal` only, so that a
higher amount can only add rules that apply, and the first of them decides.
"""

from collections.abc import Iterator
from itertools import combinations

from .afwegingskader import WEIGHT, Afwegingskader, Regel
from .conditions import Voorwaarde
from .labels import euro, label_in_sentence
from .terms import Aanpak

AMOUNT = "bedrag_minimaal"
# Facts with one value: two rules that ask for other words of it never apply together.
_ONE_WORD = ("leeftijdsklasse", "wijk", "eerdere_aanpak", "eerdere_uitkomst")


def is_monotone(kader: Afwegingskader) -> list[str]:
    """Every place where a higher amount could get a lighter approach, as a Dutch sentence. Empty = none."""
    return [*_lighter_above(kader), *_nothing_below(kader)]


def _lighter_above(kader: Afwegingskader) -> Iterator[str]:
    for upper, lower in combinations(kader.regels, 2):
        floor = upper.als.get(AMOUNT, 0)
        if floor <= lower.als.get(AMOUNT, 0) or not _is_lighter(upper, lower):
            continue
        if _can_both_apply(upper, lower) and not _is_overtaken(lower, upper, kader):
            yield (
                f"Vanaf {euro(floor)} geeft regel '{upper.id}' {label_in_sentence(upper.dan)}; "
                f"daaronder geeft regel '{lower.id}' {label_in_sentence(lower.dan)}."
            )


def _nothing_below(kader: Afwegingskader) -> Iterator[str]:
    """Below the amount no rule may be left: then a person decides, and above it something lighter happens."""
    for upper in kader.regels:
        floor = upper.als.get(AMOUNT, 0)
        if floor and WEIGHT[upper.dan] < WEIGHT[Aanpak.VOORLEGGEN] and not _is_covered(upper, kader):
            yield (
                f"Vanaf {euro(floor)} geeft regel '{upper.id}' {label_in_sentence(upper.dan)}; "
                "daaronder is er misschien geen regel. Voeg een regel zonder bedrag toe."
            )


def _is_lighter(upper: Regel, lower: Regel) -> bool:
    return WEIGHT[upper.dan] < WEIGHT[lower.dan] or upper.adempauze_dagen > lower.adempauze_dagen


def _is_overtaken(lower: Regel, upper: Regel, kader: Afwegingskader) -> bool:
    """Does a rule before `lower` apply whenever both could? Then that one decides, and `lower` never does."""
    asked = {*upper.als.demands, *lower.als.demands}
    before = kader.regels[: kader.regels.index(lower)]
    return any(
        regel.als.get(AMOUNT, 0) <= lower.als.get(AMOUNT, 0)
        and regel.asks_for_shv == lower.asks_for_shv
        and {demand for demand in regel.als.demands if demand[0] != AMOUNT} <= asked
        for regel in before
    )


def _is_covered(upper: Regel, kader: Afwegingskader) -> bool:
    """Is there a rule without an amount that applies whenever `upper` does?"""
    asked = set(upper.als.demands)
    return any(
        not regel.als.get(AMOUNT)
        and regel.asks_for_shv == upper.asks_for_shv
        and set(regel.als.demands) <= asked
        for regel in kader.regels
    )


def _can_both_apply(one: Regel, other: Regel) -> bool:
    """False only when no facts meet both. Rules for SHV and other rules are never weighed together."""
    if one.asks_for_shv != other.asks_for_shv:
        return False
    return not _exclude(one.als, other.als) and not _exclude(other.als, one.als)


def _exclude(a: Voorwaarde, b: Voorwaarde) -> bool:
    """Does `a` ask for something that `b` rules out?"""
    return (
        any(_opposite(wanted, b.get(name)) for name, wanted in a.demands)
        or any(_disjoint(a.get(name), b.get(name)) for name in _ONE_WORD)
        or _disjoint(a.get("soorten_bevat"), b.get("alleen_soorten"))
        or _disjoint(a.get("alleen_soorten"), b.get("alleen_soorten"))
        or a.get("partners_minimaal", 0) > b.get("partners_maximaal", a.get("partners_minimaal", 0))
    )


def _opposite(wanted: object, other: object) -> bool:
    return isinstance(wanted, bool) and isinstance(other, bool) and wanted is not other


def _disjoint(words: frozenset[str] | None, others: frozenset[str] | None) -> bool:
    return words is not None and others is not None and words.isdisjoint(others)
