"""How sure a share is: intervals for one unit and exact limits around a target. Pure, standard library only.

Source: Wilson 1927; Clopper & Pearson 1934; Spiegelhalter 2005 (Statistics in Medicine 24:1185), appendix on exact
limits. A share is teller / noemer, both whole; probabilities are floats between 0 and 1. R-MON-5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

TINY, ENOUGH, STEPS = 1e-300, 1e-15, 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """From where to where the true share may well lie."""

    low: float
    high: float


def wilson(teller: float, noemer: float, *, level: float = 0.95) -> Interval:
    """The interval shown beside a share of one gemeente; well-behaved for small numbers."""
    if noemer == 0:
        return Interval(low=0.0, high=1.0)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, turn = teller / noemer, z * z / noemer
    middle = (share + turn / 2) / (1 + turn)
    half = z * sqrt(share * (1 - share) / noemer + turn / (4 * noemer)) / (1 + turn)
    low = 0.0 if teller == 0 else max(0.0, middle - half)
    return Interval(low=low, high=1.0 if teller == noemer else min(1.0, middle + half))


def clopper_pearson(teller: int, noemer: int, *, level: float = 0.95) -> Interval:
    """The exact interval: it covers at least `level`, whatever the true share is."""
    tail = (1 - level) / 2
    low, high = 0.0, 1.0
    if teller > 0:
        low = _solve(lambda p: 1 - binomial_cdf(teller - 1, noemer, p) - tail)
    if teller < noemer:
        high = _solve(lambda p: tail - binomial_cdf(teller, noemer, p))
    return Interval(low=low, high=high)


def binomial_cdf(r: int, n: int, p: float) -> float:
    """P(R ≤ r) for R binomial(n, p)."""
    if r < 0:
        return 0.0
    if r >= n or p <= 0:
        return 1.0
    return 0.0 if p >= 1 else _beta(1 - p, n - r, r + 1)


def poisson_cdf(r: int, mean: float) -> float:
    """P(R ≤ r) for R Poisson with this mean."""
    if r < 0:
        return 0.0
    return 1.0 if mean <= 0 else _upper_gamma(r + 1, mean)


def exact_limit(target: float, noemer: int, tail: float) -> float:
    """The share below which a unit of this size falls with probability `tail`, when its true share is `target`.

    Interpolated between two whole numbers, so that the line of a funnel plot is smooth.
    """
    return _interpolated(lambda r: binomial_cdf(r, noemer, target), noemer, tail) / noemer


def exact_rate_limit(target: float, base: float, tail: float) -> float:
    """The same for a rate: events over a base such as residents, Poisson."""
    most = int(target * base + 20 * sqrt(target * base) + 50)
    return _interpolated(lambda r: poisson_cdf(r, target * base), most, tail) / base


def _interpolated(cdf: Callable[[int], float], most: int, tail: float) -> float:
    """r - a, with r the smallest whole number whose cdf is above `tail`."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if cdf(middle) > tail else (middle + 1, high)
    upto, before = cdf(low), cdf(low - 1)
    return max(0.0, low - (upto - tail) / (upto - before)) if upto > before else float(low)


def _solve(rising: Callable[[float], float]) -> float:
    """Where a rising function between 0 and 1 becomes nought."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Abramowitz & Stegun 26.5.8)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a

    def term(m: int) -> float:
        half = m // 2
        if m % 2 == 0:
            return half * (b - half) * x / ((a + m - 1) * (a + m))
        return -(a + half) * (a + b + half) * x / ((a + m - 1) * (a + m))

    return min(1.0, max(0.0, front / _fraction(lambda m: (term(m), 1.0), 1.0)))


def _upper_gamma(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function (Abramowitz & Stegun 6.5.29 and 6.5.31)."""
    front = exp(a * log(x) - x - lgamma(a))
    if x >= a + 1:
        return min(1.0, front / _fraction(lambda m: (-m * (m - a), x + 2 * m + 1 - a), x + 1 - a))
    total = part = 1 / a
    for m in range(1, STEPS):
        part *= x / (a + m)
        total += part
        if part < total * ENOUGH:
            break
    return min(1.0, max(0.0, 1 - front * total))


def _fraction(step: Callable[[int], tuple[float, float]], first: float) -> float:
    """first + a1/(b1 + a2/(b2 + …)) by the method of Lentz; `step(m)` gives a and b."""
    value = c = first or TINY
    d = 0.0
    for m in range(1, STEPS):
        a, b = step(m)
        d = 1 / ((b + a * d) or TINY)
        c = (b + a / c) or TINY
        value *= c * d
        if abs(c * d - 1) < ENOUGH:
            return value
    return value if value != 0 else inf
