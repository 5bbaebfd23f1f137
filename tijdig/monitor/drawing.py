"""Charts as places on a sheet: widths in per cents, heights in points, so that one drawing fits a phone, a wide screen,
paper and a file. The words of a chart stand in it as text; the table beside it holds the same numbers (R-MON-7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tijdig.rules.proportions import Interval

from .words import month_words, number

ROW, BAR, LINE = 52, 14, 20  # of a chart with lying bars
ON_ONE_LINE = 40  # letters of a label and its number that a phone has room for
HIGH, TOP, FOOT = 176, 28, 26  # of a chart with standing bars
ROOM = 1.06  # behind the longest interval, so that its end is seen
FEW_MONTHS = 6  # with more, a phone has room for every other name
NARROW_LABELS = 12  # so many months have each their name


class Tekening(Protocol):
    """A chart, whatever its kind: its words, and the template that draws it."""

    @property
    def titel(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def template(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Staaf:
    """One lying bar: its words, its number as text, its length as part of the longest."""

    label: str
    tekst: str
    y: int
    width: str
    kind: str = "goed"
    low: str = ""
    high: str = ""
    regels: int = 1  # over which its words are broken

    @property
    def value_y(self) -> int:
        """The number stands on the last line, above the end of the bar."""
        return self.y + LINE * (self.regels - 1)

    @property
    def bar_y(self) -> int:
        return self.value_y + 24

    @property
    def whisker_y(self) -> int:
        return self.bar_y + BAR // 2


@dataclass(frozen=True, kw_only=True)
class Staven:
    """Lying bars under each other."""

    titel: str
    alt: str
    staven: tuple[Staaf, ...]
    geheel: bool = False  # a full width is all of it: only then a track behind the bar tells what is left
    template: str = "monitor/staven.svg"

    @property
    def height(self) -> int:
        return sum(ROW + LINE * (staaf.regels - 1) for staaf in self.staven) + 4


@dataclass(frozen=True, kw_only=True)
class Stuk:
    """A piece of a standing bar."""

    x: str
    width: str
    y: int
    height: int
    kind: str
    tip: str


@dataclass(frozen=True, kw_only=True)
class Merk:
    """A word at a place: a month under the axis, a value beside it, or a break drawn through the chart."""

    x: str
    tekst: str
    y: int = 0
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Kolommen:
    """Months beside each other, each a bar in pieces."""

    titel: str
    alt: str
    stukken: tuple[Stuk, ...]
    maanden: tuple[Merk, ...]
    lijnen: tuple[Merk, ...]
    breuken: tuple[Merk, ...]
    legenda: tuple[tuple[str, str], ...]
    template: str = "monitor/kolommen.svg"
    breed: bool = True  # stands above its table, not beside it
    height: int = TOP + HIGH + FOOT
    base: int = TOP + HIGH
    top: int = TOP

    @property
    def foot(self) -> int:
        return self.base + 18


@dataclass(frozen=True, kw_only=True)
class Rij:
    """What a lying bar is drawn from."""

    label: str
    tekst: str
    value: float
    interval: Interval | None = None
    kind: str = "goed"


def lying(titel: str, alt: str, rows: Sequence[Rij], *, whole: float = 0.0) -> Staven:
    """`whole`: what a full width stands for; without it the largest value or end of an interval."""
    # A bar that rests on few cases has so wide an interval that it would make all others small.
    ends = [max(row.value, row.interval.high if row.interval and row.kind != "rest" else 0.0) for row in rows]
    room = ROOM if any(row.interval for row in rows) else 1.0
    most = whole or room * max(ends, default=0.0) or 1.0
    staven, y = [], 2
    for row in rows:
        regels = 1 if len(row.label) + len(row.tekst) <= ON_ONE_LINE else 2
        staven.append(
            Staaf(
                label=row.label, tekst=row.tekst, y=y, width=_part(row.value, most), kind=row.kind, regels=regels,
                low=_part(row.interval.low, most) if row.interval else "",
                high=_part(row.interval.high, most) if row.interval else "",
            )
        )  # fmt: skip
        y += ROW + LINE * (regels - 1)
    return Staven(titel=titel, alt=alt, staven=tuple(staven), geheel=bool(whole))


@dataclass(frozen=True, kw_only=True)
class Laag:
    """One colour of a chart with standing bars: its name, and a number per month."""

    naam: str
    kind: str
    per_maand: dict[date, int]


def standing(
    titel: str,
    alt: str,
    months: Sequence[date],
    layers: Sequence[Laag],
    breaks: Sequence[tuple[date, int]] = (),
) -> Kolommen:
    """Months beside each other; `breaks`: (month, number of the note) drawn through the chart before that month."""
    totals = [sum(layer.per_maand.get(month, 0) for layer in layers) for month in months]
    most = nice(max(totals, default=0))
    step = 100 / max(len(months), 1)
    stukken = []
    for place, month in enumerate(months):
        up = 0.0
        for layer in layers:
            count = layer.per_maand.get(month, 0)
            high = HIGH * count / most
            stukken.append(
                Stuk(
                    x=f"{place * step + step * 0.14:.2f}%", width=f"{step * 0.72:.2f}%",
                    y=round(TOP + HIGH - up - high), height=round(up + high) - round(up), kind=layer.kind,
                    tip=f"{month_words(month)}: {number(count)} {layer.naam.lower()}",
                )
            )  # fmt: skip
            up += high
    every = -(-len(months) // NARROW_LABELS)
    return Kolommen(
        titel=titel, alt=alt, stukken=tuple(s for s in stukken if s.height),
        maanden=tuple(
            Merk(
                x=f"{(place + 0.5) * step:.2f}%", tekst=month_words(month, short=True)[:3],
                kind="even" if len(months) > FEW_MONTHS and place // every % 2 else "",
            )
            for place, month in enumerate(months) if place % every == 0
        ),
        lijnen=tuple(
            Merk(x="0", tekst=number(most * part // 2), y=TOP + HIGH - HIGH * part // 2)
            for part in (1, 2)
        ),
        breuken=tuple(
            Merk(x=f"{months.index(month) * step:.2f}%", tekst=str(note)) for month, note in breaks if month in months
        ),
        legenda=tuple((layer.naam, layer.kind) for layer in layers),
    )  # fmt: skip


def nice(value: int) -> int:
    """The next number that reads well on an axis, and halves."""
    scale = 1
    while True:
        for times in (2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100):
            if times * scale >= value:
                return times * scale
        scale *= 10


def _part(value: float, most: float) -> str:
    """With a point, whatever the language of the page."""
    return f"{100 * min(max(value / most, 0.0), 1.0):.2f}%"
