"""What can be made to go wrong, one request at a time."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """One way in which an answer can be no answer."""

    STATUS = "status"  # the status of the fault, as a problem
    SLOW = "slow"  # the right answer, after `seconds`
    DRIP = "drip"  # the right answer in drops, over `seconds`
    HALF = "half"  # half of the right answer, then the line goes dead
    HANG_UP = "hang_up"  # the line goes dead before anything is said
    NONSENSE = "nonsense"  # status 200 with `text`, which is no answer
    WRONG_PERSON = "wrong_person"  # status 200 with somebody who was not asked for
    EXTRA = "extra"  # everything that is known, whatever was asked: seen at a real gateway


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault for one request. `retry_after` is what stands in that header, if anything."""

    kind: FaultKind
    status: int = 0
    seconds: float = 0.0
    retry_after: str = ""
    text: str = "<html><body>Even geduld"
