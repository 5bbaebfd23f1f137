"""Two workers at once, with transactions that really commit (R-INT-4)."""

import io
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from tests import make
from tests.intake.deliveries import DAG, csv_bytes, good_lines
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.audit.models import AuditEvent
from tijdig.intake.actions import admit_aanlevering, receive_aanlevering
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal

pytestmark = pytest.mark.usefixtures("real_db")


def received(*contents: bytes) -> list[str]:
    with working_for("0505"):
        make.gemeente()
        partner = make.partner()
        return [
            str(
                receive_aanlevering(
                    gemeente_code="0505", partner=partner, dag=DAG, bestand=io.BytesIO(content), grootte=len(content),
                    bestandsnaam="", kanaal="upload", by=SYSTEM,
                ).pk
            )
            for content in contents
        ]  # fmt: skip


def at_once(*acts: Callable[[], Any]) -> None:
    """Run each act in a thread of its own; they start together. Any failure fails the test."""
    ready, failures = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            ready.wait()
            act()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def admitting(pk: str) -> Callable[[], Any]:
    return lambda: admit_aanlevering(pk, gemeente_code="0505", by=SYSTEM, chunk=7)


def totals() -> tuple[int, int, int, int]:
    found = Aanlevering.objects.values_list("regels", "toegelaten", "geweigerd", "dubbel")
    regels, toegelaten, geweigerd, dubbel = (sum(column) for column in zip(*found, strict=True))
    return regels, toegelaten, geweigerd, dubbel


def test_one_delivery_taken_up_by_three_workers_is_done_once() -> None:
    (pk,) = received(csv_bytes(good_lines(60)))
    at_once(admitting(pk), admitting(pk), admitting(pk))
    with working_for("0505"):
        assert totals() == (60, 60, 0, 0)
        assert Vroegsignaal.objects.count() == Aanleverregel.objects.count() == 60
        assert not Bestanddeel.objects.exists()
        assert AuditEvent.objects.filter(what="aanlevering.verwerkt").count() == 1


def test_an_empty_delivery_taken_up_by_two_workers_is_refused_once() -> None:
    (pk,) = received(csv_bytes([]))
    at_once(admitting(pk), admitting(pk))
    with working_for("0505"):
        assert Aanlevering.objects.get().status == "geweigerd"
        assert AuditEvent.objects.filter(what="aanlevering.verwerkt").count() <= 1


def test_the_same_lines_in_two_files_delivered_at_once_count_once() -> None:
    # R-INT-4
    one, other = received(csv_bytes(good_lines(50)), csv_bytes(good_lines(50)[::-1]))
    at_once(admitting(one), admitting(other))
    with working_for("0505"):
        assert totals() == (100, 50, 0, 50)
        assert Vroegsignaal.objects.count() == 50
