"""Text messages that residents send to our number: on the zaak as a reply, and STOP is done at once (R-OUT-2, R-OUT-3).

Which zaak: the SMS we sent last to this number, of an open zaak before a closed one. A number we never wrote to waits
for somebody at the desk. Who the sender is, nobody proved: nothing is closed by it (AVG art. 22).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.casework.actions.attempts import record_reaction
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.connectors.notify import NotifyClient, Received
from tijdig.connectors.sending import NotAccepted, NotNow
from tijdig.outreach.actions.replies import INWONER
from tijdig.outreach.actions.stops import stop_number
from tijdig.outreach.channels import channel_of
from tijdig.outreach.models import Bericht, Smsantwoord
from tijdig.outreach.stops import place_stops
from tijdig.refusals import require
from tijdig.rules.messages import asks_to_stop
from tijdig.rules.terms import Kanaal, Reactiestand, Sjabloonsoort, Zaakstatus

PAGES_PER_POLL = 8  # of 250: more than a gemeente gets in the seven days that the service keeps them
LAST_OPEN_FIRST = Case(When(zaak__status=Zaakstatus.AFGEROND, then=Value(1)), default=Value(0))


def take_sms(received: Received, *, gemeente_code: str, today: date, by: Actor) -> bool:
    """Keep a text message that came in. The same one twice changes nothing. Returns whether it was news.

    It goes to the gemeente that wrote to this number; else to `gemeente_code`, whose number it came to.
    """
    home = _home_of(received.number, gemeente_code)
    with working_for(home):
        return _take(received, home, today, by)


def poll_sms(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Ask NotifyNL for text messages of which it told nothing. Returns how many were new.

    Where several gemeenten share one service, a number that none of them wrote to is left to the callback.
    """
    channel = channel_of(Kanaal.NOTIFY)
    if not isinstance(channel, NotifyClient):
        return 0
    alone = Gemeente.objects.count() == 1
    taken, older = 0, ""
    for _ in range(PAGES_PER_POLL):
        try:
            page = channel.received(older_than=older)
        except (NotAccepted, NotNow):
            break
        new = _new(page, gemeente_code)
        ours = [one for one in new if alone or _knows(gemeente_code, one.number)]
        for received in reversed(ours):
            with working_for(gemeente_code):
                taken += _take(received, gemeente_code, today, by)
        if not new:
            break
        older = page[-1].external_id
    return taken


