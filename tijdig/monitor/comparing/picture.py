"""A funnel as places on a sheet: across in per cents, so that it fits any width, up in points (R-MON-5, R-MON-7).

Across stands how much a figure rests on (a scale of ratios: from 100 to 1,000 is as wide as to 10,000), up the figure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from tijdig.monitor.words import number
from tijdig.rules.funnel import Eenheid, Schaal, Spreiding, limits

HIGH, TOP, FOOT = 320, 30, 44
STEPS = 40  # points of a line
INNER = 1000  # the box in which the lines run; it is stretched to the sheet
MARGIN = 0.06
TICKS, FINE, SHORT = (1, 2, 5), (1, 2, 3, 4, 6, 8), 20
NARROW_TICKS = 4  # with more, a phone leaves every other out


@dataclass(frozen=True, kw_only=True)
class Punt:
    """One gemeente. `kind`: eigen, groep, ander (behind the group), buiten (not compared)."""

    x: str
    y: int
    kind: str
    tip: str


@dataclass(frozen=True, kw_only=True)
class Lijn:
    """One line of the funnel, as the path in the inner box."""

    pad: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Streep:
    """A word at an axis."""

    place: str
    y: int
    tekst: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Trechter:
    """The drawing: fields, lines, points, the own gemeente with its name, axes."""

    titel: str
    alt: str
    vlakken: tuple[Lijn, ...]
    lijnen: tuple[Lijn, ...]
    punten: tuple[Punt, ...]
    eigen: Punt | None
    eigen_naam: str
    links: bool  # the name stands on the left of its point
    op: tuple[Streep, ...]
    onder: tuple[Streep, ...]
    onderschrift: str
    legenda: tuple[tuple[str, str], ...] = ()
    template: str = "monitor/trechter.svg"
    als_punt: tuple[str, ...] = ("eigen", "groep", "ander", "buiten")  # of the legend
    als_lijn: tuple[str, ...] = ("midden", "toeval-95", "toeval-99_8")
    breed: bool = True
    height: int = TOP + HIGH + FOOT
    top: int = TOP
    high: int = HIGH
    base: int = TOP + HIGH
    inner: int = INNER

    @property
    def label_y(self) -> int:
        """Above the own point, unless there is no room."""
        return (self.eigen.y - 14 if self.eigen.y > TOP + 20 else self.eigen.y + 26) if self.eigen else 0


@dataclass(frozen=True, kw_only=True)
class Plaatsing:
    """A unit with what it is in the picture, and its words."""

    eenheid: Eenheid
    kind: str
    tip: str


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    """What to draw."""

    titel: str
    alt: str
    onderschrift: str
    schaal: Schaal
    target: float
    spread: Spreiding
    plaatsingen: Sequence[Plaatsing]
    eigen_naam: str
    maat: Callable[[float], str]  # a value of the axis as text
    groep_naam: str
    midden: str = "De groep samen"
    more: bool = False  # others are drawn behind the group
    per: int = 1  # months: of a rate the axis across shows residents


@dataclass(frozen=True)
class _Sheet:
    low_n: float
    high_n: float
    low: float
    high: float

    def x(self, n: float) -> float:
        return (log10(n) - log10(self.low_n)) / (log10(self.high_n) - log10(self.low_n))

    def up(self, value: float) -> float:
        """From nought (bottom) to one; what is outside is drawn at the edge."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def draw_funnel(asked: Opdracht) -> Trechter:
    """The funnel with every unit; limits exact, and widened for the spread there is."""
    sheet = _sheet(asked)
    curves = _curves(asked, sheet)
    points = [(p.kind, _point(p, sheet)) for p in asked.plaatsingen]
    own = next((point for kind, point in points if kind == "eigen"), None)
    return Trechter(
        titel=asked.titel, alt=asked.alt, onderschrift=asked.onderschrift,
        vlakken=(
            Lijn(pad=_field(curves["99_8", "wide_low"], curves["99_8", "wide_high"]), kind="ruim"),
            Lijn(pad=_field(curves["95", "wide_low"], curves["95", "wide_high"]), kind="gewoon"),
        ),
        lijnen=(
            *(Lijn(pad=_path(curves[level, side]), kind=f"toeval-{level}")
              for level in ("95", "99_8") for side in ("low", "high")),
            Lijn(pad=_path([(0.0, sheet.up(asked.target)), (1.0, sheet.up(asked.target))]), kind="midden"),
        ),
        punten=tuple(point for kind, point in points if kind != "eigen"),
        eigen=own, eigen_naam=asked.eigen_naam, links=own is not None and float(own.x.rstrip("%")) > 70,
        op=tuple(_up_ticks(asked, sheet)), onder=tuple(_across_ticks(asked, sheet)),
        legenda=(
            ("Onze gemeente", "eigen"), (asked.groep_naam, "groep"),
            *((("Andere gemeenten", "ander"),) if asked.more else ()), ("Niet vergeleken", "buiten"),
            (asked.midden, "midden"), ("Gewone spreiding (95%)", "gewoon"), ("Uiterste spreiding (99,8%)", "ruim"),
            ("Alleen toeval (95%)", "toeval-95"), ("Alleen toeval (99,8%)", "toeval-99_8"),
        ),
    )  # fmt: skip


