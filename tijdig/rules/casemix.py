"""What may be expected of a gemeente with such meldingen and such residents: indirect standardisation (R-MON-5).

First by what came in (`mix_of`): in each group of meldingen, such as those with arrears of some height, the share of
all gemeenten is taken for the meldingen this one has in it. What is delivered tells of each trait by itself and not of
traits together, so traits are taken as apart from each other: the ratios are multiplied. Then by who lives there: a
small model over gemeenten tells how the figure goes with the population: the share with registered problematic
debts, low income, housing of corporations, one-person households, urbanity. Log-linear for a rate, logistic for a
share, fitted by iterated weighted least squares. Never in it: what a gemeente does (channel, number of attempts,
threshold), because that is what is compared, and never origin or nationality. Method: Breslow & Day 1987, chapter 2,
for observed / expected; Byar's limits for its interval. Traits of residents are of whole gemeenten: that half corrects
for what they differ in on average, and says nothing about single meldingen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean, pstdev

from .funnel import Schaal
from .proportions import Interval

ROUNDS, CLOSE = 50, 1e-10
RIDGE = 1e-6  # so that two traits that go exactly together do not stop the sum
Z95 = 1.959964
FARTHEST = 0.999  # a share that is expected never becomes all of it

type Lagen = Mapping[
    str, Mapping[str, tuple[float, float]]
]  # per trait of meldingen and value: teller and noemer


@dataclass(frozen=True, kw_only=True, slots=True)
class Waarneming:
    """One gemeente: its counts, what is known of its population, and how its meldingen are made up (1: as all)."""

    teller: float
    noemer: float
    kenmerken: tuple[float, ...]
    mix: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """How a figure goes with what came in and with the population. `explained`: part of the deviance, 0 to 1;
    `by_mix`: of it, what came in alone. `overall`: the figure of all.
    """

    schaal: Schaal
    weights: tuple[float, ...]  # of 1 and of each trait in standard deviations
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    explained: float
    overall: float
    by_mix: float = 0.0

    def rate(self, kenmerken: Sequence[float], mix: float = 1.0) -> float:
        """What would be expected with this population and these meldingen, as a share or a rate."""
        scaled = _scaled(kenmerken, self.means, self.spreads)
        return _mean(self.schaal, _dot(self.weights, scaled) + _offset(self.schaal, self.overall, mix))

    def expected(self, found: Waarneming) -> float:
        return found.noemer * self.rate(found.kenmerken, found.mix)

    def expected_of_mix(self, found: Waarneming) -> float:
        """By what came in alone."""
        line = _link(self.schaal, self.overall) + _offset(self.schaal, self.overall, found.mix)
        return found.noemer * _mean(self.schaal, line)


@dataclass(frozen=True, kw_only=True, slots=True)
class Correctie:
    """Observed over expected, with its interval; `adjusted` = that times the figure of all together."""

    expected: float
    ratio: float
    interval: Interval
    adjusted: float


def added(all_: Iterable[Lagen]) -> dict[str, dict[str, tuple[float, float]]]:
    """The meldingen of all gemeenten together, by trait and value."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for lagen in all_:
        for trait, values in lagen.items():
            there = found.setdefault(trait, {})
            for value, (teller, noemer) in values.items():
                before = there.get(value, (0.0, 0.0))
                there[value] = (before[0] + teller, before[1] + noemer)
    return found


def mix_of(own: Lagen, all_: Lagen) -> float:
    """How many times the figure of all is to be expected here, with the meldingen that came in here."""
    ratio = 1.0
    for trait, values in own.items():
        there = all_.get(trait, {})
        whole = sum(noemer for _, noemer in there.values())
        overall = sum(teller for teller, _ in there.values()) / whole if whole else 0.0
        meldingen = sum(noemer for value, (_, noemer) in values.items() if there.get(value, (0, 0))[1])
        if not meldingen or not overall:
            continue
        expected = sum(
            noemer * there[value][0] / there[value][1]
            for value, (_, noemer) in values.items() if there.get(value, (0, 0))[1]
        )  # fmt: skip
        ratio *= expected / meldingen / overall
    return ratio


