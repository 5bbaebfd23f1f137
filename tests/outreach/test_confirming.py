"""An appointment is confirmed once, by the way there is, and by hand otherwise (R-OUT-3)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.outreach import zaken
from tests.outreach.test_messages import NOON, send, use
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.casework.actions.appointments import make_afspraak, settle_afspraak
from tijdig.casework.models import Afspraak, Contactpoging, Vroegsignaalzaak
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, FakeNotify
from tijdig.outreach.actions.confirming import confirm_afspraken
from tijdig.outreach.actions.stops import stop_messages
from tijdig.outreach.confirming import MOST_A_DAY
from tijdig.outreach.models import Bericht
from tijdig.rules.terms import Berichtstand, Kanaal, Rolsoort, Sjabloonsoort, Stopsoort

pytestmark = pytest.mark.django_db
SOON, LATER = NOON + timedelta(days=1), NOON + timedelta(days=9)


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    zaken.gemeente()
    return zaken.team()


@pytest.fixture
def notify(settings: Any) -> Iterator[FakeNotify]:
    with FakeNotify() as fake:
        ways = {
            "base_url": fake.base_url,
            "api_key": API_KEY,
            "sms_template": TEMPLATE,
            "email_template": TEMPLATE,
        }
        use(settings, sms="notify", email="", notify=ways)
        yield fake


def agreed(number: int, *, by: Actor, moment: Any = LATER, **signal: Any) -> Vroegsignaalzaak:
    zaak = zaken.zaak(number, by=by, **signal)
    make_afspraak(zaak.pk, moment=moment, plaats="Stadskantoor", versie=zaak.versie, today=TODAY, by=by)
    return Vroegsignaalzaak.objects.get(pk=zaak.pk)


def confirm() -> int:
    return confirm_afspraken(gemeente_code="0505", moment=NOON, by=SYSTEM)


def test_a_confirmation_goes_out_once_and_is_no_attempt(by: Actor, notify: FakeNotify) -> None:
    zaak = agreed(1, by=by, telefoon="0612345678", email="a@example.nl")
    assert (confirm(), confirm()) == (1, 0)
    assert send() == {"verzonden": 1}
    (sent,) = notify.sent
    assert (
        "woensdag 2 december om 12.00 uur" in sent["body"]
    )  # SMS works by itself, the e-mail would be by hand
    assert "Stadskantoor" in sent["body"]
    assert not Contactpoging.objects.filter(zaak=zaak).exists()
    for word in ("schuld", "rekening", "betal", "huur"):
        assert word not in sent["body"].lower()


@pytest.mark.parametrize(
    ("moment", "signal", "expected"),
    [
        (LATER, {"telefoon": "0612345678"}, (Sjabloonsoort.SMS, Kanaal.NOTIFY)),
        (LATER, {"email": "a@example.nl"}, (Sjabloonsoort.EMAIL, Kanaal.HAND)),
        (LATER, {}, (Sjabloonsoort.BRIEF, Kanaal.HAND)),
        (LATER, {"telefoon": "0786112233"}, (Sjabloonsoort.BRIEF, Kanaal.HAND)),
        (SOON, {}, None),  # a letter would come too late
        (SOON, {"telefoon": "0612345678"}, (Sjabloonsoort.SMS, Kanaal.NOTIFY)),
        (NOON - timedelta(hours=1), {"telefoon": "0612345678"}, None),  # it is over
    ],
)
def test_by_which_way(
    by: Actor, notify: FakeNotify, moment: Any, signal: dict[str, str], expected: tuple[str, str] | None
) -> None:
    agreed(1, by=by, moment=moment, **signal)
    assert confirm() == (1 if expected else 0)
    assert list(Bericht.objects.values_list("soort", "kanaal")) == ([expected] if expected else [])


def test_what_is_called_off_or_unwanted_is_not_confirmed(by: Actor, notify: FakeNotify) -> None:
    off, unwanted = agreed(1, by=by, telefoon="0612345678"), agreed(2, by=by, telefoon="0687654321")
    stop_messages(unwanted.pk, soort=Stopsoort.ZAAK, adres="", today=TODAY, by=by)
    assert confirm() == 1
    settle_afspraak(Afspraak.objects.get(zaak=off).pk, stand=Afspraak.Stand.AFGEZEGD, versie=off.versie, today=TODAY,
                    by=by)  # fmt: skip
    assert send() == {"gestopt": 1}
    assert notify.sent == []


def test_without_number_or_address_somebody_posts_a_letter(client: Client, by: Actor) -> None:
    agreed(1, by=by)
    assert confirm() == 1
    staff = make.login(client, make.user("joost", Rolsoort.TEAMLEIDER))
    page = staff.get("/berichten/").content.decode()
    assert "bevestiging van een afspraak" in page
    bericht = Bericht.objects.get()
    answer = staff.get(f"/berichten/{bericht.pk}/brief.pdf")
    assert answer.content.startswith(b"%PDF-")
    staff.post(f"/berichten/{bericht.pk}/verstuurd")
    assert Bericht.objects.get().stand == Berichtstand.VERZONDEN
    assert not Contactpoging.objects.exists()


def test_the_zaak_tells_of_all_that_went_out_and_of_what_did_not(
    client: Client, by: Actor, notify: FakeNotify
) -> None:
    # R-OUT-2, R-OUT-3: also of what is no attempt
    zaak = agreed(1, by=by, telefoon="0612345678")
    confirm()
    staff = make.login(client, make.user("joost", Rolsoort.TEAMLEIDER))
    assert "Bevestiging van de afspraak: staat klaar" in page_of(staff, zaak)
    send()
    assert "Bevestiging van de afspraak: verzonden" in page_of(staff, zaak)
    stop_messages(zaak.pk, soort=Stopsoort.TELEFOON, adres="0612345678", today=TODAY, by=by)
    page = page_of(staff, zaak)
    assert "Er gaat geen sms meer naar dit nummer." in page
    assert page.index("De inwoner wil geen berichten meer") < page.index("Afspraak gepland")


def page_of(staff: Client, zaak: Vroegsignaalzaak) -> str:
    return staff.get(f"/zaken/{zaak.pk}/").content.decode()


def test_who_chooses_again_and_again_is_not_told_each_time(by: Actor, notify: FakeNotify) -> None:
    """With the code of a letter anybody could have a text message sent every five minutes."""
    zaak = agreed(1, by=by, telefoon="0612345678")
    for _ in range(MOST_A_DAY + 2):
        confirm()
        zaak.refresh_from_db()
        make_afspraak(zaak.pk, moment=LATER, plaats="Stadskantoor", versie=zaak.versie, today=TODAY, by=by)
    assert Bericht.objects.filter(afspraak__isnull=False).count() == MOST_A_DAY
    Bericht.objects.update(gemaakt_op=NOON - timedelta(days=2))
    assert confirm() == Afspraak.objects.count() - MOST_A_DAY, "a day later what stands is told"
