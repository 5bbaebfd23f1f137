"""Text messages that residents send: on the zaak as a reply, STOP done at once, unknown numbers to the desk.

R-OUT-2, R-OUT-6, R-OUT-7.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.outreach.test_message_pages import by
from tests.outreach.test_messages import NOON, made, notify, send, sms_zaak
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.connectors.notify import read_received
from tijdig.connectors.notify_fake import FakeNotify, Fault, FaultKind
from tijdig.outreach.actions.received import handle_sms, place_sms, poll_sms, take_sms
from tijdig.outreach.models import Bericht, Reactiecode, Smsantwoord, Stopverzoek
from tijdig.outreach.reply.codes import known_codes
from tijdig.outreach.stops import stopped_addresses
from tijdig.refusals import Refused
from tijdig.rules.messages import asks_to_stop
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Bereikt, Berichtstand, Eindresultaat, Rolsoort

pytestmark = pytest.mark.django_db
__all__ = ["by", "notify"]
NUMBER, STRANGER, TOKEN = "+31612345678", "+31699999999", "geheim-van-notify"


@pytest.fixture
def zaak(by: Actor, notify: FakeNotify) -> Vroegsignaalzaak:
    """A zaak of which the resident got an SMS today."""
    found = sms_zaak(by=by)
    made(found, by=by)
    send()
    return found


def says(notify: FakeNotify, text: str, *, number: str = NUMBER, moment: datetime = NOON) -> bool:
    received = read_received(notify.receive(number, text, moment=moment))
    assert received is not None
    return take_sms(received, gemeente_code="0505", today=TODAY, by=SYSTEM)


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("STOP", True), ("stop.", True), (" Stop aub ", True), ("Stop met sms sturen", True), ("AFMELDEN", True),
        ("Graag geen sms meer", True), ("ik wil geen berichten meer ontvangen", True), ("No more texts please", True),
        ("dur", True), ("СТОП", True), ("توقف", True), ("rezygnuję", True),
        ("Bel mij morgen", False), ("", False), ("...", False), ("Nonstop muziek", False), ("ik stop niet", False),
        ("Stop maar even met bellen, ik heb al hulp van mijn zus", False), ("Ik kreeg geen bericht", False),
    ],
)  # fmt: skip
def test_who_asks_to_stop(text: str, stops: bool) -> None:
    assert asks_to_stop(text) is stops


def test_an_answer_stands_on_the_zaak_and_on_the_sms_it_answers(
    client: Client, zaak: Vroegsignaalzaak, notify: FakeNotify, by: Actor
) -> None:
    # R-OUT-2, R-OUT-6
    assert says(notify, "Bel mij morgen na vijf uur")
    poging = Contactpoging.objects.get(zaak=zaak)
    assert (poging.bereikt, poging.reactie_op) == (Bereikt.JA, TODAY)
    sms = Smsantwoord.objects.get()
    assert (sms.zaak_id, sms.contactpoging_id, sms.vraagt_stop) == (zaak.pk, poging.pk, False)
    staff = make.login(client, make.user("joost", Rolsoort.VROEGSIGNALEERDER))
    assert "Reacties van inwoners" in staff.get("/").text
    page = staff.get(f"/zaken/{zaak.pk}/").text
    assert "Lees de sms van de inwoner" in page
    assert "“Bel mij morgen na vijf uur”" in page
    assert "Bel mij morgen na vijf uur" in staff.get("/reacties/").text
    assert staff.post(f"/reacties/sms/{sms.pk}/afgehandeld").status_code == 302
    assert "Bel mij morgen" not in staff.get("/reacties/").text
    assert "Lees de sms" not in staff.get(f"/zaken/{zaak.pk}/").text
    assert says(notify, "En het liefst op dit nummer")  # a second one replaces nothing
    assert Contactpoging.objects.get(zaak=zaak).reactie_op == TODAY
    assert Smsantwoord.objects.filter(zaak=zaak).count() == 2


def test_stop_ends_sms_to_that_number_at_once_and_says_so_on_the_zaak(
    client: Client, zaak: Vroegsignaalzaak, notify: FakeNotify, by: Actor
) -> None:
    # R-OUT-3; AVG art. 21
    other = sms_zaak(2, by=by)  # the same number, of somebody else's signal
    assert made(other, by=by) == 1
    assert says(notify, "STOP")
    stop = Stopverzoek.objects.get()
    assert (stop.zaak_id, stop.soort, stop.op, stop.door_id) == (zaak.pk, "telefoon", TODAY, None)
    assert Bericht.objects.get(zaak=other).stand == Berichtstand.GESTOPT
    assert says(notify, "stop!")
    assert Stopverzoek.objects.count() == 1
    send()
    assert len(notify.sent) == 1
    staff = make.login(client, make.user("joost", Rolsoort.VROEGSIGNALEERDER))
    page = staff.get(f"/zaken/{zaak.pk}/").text
    assert "De inwoner wil geen berichten meer" in page
    assert "Er gaat geen sms meer naar dit nummer." in page


def test_the_callback_and_the_list_together_keep_it_once(
    client: Client, zaak: Vroegsignaalzaak, notify: FakeNotify, settings: Any
) -> None:
    settings.SENDING = {**settings.SENDING, "callback_token": TOKEN}

    def told(body: object, token: str = TOKEN) -> int:
        answer = client.post("/berichten/melding/0505", body, content_type="application/json",
                             headers={"Authorization": f"Bearer {token}"})  # fmt: skip
        return answer.status_code

    body = notify.receive(NUMBER, "Dank u", moment=NOON)
    assert told(body, "geraden") == 401
    assert Smsantwoord.objects.count() == 0
    assert [told(body), told(body)] == [204, 204]
    assert told(body | {"date_received": "morgen"}) == 400
    notify.receive(STRANGER, "Wie bent u?", moment=NOON)
    notify.inject(Fault(kind=FaultKind.STATUS, status=503))
    assert poll_sms(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0
    assert [poll_sms(gemeente_code="0505", today=TODAY, by=SYSTEM) for _ in range(2)] == [1, 0]
    assert Smsantwoord.objects.count() == 2
    assert Smsantwoord.objects.get(zaak__isnull=True).telefoon == STRANGER


def test_an_unknown_number_goes_to_the_desk_and_nothing_of_it_to_a_log(
    client: Client, zaak: Vroegsignaalzaak, notify: FakeNotify, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    # R-OUT-7
    with caplog.at_level(logging.DEBUG):
        says(notify, "STOP", number=STRANGER)
        says(notify, "Met Fatma, ik belde gisteren", number=STRANGER)
    assert "Fatma" not in caplog.text
    assert STRANGER[3:] not in caplog.text
    events = AuditEvent.objects.filter(what="sms.ontvangen").values_list("subject", "detail")
    assert {subject for subject, _ in events} == {"gemeente:0505"}
    assert "Fatma" not in str(list(events))
    assert stopped_addresses([STRANGER, NUMBER]) == {STRANGER}
    desk = make.login(client, make.user("noor", Rolsoort.KLANTCONTACTCENTRUM))
    assert "2\xa0sms-berichten van een onbekend nummer" in desk.get("/reacties/balie").text
    assert "Met Fatma" in desk.get("/reacties/sms").text
    stop, sms = Smsantwoord.objects.order_by("pk")
    wrong = desk.post("/reacties/sms", {"sms": sms.pk, "zaak": zaak.kenmerk})  # the desk finds by code alone
    assert wrong.status_code == 422
    assert "Deze code werkt niet" in wrong.text
    for strange in ("", "x", "99999999"):
        assert desk.post("/reacties/sms", {"sms": strange, "zaak": "x"}).status_code == 404
    assert desk.post(f"/reacties/sms/{sms.pk}/afgehandeld").status_code == 403
    code = known_codes([zaak.pk])[zaak.pk].code
    assert Reactiecode.objects.count() == 1
    for one in (sms, stop):
        assert desk.post("/reacties/sms", {"sms": one.pk, "zaak": code}).status_code == 302
    assert Stopverzoek.objects.get().zaak_id == zaak.pk  # where it can be ended
    assert Contactpoging.objects.get(zaak=zaak).reactie_op == TODAY
    with pytest.raises(Refused, match="hoort al bij een zaak"):
        place_sms(sms.pk, zaak_id=sms_zaak(9, by=by).pk, today=TODAY, by=by)
    says(notify, "Nog een keer Fatma", number=STRANGER)  # the number is known now
    assert set(Smsantwoord.objects.values_list("zaak_id", flat=True)) == {zaak.pk}


def test_who_knows_zaken_places_by_kenmerk_or_takes_it_off_the_list(
    client: Client, zaak: Vroegsignaalzaak, notify: FakeNotify
) -> None:
    for text in ("Ik ben het", "Verkeerd verbonden"):
        says(notify, text, number=STRANGER)
    first, second = Smsantwoord.objects.order_by("pk")
    staff = make.login(client, make.user("joost", Rolsoort.VROEGSIGNALEERDER))
    assert "Sms van een onbekend nummer" in staff.get("/").text
    assert "geen zaak met dit kenmerk" in staff.post("/reacties/sms", {"sms": first.pk, "zaak": "VS-0"}).text
    assert staff.post("/reacties/sms", {"sms": first.pk, "zaak": zaak.kenmerk.lower()}).status_code == 302
    assert staff.post(f"/reacties/sms/{second.pk}/klaar").status_code == 302
    assert "Geen sms van een onbekend nummer" in staff.get("/reacties/sms").text
    assert "Ik ben het" in staff.get("/reacties/").text


def test_after_closing_it_still_comes_to_the_zaak_and_an_open_zaak_goes_first(
    zaak: Vroegsignaalzaak, notify: FakeNotify, by: Actor
) -> None:
    zaak.refresh_from_db()
    given = Afsluitgegevens(eindresultaat=Eindresultaat.NIET_BEREIKT)
    close_zaak(zaak.pk, gegevens=given, versie=zaak.versie, today=TODAY + timedelta(days=30), by=by)
    assert says(notify, "Ik wil toch hulp")
    assert Smsantwoord.objects.get().zaak_id == zaak.pk  # R-UIT-3: a later change of mind; a person reopens
    assert Contactpoging.objects.get(zaak=zaak).reactie_op is None
    newer = sms_zaak(2, by=by)
    made(newer, by=by)
    send()
    says(notify, "Ja graag")
    assert Smsantwoord.objects.latest("pk").zaak_id == newer.pk
    with pytest.raises(Refused):
        handle_sms(
            Smsantwoord.objects.latest("pk").pk,
            by=make.actor(make.user("noor", Rolsoort.HUISBEZOEKER), Rolsoort.HUISBEZOEKER),
        )


def test_it_goes_to_the_gemeente_that_wrote_to_this_number(
    zaak: Vroegsignaalzaak, notify: FakeNotify
) -> None:
    make.gemeente("0599", "Rotterdam")
    received = read_received(notify.receive(NUMBER, "Dag", moment=NOON))
    unknown = read_received(notify.receive(STRANGER, "Dag", moment=NOON))
    assert received
    assert unknown
    take_sms(received, gemeente_code="0599", today=TODAY, by=SYSTEM)
    take_sms(unknown, gemeente_code="0599", today=TODAY, by=SYSTEM)
    enter("0505")
    assert Smsantwoord.objects.get().zaak_id == zaak.pk
    enter("0599")
    assert Smsantwoord.objects.get().telefoon == STRANGER
    assert poll_sms(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0
