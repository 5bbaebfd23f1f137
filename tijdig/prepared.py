"""Large statements that every act on one thing asks: planned once per connection, not each time.

To plan one that looks at ten tables takes the engine longer than to run it for one zaak. Of a set the plan must fit
the set, so there it is made anew: a plan that was made for one walks a million rows one by one.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection
from psycopg.rows import namedtuple_row

from tijdig.bulk import FEW


def ask_about(statement: str, given: Mapping[str, Any], *, things: int) -> list[Any]:
    """The rows of this fixed statement about so many `things`: tuples of which each value has its name too.

    Errors: those of `django.db`, as with any cursor.
    """
    connection.ensure_connection()
    few = things <= FEW
    kind = psycopg.Cursor if few else psycopg.ClientCursor
    with connection.wrap_database_errors, kind(connection.connection, row_factory=namedtuple_row) as cursor:
        return cursor.execute(statement, given, prepare=few).fetchall()
