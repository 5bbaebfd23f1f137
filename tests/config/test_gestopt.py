"""Background work that was given up: it is seen, begun again, or struck off (spec §14; R-ROL-2)."""

from inspect import signature

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import make
from tijdig.audit.models import AuditEvent
from tijdig.config.stopped import WORK, list_stopped
from tijdig.intake.actions.stopped import retry_work
from tijdig.refusals import Refused
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db


def stopped(task: str = "follow_up", *, lock: str | None = None, gemeente: str = "0505") -> int:
    """A job that was given up after forty tries."""
    pk = int(app.configure_task(task, queueing_lock=lock).defer(gemeente_code=gemeente))
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed', attempts = 40 where id = %s", [pk])
    return pk


def states() -> dict[int, tuple[str, int]]:
    return {
        pk: (status, tries)
        for pk, status, tries in ProcrastinateJob.objects.values_list("id", "status", "attempts")
    }


def test_all_of_this_gemeente_begins_again_with_all_its_tries() -> None:
    """R-ROL-2: the table of jobs is of all gemeenten; only one's own are touched."""
    gemeente = make.gemeente()
    mine, theirs = stopped(), stopped(gemeente="0363")
    by = make.actor(make.user(), Rolsoort.BEHEERDER)
    assert [taak.werk for taak in list_stopped(gemeente.pk)] == ["Signalen controleren, samenvoegen en wegen"]
    assert retry_work(gemeente_code=gemeente.pk, by=by) == 1
    assert states() == {mine: ("todo", 0), theirs: ("failed", 40)}
    assert AuditEvent.objects.get(what="taken.opnieuw").detail == {"aantal": 1}


def test_what_waits_already_is_not_begun_twice() -> None:
    """Of jobs of which one may wait at a time one begins; the others would do the same."""
    gemeente = make.gemeente()
    stopped(lock="follow_up:0505")
    last = stopped(lock="follow_up:0505")
    by = make.actor(make.user(), Rolsoort.BEHEERDER)
    assert retry_work(gemeente_code=gemeente.pk, by=by) == 1
    assert states() == {last: ("todo", 0)}
    stopped(lock="other")
    waits = int(app.configure_task("follow_up", queueing_lock="other").defer(gemeente_code="0505"))
    assert retry_work(gemeente_code=gemeente.pk, by=by) == 0
    assert states() == {last: ("todo", 0), waits: ("todo", 0)}


def test_who_keeps_no_users_begins_nothing_again() -> None:
    """R-ROL-1."""
    gemeente = make.gemeente()
    with pytest.raises(Refused):
        retry_work(gemeente_code=gemeente.pk, by=make.actor(make.user(), Rolsoort.VROEGSIGNALEERDER))


def test_from_the_start_page_to_the_list(client: Client) -> None:
    make.gemeente()
    mine, theirs = stopped(), stopped(gemeente="0363")
    make.login(client, make.user("koen", Rolsoort.BEHEERDER))
    assert 'href="/beheer/taken/"' in client.get("/").content.decode()
    page = client.get("/beheer/taken/").content.decode()
    assert f"/beheer/taken/{mine}/weg" in page
    assert f"/beheer/taken/{theirs}/weg" not in page
    assert "stond er niet meer" in client.post(f"/beheer/taken/{theirs}/weg", follow=True).content.decode()
    assert "doorgestreept" in client.post(f"/beheer/taken/{mine}/weg", follow=True).content.decode()
    assert states() == {theirs: ("failed", 40)}
    assert "Er is niets gestopt" in client.get("/beheer/taken/").content.decode()


def test_every_kind_of_work_for_a_gemeente_has_words() -> None:
    """Nobody reads the name of a function on a page."""
    asked = {name for name, task in app.tasks.items() if "gemeente_code" in signature(task.func).parameters}
    assert asked == set(WORK)
