"""From months to a year (R-MON-4).

Source: Divosa Monitor, yearly report over 2021, note on method: the year is the unweighted mean of its months, because
the number of gemeenten grew; per 1,000 residents a year is the sum; the residents are those of the gemeenten that
delivered in that month. For one gemeente the pooled figure is the natural one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Methode(StrEnum):
    """How months become a year. The page says which one it shows."""

    MAANDGEMIDDELDE = "maandgemiddelde"
    GEPOOLD = "gepoold"


@dataclass(frozen=True, kw_only=True, slots=True)
class Deel:
    """A count and what it is part of: of one gemeente in one month, or of a month together."""

    teller: int
    noemer: int


def pooled(parts: Iterable[Deel]) -> float | None:
    """All counts together over all bases together; None when there is no base."""
    parts = list(parts)
    noemer = sum(part.noemer for part in parts)
    return sum(part.teller for part in parts) / noemer if noemer else None


def mean_of_months(months: Iterable[Iterable[Deel]]) -> float | None:
    """Each month pooled over who delivered; then every month weighs the same. A month without base is left out."""
    found = [share for month in months if (share := pooled(month)) is not None]
    return sum(found) / len(found) if found else None


def year_figure(months: Iterable[Iterable[Deel]], methode: Methode) -> float | None:
    """The figure of the year by either method."""
    if methode is Methode.MAANDGEMIDDELDE:
        return mean_of_months(months)
    return pooled(part for month in months for part in month)


def per_thousand_a_year(months: Iterable[Iterable[Deel]]) -> float | None:
    """Sum of the monthly rates per 1,000 residents."""
    rates = [share for month in months if (share := pooled(month)) is not None]
    return 1000 * sum(rates) if rates else None


def rounded(value: float, places: int = 0) -> float:
    """Half goes up, as a reader expects: 3.05 → 3.1 with one place."""
    return float(Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
