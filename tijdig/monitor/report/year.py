"""The figures of one year as a report may use them: sums of protected cells, and how each may be written (R-MON-6).

Others than own staff get two kinds. *Counted*: one cut of the meldingen, one of the signals, one of the attempts; a
count that is small is not written, nor one of which nearly nothing is left. *Beside*: any other way to cut the same
meldingen or signals; of those the public sees shares alone, since two cuts with their counts would bound each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil, floor

from tijdig.monitor.figures import BASE, PART, REST, SUM
from tijdig.monitor.words import number, percent
from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.rules.catalogue import AVERAGES, INDICATOREN
from tijdig.rules.indicators import Dimensie
from tijdig.rules.suppression import Beschermd, Getal, Profiel, Sleutel
from tijdig.rules.yearly import Deel, Methode, mean_of_months, pooled, year_figure

from .partition import first_figures, places_of

WHOLE = ""  # in place of a gemeente: all of them together
NONE = "te weinig om te tellen"
NOUGHT = (0, 0, 0, 0)


@dataclass(frozen=True)
class Jaarcijfers:
    """`perioden`: months, or for the public of one gemeente whole quarters; `stap`: so many months in each.

    `inwoners`: per gemeente and month in which it delivered; empty when they are not known. `naast`: what may be shown
    as a share only. `eenheden`: of the country the gemeenten apart, to know how much they differ and never to show.
    `leverden`: of the country, which gemeenten delivered a figure in a month.
    """

    jaar: int
    maanden: tuple[date, ...]
    tabel: Beschermd
    inwoners: Mapping[tuple[str, date], int]
    methode: Methode
    naast: Beschermd | None = None
    eenheden: Beschermd | None = None
    leverden: Mapping[tuple[str, date], frozenset[str]] = field(default_factory=dict)
    stap: int = 1

    @cached_property
    def perioden(self) -> tuple[date, ...]:
        return self.maanden[:: self.stap]

    def counts(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN) -> bool:
        """May its counts be written, or its share alone?"""
        return self.tabel.profiel is Profiel.EIGEN or (indicator, dimensie) in first_figures()

    # Cells are added up before they are put together again: what comes out is the same, and there are fewer.
    @cached_property
    def _counted(self) -> dict[Sleutel, int]:
        return _sums(self.tabel)

    @cached_property
    def _beside(self) -> dict[Sleutel, int]:
        return _sums(self.naast) if self.naast else {}

    @cached_property
    def _periods_beside(self) -> list[date]:
        return sorted({period for key in self._beside if isinstance(period := key[0], date)})

    @cached_property
    def _written(self) -> dict[Sleutel, Getal]:
        """Of the whole year, by (indicator, dimensie, waarde, side)."""
        found = self.tabel.numbers(_places)
        return found | (self.naast.numbers(_places) if self.naast else {})

    def months(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> list[Deel]:
        """Teller and noemer of each period; what stands beside may be of the year at once."""
        return [_deel(indicator, [sides]) for sides in self._by_period(indicator, dimensie, waarde)]

    def whole(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> Deel:
        """All months together: what is reckoned with. `words` says what may be written."""
        return _deel(indicator, self._by_period(indicator, dimensie, waarde))

    def _by_period(self, indicator: str, dimensie: Dimensie, waarde: str) -> list[list[int]]:
        counts = self.counts(indicator, dimensie)
        cells, periods = (self._counted, self.perioden) if counts else (self._beside, self._periods_beside)
        return [_sides(cells, (period, indicator, dimensie, waarde)) for period in periods]

    def hidden(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> bool:
        """Is it, or what is left of the whole, too small to write? Nearly all tells as much as nearly none."""
        return any(self._side(indicator, dimensie, waarde, side).hidden for side in (PART, REST, SUM, BASE))

    def count_words(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> str:
        """The count as it may be written."""
        least = 2 * self.tabel.step
        part = self._side(indicator, dimensie, waarde, PART)
        rest = self._side(indicator, dimensie, waarde, REST)
        if part.hidden:
            return f"minder dan {least}"
        if rest.hidden:
            return f"op minder dan {least} na alle"
        return number(self.whole(indicator, dimensie, waarde).teller)

    def base_words(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> str:
        """What it is a part of, as it may be written."""
        base = self.whole(indicator, dimensie, waarde).noemer
        least = 2 * self.tabel.step
        return (
            f"minder dan {least}"
            if base < least and self.hidden(indicator, dimensie, waarde)
            else number(base)
        )

    def share_words(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> str:
        """The share; of one that is small, or leaves little, only what it lies under, or above."""
        base, least = self.whole(indicator, dimensie, waarde).noemer, 2 * self.tabel.step
        if not self.hidden(indicator, dimensie, waarde):
            return percent(self.figure(indicator, dimensie, waarde))
        if base <= 2 * least or base < self._fewest(indicator, dimensie):
            return NONE
        if self._side(indicator, dimensie, waarde, PART).hidden:
            return f"minder dan {number(ceil(100 * least / base))}%"
        return f"meer dan {number(floor(100 - 100 * least / base))}%"

    def figure(self, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = "") -> float | None:
        """The figure of the year, by the method of this report. None: there is none, or none to write."""
        if self.hidden(indicator, dimensie, waarde):
            return None
        parts = [part for part in self.months(indicator, dimensie, waarde) if part.noemer]
        if sum(part.noemer for part in parts) < self._fewest(indicator, dimensie):
            return None
        return year_figure([[part] for part in parts], self.methode)

    def _fewest(self, indicator: str, dimensie: Dimensie) -> int:
        """How many cases there must be before a share of them is written."""
        if self.counts(indicator, dimensie):
            return 0
        return policy_on(self.maanden[-1], STANDAARD).vergelijking.publiceren_minstens

    def part_of(self, indicator: str, dimensie: Dimensie, waarde: str) -> float | None:
        """Which part of a count has this value, by the method of this report."""
        if not (values := self.values(indicator, dimensie)):
            return None
        # Of shares alone one that is not written would follow from the others.
        alone = not self.counts(indicator, dimensie)
        if any(self.hidden(indicator, dimensie, value) for value in (values if alone else [waarde])):
            return None
        every = [self.months(indicator, dimensie, value) for value in values]
        whole = [sum(part.teller for part in parts) for parts in zip(*every, strict=True)]
        months = [
            Deel(teller=one.teller, noemer=all_)
            for one, all_ in zip(self.months(indicator, dimensie, waarde), whole, strict=True)
            if all_
        ]
        if self.methode is Methode.MAANDGEMIDDELDE:
            return mean_of_months([m] for m in months)
        return pooled(months)

    def values(self, indicator: str, dimensie: Dimensie) -> list[str]:
        """Which values there are, the largest first."""
        cells = self._counted if self.counts(indicator, dimensie) else self._beside
        found = {str(key[3]) for key in cells if key[1] == indicator and key[2] == dimensie}
        return sorted(found, key=lambda value: (-self.whole(indicator, dimensie, value).teller, value))

    def rates(self, indicator: str) -> list[Deel]:
        """A count of each period with the residents of who delivered in it, once for every month."""
        residents = self.residents_by_month()
        return [
            Deel(teller=part.teller, noemer=sum(residents.get(month, 0) for month in self.months_in(period)))
            for period, part in zip(self.perioden, self.months(indicator), strict=True)
        ]

    def months_in(self, period: date) -> tuple[date, ...]:
        first = self.maanden.index(period)
        return self.maanden[first : first + self.stap]

    def residents_by_month(self) -> dict[date, int]:
        found: dict[date, int] = {}
        for (_, month), count in self.inwoners.items():
            found[month] = found.get(month, 0) + count
        return found

    def gemeenten_in(self, month: date) -> int:
        return len(self.codes_in(month))

    def codes_in(self, month: date) -> frozenset[str]:
        """The gemeenten that delivered in this month."""
        return frozenset(code for code, when in self.inwoners if when == month)

    def with_figure(self, indicator: str, month: date) -> frozenset[str]:
        """Those that delivered this figure in it; to tell on how many it rests."""
        return self.leverden.get((indicator, month), frozenset())

    def always(self, indicator: str = "") -> frozenset[str]:
        """The gemeenten that delivered in every month; this figure too, when one is named."""
        there = (self.with_figure(indicator, m) if indicator else self.codes_in(m) for m in self.maanden)
        return frozenset.intersection(*there)

    @cached_property
    def _by_unit(self) -> dict[Sleutel, int]:
        """By (gemeente, indicator, dimensie, waarde, side)."""
        if self.eenheden is None:
            return {}
        found: dict[Sleutel, int] = {}
        for key, count in self.eenheden.sums(lambda key: (None, *key[1:])).items():
            for place in places_of(key):
                where = (place[5], *place[1:5])
                found[where] = found.get(where, 0) + count
        return found

    def of_one(
        self, gemeente: str, indicator: str, dimensie: Dimensie = Dimensie.GEEN, waarde: str = ""
    ) -> Deel:
        """The whole year of one gemeente; to know how much gemeenten differ, never to show."""
        return _deel(indicator, [_sides(self._by_unit, (gemeente, indicator, dimensie, waarde))])

    def rate_of_one(self, gemeente: str, indicator: str) -> Deel:
        residents = sum(self.inwoners.get((gemeente, month), 0) for month in self.maanden)
        return Deel(teller=self.of_one(gemeente, indicator).teller, noemer=residents)

    def _side(self, indicator: str, dimensie: Dimensie, waarde: str, side: str) -> Getal:
        return self._written.get((indicator, dimensie, waarde, side), Getal(value=0))


def _sums(table: Beschermd) -> dict[Sleutel, int]:
    """By (maand, indicator, dimensie, waarde, side)."""
    found: dict[Sleutel, int] = {}
    for key, count in table.sums(lambda key: (*key[:5], WHOLE)).items():
        for place in places_of(key):
            found[place[:5]] = found.get(place[:5], 0) + count
    return found


def _places(key: Sleutel) -> set[Sleutel]:
    return {place[1:5] for place in places_of(key)}


def _sides(cells: Mapping[Sleutel, int], place: Sleutel) -> list[int]:
    return [cells.get((*place, side), 0) for side in (PART, REST, SUM, BASE)]


def _deel(indicator: str, periods: Sequence[Sequence[int]]) -> Deel:
    """Of the sides of some periods together. A small number that was drawn below nought is nought."""
    part, rest, total, base = (max(0, sum(sides)) for sides in zip(NOUGHT, *periods, strict=True))
    return Deel(
        teller=part + total,
        noemer=part + rest if INDICATOREN[indicator].noemer and indicator not in AVERAGES else base,
    )
