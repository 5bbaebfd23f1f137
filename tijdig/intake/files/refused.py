"""A delivery that is refused whole, and a line that cannot be taken apart."""

from tijdig.rules.terms import Afwijzing


class DeliveryRefused(Exception):
    """Nothing of this delivery is taken. `uitleg` is one plain Dutch sentence that says what to do."""

    def __init__(self, code: Afwijzing, uitleg: str) -> None:
        super().__init__(uitleg)
        self.code, self.uitleg = code, uitleg

    def as_json(self) -> dict[str, str]:
        return {"code": str(self.code), "uitleg": self.uitleg}


class Unreadable(str):
    """Stands in for the cells of a line that could not be taken apart; the text says why."""

    __slots__ = ()


type Cells = list[str] | Unreadable
type Line = tuple[int, Cells]

MAX_CELL = 64_000  # characters of one value or line; fifteen columns need a few hundred
TOO_LONG = Unreadable("hij is veel te lang. Kijk of elke klant op een eigen regel staat.")