@transaction.atomic
def place_sms(sms_id: int, *, zaak_id: int, today: date, by: Actor) -> Smsantwoord:
    """Somebody found whose text message this is: it is a reply on that zaak now. Twice changes nothing."""
    require(by.refusal_without(Right.REACTIES_VASTLEGGEN))
    sms = Smsantwoord.objects.select_for_update().get(pk=sms_id)
    if sms.zaak_id == zaak_id:
        return sms
    require("Dit bericht hoort al bij een zaak. Er is niets veranderd." if sms.zaak_id else None)
    zaak = Vroegsignaalzaak.objects.select_for_update(no_key=True).get(pk=zaak_id)
    require("De gegevens van deze zaak zijn gewist." if zaak.gewist_op else None)
    sms.zaak, sms.contactpoging = zaak, _answered(zaak, _last_sms(zaak), sms, today)
    sms.save(update_fields=["zaak", "contactpoging"])
    if sms.vraagt_stop:
        place_stops(sms.telefoon, zaak)
    record("sms.geplaatst", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b")
    return sms


@transaction.atomic
def handle_sms(sms_id: int, *, by: Actor) -> Smsantwoord:
    """Somebody did what the text message asks for. Saying it twice changes nothing. Errors: Refused."""
    sms = Smsantwoord.objects.select_for_update().get(pk=sms_id)
    require(by.refusal_without(Right.ZAKEN_BEHANDELEN if sms.zaak_id else Right.REACTIES_VASTLEGGEN))
    if sms.stand == Reactiestand.OPEN:
        sms.stand, sms.afgehandeld_op, sms.afgehandeld_door_id = (
            Reactiestand.AFGEHANDELD,
            timezone.now(),
            by.user_id,
        )
        sms.save(update_fields=["stand", "afgehandeld_op", "afgehandeld_door"])
        subject = f"zaak:{sms.zaak_id}" if sms.zaak_id else f"gemeente:{sms.gemeente_id}"
        record("sms.afgehandeld", subject=subject, by=by, ground="wgs.3.1.b")
    return sms


def _take(received: Received, gemeente_code: str, today: date, by: Actor) -> bool:
    """Inside the gemeente: keep it, stand it on its zaak, and do what a stop word asks."""
    found = _zaak_of(received.number)
    zaak = found and Vroegsignaalzaak.objects.select_for_update(no_key=True).get(pk=found.pk)
    stop = asks_to_stop(received.text)
    sms, is_new = Smsantwoord.objects.get_or_create(
        extern_id=received.external_id,
        defaults={"gemeente_id": gemeente_code, "zaak": zaak, "telefoon": received.number, "tekst": received.text,
                  "vraagt_stop": stop, "ontvangen_op": received.moment},
    )  # fmt: skip
    if not is_new:
        return False
    if zaak and (poging := _answered(zaak, _last_sms(zaak, received.number), sms, today)):
        Smsantwoord.objects.filter(pk=sms.pk).update(contactpoging=poging)
    if stop and received.number:
        stop_number(received.number, zaak=zaak, gemeente_code=gemeente_code, today=today, by=INWONER)
    record(
        "sms.ontvangen", subject=f"zaak:{zaak.pk}" if zaak else f"gemeente:{gemeente_code}", by=by,
        ground="avg.21" if stop else "wgs.3.1.b", stop=stop,
    )  # fmt: skip
    return True


def _answered(
    zaak: Vroegsignaalzaak, poging: Contactpoging | None, sms: Smsantwoord, today: date
) -> Contactpoging | None:
    """Write on the SMS that it was answered: the resident is reached by it (R-OUT-2). The zaak is locked."""
    if poging is None or poging.reactie_op is not None:
        return poging
    worker = replace(INWONER, rights=INWONER.rights | {Right.ZAKEN_BEHANDELEN})
    if permissions.refusal_to_handle(zaak, worker) is None:
        op = max(poging.datum, min(timezone.localdate(sms.ontvangen_op), today))
        record_reaction(poging.pk, op=op, versie=zaak.versie, today=max(op, today), by=worker)
        zaak.refresh_from_db(fields=["versie"])
    return poging


def _zaak_of(number: str) -> Vroegsignaalzaak | None:
    """The zaak of the SMS we sent last to this number, or of an earlier text message that somebody placed."""
    if not number:
        return None
    sent = Bericht.objects.filter(
        soort=Sjabloonsoort.SMS, adres=number, verzonden_op__isnull=False, zaak__gewist_op__isnull=True
    )
    if bericht := sent.select_related("zaak").order_by(LAST_OPEN_FIRST, "-verzonden_op").first():
        return bericht.zaak
    placed = Smsantwoord.objects.filter(telefoon=number, zaak__gewist_op__isnull=True, zaak__isnull=False)
    earlier = placed.select_related("zaak").order_by(LAST_OPEN_FIRST, "-pk").first()
    return earlier.zaak if earlier else None


def _last_sms(zaak: Vroegsignaalzaak, number: str = "") -> Contactpoging | None:
    """The attempt of the last SMS of this zaak, to this number when one is given."""
    sent = Bericht.objects.filter(zaak=zaak, soort=Sjabloonsoort.SMS, contactpoging__isnull=False)
    sent = sent.filter(adres=number) if number else sent
    last = sent.select_related("contactpoging").order_by("-verzonden_op", "-pk").first()
    return last.contactpoging if last else None


def _new(page: Iterable[Received], gemeente_code: str) -> list[Received]:
    """Those that this gemeente did not keep yet."""
    found = list(page)
    with working_for(gemeente_code):
        ids = [one.external_id for one in found]
        known = set(Smsantwoord.objects.filter(extern_id__in=ids).values_list("extern_id", flat=True))
    return [one for one in found if one.external_id not in known]


def _knows(gemeente_code: str, number: str) -> bool:
    with working_for(gemeente_code):
        return _zaak_of(number) is not None


def _home_of(number: str, gemeente_code: str) -> str:
    """The gemeente that wrote to this number; the one asked first, when more did."""
    others = Gemeente.objects.exclude(pk=gemeente_code).order_by("pk").values_list("pk", flat=True)
    return next((code for code in (gemeente_code, *others) if _knows(code, number)), gemeente_code)
