"""Many rows at once: one COPY and one INSERT, whatever the number (ADR 5).

COPY straight into a table under row-level security is refused by PostgreSQL, so the rows go to a
temporary table first and from there, under the policies, with one INSERT ... SELECT.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import sql

Row = Sequence[Any]
FEW = 5  # up to here COPY costs more than it saves


def next_ids(model: type[Model], count: int) -> list[int]:
    """`count` fresh primary keys, in order, with one query."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def refresh_statistics(*models: type[Model]) -> int:
    """Have the engine look again at tables that grew threefold since it last did. Returns at how many it looked.

    Right after a large delivery it would plan as if the tables were empty (ADR 10). Costs a look at the sizes when
    there is nothing to do. Call it between transactions: what is looked at stays locked against a second look.
    """
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model in models]
        cursor.execute("select tijdig_refresh_statistics(%s::text[])", [tables])
        return int(cursor.fetchone()[0])


def insert_rows(
    model: type[Model], fields: Sequence[str], rows: Iterable[Row], *, on_conflict: str = ""
) -> int:
    """Insert rows, values in the order of `fields` (names of model fields). Returns how many were inserted.

    `on_conflict`: text after `ON CONFLICT`, e.g. `do nothing`. Dicts and lists go in as jsonb.
    """
    rows = list(rows)
    if not rows:
        return 0
    names = sql.SQL(", ").join(map(sql.Identifier, _columns(model, fields)))
    conflict = sql.SQL("on conflict " + on_conflict if on_conflict else "")
    with connection.cursor() as cursor:
        if len(rows) <= FEW:
            return _insert_few(cursor, model, fields, rows, names, conflict)
        staging = copy_to_staging(cursor, model, fields, rows)
        cursor.execute(
            sql.SQL("insert into {table} ({names}) select {names} from {staging} {conflict}").format(
                table=sql.Identifier(model._meta.db_table), names=names, staging=staging, conflict=conflict
            )
        )
        inserted = int(cursor.rowcount)
        cursor.execute(sql.SQL("truncate {}").format(staging))
    return inserted


def _insert_few(
    cursor: Any, model: type[Model], fields: Sequence[str], rows: Sequence[Row], names: sql.Composed,
    conflict: sql.SQL,
) -> int:  # fmt: skip
    """The rows of an act on one thing: one statement, without a table in between."""
    row = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(fields)))
    cursor.execute(
        sql.SQL("insert into {table} ({names}) values {rows} {conflict}").format(
            table=sql.Identifier(model._meta.db_table),
            names=names,
            rows=sql.SQL(", ").join([row] * len(rows)),
            conflict=conflict,
        ),
        [value for values in _with_json(model, fields, rows) for value in values],
    )
    return int(cursor.rowcount)


def update_rows(model: type[Model], key: str, fields: Sequence[str], rows: Iterable[Row]) -> int:
    """Set `fields` per row with one UPDATE. A row is (key value, *field values). Returns how many changed."""
    rows = list(rows)
    if not rows:
        return 0
    columns = _columns(model, (key, *fields))
    with connection.cursor() as cursor:
        if len(rows) <= FEW:
            return _update_few(cursor, model, (key, *fields), columns, rows)
        staging = copy_to_staging(cursor, model, (key, *fields), rows)
        assignments = sql.SQL(", ").join(
            sql.SQL("{0} = s.{0}").format(sql.Identifier(column)) for column in columns[1:]
        )
        cursor.execute(
            sql.SQL("update {table} t set {assignments} from {staging} s where t.{key} = s.{key}").format(
                table=sql.Identifier(model._meta.db_table),
                assignments=assignments,
                staging=staging,
                key=sql.Identifier(columns[0]),
            )
        )
        changed = int(cursor.rowcount)
        cursor.execute(sql.SQL("truncate {}").format(staging))
    return changed


def _update_few(
    cursor: Any, model: type[Model], fields: Sequence[str], columns: Sequence[str], rows: Sequence[Row]
) -> int:
    """The rows of an act on one thing: one statement. Each value says its type, which a bare list would lose."""
    kinds = [str(model._meta.get_field(name).db_type(connection)) for name in fields]
    row = sql.SQL("({})").format(sql.SQL(", ").join(sql.SQL("%s::" + kind) for kind in kinds))
    cursor.execute(
        sql.SQL(
            "update {table} t set {assignments} from (values {rows}) s ({names}) where t.{key} = s.{key}"
        ).format(
            table=sql.Identifier(model._meta.db_table),
            assignments=sql.SQL(", ").join(
                sql.SQL("{0} = s.{0}").format(sql.Identifier(column)) for column in columns[1:]
            ),
            rows=sql.SQL(", ").join([row] * len(rows)),
            names=sql.SQL(", ").join(map(sql.Identifier, columns)),
            key=sql.Identifier(columns[0]),
        ),
        [value for values in _with_json(model, fields, rows) for value in values],
    )
    return int(cursor.rowcount)


def copy_to_staging(
    cursor: Any, model: type[Model], fields: Sequence[str], rows: Iterable[Row]
) -> sql.Identifier:
    """Fill the temporary table that mirrors these fields; it empties itself at the end of the transaction."""
    table, columns = model._meta.db_table, _columns(model, fields)
    staging = sql.Identifier(f"tmp_{table}_{len(columns)}_{sum(map(hash, columns)) % 10**8}")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    cursor.execute(
        sql.SQL(
            "create temporary table if not exists {staging} on commit delete rows as "
            "select {names} from {table} where false"
        ).format(staging=staging, names=names, table=sql.Identifier(table))
    )
    with cursor.copy(sql.SQL("copy {} ({}) from stdin").format(staging, names)) as copy:
        for row in _with_json(model, fields, rows):
            copy.write_row(row)
    return staging


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    return [str(getattr(model._meta.get_field(name), "column", name)) for name in fields]


def _with_json(model: type[Model], fields: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    """Turn the values of JSON fields into text; an empty list, the usual case, costs nothing."""
    places = [i for i, name in enumerate(fields) if isinstance(model._meta.get_field(name), JSONField)]
    if not places:
        yield from rows
        return
    for row in rows:
        values = list(row)
        for place in places:
            value = values[place]
            if value is not None:
                values[place] = "[]" if value == [] else json.dumps(value, ensure_ascii=False)
        yield values
