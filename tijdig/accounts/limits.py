"""Count how often something happens in a stretch of time, for all processes together. Keys tell nothing of anybody."""

import time

from django.core.cache import cache
from django.db import connection, transaction

from tijdig.sealed import fingerprint


def times(what: str, who: str, *, window: int) -> int:
    """How often it happened in this window of so many seconds. `who` is kept as a keyed hash only."""
    return int(cache.get(_key(what, who, window), 0))


def count(what: str, who: str, *, window: int) -> int:
    """It happened once more. One at a time, so that many at once do not slip through. Returns how often now."""
    key = _key(what, who, window)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [key])
        now = int(cache.get(key, 0)) + 1
        cache.set(key, now, window)
    return now


def _key(what: str, who: str, window: int) -> str:
    return f"{what}:{fingerprint(f'adres:{who}') if who else 'samen'}:{int(time.time()) // window}"
