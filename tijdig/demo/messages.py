"""SMS and e-mail in the demo: sent, answered, not arrived, waiting for the morning, by hand; somebody wants none.

Through the acts of the pages and a NotifyNL on loopback; nothing leaves the machine (R-OUT-3).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.weighing import decide_otherwise
from tijdig.casework.models import Weging
from tijdig.connectors.notify import Receipt, read_received
from tijdig.connectors.notify_fake import API_KEY, TEMPLATE, FakeNotify, Fault, FaultKind
from tijdig.connectors.sending import Delivery
from tijdig.outreach.actions.confirming import confirm_afspraken
from tijdig.outreach.actions.messages import make_berichten, mark_sent
from tijdig.outreach.actions.receipts import note_receipt, poll_berichten
from tijdig.outreach.actions.received import take_sms
from tijdig.outreach.actions.sending import send_berichten
from tijdig.outreach.actions.sjablonen import write_sjabloon
from tijdig.outreach.actions.stops import stop_messages
from tijdig.outreach.models import Bericht
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.sending_hours import is_open
from tijdig.rules.terms import Aanpak, Berichtstand, Sjabloonsoort, Stopsoort, Zaakstatus

SENT, WAITING, UNMADE = 6, 3, 3  # SMS of each kind
BY_MAIL = 4
ANSWERS = ("Graag morgen na vijf uur bellen, dan ben ik thuis", "STOP")
STRANGER, FROM_A_STRANGER = "+31600900999", "Ik kreeg een brief van u maar ik kan u niet bereiken, bel mij"
LATE = time(21, 30)
REACHABLE = {
    Aanpak.SMS: ("telefoon", r"^(\+31|0)6[- ]?0"),
    Aanpak.EMAIL: ("email", r"^[^@ ,]+@[^@ ,]+\.[a-z]+$"),
}
WHY = "Er is een nummer bekend; een kort bericht vooraf werkt bij deze inwoner beter dan een brief."
OWN_SMS = """\
soort: sms
titel: Sms
onderwerp: Bericht van de gemeente
taal: nl
alineas:
  - soort: tekst
    tekst: >-
      Goedendag, met {{ medewerker }} van {{ gemeente }}. Ik wil u graag even spreken. Bel mij op {{ telefoon }},
      of kies een moment op {{ reactieadres }} met code {{ reactiecode }}. Geen sms meer? Mail {{ email }}.
"""


def send_messages(code: str, *, team: Mapping[str, Actor], today: date) -> None:
    """Nothing when no zaak waits for a decision. `team`: who acts, by username."""
    worker, manager = team["joost"], team["koen"]
    with working_for(code):
        write_sjabloon(naam="sms", tekst=OWN_SMS, ingang=today, gemeente_code=code, today=today, by=manager)
        by_sms = _decided(Aanpak.SMS, SENT + WAITING + UNMADE, today=today, by=worker)
        by_mail = _decided(Aanpak.EMAIL, BY_MAIL, today=today, by=worker)
    if len(by_sms) < SENT + WAITING or not by_mail:
        return
    with _notify() as fake:
        with working_for(code):
            make_berichten(zaken=by_sms[:SENT], gemeente_code=code, today=today, by=worker)
        _send(fake, code, _open_day(code, today))
        _answer(fake, code, today)
        with working_for(code):
            make_berichten(zaken=by_sms[SENT : SENT + WAITING], gemeente_code=code, today=today, by=worker)
        send_berichten(gemeente_code=code, moment=_local(today, LATE), by=SYSTEM)
    with working_for(code):
        _by_hand(by_mail, code, today, worker)
    confirm_afspraken(gemeente_code=code, moment=_local(today, time(9)), by=SYSTEM)
    with working_for(code):
        stop_messages(by_sms[-1], soort=Stopsoort.ZAAK, adres="", today=today, by=worker)


def _send(fake: FakeNotify, code: str, day: date) -> None:
    """All go out, the first is refused; of the others one comes back and the rest arrives."""
    fake.inject(Fault(kind=FaultKind.STATUS, status=400))
    send_berichten(gemeente_code=code, moment=_local(day, time(12)), by=SYSTEM)
    with working_for(code):
        sent = Bericht.objects.filter(stand=Berichtstand.VERZONDEN).order_by("pk").first()
    if sent is not None:
        back = Receipt(
            external_id=sent.extern_id, reference=str(sent.referentie), delivery=Delivery.CAME_BACK
        )
        note_receipt(back, gemeente_code=code, by=SYSTEM)
    poll_berichten(gemeente_code=code, by=SYSTEM)


def _answer(fake: FakeNotify, code: str, today: date) -> None:
    """Two residents answer by SMS, one of them wants no more; and somebody writes whom nobody knows."""
    with working_for(code):
        arrived = Bericht.objects.filter(soort=Sjabloonsoort.SMS, stand=Berichtstand.BEZORGD)
        numbers = list(arrived.order_by("pk").values_list("adres", flat=True)[: len(ANSWERS)])
    for number, text in [*zip(numbers, ANSWERS, strict=False), (STRANGER, FROM_A_STRANGER)]:
        received = read_received(fake.receive(number, text, moment=_local(today, time(8, 40))))
        if received is not None:
            take_sms(received, gemeente_code=code, today=today, by=SYSTEM)


def _by_hand(zaken: Sequence[int], code: str, today: date, by: Actor) -> None:
    """No mail server is set: the team sends these itself, and did so with the first."""
    made = make_berichten(zaken=zaken, gemeente_code=code, today=today, by=by)
    first = Bericht.objects.filter(zaak__in=zaken, stand=Berichtstand.KLAAR).order_by("pk").first()
    if made and first is not None:
        mark_sent(first.pk, today=today, by=by)


def _decided(aanpak: Aanpak, many: int, *, today: date, by: Actor) -> list[int]:
    """Zaken for which a letter was proposed and a colleague chose this approach, of people with a number or address."""
    field, usable = REACHABLE[aanpak]
    proposed = Weging.objects.filter(
        stand=Weging.Stand.VOORGESTELD, aanpak=Aanpak.BRIEF, zaak__status=Zaakstatus.VOORGESTELD, zaak__crisis=False,
        **{f"zaak__zaaksignalen__vroegsignaal__{field}__regex": usable},
    )  # fmt: skip
    found: list[int] = []
    for pk, versie in proposed.values_list("zaak_id", "zaak__versie").distinct().order_by("zaak_id"):
        if len(found) == many:
            break
        try:
            decide_otherwise(pk, aanpak=aanpak, reden=WHY, versie=versie, today=today, by=by)
        except Refused:
            continue
        found.append(pk)
    return found


@contextmanager
def _notify() -> Iterator[FakeNotify]:
    """A NotifyNL on loopback as the way of SMS, for as long as the block lasts."""
    before = settings.SENDING
    with FakeNotify() as fake:
        ways = {
            "base_url": fake.base_url,
            "api_key": API_KEY,
            "sms_template": TEMPLATE,
            "email_template": TEMPLATE,
        }
        settings.SENDING = {**before, "sms": "notify", "email": "", "notify": ways}
        try:
            yield fake
        finally:
            settings.SENDING = before


def _open_day(code: str, today: date) -> date:
    """The last day, today at the latest, on which messages go out at noon."""
    with working_for(code):
        beleid = policy_on(today, code)
    days = (today - timedelta(days=back) for back in range(14))
    return next(
        day for day in days
        if is_open(_local(day, time(12)), beleid.verzendvenster, vrij=beleid.termijnen.vrije_dagen)
    )  # fmt: skip


def _local(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))
