"""The cube as a page reads it: protected first, then added up (R-MON-6). One question for all figures of a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tijdig.rules.catalogue import AVERAGES, INDICATOREN
from tijdig.rules.indicators import ALLE, Dimensie
from tijdig.rules.proportions import Interval, wilson
from tijdig.rules.suppression import Beschermd, Profiel, Sleutel, protect
from tijdig.rules.yearly import Deel

from .counted import count_now
from .cube import Keuze
from .models import Kubuscel, Kubusstand
from .periods import Periode

PART, REST, SUM, BASE = "deel", "rest", "som", "aantal"


@dataclass(frozen=True)
class Cijfers:
    """Figures of some months, by indicator, dimension and value."""

    tabel: Beschermd
    _whole: dict[Sleutel, int]
    _monthly: dict[Sleutel, int]

    def deel(
        self,
        indicator: str,
        dimensie: Dimensie = Dimensie.GEEN,
        waarde: str = "",
        *,
        maand: date | None = None,
    ) -> Deel:
        """Teller and noemer over the whole period, or of one month; a count without a base has noemer 0."""
        if maand is None:
            found = [
                self._whole.get((indicator, dimensie, waarde, side), 0) for side in (PART, REST, SUM, BASE)
            ]
        else:
            place = (indicator, dimensie, waarde)
            found = [self._monthly.get((maand, *place, side), 0) for side in (PART, REST, SUM, BASE)]
        part, rest, total, base = found
        whole = part + rest if INDICATOREN[indicator].noemer and indicator not in AVERAGES else base
        return Deel(teller=part + total, noemer=whole)

    def aantal(
        self,
        indicator: str,
        dimensie: Dimensie = Dimensie.GEEN,
        waarde: str = "",
        *,
        maand: date | None = None,
    ) -> int:
        return self.deel(indicator, dimensie, waarde, maand=maand).teller

    def midden(self, indicator: str, dimensie: Dimensie) -> float | None:
        """The median of what this fine dimension counts: half lies below. None: nothing was counted."""
        counted = sorted(
            (int(value), self.deel(indicator, dimensie, value).noemer)
            for value in self.waarden(indicator, dimensie)
            if value
        )
        half = sum(count for _, count in counted) / 2
        for value, count in counted:
            half -= count
            if count and half <= 0:
                return float(value)
        return None

    def waarden(self, indicator: str, dimensie: Dimensie) -> list[str]:
        """Which values there are, the largest first."""
        found: defaultdict[str, int] = defaultdict(int)
        for key, count in self._whole.items():
            name, by, value = (str(part) for part in key[:3])
            if name == indicator and by == dimensie:
                found[value] += count
        return sorted(found, key=lambda value: (-found[value], value))

    @property
    def is_empty(self) -> bool:
        return not self._whole


def read_figures(
    indicators: Iterable[str], dimensies: Iterable[Dimensie], periode: Periode, *, definitie: str = ALLE
) -> Cijfers:
    """All cells that a page needs. For own staff: the profile changes nothing, but no page goes round it."""
    cells = read_cells(
        periode, definitie=definitie, indicators=list(indicators), dimensies=[*{Dimensie.GEEN, *dimensies}]
    )
    return _protected(cells)


def count_figures(
    indicators: Iterable[str],
    dimensies: Iterable[Dimensie],
    periode: Periode,
    *,
    definitie: str,
    alleen: Mapping[Dimensie, str],
    gemeente: str,
) -> Cijfers:
    """The same of only some zaken, counted now; terms are judged as of the day on which all were counted."""
    stand = counted_on()
    keuze = Keuze(indicatoren=frozenset(indicators), dimensies=frozenset({Dimensie.GEEN, *dimensies}))
    day = stand.dag if stand else periode.tot
    found = count_now(alleen, keuze, gemeente_code=gemeente, months=periode.months(), today=day)
    return _protected(_by_side(cel[:4] + cel[5:] for cel in found if cel[4] in {ALLE, definitie}))


def _protected(cells: Mapping[Sleutel, int]) -> Cijfers:
    tabel = protect(cells, Profiel.EIGEN, secret=b"", step=1)
    return Cijfers(tabel, tabel.sums(lambda key: key[1:]), tabel.sums(lambda key: key))


def read_cells(
    periode: Periode, *, definitie: str, indicators: Sequence[str], dimensies: Sequence[Dimensie]
) -> dict[Sleutel, int]:
    """(maand, indicator, dimensie, waarde, side) → count, still to be protected."""
    rows = Kubuscel.objects.filter(
        indicator__in=indicators, dimensie__in=dimensies,
        maand__gte=periode.van, maand__lte=periode.tot, definitie__in={ALLE, definitie},
    ).values_list("maand", "indicator", "dimensie", "waarde", "teller", "noemer")  # fmt: skip
    return _by_side(rows)


def _by_side(rows: Iterable[tuple[date, str, str, str, int, int | None]]) -> dict[Sleutel, int]:
    return {
        (maand, indicator, dimensie, waarde, side): count
        for maand, indicator, dimensie, waarde, teller, noemer in rows
        for side, count in sides_of(indicator, teller, noemer)
    }


def sides_of(indicator: str, teller: int, noemer: int | None) -> list[tuple[str, int]]:
    """A share as its two parts, so that each is protected; an average as a sum and a number."""
    if noemer is None:
        return [(PART, teller)]
    if indicator in AVERAGES:
        return [(SUM, teller), (BASE, noemer)]
    return [(PART, teller), (REST, noemer - teller)]


def share(deel: Deel) -> float | None:
    return deel.teller / deel.noemer if deel.noemer else None


def interval(deel: Deel) -> Interval:
    """How sure the share is (Wilson, 95%)."""
    return wilson(deel.teller, deel.noemer)


def values_of(dimensies: Iterable[Dimensie]) -> dict[Dimensie, list[str]]:
    """What can be chosen: the values that meldingen have had. One question."""
    rows = Kubuscel.objects.filter(indicator="M1", dimensie__in=list(dimensies))
    found: defaultdict[Dimensie, list[str]] = defaultdict(list)
    for dimensie, waarde in rows.values_list("dimensie", "waarde").distinct().order_by("dimensie", "waarde"):
        found[Dimensie(dimensie)].append(waarde)
    return found


def counted_on() -> Kubusstand | None:
    """When the figures were last counted; None: never."""
    return Kubusstand.objects.first()


def months_counted() -> tuple[date, date] | None:
    """The first and last month there are figures of."""
    rows = Kubuscel.objects.filter(indicator__in=("S1", "M1"), dimensie="").order_by("maand")
    found = list(rows.values_list("maand", flat=True))
    return (found[0], found[-1]) if found else None
