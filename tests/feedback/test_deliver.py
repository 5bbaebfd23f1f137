"""Told at the address of a partner: signed, once, with a receipt, and by hand when it fails (R-TER-3, §14)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.conf import settings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import make
from tests.feedback.ends import CLOSED_ON, PAUSE, End, close, reopen
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.connectors.partner_webhook_fake import FakePartner, Fault
from tijdig.feedback.actions.deliver import (
    TRIES,
    deliver_bestand,
    send_waiting,
    set_webhook,
    stop_webhook,
    try_again,
)
from tijdig.feedback.actions.files import fetch_bestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.files import Form
from tijdig.feedback.models import Bezorging, Partnerwebhook, Terugkoppelbestand
from tijdig.feedback.partner_queries import stuck_deliveries
from tijdig.partners.models import Signaalpartner
from tijdig.process import end_of_day
from tijdig.refusals import Refused
from tijdig.rules.terms import Eindresultaat, Rolsoort

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
E = Eindresultaat


@pytest.fixture(autouse=True)
def loopback_may(settings: object) -> None:
    settings.WEBHOOK = replace(  # type: ignore[attr-defined]
        settings.WEBHOOK,
        private=(ip_network("127.0.0.0/8"),),
        timeout_seconds=0.5,  # type: ignore[attr-defined]
    )


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


@pytest.fixture
def receiver(partner: Signaalpartner) -> Iterator[FakePartner]:
    with FakePartner("") as fake:
        fake.secret = set_webhook(
            partner_id=partner.pk, adres=fake.url, gemeente_code="0505", today=TODAY, by=SYSTEM
        )
        yield fake


def ready(partner: Signaalpartner, *ends: End) -> None:
    close(partner, *ends)
    prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)


def sent(partner: Signaalpartner, *ends: End) -> Terugkoppelbestand:
    ready(partner, *ends)
    assert send_waiting(gemeente_code="0505", today=TODAY, by=SYSTEM) == 1
    return Terugkoppelbestand.objects.latest("gemaakt_op")


def deliver(bestand: Terugkoppelbestand) -> bool:
    done = deliver_bestand(bestand.pk, gemeente_code="0505", by=SYSTEM)
    bestand.refresh_from_db()
    return done


def staff(partner: Signaalpartner) -> Actor:
    return make.actor(make.user())


def test_what_arrives_is_the_same_as_the_file_and_the_answer_is_the_receipt(
    partner, receiver
) -> None:  # R-TER-3
    bestand = sent(partner, End(E.QUICK_FIX, pauze=True), End(E.OVERLEDEN), End(E.NIET_BEREIKT))
    assert ProcrastinateJob.objects.filter(task_name="deliver_feedback").count() == 1
    assert deliver(bestand)
    assert bestand.opgehaald_door == "webhook"
    assert bestand.opgehaald_op is not None
    body = receiver.taken[str(bestand.pk)].body
    assert body == fetch_bestand(bestand.pk, form=Form.JSON, by=SYSTEM)
    assert [line["code"] for line in json.loads(body)["regels"]] == ["hulp_geaccepteerd", "overleden"]


def test_it_is_told_once_whatever_is_run_again(partner, receiver) -> None:  # R-TER-3
    bestand = sent(partner, End(E.OVERLEDEN))
    for _ in range(3):
        assert deliver(bestand)
        assert send_waiting(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0
    assert receiver.asked == 1


def test_who_takes_the_file_by_hand_ends_the_deliveries(partner, receiver) -> None:  # R-TER-3
    receiver.faults = [Fault.BROKEN]
    bestand = sent(partner, End(E.OVERLEDEN))
    assert not deliver(bestand)
    by = staff(partner)
    fetch_bestand(bestand.pk, form=Form.CSV, by=by)
    assert deliver(bestand)
    assert (receiver.asked, receiver.taken, bestand.opgehaald_door) == (1, {}, str(by))


def test_it_is_tried_again_until_it_arrives(partner, receiver) -> None:  # §14
    receiver.faults = [Fault.BUSY, Fault.HANG_UP, Fault.NONSENSE]
    bestand = sent(partner, End(E.OVERLEDEN))
    assert [deliver(bestand) for _ in range(4)] == [False, False, False, True]
    assert Bezorging.objects.get().pogingen == 4
    assert stuck_deliveries() == 0


def test_in_the_end_it_is_given_up_and_shown(partner, receiver) -> None:  # §14
    receiver.faults = [Fault.GONE] * TRIES
    bestand = sent(partner, End(E.OVERLEDEN))
    assert [deliver(bestand) for _ in range(TRIES)] == [False] * (TRIES - 1) + [True]
    assert (Bezorging.objects.get().gestopt, stuck_deliveries()) == (True, 1)
    assert deliver(bestand)
    assert receiver.asked == TRIES
    try_again(bestand.pk, gemeente_code="0505", by=staff(partner))
    assert deliver(bestand)
    assert (bestand.opgehaald_door, stuck_deliveries()) == ("webhook", 0)


def test_a_redirect_is_given_up_at_once(partner, receiver) -> None:
    receiver.faults = [Fault.REDIRECT]
    assert deliver(sent(partner, End(E.OVERLEDEN)))
    assert stuck_deliveries() == 1


def test_what_is_no_longer_so_is_not_sent(partner, receiver) -> None:  # R-UIT-5
    (signal,) = close(partner, End(E.QUICK_FIX, pauze=True))
    prepare_feedback(gemeente_code="0505", today=TODAY, by=SYSTEM)
    reopen(signal)
    assert send_waiting(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0


def test_the_secret_stands_nowhere_readable_and_a_new_one_ends_the_old(partner, receiver) -> None:
    kept = Partnerwebhook.objects.get()
    assert receiver.secret not in kept.geheim_zegel
    old, now = (
        receiver.secret,
        set_webhook(partner_id=partner.pk, adres=receiver.url, gemeente_code="0505", today=TODAY, by=SYSTEM),
    )
    assert old != now
    bestand = sent(partner, End(E.OVERLEDEN))
    assert not deliver(bestand)
    assert receiver.refused == 1


def test_stopping_goes_back_to_files(partner, receiver) -> None:
    bestand = sent(partner, End(E.OVERLEDEN))
    stop_webhook(partner_id=partner.pk, by=SYSTEM)
    assert deliver(bestand)
    assert receiver.asked == 0
    ready(partner, End(E.GEEN_INWONER))
    assert send_waiting(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0


def test_an_address_inside_our_walls_is_refused(partner: Signaalpartner) -> None:
    with pytest.raises(Refused, match="eigen netwerk"):
        set_webhook(
            partner_id=partner.pk,
            adres="https://169.254.169.254/",
            gemeente_code="0505",
            today=TODAY,
            by=SYSTEM,
        )
    assert settings.WEBHOOK.private


def test_the_pages_show_what_was_told_and_show_the_secret_once(client: Client, partner, receiver) -> None:
    bestand = sent(partner, End(E.QUICK_FIX, pauze=True))
    deliver(bestand)
    ready(partner, End(E.OVERLEDEN))
    beheer = make.login(client, make.user("bert", Rolsoort.BEHEERDER, Rolsoort.ADMINISTRATIE))
    page = beheer.get(f"/terugkoppeling/partner/{partner.pk}").content.decode()
    for part in ("bezorgd op het webadres", bestand.sha256[:12], "De inwoner is overleden.", receiver.url):
        assert part in page
    address = f"/terugkoppeling/partner/{partner.pk}/webhook"
    assert "whsec_" not in beheer.get(address).content.decode()
    shown = beheer.post(address, {"adres": receiver.url}).content.decode()
    assert shown.count("whsec_") == 1
    refused = beheer.post(address, {"adres": "http://partner.example/"})
    assert (refused.status_code, "https://" in refused.content.decode()) == (422, True)
    assert beheer.get("/terugkoppeling/pauzes").status_code == 200
    assert beheer.post(f"{address}/stoppen").status_code == 302
    enter("0505")
    assert not Partnerwebhook.objects.get().actief


def test_the_daily_job_brings_the_end_of_a_pause_to_the_address_of_the_partner(
    partner: Signaalpartner, receiver: FakePartner
) -> None:
    # R-TER-3, R-TER-4
    close(partner, End(E.QUICK_FIX, pauze=True))
    for day in (CLOSED_ON, PAUSE + timedelta(days=1), PAUSE + timedelta(days=1)):
        end_of_day(gemeente_code="0505", today=day, by=SYSTEM)
    files = list(Terugkoppelbestand.objects.order_by("gemaakt_op"))
    assert len(files) == 2
    assert all(deliver_bestand(bestand.pk, gemeente_code="0505", by=SYSTEM) for bestand in files)
    codes = [json.loads(got.body)["regels"][0]["code"] for got in receiver.taken.values()]
    assert codes == ["hulp_geaccepteerd", "pauze_voorbij"]
