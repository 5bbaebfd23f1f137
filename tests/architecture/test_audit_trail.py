"""The audit trail is written once (R-BEW-4)."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests import databases, make
from tijdig.audit.models import AuditEvent
from tijdig.audit.record import record

CHANGES = {
    "update": "update audit_auditevent set by = 'niemand'",
    "delete": "delete from audit_auditevent",
    "truncate": "truncate audit_auditevent",
}
each_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@pytest.mark.django_db
@each_change
def test_the_app_role_may_only_add(change: str) -> None:  # R-BEW-4
    make.gemeente()
    record("zaak.bekeken", subject="zaak:1", by="gebruiker:1", ground="wgs.3.1.b")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(change)
    assert AuditEvent.objects.count() == 1


@pytest.fixture
def owner(db: None) -> Iterator[psycopg.Connection]:
    """The role that owns the table, in this test's database. Nothing it does is kept."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(databases.url_for(os.environ["OWNER_DATABASE_URL"], str(name))) as owner:
        yield owner
        owner.rollback()


@each_change
def test_even_the_owner_cannot_change_what_was_written(
    owner: psycopg.Connection, change: str
) -> None:  # R-BEW-4
    owner.execute("select set_config('app.gemeente', '0505', true)")
    owner.execute(
        "insert into audit_auditevent (by, what, subject, ground, detail) values ('systeem', 'x', 'y', 'z', '{}')"
    )
    with pytest.raises(psycopg.DatabaseError, match="append-only"):
        owner.execute(change)


def test_the_trail_points_at_nothing() -> None:
    """No foreign keys: it outlives what it is about, and holds no person."""
    assert not [field.name for field in AuditEvent._meta.get_fields() if field.is_relation]
