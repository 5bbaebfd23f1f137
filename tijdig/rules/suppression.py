"""Nobody can be found back in a figure: the last step before a table is shown or exported (R-MON-6).

Source: the practice of CBS in its export on debts (counts in tens, nothing shown of 0 < x < 10); own choice for the
order: *first protect, then add*. Cells that together make up the whole, each counted once, are rounded one by one;
every total, share, rolling window or group is a sum of those rounded cells and of nothing else. What is published is
therefore a function of the rounded cells, and no subtraction gives more than the rounded cells themselves.

A cell is rounded to the ten below or above with chances that keep the expectation true, drawn from a secret key and
the cell itself, so that the same cell always comes out the same and every value from 1 to 9 stays possible.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b


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
        if key in self._small:
            return Getal(value=None, hidden=True)
        return Getal(value=self._cells.get(key, 0))

    def total(self, wanted: Callable[[Sleutel], bool]) -> int:
        """A sum over cells, of protected numbers only. That is why no subtraction can lead back."""
        return sum(value for key, value in self._cells.items() if wanted(key))

    def number(self, keys: Iterable[Sleutel]) -> Getal:
        """The sum of these cells; hidden when it rests on a hidden cell and comes out under two steps."""
        keys = list(keys)
        value = sum(self._cells.get(key, 0) for key in keys)
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


def protect(cells: Mapping[Sleutel, int], profiel: Profiel, *, secret: bytes, step: int) -> Beschermd:
    """`cells` must count everybody once (a partition). `eigen` changes nothing, the others round every cell.

    `step` is policy (`landelijk/vergelijking`); `eigen` asks none. Each profile draws by itself: who sees two of them
    sees two drawings, and every value that both hide stays possible.
    """
    if profiel is Profiel.EIGEN:
        return Beschermd(profiel, 1, dict(cells), frozenset(), _PROTECTED)
    if step < 2:
        raise ValueError("the step must be two or more")
    small = frozenset(key for key, count in cells.items() if 0 < count < step)
    made = {key: _rounded(key, count, secret, step) for key, count in cells.items()}
    return Beschermd(profiel, step, made, small, _PROTECTED)


def _rounded(key: Sleutel, count: int, secret: bytes, step: int) -> int:
    """The step below or above; above with chance (count mod step) / step. A multiple of the step stays.

    What a key says counts, not how it is kept: a word and the same word from a closed list are drawn alike.
    """
    below, rest = count - count % step, count % step
    place = repr([str(part) for part in key])
    drawn = blake2b(f"{place}:{count}:{step}".encode(), key=secret[:64], digest_size=8).digest()
    return below + (step if int.from_bytes(drawn) % step < rest else 0)
