"""Row-level security, written once for every table that belongs to a gemeente (R-ROL-2, ADR 2).

A migration calls `protect("casework_vroegsignaalzaak")` for each new table; an architecture test
fails when a table with a `gemeente` column has no policy.
"""

from django.db.migrations.operations import RunSQL

OWN_ROWS = "gemeente_id = nullif(current_setting('app.gemeente', true), '')"


def protect(table: str, condition: str = OWN_ROWS, *, check: str = "") -> RunSQL:
    """Force row security on a table: only rows for which `condition` holds exist for anybody."""
    return RunSQL(
        f"alter table {table} enable row level security;"
        f"alter table {table} force row level security;"
        f"create policy eigen_gemeente on {table} using ({condition}) with check ({check or condition});",
        f"drop policy eigen_gemeente on {table};"
        f"alter table {table} no force row level security;"
        f"alter table {table} disable row level security;",
    )


def grant() -> RunSQL:
    """Let the app role work with what the owner makes, now and later; it owns nothing itself."""
    return RunSQL(
        "grant usage on schema public to tijdig_app;"
        "grant select, insert, update, delete on all tables in schema public to tijdig_app;"
        "grant usage, select on all sequences in schema public to tijdig_app;"
        "grant execute on all functions in schema public to tijdig_app;"
        "alter default privileges in schema public grant select, insert, update, delete on tables to tijdig_app;"
        "alter default privileges in schema public grant usage, select on sequences to tijdig_app;"
        "alter default privileges in schema public grant execute on functions to tijdig_app;",
        RunSQL.noop,
    )
