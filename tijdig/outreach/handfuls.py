"""Hand what is ready to a service in handfuls: none twice, none lost, whatever happens in between (R-OUT-3).

Before the service is called the tries of a handful are written down and committed, and what became of them
afterwards. Whoever comes after a crash sees the tries, and asks the service for each reference first.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tijdig.connectors.sending import NotAccepted, NotNow, Sent

AT_ONCE = 50
SECONDS = 5.0  # after so long what was sent is written down, however few, and the wishes of residents are read again


@dataclass(frozen=True, kw_only=True)
class Going[Thing]:
    """One thing that is handed over now. `tried`: an earlier turn may have done so; `taken`: and it was taken."""

    pk: int
    reference: str
    thing: Thing
    tried: bool
    taken: bool = False


@dataclass(kw_only=True)
class Outcome:
    """What became of a handful, by id: taken, or refused and why. `untouched`: the service was not called for it."""

    sent: dict[int, Sent] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    untouched: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    away: bool = False

    @property
    def ended(self) -> list[int]:
        return [*self.sent, *self.refused]


type Call[Thing] = Callable[[Going[Thing], Outcome], bool]


def in_handfuls[Thing](
    ids: Sequence[int], *, begin: Callable[[Sequence[int]], list[Going[Thing]]], call: Call[Thing],
    finish: Callable[[Outcome], Counter[str]],
) -> Counter[str]:  # fmt: skip
    """All of these, until the service does not answer; the rest waits. Returns counts per outcome.

    `begin` writes the tries down and leaves out what must not go any more; `call` says False when the service does
    not answer; `finish` writes down what became of them.
    """
    counts: Counter[str] = Counter()
    queue = deque(ids)
    while queue:
        handful = [queue.popleft() for _ in range(min(AT_ONCE, len(queue)))]
        going = begin(handful)
        counts.update({"gestopt": len(handful) - len(going)} if len(going) < len(handful) else {})
        outcome = _hand_over(going, call)
        counts.update(finish(outcome))
        if outcome.away:
            counts["wacht"] += len(outcome.left) + len(queue)
            break
        queue.extendleft(reversed(outcome.left))
    return counts


def ask_then_send[Thing](
    one: Going[Thing], outcome: Outcome, *, look_up: Callable[[str], Sent | None] | None,
    send: Callable[[Thing], Sent],
) -> bool:  # fmt: skip
    """Hand one over, unless the service has it already. `look_up`: None when it cannot be asked. False: no answer."""
    try:
        sent = look_up(one.reference) if one.tried and look_up else None
        outcome.sent[one.pk] = sent or send(one.thing)
    except NotAccepted as refusal:
        outcome.refused[one.pk] = refusal.reason
    except NotNow as failure:
        outcome.untouched += [one.pk] if failure.certain and not one.tried else []
        return False
    return True


def _hand_over[Thing](going: Sequence[Going[Thing]], call: Call[Thing]) -> Outcome:
    """Call the service for each, without a transaction open; stop at one that does not answer, or after a while."""
    outcome, began = Outcome(), time.monotonic()
    for place, one in enumerate(going):
        late = place > 0 and time.monotonic() - began > SECONDS
        if late or not call(one, outcome):
            rest = going[place:] if late else going[place + 1 :]
            outcome.left = [left.pk for left in going[place:]]
            outcome.untouched += [left.pk for left in rest if not left.tried]
            outcome.away = not late
            break
    return outcome
