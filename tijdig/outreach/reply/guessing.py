"""Guessing codes is limited: per address, and for everybody together (R-OUT-6).

Only wrong codes count. The address is kept as a keyed hash, for as long as the window; never the address itself.
"""

import time

from django.core.cache import cache
from django.db import connection, transaction

from tijdig.sealed import fingerprint

WINDOW_SECONDS = 15 * 60
WRONG_PER_ADDRESS = 10
WRONG_TOGETHER = 500  # at most 2000 guesses an hour in 10^13; see docs/explanation/reply.md


def may_guess(address: str) -> bool:
    """Whether somebody at this address may try another code now."""
    return (
        int(cache.get(_key(address), 0)) < WRONG_PER_ADDRESS and int(cache.get(_key(""), 0)) < WRONG_TOGETHER
    )


def count_wrong(address: str) -> None:
    """Remember one wrong code of this address. Counted one at a time, so that many at once do not slip through."""
    for key in sorted((_key(address), _key(""))):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [key])
            cache.set(key, int(cache.get(key, 0)) + 1, WINDOW_SECONDS)


def _key(address: str) -> str:
    window = int(time.time()) // WINDOW_SECONDS
    return f"reactie:{fingerprint(f'adres:{address}') if address else 'samen'}:{window}"
