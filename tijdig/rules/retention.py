"""When personal data must be gone.

Source: AVG art. 5 lid 1 onder e; Leidraad 3.5 (memorie van toelichting Wgs: six months to one year). R-BEW-1.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Bewaartermijn:
    """How long personal data stay; `maximum_maanden` is national, the rest is the gemeente's choice."""

    maximum_maanden: int
    na_afsluiten_maanden: int
    geweigerde_regels_dagen: int
    aanleverbestanden_dagen: int
    afdrukbestanden_dagen: int


def add_months(dag: date, maanden: int) -> date:
    """The same day `maanden` later, or the last day of that month when it is shorter."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    laatste = calendar.monthrange(jaar, maand + 1)[1]
    return date(jaar, maand + 1, min(dag.day, laatste))


def erase_on(closed_on: date, bewaartermijn: Bewaartermijn) -> date:
    """The day a closed zaak loses its personal data, never later than the maximum. R-BEW-1."""
    maanden = min(bewaartermijn.na_afsluiten_maanden, bewaartermijn.maximum_maanden)
    return add_months(closed_on, maanden)


def erase_after_days(made_on: date, dagen: int, bewaartermijn: Bewaartermijn) -> date:
    """The day a refused line or a file of `made_on` is erased, never later than the maximum. R-BEW-1."""
    return min(made_on + timedelta(days=dagen), add_months(made_on, bewaartermijn.maximum_maanden))
