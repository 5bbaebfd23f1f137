"""Guessing codes is limited: per address, and for everybody together (R-OUT-6).

Only wrong codes count. The address is kept as a keyed hash, for as long as the window; never the address itself.
"""

from tijdig.accounts.limits import count, times

WINDOW_SECONDS = 15 * 60
WRONG_PER_ADDRESS = 10
WRONG_TOGETHER = 500  # at most 2000 guesses an hour in 10^13; see docs/explanation/reply.md
REPLY = "reactie"


def may_guess(address: str) -> bool:
    """Whether somebody at this address may try another code now."""
    return (
        times(REPLY, address, window=WINDOW_SECONDS) < WRONG_PER_ADDRESS
        and times(REPLY, "", window=WINDOW_SECONDS) < WRONG_TOGETHER
    )


def count_wrong(address: str) -> None:
    """Remember one wrong code of this address."""
    for who in (address, ""):
        count(REPLY, who, window=WINDOW_SECONDS)
