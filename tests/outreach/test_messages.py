"""SMS and e-mail: planned, sent once, stopped by an answer, and what comes back (R-OUT-3, R-OUT-4)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.checks.models import Inwoner, Toets
from tijdig.connectors.notify import read_receipt
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, FakeNotify, Fault, FaultKind
from tijdig.connectors.smtp_fake import FakeSmtp
from tijdig.connectors.webhook_fake import FakeWebhook
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.actions.messages import make_berichten, mark_sent
from tijdig.outreach.actions.receipts import note_receipt, poll_berichten
from tijdig.outreach.actions.sending import UNSURE, send_berichten
from tijdig.outreach.actions.stops import end_stop, record_retour, stop_messages
from tijdig.outreach.message_planning import due_for_message, plan_messages
from tijdig.outreach.models import Bericht, Brief
from tijdig.outreach.planning import plan_letters
from tijdig.outreach.recipients import Obstacle
from tijdig.refusals import Refused
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Berichtstand,
    BrpUitkomst,
    Contactsoort,
    Kanaal,
    Rolsoort,
    Stopsoort,
)

pytestmark = pytest.mark.django_db
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def by() -> Actor:
    zaken.gemeente()
    return zaken.team()


def use(setting: Any, **ways: Any) -> None:
    setting.SENDING = {**settings.SENDING, **ways}


@pytest.fixture
def notify(settings: Any) -> Iterator[FakeNotify]:
    with FakeNotify() as fake:
        config = {"base_url": fake.base_url, "api_key": API_KEY, "sms_template": TEMPLATE,
                  "email_template": TEMPLATE, "timeout_seconds": 0.3}  # fmt: skip
        use(settings, sms="notify", email="notify", notify=config)
        yield fake


@pytest.fixture
def smtp(settings: Any) -> Iterator[FakeSmtp]:
    with FakeSmtp(refuse=frozenset({"weg@example.nl"})) as fake:
        config = {"host": "127.0.0.1", "port": fake.port, "sender": "team@dordrecht.example",
                  "sender_name": "Gemeente Dordrecht", "ca": fake.ca, "timeout_seconds": 2.0}  # fmt: skip
        use(settings, email="smtp", smtp=config)
        yield fake


def sms_zaak(number: int = 1, *, by: Actor, telefoon: str = "06 1234 5678", **more: Any) -> Vroegsignaalzaak:
    return zaken.zaak(number, by=by, aanpak=Aanpak.SMS, telefoon=telefoon, **more)


def email_zaak(number: int = 1, *, by: Actor, email: str = "a@example.nl") -> Vroegsignaalzaak:
    return zaken.zaak(number, by=by, aanpak=Aanpak.EMAIL, email=email)


def made(*zaken_: Vroegsignaalzaak, by: Actor) -> int:
    return make_berichten(zaken=[z.pk for z in zaken_], gemeente_code="0505", today=TODAY, by=by)


def send(moment: datetime = NOON) -> dict[str, int]:
    return send_berichten(gemeente_code="0505", moment=moment, by=SYSTEM)


def held(*zaken_: Vroegsignaalzaak, by: Actor) -> list[Obstacle]:
    plan = plan_messages(list(zaken_), gemeente_code="0505", today=TODAY, by=by)
    return [one.obstacle for one in plan.held]


def test_an_sms_is_sent_once_is_an_attempt_and_moves_the_zaak_on(by: Actor, notify: FakeNotify) -> None:
    # R-OUT-2, R-OUT-3, R-OUT-4
    zaak = sms_zaak(by=by)
    assert made(zaak, by=by) == 1
    assert Contactpoging.objects.count() == 0
    assert send() == {"verzonden": 1}
    assert send() == {}
    assert len(notify.sent) == 1
    (sent,) = notify.sent
    assert sent["phone_number"] == "+31612345678"
    assert sent["reference"] == str(Bericht.objects.get().referentie)
    poging = Contactpoging.objects.get(zaak=zaak)
    assert (poging.soort, poging.bereikt) == (Contactsoort.SMS_WHATSAPP, Bereikt.ONBEKEND)
    zaak.refresh_from_db()
    assert zaak.volgende_stap not in {"", Aanpak.SMS}


def test_nothing_in_a_message_tells_why(by: Actor, notify: FakeNotify) -> None:
    # R-OUT-3: the number was never confirmed
    made(sms_zaak(by=by), email_zaak(2, by=by), by=by)
    send()
    for one in notify.sent:
        said = f"{one['subject']} {one['body']}".lower()
        for word in ("schuld", "rekening", "betal", "kade", "jansen", "500", "huur"):
            assert word not in said


def test_a_batch_asked_for_twice_sends_nothing_twice(by: Actor, notify: FakeNotify) -> None:
    # R-OUT-3
    both = [sms_zaak(1, by=by), sms_zaak(2, by=by, telefoon="0687654321")]
    assert made(*both, by=by) == 2
    with pytest.raises(Refused, match="al een bericht"):
        made(*both, by=by)
    send()
    with pytest.raises(Refused):
        made(*both, by=by)
    send()
    assert len(notify.sent) == 2


@pytest.mark.parametrize("kind", list(FaultKind))
def test_whatever_goes_wrong_the_message_is_sent_once(by: Actor, notify: FakeNotify, kind: FaultKind) -> None:
    # §14: down, slow, 500, half an answer, nonsense, and taken without an answer
    made(sms_zaak(by=by), by=by)
    notify.inject(Fault(kind=kind))
    assert send() == {"wacht": 1}
    assert Bericht.objects.get().stand == Berichtstand.KLAAR
    send()
    assert len(notify.sent) == 1
    assert Bericht.objects.get().stand in {Berichtstand.VERZONDEN, Berichtstand.BEZORGD}
    assert Contactpoging.objects.count() == 1


@pytest.mark.parametrize("status", [429, 403, 500, 503])
def test_a_busy_service_ends_the_turn_and_the_rest_waits(by: Actor, notify: FakeNotify, status: int) -> None:
    made(sms_zaak(1, by=by), sms_zaak(2, by=by, telefoon="0687654321"), by=by)
    notify.inject(Fault(kind=FaultKind.STATUS, status=status))
    assert send() == {"wacht": 2}
    assert notify.requests == 1
    assert send() == {"verzonden": 2}


def test_a_refused_message_is_not_sent_again_and_the_zaak_goes_on(by: Actor, notify: FakeNotify) -> None:
    zaak = sms_zaak(by=by)
    made(zaak, by=by)
    notify.inject(Fault(kind=FaultKind.STATUS, status=400))
    assert send() == {"mislukt": 1}
    assert send() == {}
    assert Contactpoging.objects.get(zaak=zaak).bereikt == Bereikt.NEE


def test_after_a_crash_the_reference_is_looked_up_before_sending(by: Actor, notify: FakeNotify) -> None:
    # R-OUT-3: killed between sending and writing down
    made(sms_zaak(by=by), by=by)
    send()
    bericht = Bericht.objects.get()
    Bericht.objects.update(stand=Berichtstand.KLAAR, extern_id="", contactpoging=None)
    Contactpoging.objects.all().delete()
    send()
    assert len(notify.sent) == 1
    assert Bericht.objects.get().extern_id == notify.sent[0]["id"]
    assert Bericht.objects.get().referentie == bericht.referentie


def test_mail_of_which_nothing_is_known_is_left_to_a_person(by: Actor, smtp: FakeSmtp) -> None:
    # R-OUT-3: SMTP cannot be asked
    made(email_zaak(by=by), by=by)
    smtp.inject("drop")
    assert send() == {"wacht": 1}
    assert send() == {"mislukt": 1}
    assert Bericht.objects.get().reden == UNSURE
    assert len(smtp.mails) == 1


@pytest.mark.parametrize(
    ("reply", "email", "first", "then"),
    [(None, "a@example.nl", "verzonden", None), ("451 later", "a@example.nl", "wacht", "verzonden"),
     ("554 nee", "a@example.nl", "mislukt", None), (None, "weg@example.nl", "mislukt", None)],
)  # fmt: skip
def test_mail_goes_out_sealed_and_once(
    by: Actor, smtp: FakeSmtp, reply: str | None, email: str, first: str, then: str | None
) -> None:
    made(email_zaak(by=by, email=email), by=by)
    if reply:
        smtp.inject(reply)
    assert send() == {first: 1}
    assert send() == ({then: 1} if then else {})
    assert len(smtp.mails) == (1 if "verzonden" in (first, then) else 0)


def test_a_webhook_takes_a_reference_once(by: Actor, settings: Any) -> None:
    with FakeWebhook("geheim") as fake:
        use(settings, sms="webhook", webhook={"url": fake.base_url, "secret": "geheim"})
        made(sms_zaak(by=by), by=by)
        fake.inject(Fault(kind=FaultKind.TAKEN))
        assert send() == {"wacht": 1}
        assert send() == {"verzonden": 1}
        assert list(fake.taken) == [str(Bericht.objects.get().referentie)]


@pytest.mark.parametrize(("hour", "sent"), [(8, 0), (9, 1), (19, 1), (20, 0), (23, 0)])
def test_at_night_a_message_waits_for_the_window(by: Actor, notify: FakeNotify, hour: int, sent: int) -> None:
    made(sms_zaak(by=by), by=by)
    send(NOON.replace(hour=hour))
    assert len(notify.sent) == sent


def test_without_a_channel_a_member_of_staff_sends_it_and_says_so(by: Actor) -> None:
    zaak = sms_zaak(by=by)
    made(zaak, by=by)
    assert send() == {}
    bericht = Bericht.objects.get()
    assert bericht.kanaal == Kanaal.HAND
    for _ in range(2):
        mark_sent(bericht.pk, today=TODAY, by=by)
    assert Contactpoging.objects.filter(zaak=zaak).count() == 1


def test_an_answer_stops_what_was_not_yet_sent(by: Actor, notify: FakeNotify) -> None:
    # R-OUT-4
    zaak = sms_zaak(by=by)
    made(zaak, by=by)
    zaak.refresh_from_db()
    record_contactpoging(zaak.pk, soort=Contactsoort.TELEFOON, bereikt=Bereikt.JA, datum=TODAY,
                         versie=zaak.versie, today=TODAY, by=by)  # fmt: skip
    assert send() == {"gestopt": 1}
    assert notify.sent == []


def test_who_asked_for_no_messages_gets_none(by: Actor, notify: FakeNotify) -> None:
    # R-OUT-3; AVG art. 21
    one, other, letter = sms_zaak(1, by=by), sms_zaak(2, by=by), zaken.zaak(3, by=by)
    made(one, by=by)
    stop = stop_messages(one.pk, soort=Stopsoort.TELEFOON, adres="06-12345678", today=TODAY, by=by)
    assert Bericht.objects.get().stand == Berichtstand.GESTOPT
    assert held(other, by=by) == [Obstacle.STOPPED_HERE]
    stop_messages(letter.pk, soort=Stopsoort.ZAAK, adres="", today=TODAY, by=by)
    plan = plan_letters([letter], gemeente_code="0505", today=TODAY, visit=None, by=by)
    assert [waits.obstacle for waits in plan.held] == [Obstacle.STOPPED]
    end_stop(stop.pk, today=TODAY, by=by)
    assert held(other, by=by) == []
    assert "12345678" not in str(stop.__dict__)


def test_a_receipt_is_noted_once_and_a_message_that_came_back_reached_nobody(
    by: Actor, notify: FakeNotify
) -> None:
    made(sms_zaak(by=by, telefoon="+31600900003"), by=by)
    send()
    one = notify.sent[0]
    receipt = read_receipt(
        {"id": one["id"], "reference": one["reference"], "status": "permanent-failure", "to": "x"}
    )
    assert receipt is not None
    taken_up = Vroegsignaal.objects.filter(opgepakt_op__isnull=False)
    assert taken_up.exists()
    for _ in range(2):
        assert note_receipt(receipt, gemeente_code="0505", by=SYSTEM)
    assert Bericht.objects.get().stand == Berichtstand.TERUGGEKOMEN
    assert Contactpoging.objects.get().bereikt == Bereikt.NEE
    assert not taken_up.exists()  # R-ADM-5: it offered nothing


def test_polling_finds_what_no_receipt_told(by: Actor, notify: FakeNotify) -> None:
    made(sms_zaak(by=by), by=by)
    send()
    assert poll_berichten(gemeente_code="0505", by=SYSTEM) == 1
    assert Bericht.objects.get().stand == Berichtstand.BEZORGD
    assert poll_berichten(gemeente_code="0505", by=SYSTEM) == 0


@pytest.mark.parametrize(
    ("telefoon", "person", "why"),
    [("0786112233", {}, Obstacle.NO_NUMBER), ("0612345678", {"curatele": True}, Obstacle.NOT_BY_MESSAGE),
     ("0612345678", {"overleden": True}, Obstacle.NOT_BY_MESSAGE)],
)  # fmt: skip
def test_what_waits_says_why(by: Actor, telefoon: str, person: dict[str, bool], why: Obstacle) -> None:
    zaak = sms_zaak(by=by, telefoon=telefoon, persons=(zaken.resident("Groen"),))
    Inwoner.objects.update(**person)  # it turned out after the approach was chosen
    assert held(zaak, by=by) == [why]


@pytest.mark.parametrize("uitkomst", [BrpUitkomst.OVERLEDEN, BrpUitkomst.MINDERJARIG])
def test_no_message_goes_to_who_died_or_is_a_minor_once_the_household_is_chosen(
    by: Actor, uitkomst: BrpUitkomst
) -> None:  # R-BRP-5, R-BRP-6
    zaak = sms_zaak(by=by)
    Toets.objects.update(uitkomst=uitkomst, inwoner=None, huishouden_aanbod=True)
    assert held(zaak, by=by) == [Obstacle.NOT_BY_MESSAGE]


def test_a_letter_that_the_post_brought_back_reached_nobody(by: Actor) -> None:
    zaak = zaken.zaak(by=by)
    zaken.printed(zaak, by=by)
    brief, taken_up = Brief.objects.get(), Vroegsignaal.objects.filter(opgepakt_op__isnull=False)
    assert taken_up.exists()
    record_retour(brief.pk, today=TODAY, by=by)
    assert Contactpoging.objects.get(zaak=zaak).bereikt == Bereikt.NEE
    assert not taken_up.exists()  # R-ADM-5: it offered nothing


def test_the_plan_takes_the_same_queries_whatever_the_number(by: Actor) -> None:
    def queries() -> int:
        due = list(due_for_message(TODAY).select_related("behandelaar"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            plan_messages(due, gemeente_code="0505", today=TODAY, by=by)
        return len(asked)

    sms_zaak(1, by=by)
    few = queries()
    for number in range(2, 6):
        sms_zaak(number, by=by, telefoon=f"061234567{number}")
    assert queries() == few


def test_who_has_no_right_makes_none(by: Actor) -> None:
    nobody = make.actor(make.user("kees"), Rolsoort.KLANTCONTACTCENTRUM)
    with pytest.raises(Refused, match="geen recht"):
        made(sms_zaak(by=by), by=nobody)


def test_sending_takes_the_same_queries_whatever_the_number(by: Actor, notify: FakeNotify) -> None:
    def queries(numbers: range) -> int:
        made(*[sms_zaak(n, by=by, telefoon=f"06123456{n:02}") for n in numbers], by=by)
        with CaptureQueriesContext(connection) as asked:
            assert send() == {"verzonden": len(numbers)}
        return len(asked)

    few = queries(range(10, 12))
    assert queries(range(20, 25)) == few


def test_mail_that_was_taken_before_a_crash_is_finished_and_not_sent_again(by: Actor, smtp: FakeSmtp) -> None:
    # R-OUT-3: SMTP cannot be asked, so that it was taken is written down before the next one goes
    zaak = email_zaak(by=by)
    made(zaak, by=by)
    Bericht.objects.update(poging_op=NOON, verzonden_op=NOON)
    assert send() == {"verzonden": 1}
    assert smtp.mails == []
    assert Contactpoging.objects.filter(zaak=zaak).count() == 1
