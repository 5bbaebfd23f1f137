"""kill -9 of the process that sends, in the middle of a batch: no message twice, none lost (R-OUT-3)."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.outreach import zaken
from tests.outreach.test_messages import NOON, email_zaak, made, send, sms_zaak, use
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Contactpoging
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, FakeNotify
from tijdig.connectors.smtp_fake import FakeSmtp
from tijdig.outreach.actions.print_run import make_pdf
from tijdig.outreach.actions.sending import UNSURE
from tijdig.outreach.actions.sending_letters import hand_to_notify, send_brieven
from tijdig.outreach.models import Bericht, Brief
from tijdig.rules.terms import Berichtstand

ROOT = Path(__file__).resolve().parents[2]
EACH, KILL_AT = 4, 2
SEND = (
    "import sys, tijdig.embedded, django; django.setup()\n"
    "from datetime import datetime\n"
    "from tijdig.accounts.actors import SYSTEM\n"
    "from tijdig.outreach.actions.sending import send_berichten\n"
    "from tijdig.outreach.actions.sending_letters import send_brieven\n"
    "send = send_brieven if sys.argv[2] == 'brieven' else send_berichten\n"
    "send(gemeente_code='0505', moment=datetime.fromisoformat(sys.argv[1]), by=SYSTEM)"
)


class Killing:
    """Kills the process that calls, once, when its second message was taken and not yet answered."""

    process: subprocess.Popen[bytes] | None = None
    taken = 0

    def took_one(self) -> None:
        self.taken += 1
        if self.taken == KILL_AT and self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)


class KillingSmtp(FakeSmtp):
    def __init__(self, killing: Killing) -> None:
        super().__init__()
        self.killing = killing

    def take(self, mail: bytes) -> str:
        reply = super().take(mail)
        self.killing.took_one()
        return reply


class KillingNotify(FakeNotify):
    def __init__(self, killing: Killing) -> None:
        super().__init__()
        self.killing = killing

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        found = super().answer(method, path, headers, body)
        if method == "POST":
            self.killing.took_one()
        return found


def killed_by(killing: Killing, environment: Mapping[str, str], what: str = "berichten") -> int:
    """Send in a process of its own; how it ended."""
    killing.process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-c", SEND, NOON.isoformat(), what], cwd=ROOT, env={**os.environ, **environment},
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return killing.process.wait(timeout=60)


def test_two_kills_send_nothing_twice_and_lose_nothing(real_db: str, settings: Any) -> None:
    first, second = Killing(), Killing()
    with KillingSmtp(first) as smtp, KillingNotify(second) as notify:
        use(settings, sms="notify", email="smtp",
            notify={"base_url": notify.base_url, "api_key": API_KEY, "sms_template": TEMPLATE,
                    "email_template": TEMPLATE},
            smtp={"host": "127.0.0.1", "port": smtp.port, "sender": "team@dordrecht.example", "ca": smtp.ca,
                  "sender_name": "Gemeente"})  # fmt: skip
        environment = {
            "TIJDIG_SMS": "notify", "TIJDIG_EMAIL": "smtp", "NOTIFY_URL": notify.base_url, "NOTIFY_API_KEY": API_KEY,
            "NOTIFY_SMS_TEMPLATE": TEMPLATE, "NOTIFY_EMAIL_TEMPLATE": TEMPLATE, "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(smtp.port), "SMTP_CA": smtp.ca, "SMTP_SENDER": "team@dordrecht.example",
        }  # fmt: skip
        with working_for("0505"):
            zaken.gemeente()
            by = zaken.team()
            mails = [email_zaak(n, by=by, email=f"a{n}@example.nl") for n in range(EACH)]
            texts = [sms_zaak(10 + n, by=by, telefoon=f"061234567{n}") for n in range(EACH)]
            made(*mails, by=by)
            made(*texts, by=by)
        assert killed_by(first, environment) == killed_by(second, environment) == -signal.SIGKILL
        send()
    with working_for("0505"):
        check_the_sums(smtp, notify)


def check_the_sums(smtp: FakeSmtp, notify: FakeNotify) -> None:
    told = {mail.split(b"To: ")[1].split(b"\r\n")[0] for mail in smtp.mails}
    assert len(smtp.mails) == len(told) == EACH, "no mail twice, and none that was not tried"
    assert len({one["phone_number"] for one in notify.sent}) == len(notify.sent) == EACH
    stands = list(Bericht.objects.order_by("pk").values_list("soort", "stand", "reden"))
    unsure = [reden for soort, stand, reden in stands if stand == Berichtstand.MISLUKT]
    assert unsure == [UNSURE], "of the mail in the air a person decides: SMTP cannot be asked"
    assert (
        sum(stand in (Berichtstand.VERZONDEN, Berichtstand.BEZORGD) for _, stand, _ in stands) == 2 * EACH - 1
    )
    assert Contactpoging.objects.count() == 2 * EACH
    assert AuditEvent.objects.filter(what__in=("bericht.verzonden", "bericht.mislukt")).count() == 2 * EACH


def test_a_kill_among_letters_posts_nothing_twice_and_loses_nothing(real_db: str, settings: Any) -> None:
    killing = Killing()
    with KillingNotify(killing) as notify:
        use(settings, notify={"base_url": notify.base_url, "api_key": API_KEY, "sms_template": "",
                              "email_template": ""})  # fmt: skip
        with working_for("0505"):
            zaken.gemeente(brieven_via_notify=True)
            by = zaken.team()
            ronde = zaken.printed(*(zaken.zaak(n, by=by) for n in range(1, EACH + 1)), by=by)
        make_pdf(ronde.pk, gemeente_code="0505", by=SYSTEM)
        with working_for("0505"):
            hand_to_notify(ronde.pk, gemeente_code="0505", by=by)
        environment = {"NOTIFY_URL": notify.base_url, "NOTIFY_API_KEY": API_KEY}
        assert killed_by(killing, environment, "brieven") == -signal.SIGKILL
        with working_for("0505"):
            tried = Brief.objects.filter(poging_op__isnull=False, stand=Berichtstand.KLAAR)
            assert tried.count() == EACH, "the whole handful was written down, and none of what became of it"
        send_brieven(gemeente_code="0505", moment=NOON, by=SYSTEM)
    assert len(notify.letters) == len(set(notify.letters)) == EACH
    with working_for("0505"):
        assert {one["reference"] for one in notify.sent} == {str(b.referentie) for b in Brief.objects.all()}
        assert not Brief.objects.exclude(stand__in=(Berichtstand.VERZONDEN, Berichtstand.BEZORGD)).exists()
