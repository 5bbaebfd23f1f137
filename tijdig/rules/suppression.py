"""Nobody can be found back in a figure: the last step before a table is shown or exported (R-MON-6).

Source: the practice of CBS in its export on debts (counts in tens, nothing shown of 0 < x < 10); own choice for the
order: *first protect, then add*. Cells that together make up the whole, each counted once, are rounded one by one;
every total, share, rolling window or group is a sum of those rounded cells and of nothing else. What is published is
therefore a function of the rounded cells, and no subtraction gives more than the rounded cells themselves.

A cell is rounded to the ten below or above with chances that keep the expectation true, drawn from a secret key and
the cell itself, so that the same cell always comes out the same and every value from 1 to 9 stays possible. It is drawn
once, in fives; the tens for the public are drawn from those fives, so that who sees both knows no more than the fives.

Two ways to cut the same whole, both rounded, bound each other. So only one cut of a whole is rounded like that; every
other is drawn *wide*: a whole number of noise first, of which no value is impossible, then rounded. Source: the
geometric mechanism of Ghosh, Roughgarden & Sundararajan 2012 (SIAM Journal on Computing 41:1673).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from math import exp, floor, log

FADES = exp(-1)  # how fast noise becomes rarer with every one it is larger; its standard deviation is 1.4
NOISE = 2 * FADES / (1 - FADES) ** 2  # the variance of it


class Profiel(StrEnum):
    """For whom the table is."""

    EIGEN = "eigen"
    DEELNEMERS = "deelnemers"
    OPENBAAR = "openbaar"


type Sleutel = tuple[Hashable, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Getal:
    """One number as it may be shown; `hidden` says that it is small but not nought, and then `value` is None."""

    value: int | None
    hidden: bool = False


_PROTECTED = object()


@dataclass(frozen=True, slots=True)
class Beschermd:
    """A table that may be rendered or exported. Only `protect` makes one: an unprotected one is another type.

    `step`: to how many each cell is rounded; what lies between nought and this is hidden. 1: nothing was changed.
    """

    profiel: Profiel
    step: int
    _cells: Mapping[Sleutel, int]
    _small: frozenset[Sleutel]
    _seal: object = field(repr=False)

    def __post_init__(self) -> None:
        if self._seal is not _PROTECTED:
            raise TypeError("a table becomes Beschermd by protect(...) only")

    def keys(self) -> Iterable[Sleutel]:
        return self._cells.keys()

    def cell(self, key: Sleutel) -> Getal:
        """One cell; what is not there counts as nought."""
        return self.number([key])

    def only(self, wanted: Callable[[Sleutel], bool]) -> "Beschermd":
        """Some of the cells, as protected as they were."""
        kept = {key: value for key, value in self._cells.items() if wanted(key)}
        return Beschermd(self.profiel, self.step, kept, self._small & kept.keys(), _PROTECTED)

    def total(self, wanted: Callable[[Sleutel], bool]) -> int:
        """A sum over cells, of protected numbers only. That is why no subtraction can lead back."""
        return sum(value for key, value in self._cells.items() if wanted(key))

    def number(self, keys: Iterable[Sleutel]) -> Getal:
        """The sum of these cells; hidden when it rests on a hidden cell and comes out under two steps."""
        keys = list(keys)
        value = max(0, sum(self._cells.get(key, 0) for key in keys))
        small = value < 2 * self.step and any(key in self._small for key in keys)
        return Getal(value=None, hidden=True) if small else Getal(value=value)

    def sums(self, group: Callable[[Sleutel], Sleutel]) -> dict[Sleutel, int]:
        """All sums at once, by what `group` says of a cell; of protected numbers only, like every total."""
        found: dict[Sleutel, int] = {}
        for key, value in self._cells.items():
            place = group(key)
            found[place] = found.get(place, 0) + value
        return found

    def numbers(self, places: Callable[[Sleutel], Iterable[Sleutel]]) -> dict[Sleutel, Getal]:
        """All sums at once, a cell in as many of them as `places` says; hidden by the same rule as one number."""
        found: dict[Sleutel, int] = {}
        small: set[Sleutel] = set()
        for key, value in self._cells.items():
            for place in places(key):
                found[place] = found.get(place, 0) + value
                if key in self._small:
                    small.add(place)
        least = 2 * self.step
        return {
            place: Getal(value=None, hidden=True) if place in small and value < least else Getal(value=value)
            for place, value in found.items()
        }

    def share(self, teller: Callable[[Sleutel], bool], rest: Callable[[Sleutel], bool]) -> float | None:
        """Part of the whole; the rest is protected as well, so that a share near one hides as much."""
        part = self.total(teller)
        whole = part + self.total(rest)
        return part / whole if whole else None


def protect(
    cells: Mapping[Sleutel, int],
    profiel: Profiel,
    *,
    secret: bytes,
    step: int,
    fine: int = 0,
    wide: Callable[[Sleutel], bool] = lambda _: False,
) -> Beschermd:
    """`cells` that are not `wide` must count everybody once (a partition). `eigen` changes nothing and asks no step.

    `step` is policy (`landelijk/vergelijking`); `fine`: the smaller step in which others see the same cells, from which
    this one is drawn. Of a cell that is drawn wide nothing under two steps is ever shown, not even that it is nought.
    """
    if profiel is Profiel.EIGEN:
        return Beschermd(profiel, 1, dict(cells), frozenset(), _PROTECTED)
    if step < 2:
        raise ValueError("the step must be two or more")
    small = frozenset(key for key, count in cells.items() if 0 < count < step or wide(key))
    made = {key: drawn(key, count, secret, step, fine=fine, wide=wide(key)) for key, count in cells.items()}
    return Beschermd(profiel, step, made, small, _PROTECTED)


def drawn(key: Sleutel, count: int, secret: bytes, step: int, *, fine: int = 0, wide: bool = False) -> int:
    """The one drawing of a cell, as it is seen by those who see it in this step; below nought only when wide."""
    first = fine or step
    found = _rounded(key, count + (_noise(key, count, secret) if wide else 0), secret, first)
    return found if first == step else _rounded(key, found, secret, step)


def spread_over(
    table: Beschermd,
    whole_of: Callable[[Sleutel], Sleutel],
    parts: Mapping[Sleutel, Mapping[Sleutel, int]],
    *,
    secret: bytes,
) -> Beschermd:
    """Sums of drawn cells told over smaller places, such as the months of a quarter: they add up to the sum again.

    `parts`: per whole its places with their exact counts. What is told is the sum that was drawn already, in
    proportions that were drawn wide: no second drawing of the same number, and no exact one.
    """
    step, sums = table.step, table.sums(whole_of)
    small = {whole_of(key) for key in table._small}
    made: dict[Sleutel, int] = {}
    unsure: set[Sleutel] = set()
    for whole, places in parts.items():
        weights = {key: max(0, count + _noise(key, count, secret)) for key, count in places.items()}
        made |= {
            key: step * units for key, units in _apportioned(sums.get(whole, 0) // step, weights).items()
        }
        unsure |= places.keys() if whole in small else set()
    return Beschermd(table.profiel, step, made, frozenset(unsure), _PROTECTED)


def _apportioned(units: int, weights: Mapping[Sleutel, int]) -> dict[Sleutel, int]:
    """So many whole units over these places, the largest rests first; evenly when nothing weighs."""
    whole = sum(weights.values())
    exact = {key: units * (w / whole if whole else 1 / len(weights)) for key, w in weights.items()}
    found = {key: floor(value) for key, value in exact.items()}
    by_rest = sorted(exact, key=lambda key: (found[key] - exact[key], str(key)))
    for key in by_rest[: units - sum(found.values())]:
        found[key] += 1
    return found


def _rounded(key: Sleutel, count: int, secret: bytes, step: int) -> int:
    """The step below or above; above with chance (count mod step) / step. A multiple of the step stays."""
    below, rest = count - count % step, count % step
    return below + (step if rest and _lot(key, f"{count}:{step}", secret) % step < rest else 0)


def _noise(key: Sleutel, count: int, secret: bytes) -> int:
    return noise_at((_lot(key, f"{count}:ruis", secret) + 0.5) / 2**64)


def noise_at(chance: float) -> int:
    """The whole number that belongs to this chance (0 to 1): around nought, and any number has some."""
    nought = (1 - FADES) / (1 + FADES)
    if chance < nought:
        return 0
    left = (chance - nought) / (1 - nought)  # the lower half of what is left goes down
    below = left < 0.5
    reach = 1 + floor(log(max(1 - (2 * left if below else 2 * left - 1), 2**-64)) / log(FADES))
    return -reach if below else reach


def _lot(key: Sleutel, what: str, secret: bytes) -> int:
    """What a key says counts, not how it is kept: a word and the same word from a closed list are drawn alike."""
    place = repr([str(part) for part in key])
    return int.from_bytes(blake2b(f"{place}:{what}".encode(), key=secret[:64], digest_size=8).digest())
