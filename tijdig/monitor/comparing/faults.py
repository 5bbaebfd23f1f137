"""What is wrong with a file, line by line: for a command in one sentence, for a page as a list."""

from collections.abc import Sequence
from typing import NamedTuple

from tijdig.refusals import Refused

SHOWN = 10  # named in the sentence; the rest is counted
LISTED = 500  # kept for a page


class Regelfout(NamedTuple):
    """Line 0: it is about the file as a whole."""

    regel: int
    wat: str

    def __str__(self) -> str:
        return f"regel {self.regel}: {self.wat}" if self.regel else self.wat


class Bestandsfout(Refused):
    """Nothing was taken in; `fouten` says of each line why."""

    def __init__(self, fouten: Sequence[Regelfout]) -> None:
        more = f" En nog {len(fouten) - SHOWN}." if len(fouten) > SHOWN else ""
        super().__init__(f"Er is niets ingelezen. {'; '.join(map(str, fouten[:SHOWN]))}.{more}")
        self.fouten, self.aantal = tuple(fouten[:LISTED]), len(fouten)


def stop_at(fouten: Sequence[Regelfout]) -> None:
    """Errors: Bestandsfout, when there is any."""
    if fouten:
        raise Bestandsfout(fouten)
