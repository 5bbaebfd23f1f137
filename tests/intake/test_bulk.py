"""Many rows with a handful of statements, under row security (ADR 5, R-ROL-2)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.intake.deliveries import DAG
from tijdig.bulk import insert_rows, next_ids, update_rows
from tijdig.intake.models import Aanlevering, Aanleverregel

pytestmark = pytest.mark.django_db
FIELDS = ("gemeente", "aanlevering", "nummer", "oordeel", "codes", "redenen", "waarschuwingen", "ruw")


@pytest.fixture
def aanlevering() -> Aanlevering:
    make.gemeente()
    return Aanlevering.objects.create(
        gemeente_id="0505", partner=make.partner(), dag=DAG, kanaal="upload", grootte=1
    )


def row(aanlevering: Aanlevering, nummer: int, gemeente: str = "0505") -> tuple[object, ...]:
    ruw = {"achternaam": "a\tb\\n\"c'€🧨", "straat": "", "x": None}
    return (
        gemeente,
        aanlevering.pk,
        nummer,
        "geweigerd",
        ["te-jong", "a,b{}"],
        [{"code": "te-jong"}],
        [],
        ruw,
    )


def test_every_kind_of_value_comes_back_as_it_went_in(aanlevering: Aanlevering) -> None:
    assert insert_rows(Aanleverregel, FIELDS, [row(aanlevering, 2)]) == 1
    regel = Aanleverregel.objects.get()
    assert regel.ruw == {"achternaam": "a\tb\\n\"c'€🧨", "straat": "", "x": None}
    assert (regel.codes, regel.redenen) == (["te-jong", "a,b{}"], [{"code": "te-jong"}])


def test_nothing_and_none_are_kept_apart(aanlevering: Aanlevering) -> None:
    assert insert_rows(Aanleverregel, FIELDS, []) == 0
    insert_rows(Aanleverregel, FIELDS, [("0505", aanlevering.pk, 2, "toegelaten", [], [], [], None)])
    regel = Aanleverregel.objects.get()
    assert (regel.ruw, regel.redenen, regel.codes) == (None, [], [])


def test_the_number_of_statements_does_not_depend_on_the_number_of_rows(aanlevering: Aanlevering) -> None:
    insert_rows(Aanleverregel, FIELDS, [row(aanlevering, 1)])
    counts = []
    for start, size in ((10, 250), (1000, 1000)):
        with CaptureQueriesContext(connection) as queries:
            assert (
                insert_rows(Aanleverregel, FIELDS, [row(aanlevering, start + n) for n in range(size)]) == size
            )
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_conflict_is_an_error_unless_it_may_be_passed_over(aanlevering: Aanlevering) -> None:
    insert_rows(Aanleverregel, FIELDS, [row(aanlevering, 2)])
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_rows(Aanleverregel, FIELDS, [row(aanlevering, 2)])
    both = [row(aanlevering, 2), row(aanlevering, 3)]
    assert insert_rows(Aanleverregel, FIELDS, both, on_conflict="do nothing") == 1


def test_rows_of_another_gemeente_cannot_be_written(aanlevering: Aanlevering) -> None:
    # R-ROL-2
    make.gemeente("0518", "Den Haag")
    make.gemeente()
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_rows(Aanleverregel, FIELDS, [row(aanlevering, 2, gemeente="0518")])


def test_rows_are_changed_by_their_key(aanlevering: Aanlevering) -> None:
    insert_rows(Aanleverregel, FIELDS, [row(aanlevering, n) for n in (2, 3, 4)])
    first, second, third = Aanleverregel.objects.values_list("pk", flat=True)
    changes = [(first, "dubbel", []), (third, "toegelaten", [{"code": "x"}])]
    assert update_rows(Aanleverregel, "id", ("oordeel", "redenen"), changes) == 2
    assert list(Aanleverregel.objects.values_list("oordeel", "redenen")) == [
        ("dubbel", []),
        ("geweigerd", [{"code": "te-jong"}]),
        ("toegelaten", [{"code": "x"}]),
    ]
    assert update_rows(Aanleverregel, "id", ("oordeel",), []) == 0
    assert second != first


def test_rows_of_another_gemeente_are_not_changed(aanlevering: Aanlevering) -> None:
    # R-ROL-2
    insert_rows(Aanleverregel, FIELDS, [row(aanlevering, 2)])
    key = Aanleverregel.objects.get().pk
    make.gemeente("0518", "Den Haag")
    assert update_rows(Aanleverregel, "id", ("oordeel",), [(key, "dubbel")]) == 0


def test_fresh_keys_are_handed_out_once_and_in_order(aanlevering: Aanlevering) -> None:
    first, second = next_ids(Aanleverregel, 5), next_ids(Aanleverregel, 3)
    assert first == sorted(first)
    assert len({*first, *second}) == 8
    assert min(second) > max(first)
    assert next_ids(Aanleverregel, 0) == []
