"""Gemeenten are kept apart by the database, not by the views (R-ROL-2, ADR 2)."""

import pytest
from django.apps import apps
from django.db import connection

from tijdig.accounts.tenant import OfGemeente

pytestmark = pytest.mark.django_db

TABLES_OF_A_GEMEENTE = """
select c.relname, c.relrowsecurity, c.relforcerowsecurity,
    (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
    (select string_agg(pg_get_expr(p.polqual, p.polrelid), ' ') from pg_policy p where p.polrelid = c.oid) as seen,
    (select string_agg(pg_get_expr(p.polwithcheck, p.polrelid), ' ') from pg_policy p where p.polrelid = c.oid)
        as written
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname = 'public' and exists (
    select 1 from pg_attribute a
    where a.attrelid = c.oid and a.attname in ('gemeente', 'gemeente_id') and not a.attisdropped)
order by c.relname
"""

OWNED_BY_THE_APP = """
select 'table ' || relname from pg_class where relowner = %(role)s::regrole and relpersistence <> 't'
union all select 'schema ' || nspname from pg_namespace where nspowner = %(role)s::regrole and nspname !~ '^pg_'
union all select 'function ' || proname from pg_proc where proowner = %(role)s::regrole
union all select 'database ' || datname from pg_database where datdba = %(role)s::regrole
"""


def _rows(query: str, parameters: object = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()


def test_every_table_of_a_gemeente_has_forced_row_security() -> None:  # R-ROL-2
    tables = _rows(TABLES_OF_A_GEMEENTE)
    assert len(tables) > 10
    assert not [
        name for name, enabled, forced, policies, _, _ in tables if not (enabled and forced and policies)
    ]


def test_every_policy_asks_for_the_gemeente_of_the_transaction() -> None:  # R-ROL-2
    for name, _, _, _, seen, written in _rows(TABLES_OF_A_GEMEENTE):
        assert "app.gemeente" in (seen or ""), f"{name}: reading"
        assert "app.gemeente" in (written or ""), f"{name}: writing"


def test_the_app_role_cannot_pass_row_security_by() -> None:  # R-ROL-2
    (role, superuser, bypass, creates_roles) = _rows(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
    )[0]
    assert role == "tijdig_app", "tests log in as the role that works, not as the owner"
    assert not any((superuser, bypass, creates_roles))
    assert not _rows("select 1 from pg_auth_members where member = %s::regrole", ["tijdig_app"])


def test_the_app_role_owns_nothing() -> None:  # R-ROL-2
    assert not _rows(OWNED_BY_THE_APP, {"role": "tijdig_app"})


def test_a_view_never_lends_the_rights_of_its_owner() -> None:
    """A plain view and a materialised view pass row security by."""
    views = _rows(
        "select c.relname, c.relkind, coalesce(array_to_string(c.reloptions, ','), '') from pg_class c "
        "join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('v', 'm')"
    )
    assert not [
        name for name, kind, options in views if kind == "m" or "security_invoker=true" not in options
    ]


# Their rows are read by the parent that stands first in an index, never a gemeente at a time.
REACHED_BY_PARENT = {
    "Aanleverregel", "Aanwezigheid", "Bestanddeel", "Ddasbevinding", "Notitie", "ZaakInwoner",
}  # fmt: skip


def test_rows_of_one_gemeente_are_found_without_reading_those_of_all() -> None:  # R-ROL-2, ADR 12
    without = set()
    for model in apps.get_models():
        if not issubclass(model, OfGemeente):
            continue
        begins = {index.fields[0] for index in model._meta.indexes if index.fields}
        begins |= {
            constraint.fields[0]
            for constraint in model._meta.constraints
            if getattr(constraint, "fields", ())
        }
        if "gemeente" not in begins:
            without.add(model.__name__)
    assert without == REACHED_BY_PARENT
