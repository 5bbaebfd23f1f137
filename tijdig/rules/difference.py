"""What may be said about a difference between two periods. Pure, standard library only. R-MON-8.

Source: Newcombe 1998 (Statistics in Medicine 17:873, method 10) for a difference of two shares; Przyborowski & Wilenski
1940 (Biometrika 31:313) for a ratio of two counts, exact given their sum; McCullagh & Nelder 1989, 4.5.2, for counts
that vary more than chance (X² over its degrees of freedom); Cochran 1977, 6.3, for a ratio over gemeenten, each a unit
of its own. Shares are between 0 and 1; a ratio is given as a growth (0.1: a tenth more).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt
from statistics import NormalDist

from .proportions import Interval, clopper_pearson, wilson
from .yearly import Deel, pooled

MOST_EXACT = 20_000  # above this sum the exact interval and that of the normal curve are the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Ondergrens:
    """Below which numbers nothing is said of a difference; policy (`landelijk/vergelijking`)."""

    gevallen: int  # of which a share is taken
    aantal: int  # a count per resident
    eenheden: int  # gemeenten, when the spread between them is what makes unsure


class Uitspraak(StrEnum):
    """What the figures can bear. Never why: a difference in time is no effect of anything."""

    HOGER = "hoger"
    LAGER = "lager"
    NIET_AANGETOOND = "niet_aangetoond"
    TE_WEINIG = "te_weinig"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verschil:
    """Two figures, and from where to where the difference between them may well lie."""

    nu: float | None
    eerder: float | None
    interval: Interval
    uitspraak: Uitspraak


def shares_apart(
    nu: Sequence[Deel], eerder: Sequence[Deel], *, minstens: Ondergrens, level: float = 0.95
) -> Verschil:
    """The share of one gemeente over some months against that over others.

    When months differ more among themselves than by chance, the interval grows as much.
    """
    now, before = _sum(nu), _sum(eerder)
    if min(now.noemer, before.noemer) < minstens.gevallen:
        return _too_few(pooled(nu), pooled(eerder))
    wide = spread_over_months((nu, eerder))
    p, q = now.teller / now.noemer, before.teller / before.noemer
    a = wilson(now.teller / wide, now.noemer / wide, level=level)
    b = wilson(before.teller / wide, before.noemer / wide, level=level)
    low = p - q - sqrt((p - a.low) ** 2 + (b.high - q) ** 2)
    high = p - q + sqrt((a.high - p) ** 2 + (q - b.low) ** 2)
    return _said(p, q, low, high)


def rates_apart(
    nu: Sequence[Deel], eerder: Sequence[Deel], *, minstens: Ondergrens, level: float = 0.95
) -> Verschil:
    """The growth of a count per resident; the same months of two years, each with its residents as noemer."""
    now, before = _sum(nu), _sum(eerder)
    rates = pooled(nu), pooled(eerder)
    if min(now.teller, before.teller) < minstens.aantal or not rates[0] or not rates[1]:
        return _too_few(*rates)
    base = now.noemer / before.noemer
    wide = spread_over_pairs(list(zip(nu, eerder, strict=False)))
    half = _z(level) * sqrt(wide * (1 / now.teller + 1 / before.teller))
    middle = log(now.teller / before.teller / base)
    low, high = exp(middle - half) - 1, exp(middle + half) - 1
    if now.teller + before.teller <= MOST_EXACT:
        exact = clopper_pearson(now.teller, now.teller + before.teller, level=level)
        low = min(low, exact.low / (1 - exact.low) / base - 1)
        high = max(high, exact.high / (1 - exact.high) / base - 1)
    return _said(rates[0], rates[1], low, high)


def shares_apart_over_units(
    units: Sequence[tuple[Deel, Deel]], *, minstens: Ondergrens, level: float = 0.95
) -> Verschil:
    """(now, before) of every gemeente that is in both: the share of all together, uncertain as they differ."""
    now, before = _sum([u[0] for u in units]), _sum([u[1] for u in units])
    if len(units) < minstens.eenheden or min(now.noemer, before.noemer) < minstens.gevallen:
        return _too_few(pooled([now]), pooled([before]))
    p, q = now.teller / now.noemer, before.teller / before.noemer
    moved = [
        (n.teller - p * n.noemer) / now.noemer - (b.teller - q * b.noemer) / before.noemer for n, b in units
    ]
    half = _z(level) * _error(moved)
    return _said(p, q, p - q - half, p - q + half)


def rates_apart_over_units(
    units: Sequence[tuple[Deel, Deel]], *, minstens: Ondergrens, level: float = 0.95
) -> Verschil:
    """The same for a count per resident, as a growth."""
    now, before = _sum([u[0] for u in units]), _sum([u[1] for u in units])
    if len(units) < minstens.eenheden or min(now.teller, before.teller) < minstens.aantal:
        return _too_few(pooled([now]), pooled([before]))
    p, q = now.teller / now.noemer, before.teller / before.noemer
    moved = [
        (n.teller - p * n.noemer) / now.teller - (b.teller - q * b.noemer) / before.teller for n, b in units
    ]
    half, middle = _z(level) * _error(moved), log(p / q)
    return _said(p, q, exp(middle - half) - 1, exp(middle + half) - 1)


def spread_over_months(periods: Sequence[Sequence[Deel]]) -> float:
    """How much more the months of a period differ than chance makes them; 1 when chance is enough."""
    squares, free = 0.0, 0
    for months in periods:
        share = pooled(months)
        filled = [month for month in months if month.noemer]
        if share is None or not 0 < share < 1 or len(filled) < 2:
            continue
        squares += sum((m.teller - m.noemer * share) ** 2 / (m.noemer * share * (1 - share)) for m in filled)
        free += len(filled) - 1
    return max(1.0, squares / free) if free else 1.0


def spread_over_pairs(pairs: Sequence[tuple[Deel, Deel]]) -> float:
    """The same for counts: each month beside that of the other year, so that the season is in both."""
    filled = [(n.teller, b.teller) for n, b in pairs if n.teller + b.teller]
    now, before = sum(n for n, _ in filled), sum(b for _, b in filled)
    if len(filled) < 2 or not now or not before:
        return 1.0
    part = now / (now + before)
    squares = sum((n - (n + b) * part) ** 2 / ((n + b) * part * (1 - part)) for n, b in filled)
    return max(1.0, squares / (len(filled) - 1))


def level_for(comparisons: int, *, level: float = 0.95) -> float:
    """So sure that all comparisons of one report hold together (Bonferroni). Who compares often, finds by chance."""
    return 1 - (1 - level) / max(comparisons, 1)


def _said(nu: float, eerder: float, low: float, high: float) -> Verschil:
    uitspraak = Uitspraak.NIET_AANGETOOND
    if low > 0:
        uitspraak = Uitspraak.HOGER
    elif high < 0:
        uitspraak = Uitspraak.LAGER
    return Verschil(nu=nu, eerder=eerder, interval=Interval(low=low, high=high), uitspraak=uitspraak)


def _too_few(nu: float | None, eerder: float | None) -> Verschil:
    return Verschil(
        nu=nu, eerder=eerder, interval=Interval(low=-1.0, high=1.0), uitspraak=Uitspraak.TE_WEINIG
    )


def _sum(parts: Sequence[Deel]) -> Deel:
    return Deel(teller=sum(p.teller for p in parts), noemer=sum(p.noemer for p in parts))


def _error(moved: Sequence[float]) -> float:
    """The standard error of a total of what each unit adds; these add up to nought."""
    return sqrt(len(moved) / (len(moved) - 1) * sum(d * d for d in moved))


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
