"""A database for one measurement, made and thrown away; and rows of a table written by COPY alone, as a baseline."""

import io
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg import sql

from tests.databases import copy_of_template, url_for


@contextmanager
def fresh_database() -> Iterator[str]:
    """Django works in an empty database of its own until the end of the block."""
    with copy_of_template(durable=True) as name:
        before = connection.settings_dict["NAME"]
        _point_at(name)
        try:
            yield name
        finally:
            _point_at(before)


def _point_at(name: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name


def seconds_to_copy(name: str, tables: Sequence[str]) -> tuple[float, int]:
    """Seconds to write the rows of these tables again with COPY, into tables with the same columns and indexes.

    As the owner and without row security: the engine's own limit. Returns the seconds and the number of rows.
    """
    total, rows = 0.0, 0
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name), autocommit=True) as owner:
        owner.execute("select set_config('app.gemeente', '0505', false)")
        for table in tables:
            content = _out(owner, table)
            copy = sql.Identifier(f"{table}_again")
            owner.execute(
                sql.SQL("create table {} (like {} including all)").format(copy, sql.Identifier(table))
            )
            began = time.perf_counter()
            with owner.cursor().copy(sql.SQL("copy {} from stdin").format(copy)) as into:
                into.write(content)
            total += time.perf_counter() - began
            rows += content.count(b"\n")
            owner.execute(sql.SQL("drop table {}").format(copy))
    return total, rows


def _out(owner: psycopg.Connection, table: str) -> bytes:
    held = io.BytesIO()
    with owner.cursor().copy(
        sql.SQL("copy (select * from {}) to stdout").format(sql.Identifier(table))
    ) as out:
        for piece in out:
            held.write(piece)
    return held.getvalue()
