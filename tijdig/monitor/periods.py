"""From which month to which month: always whole months, always in the address (R-MON-7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

MONTHS_SHOWN = 12
MOST = 60


def month_after(month: date, steps: int = 1) -> date:
    """So many months on, or back."""
    place = month.year * 12 + month.month - 1 + steps
    return date(place // 12, place % 12 + 1, 1)


@dataclass(frozen=True, kw_only=True)
class Periode:
    """Both months belong to it."""

    van: date
    tot: date

    def months(self) -> list[date]:
        return list(self._walk())

    def _walk(self) -> Iterator[date]:
        month = self.van
        while month <= self.tot:
            yield month
            month = month_after(month)

    def earlier(self, steps: int) -> "Periode":
        return Periode(van=month_after(self.van, -steps), tot=month_after(self.tot, -steps))


@dataclass(frozen=True, kw_only=True)
class Vergelijking:
    """The other period beside this one."""

    naam: str
    periode: Periode


def read_periode(asked: Mapping[str, str], *, today: date, first: date | None = None) -> Periode:
    """`?van=2026-01&tot=2026-06`; what is not a month is not heard.

    Default: the last twelve whole months, not before the `first` there are figures of.
    """
    last = month_after(today.replace(day=1), -1)
    tot = min(_month(asked.get("tot", "")) or last, today.replace(day=1))
    usual = max(month_after(tot, 1 - MONTHS_SHOWN), min(first, tot) if first else date.min)
    van = _month(asked.get("van", "")) or usual
    if van > tot:
        van, tot = tot, van
    return Periode(van=max(van, month_after(tot, 1 - MOST)), tot=tot)


def read_vergelijking(asked: Mapping[str, str], periode: Periode) -> Vergelijking | None:
    """`?naast=ervoor` (as many months before) or `?naast=jaar` (the same months a year before)."""
    match asked.get("naast", ""):
        case "ervoor":
            return Vergelijking(naam="Periode ervoor", periode=periode.earlier(len(periode.months())))
        case "jaar":
            return Vergelijking(naam="Een jaar eerder", periode=periode.earlier(12))
    return None


def _month(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if 2015 <= found.year <= 2100 else None
