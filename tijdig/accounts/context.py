"""Which gemeente the running transaction works for. The database enforces it (R-ROL-2, ADR 2).

Every page, job and command opens its transaction here. Outside such a transaction the app role
sees no row of any gemeente.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_seen = threading.local()


@contextmanager
def working_for(gemeente: str, *, user_id: int | None = None) -> Iterator[None]:
    """One transaction in which only rows of `gemeente` (code of four digits) exist."""
    with transaction.atomic():
        enter(gemeente, user_id=user_id)
        yield


def enter(gemeente: str, *, user_id: int | None = None) -> None:
    """Set the gemeente (and the user) for the rest of the running transaction.

    The same question brings which policy the gemeente decided on a page, so that knowing it costs no query (ADR 9).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.gemeente', %s, true), set_config('app.gebruiker', %s, true), "
            "(select beleid_kenmerk from accounts_gemeente where code = %s)",
            [gemeente, str(user_id or ""), gemeente],
        )
        kenmerk = cursor.fetchone()[2]
    if gemeente:
        _seen_policy()[gemeente] = kenmerk or ""


def policy_seen(gemeente: str) -> str:
    """The fingerprint of its decided policy that this thread saw when it last began to work for `gemeente`.

    It stays the same within a transaction. Empty: nothing was decided on a page, or nobody looked yet.
    """
    return _seen_policy().get(gemeente, "")


def _seen_policy() -> dict[str, str]:
    if not hasattr(_seen, "policy"):
        _seen.policy = {}
    found: dict[str, str] = _seen.policy
    return found


@contextmanager
def looking_into(gemeente: str) -> Iterator[None]:
    """Read rows of `gemeente` in the middle of a transaction for another one, and go back to that."""
    with transaction.atomic():
        before = current_gemeente()
        _set_gemeente(gemeente)
        yield
        _set_gemeente(before)


def _set_gemeente(gemeente: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.gemeente', %s, true)", [gemeente])


def current_gemeente() -> str:
    """The code of the gemeente this transaction works for, or an empty text."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.gemeente', true), '')")
        return str(cursor.fetchone()[0])
