"""What a delivery of another supplier comes to, counted as our own cube counts (R-MON-5). Rows in, counts out.

A month is that of the melding: the first of its signals. DDAS also delivers a zaak for a signal that was put aside: it
has a result, and was never taken up nor tried. That is no melding. Source: DDAS vroegsignalering v1.2; Leidraad 8.5.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class GeleverdeZaak:
    """What is counted of one zaak. `bereikt`: of each attempt, None while nobody knows."""

    start: date  # the day of its first signal
    opgepakt: bool
    afgerond: bool
    hulp: bool
    bereikt: tuple[bool | None, ...]

    @property
    def aside(self) -> bool:
        """Put aside before it became a melding."""
        return self.afgerond and not self.opgepakt and not self.bereikt


type Telling = tuple[int, int | None]


def count_delivery(
    signalen: Iterable[date], zaken: Iterable[GeleverdeZaak], *, van: date, tot: date, open_dagen: int
) -> Mapping[date, Mapping[str, Telling]]:
    """Per whole month of the period: each figure with its teller and noemer. `signalen`: the day of each signal."""
    signals: defaultdict[date, int] = defaultdict(int)
    for day in signalen:
        signals[day.replace(day=1)] += 1
    per_month: defaultdict[date, list[GeleverdeZaak]] = defaultdict(list)
    for zaak in zaken:
        if not zaak.aside:
            per_month[zaak.start.replace(day=1)].append(zaak)
    late = tot - timedelta(days=open_dagen)
    return {
        month: _counts(signals[month], per_month[month], late)
        for month in sorted({*signals, *per_month})
        if van <= month and _last_day(month) <= tot
    }


def _counts(signalen: int, zaken: Iterable[GeleverdeZaak], late: date) -> dict[str, Telling]:
    zaken = list(zaken)
    tried = [zaak for zaak in zaken if zaak.bereikt]
    reached = [zaak for zaak in tried if True in zaak.bereikt]
    attempts = [found for zaak in zaken for found in zaak.bereikt]
    return {
        "S1": (signalen, None),
        "M1": (len(zaken), None),
        "C4": (len(tried), len(zaken)),
        "C5A": (len(reached), len(zaken)),
        "H1A": (sum(zaak.hulp for zaak in zaken), len(zaken)),
        "H1G": (sum(zaak.hulp for zaak in tried), len(tried)),
        "H1C": (sum(zaak.hulp for zaak in reached), len(reached)),
        "C7": (attempts.count(None), len(attempts)),
        "K3": (sum(not zaak.afgerond and zaak.start < late for zaak in zaken), len(zaken)),
    }


def _last_day(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
