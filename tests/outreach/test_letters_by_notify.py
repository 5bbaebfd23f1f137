"""Letters that NotifyNL prints and posts: once each, and what cannot be printed is on the list (R-OUT-3)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.outreach import zaken
from tests.outreach.test_messages import NOON, use
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.models import Gemeente
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging
from tijdig.connectors.notify import Receipt
from tijdig.connectors.notify_fake import API_KEY, FakeNotify, Fault, FaultKind, returned_letter
from tijdig.connectors.sending import Delivery
from tijdig.outreach.actions.print_run import make_pdf, mark_printed
from tijdig.outreach.actions.sending_letters import hand_to_notify, note_letter, poll_brieven, send_brieven
from tijdig.outreach.actions.stops import stop_messages
from tijdig.outreach.models import Brief, Printronde
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Bereikt, Berichtstand, Rolsoort, Stopsoort

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    zaken.gemeente(brieven_via_notify=True)
    return zaken.team()


@pytest.fixture
def notify(settings: Any) -> Iterator[FakeNotify]:
    with FakeNotify() as fake:
        ways = {"base_url": fake.base_url, "api_key": API_KEY, "sms_template": "", "email_template": "",
                "timeout_seconds": 0.5}  # fmt: skip
        use(settings, notify=ways)
        yield fake


def a_run(many: int = 2, *, by: Actor, aanpak: Aanpak = Aanpak.BRIEF) -> Printronde:
    ronde = zaken.printed(*(zaken.zaak(n, by=by, aanpak=aanpak) for n in range(1, many + 1)), by=by)
    make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
    return Printronde.objects.get(pk=ronde.pk)


def send(moment: Any = NOON) -> dict[str, int]:
    return send_brieven(gemeente_code="0505", moment=moment, by=SYSTEM)


def test_a_run_is_posted_once_whatever_goes_wrong(by: Actor, notify: FakeNotify) -> None:
    ronde = a_run(3, by=by)
    for _ in range(2):
        hand_to_notify(ronde.pk, gemeente_code="0505", by=by)
    with pytest.raises(Refused, match="NotifyNL drukt"):
        mark_printed(ronde.pk, by=by)
    notify.inject(Fault(kind=FaultKind.TAKEN))  # taken, and the answer was lost
    assert send() == {"wacht": 3}
    notify.inject(None, None, Fault(kind=FaultKind.STATUS, status=503))
    assert send() == {"bezorgd": 1, "verzonden": 1, "wacht": 1}  # the first was found by its reference
    assert send() == {"verzonden": 1}
    assert send() == {}
    assert len(notify.letters) == 3 == len(set(notify.letters))
    assert all(letter.startswith(b"%PDF-") for letter in notify.letters)
    assert {one["reference"] for one in notify.sent} == {str(b.referentie) for b in Brief.objects.all()}
    assert poll_brieven(gemeente_code="0505", today=TODAY, by=SYSTEM) == 2
    assert set(Brief.objects.values_list("stand", flat=True)) == {Berichtstand.BEZORGD}
    assert Printronde.objects.get().afgedrukt_op is not None


def test_a_handful_costs_the_same_questions_however_many(by: Actor, notify: FakeNotify) -> None:
    counts = []
    for many in (6, 9):
        ronde = zaken.printed(*(zaken.zaak(10 * many + n, by=by) for n in range(many)), by=by)
        make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
        hand_to_notify(ronde.pk, gemeente_code="0505", by=by)
        with CaptureQueriesContext(connection) as asked:
            assert send() == {"verzonden": many}
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_cannot_be_posted_is_on_the_list_and_on_the_zaak(
    client: Client, by: Actor, notify: FakeNotify
) -> None:
    ronde = a_run(3, by=by)
    staff = make.login(client, make.user("joost", Rolsoort.TEAMLEIDER))
    assert "Verstuur via NotifyNL" in staff.get(f"/brieven/{ronde.pk}").content.decode()
    staff.post(f"/brieven/{ronde.pk}/notify")
    first, second, third = Brief.objects.order_by("pk")
    stop_messages(second.zaak_id, soort=Stopsoort.ZAAK, adres="", today=TODAY, by=by)
    notify.inject(Fault(kind=FaultKind.STATUS, status=400))
    assert send() == {"mislukt": 1, "gestopt": 1, "verzonden": 1}
    failed = Receipt(
        external_id="x", reference=str(Brief.objects.get(pk=third.pk).referentie), delivery=Delivery.FAILED
    )
    for _ in range(2):
        note_letter(failed, gemeente_code="0505", today=TODAY, by=SYSTEM)
    assert set(Contactpoging.objects.values_list("bereikt", flat=True)) == {Bereikt.NEE}
    page = staff.get("/berichten/teruggekomen").content.decode()
    for why in (
        "NotifyNL nam het niet aan",
        "de inwoner wil geen brieven",
        "NotifyNL kon de brief niet afdrukken",
    ):
        assert why in page
    assert (
        "De brief is niet gepost: NotifyNL nam het niet aan. Kies een andere weg"
        in staff.get(f"/zaken/{first.zaak_id}/").content.decode()
    )
    assert "niet gepost" in staff.get(f"/brieven/{ronde.pk}").content.decode()


def test_a_letter_never_leaves_too_late_for_the_visit_it_names(
    by: Actor, notify: FakeNotify
) -> None:  # R-OUT-4
    ronde = a_run(1, by=by, aanpak=Aanpak.HUISBEZOEK_AANGEKONDIGD)
    hand_to_notify(ronde.pk, gemeente_code="0505", by=by)
    late = NOON + (zaken.VISIT_DAY - timedelta(days=1) - TODAY)
    assert send(late) == {"gestopt": 1}
    assert notify.letters == []
    assert "te laat" in Brief.objects.get().reden


@pytest.mark.parametrize("allowed", [True, False])
def test_only_a_gemeente_that_chose_it_and_has_a_key(by: Actor, settings: Any, allowed: bool) -> None:
    ronde = a_run(1, by=by)
    Gemeente.objects.update(brieven_via_notify=allowed)
    with pytest.raises(Refused, match="niet ingesteld"):
        hand_to_notify(ronde.pk, gemeente_code="0505", by=by)
    assert send() == {}


def test_a_letter_that_the_post_returned_to_notify_is_on_the_list_and_on_the_zaak(
    client: Client, by: Actor, notify: FakeNotify, settings: Any
) -> None:
    ronde = a_run(2, by=by)
    hand_to_notify(ronde.pk, gemeente_code="0505", by=by)
    send()
    poll_brieven(gemeente_code="0505", today=TODAY, by=SYSTEM)
    settings.SENDING = {**settings.SENDING, "callback_token": "geheim"}
    body = returned_letter(notify.sent[0])

    def told(said: dict[str, Any], token: str) -> int:
        answer = client.post(
            "/berichten/melding/0505", said, content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        return answer.status_code

    assert told(body, "geraden") == 401
    assert told(body | {"reference": str(uuid4())}, "geheim") == 404
    assert [told(body, "geheim") for _ in range(2)] == [204, 204]
    back = Brief.objects.get(referentie=body["reference"])
    assert (back.stand, back.retour_op) == (Berichtstand.TERUGGEKOMEN, TODAY)
    assert Contactpoging.objects.get(pk=back.contactpoging_id).bereikt == Bereikt.NEE
    assert AuditEvent.objects.filter(what="brief.teruggekomen").count() == 1
    staff = make.login(client, make.user("joost", Rolsoort.TEAMLEIDER))
    assert back.zaak.kenmerk in staff.get("/berichten/teruggekomen").content.decode()
    assert "De post bracht de brief terug." in staff.get(f"/zaken/{back.zaak_id}/").content.decode()