def fit(found: Sequence[Waarneming], schaal: Schaal) -> Model:
    """The model over these gemeenten; every noemer must be above nought."""
    columns = list(zip(*(one.kenmerken for one in found), strict=True))
    means = tuple(fmean(column) for column in columns)
    spreads = tuple(pstdev(column) or 1.0 for column in columns)
    rows = [_scaled(one.kenmerken, means, spreads) for one in found]
    overall = sum(one.teller for one in found) / sum(one.noemer for one in found)
    start = [_link(schaal, overall)] + [0.0] * len(means)
    offsets = [_offset(schaal, overall, one.mix) for one in found]
    weights = _iterate(found, rows, offsets, start, schaal)
    alone = _deviance(found, [overall] * len(found), schaal)
    fitted = [_mean(schaal, _dot(weights, row) + more) for row, more in zip(rows, offsets, strict=True)]
    mixed = [_mean(schaal, _link(schaal, overall) + more) for more in offsets]

    def explained(means: Sequence[float]) -> float:
        return max(0.0, 1 - _deviance(found, means, schaal) / alone) if alone > 0 else 0.0

    return Model(
        schaal=schaal, weights=tuple(weights), means=means, spreads=spreads, explained=explained(fitted),
        overall=overall, by_mix=explained(mixed),
    )  # fmt: skip


def correct(found: Waarneming, model: Model, target: float) -> Correctie:
    """Observed / expected × the figure of all: what it would be with the population of all together."""
    expected = model.expected(found)
    ratio = found.teller / expected if expected else 1.0
    # Of a share the variance is smaller than that of a count by (1 - share).
    shrink = 1 - found.teller / found.noemer if model.schaal is Schaal.AANDEEL else 1.0
    interval = ratio_interval(found.teller, expected, shrink)
    ceiling = 1.0 if model.schaal is Schaal.AANDEEL else float("inf")
    return Correctie(expected=expected, ratio=ratio, interval=interval, adjusted=min(ceiling, ratio * target))


def ratio_interval(observed: float, expected: float, shrink: float = 1.0) -> Interval:
    """Byar's 95% limits of observed / expected; exact to three digits from ten on."""
    reach, above = Z95 * sqrt(shrink), observed + 1
    low = observed * (1 - 1 / (9 * observed) - reach / (3 * sqrt(observed))) ** 3 if observed > 0 else 0.0
    high = above * (1 - 1 / (9 * above) + reach / (3 * sqrt(above))) ** 3
    return Interval(low=max(0.0, low) / expected, high=high / expected)


def _iterate(
    found: Sequence[Waarneming],
    rows: Sequence[Sequence[float]],
    offsets: Sequence[float],
    start: list[float],
    schaal: Schaal,
) -> list[float]:
    weights = start
    for _ in range(ROUNDS):
        step = _newton(found, rows, offsets, weights, schaal)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(abs(s) for s in step) < CLOSE:
            break
    return weights


def _newton(
    found: Sequence[Waarneming],
    rows: Sequence[Sequence[float]],
    offsets: Sequence[float],
    weights: Sequence[float],
    schaal: Schaal,
) -> list[float]:
    """One step: the information matrix against the score."""
    size = len(weights)
    matrix = [[RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
    score = [0.0] * size
    for one, row, more in zip(found, rows, offsets, strict=True):
        mean = _mean(schaal, _dot(weights, row) + more)
        variance = one.noemer * mean * (1 - mean if schaal is Schaal.AANDEEL else 1.0)
        rest = one.teller - one.noemer * mean
        for i, x in enumerate(row):
            score[i] += x * rest
            for j in range(i + 1):
                matrix[i][j] += variance * x * row[j]
    for i in range(size):
        for j in range(i):
            matrix[j][i] = matrix[i][j]
    return solve(matrix, score)


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Ax = b by elimination with pivots; `matrix` is not kept."""
    size, rows = len(right), [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (rows[i][size] - known) / rows[i][i]
    return found


def _deviance(found: Sequence[Waarneming], means: Sequence[float], schaal: Schaal) -> float:
    total = 0.0
    for one, mean in zip(found, means, strict=True):
        total += _part(one.teller, one.noemer * mean)
        if schaal is Schaal.AANDEEL:
            total += _part(one.noemer - one.teller, one.noemer * (1 - mean))
        else:
            total -= one.teller - one.noemer * mean
    return 2 * total


def _part(observed: float, expected: float) -> float:
    return observed * log(observed / expected) if observed > 0 else 0.0


def _scaled(values: Sequence[float], means: Sequence[float], spreads: Sequence[float]) -> list[float]:
    return [1.0, *((v - m) / s for v, m, s in zip(values, means, spreads, strict=True))]


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(w * x for w, x in zip(weights, row, strict=True))


def _offset(schaal: Schaal, overall: float, mix: float) -> float:
    """What the make-up of the meldingen adds on the scale of the model."""
    if mix == 1.0:
        return 0.0
    most = FARTHEST if schaal is Schaal.AANDEEL else float("inf")
    return _link(schaal, min(most, max(overall * mix, 1e-9))) - _link(schaal, overall)


def _link(schaal: Schaal, mean: float) -> float:
    return log(mean / (1 - mean)) if schaal is Schaal.AANDEEL else log(mean)


def _mean(schaal: Schaal, line: float) -> float:
    return 1 / (1 + exp(-line)) if schaal is Schaal.AANDEEL else exp(line)
