"""Funnel plots: where a gemeente stands against the others, without a ranking (R-MON-5).

Source: Spiegelhalter 2005 (Statistics in Medicine 24:1185) for the plot; Spiegelhalter 2005 (Quality and Safety in
Health Care 14:347) for overdispersion: gemeenten differ for reasons nobody measured, so the additive variance tau² is
estimated from the spread itself, and only what lies outside that is called different. The multiplicative factor phi
(winsorised) stands beside it. A share is binomial, a rate (signals per resident) Poisson; on the scale of arcsine or of
the square root both have the variance 1 / 4n.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, log, sin, sqrt

from .proportions import exact_limit, exact_rate_limit

TAILS = {"95": (0.025, 0.975), "99_8": (0.001, 0.999)}
CLEAR, VERY_CLEAR = 1.959964, 3.090232  # of the normal distribution, two-sided 95% and 99.8%
CUT = 10  # one in ten of the z-scores on each side is drawn in before the spread is taken


class Ligging(StrEnum):
    """Where one unit lies. A difference starts a talk; it is no judgement. Source: Leidraad 7."""

    BINNEN = "binnen"
    HOGER = "hoger"
    LAGER = "lager"
    DUIDELIJK_HOGER = "duidelijk_hoger"
    DUIDELIJK_LAGER = "duidelijk_lager"


class Schaal(StrEnum):
    """What kind of figure is compared: a part of a whole, or events over a base."""

    AANDEEL = "aandeel"
    VERHOUDING = "verhouding"

    def angle(self, value: float) -> float:
        """On a scale where the variance no longer hangs on the value."""
        return asin(sqrt(min(1.0, value))) if self is Schaal.AANDEEL else sqrt(value)

    def back(self, angle: float) -> float:
        if self is Schaal.VERHOUDING:
            return max(0.0, angle) ** 2
        return sin(min(asin(1.0), max(0.0, angle))) ** 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Eenheid:
    """What is compared: a gemeente with its count. A corrected count need not be whole."""

    code: str
    teller: float
    noemer: int

    @property
    def share(self) -> float:
        return self.teller / self.noemer


@dataclass(frozen=True, kw_only=True, slots=True)
class Spreiding:
    """How much more the units differ than chance explains: phi as a factor, tau2 as a variance on the arcsine scale."""

    phi: float
    tau2: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Grens:
    """The limits for one size: exact for chance alone, and widened for the spread there is."""

    noemer: int
    low: float
    high: float
    wide_low: float
    wide_high: float


def target_of(units: Sequence[Eenheid]) -> float:
    """The share of all units together, on which the funnel stands."""
    return sum(u.teller for u in units) / sum(u.noemer for u in units)


def spread_of(units: Sequence[Eenheid], target: float, schaal: Schaal = Schaal.AANDEEL) -> Spreiding:
    """Phi from winsorised z-scores; tau2 is nought when chance explains the spread."""
    if len(units) < 2:
        return Spreiding(phi=1.0, tau2=0.0)
    scores = _winsorised([z_score(unit, target, schaal=schaal) for unit in units])
    count, phi = len(units), sum(z * z for z in scores) / len(units)
    if count * phi <= count - 1:
        return Spreiding(phi=phi, tau2=0.0)
    weights = [4.0 * unit.noemer for unit in units]  # 1 / s², s = 1 / (2 √n)
    total = sum(weights)
    rest = total - sum(w * w for w in weights) / total
    return Spreiding(phi=phi, tau2=(count * phi - (count - 1)) / rest if rest > 0 else 0.0)


def z_score(unit: Eenheid, target: float, tau2: float = 0.0, schaal: Schaal = Schaal.AANDEEL) -> float:
    """How many standard errors a unit lies from the target, on the scale with a steady variance."""
    s2 = 1 / (4 * unit.noemer)
    return (schaal.angle(unit.share) - schaal.angle(target)) / sqrt(s2 + tau2)


def place(unit: Eenheid, target: float, spread: Spreiding, schaal: Schaal = Schaal.AANDEEL) -> Ligging:
    """Inside the normal variation, or outside it on one side: by the very limits that are drawn."""
    usual, far = (limits(unit.noemer, target, spread, level=level, schaal=schaal) for level in TAILS)
    if unit.share > usual.wide_high:
        return Ligging.DUIDELIJK_HOGER if unit.share > far.wide_high else Ligging.HOGER
    if unit.share < usual.wide_low:
        return Ligging.DUIDELIJK_LAGER if unit.share < far.wide_low else Ligging.LAGER
    return Ligging.BINNEN


def limits(
    noemer: int, target: float, spread: Spreiding, *, level: str = "95", schaal: Schaal = Schaal.AANDEEL
) -> Grens:
    """The limits at this size; `level` is "95" or "99_8"."""
    exact = exact_limit if schaal is Schaal.AANDEEL else exact_rate_limit
    low, high = (exact(target, noemer, tail) for tail in TAILS[level])
    reach = (CLEAR if level == "95" else VERY_CLEAR) * sqrt(1 / (4 * noemer) + spread.tau2)
    angle = schaal.angle(target)
    wide_low = schaal.back(angle - reach) if spread.tau2 else low
    wide_high = schaal.back(angle + reach) if spread.tau2 else high
    return Grens(
        noemer=noemer, low=low, high=high, wide_low=min(low, wide_low), wide_high=max(high, wide_high)
    )


def grows_with_size(units: Sequence[Eenheid], target: float, schaal: Schaal = Schaal.AANDEEL) -> float:
    """The correlation (-1 to 1) of where a unit lies with how large it is: step five of the checklist."""
    sizes = [log(unit.noemer) for unit in units]
    scores = [
        z_score(unit, target, 1.0, schaal) for unit in units
    ]  # tau2 of 1: every unit weighs about the same
    middle_x, middle_y = sum(sizes) / len(units), sum(scores) / len(units)
    together = sum((x - middle_x) * (y - middle_y) for x, y in zip(sizes, scores, strict=True))
    spread = sqrt(sum((x - middle_x) ** 2 for x in sizes) * sum((y - middle_y) ** 2 for y in scores))
    return together / spread if spread else 0.0


def _winsorised(scores: Sequence[float]) -> list[float]:
    ordered, cut = sorted(scores), len(scores) // CUT
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return [min(max(z, low), high) for z in scores]
