"""Which gemeente the running transaction works for. The database enforces it (R-ROL-2, ADR 2).

Every page, job and command opens its transaction here. Outside such a transaction the app role
sees no row of any gemeente.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def working_for(gemeente: str, *, user_id: int | None = None) -> Iterator[None]:
    """One transaction in which only rows of `gemeente` (code of four digits) exist."""
    with transaction.atomic():
        enter(gemeente, user_id=user_id)
        yield


def enter(gemeente: str, *, user_id: int | None = None) -> None:
    """Set the gemeente (and the user) for the rest of the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.gemeente', %s, true), set_config('app.gebruiker', %s, true)",
            [gemeente, str(user_id or "")],
        )


def current_gemeente() -> str:
    """The code of the gemeente this transaction works for, or an empty text."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.gemeente', true), '')")
        return str(cursor.fetchone()[0])