def _sheet(asked: Opdracht) -> _Sheet:
    sizes = [p.eenheid.noemer for p in asked.plaatsingen]
    compared = [p.eenheid for p in asked.plaatsingen if p.kind != "buiten"] or [
        p.eenheid for p in asked.plaatsingen
    ]
    values = sorted(unit.share for unit in compared)
    # A single far point does not squeeze all others: it stands at the edge, its number is in the table.
    low, high = values[0], values[-1]
    edge = limits(max(1, min(u.noemer for u in compared)), asked.target, asked.spread, schaal=asked.schaal)
    low, high = min(low, edge.wide_low), max(high, min(edge.wide_high, 3 * asked.target))
    room = MARGIN * (high - low or asked.target or 1.0)
    top = high + room if asked.schaal is Schaal.VERHOUDING else min(1.0, high + room)
    return _Sheet(min(sizes) * 0.85, max(max(sizes) * 1.2, min(sizes) * 2), max(0.0, low - room), top)


def _curves(asked: Opdracht, sheet: _Sheet) -> dict[tuple[str, str], list[tuple[float, float]]]:
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for step in range(STEPS + 1):
        n = round(sheet.low_n * (sheet.high_n / sheet.low_n) ** (step / STEPS)) or 1
        for level in ("95", "99_8"):
            grens = limits(n, asked.target, asked.spread, level=level, schaal=asked.schaal)
            for side in ("low", "high", "wide_low", "wide_high"):
                found.setdefault((level, side), []).append((step / STEPS, sheet.up(getattr(grens, side))))
    return found


def _point(placed: Plaatsing, sheet: _Sheet) -> Punt:
    unit = placed.eenheid
    return Punt(
        x=f"{100 * sheet.x(unit.noemer):.2f}%", y=round(TOP + HIGH * (1 - sheet.up(unit.share))),
        kind=placed.kind, tip=placed.tip,
    )  # fmt: skip


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{INNER * x:.1f} {INNER * (1 - y):.1f}" for x, y in points)


def _field(low: Sequence[tuple[float, float]], high: Sequence[tuple[float, float]]) -> str:
    return _path([*low, *reversed(high)]) + " Z"


def _up_ticks(asked: Opdracht, sheet: _Sheet) -> list[Streep]:
    """Three to seven round values."""
    span = sheet.high - sheet.low
    rough = span / 6
    scale = 10.0 ** floor(log10(rough))
    step = next((times * scale for times in (*TICKS, 10) if times * scale >= rough), 10 * scale)
    first, last = ceil(sheet.low / step), floor(sheet.high / step)
    return [
        Streep(place="0", y=round(TOP + HIGH * (1 - sheet.up(n * step))), tekst=asked.maat(n * step))
        for n in range(first, last + 1)
    ]


def _across_ticks(asked: Opdracht, sheet: _Sheet) -> list[Streep]:
    """100, 200, 500, 1.000 … as far as they lie on the sheet; more of them when the sheet is short."""
    times_shown = TICKS if sheet.high_n / sheet.low_n > SHORT else FINE
    found = [
        times * 10**power for power in range(10) for times in times_shown
        if sheet.low_n <= asked.per * times * 10**power <= sheet.high_n
    ]  # fmt: skip
    return [
        Streep(
            place=f"{100 * sheet.x(asked.per * n):.2f}%", y=TOP + HIGH + 18, tekst=number(n),
            kind="even" if len(found) > NARROW_TICKS and place % 2 else "",
        )
        for place, n in enumerate(found)
    ]  # fmt: skip
