"""What an act asks of one zaak is planned once (ADR 15)."""

import pytest
from django.db import DataError, connection

from tijdig.prepared import ask_about

pytestmark = pytest.mark.django_db
TWICE = "select n, n * 2 as twice from unnest(%(given)s::int[]) as t(n) order by n"


def plans() -> list[tuple[int, int]]:
    """Of each prepared statement of this connection: plans that were kept, plans made for the occasion."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select generic_plans, custom_plans from pg_prepared_statements where statement like 'select n, n%'"
        )
        return list(cursor.fetchall())


def test_about_one_thing_it_is_planned_once_and_about_many_each_time() -> None:
    for _ in range(3):
        assert [row.twice for row in ask_about(TWICE, {"given": [4]}, things=1)] == [8]
    assert plans() == [(3, 0)]
    assert ask_about(TWICE, {"given": list(range(100))}, things=100)[99] == (99, 198)
    assert plans() == [(3, 0)]


def test_a_fault_of_the_engine_is_one_of_django() -> None:
    with pytest.raises(DataError):
        ask_about("select 1 / %(given)s::int", {"given": 0}, things=1)
