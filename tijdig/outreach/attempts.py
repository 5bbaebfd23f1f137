"""What messages that left, failed or came back mean for their zaken; called inside the act that records it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tijdig.bulk import insert_rows, next_ids, update_rows
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Contactpoging
from tijdig.outreach.models import Bericht, Brief
from tijdig.rules.terms import Bereikt, Berichtstand, Contactsoort, Sjabloonsoort

CONTACT = {Sjabloonsoort.SMS: Contactsoort.SMS_WHATSAPP, Sjabloonsoort.EMAIL: Contactsoort.EMAIL}
WRITTEN_ON = ("contactpoging", "stand", "reden", "extern_id", "verzonden_op")
POGING_FIELDS = ("id", "gemeente", "zaak", "soort", "datum", "dagdeel", "bereikt", "minuten", "notitie", "door",
                 "gemaakt_op")  # fmt: skip
GONE = (Berichtstand.MISLUKT, Berichtstand.TERUGGEKOMEN)
Step = tuple[int, str, int]  # zaak, stap, ronde


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How the sending of one message ended. `reden`: why it could not; no personal data."""

    bericht: Bericht
    stand: Berichtstand
    extern_id: str = ""
    reden: str = ""


def note_sent(ended: Sequence[Ended], *, gemeente_code: str, today: date) -> None:
    """Write on locked messages that they left, or could not: an attempt of their zaak, once per step.

    A confirmation of an appointment is none: who has one was reached already.
    """
    if not ended:
        return
    tries = [one.bericht for one in ended if one.bericht.afspraak_id is None]
    pogingen = _attempts_of(tries, gemeente_code, today)
    update_rows(Bericht, "id", WRITTEN_ON, [_row(one, pogingen.get(_step(one.bericht))) for one in ended])
    note_not_reached({pogingen[_step(bericht)] for bericht in tries}, today=today)
    after_attempts(sorted({bericht.zaak_id for bericht in tries}), gemeente_code=gemeente_code, today=today)


def note_not_reached(pogingen: Iterable[int], *, today: date) -> None:
    """When none of the messages of an attempt can have arrived, nobody was reached by it and nothing was offered."""
    ids = list(pogingen)
    arrived = Bericht.objects.filter(contactpoging__among=ids).exclude(stand__in=GONE).values("contactpoging")
    silent = Contactpoging.objects.filter(pk__among=ids).exclude(bereikt=Bereikt.JA)
    silent.filter(pk__in=arrived).exclude(bereikt=Bereikt.ONBEKEND).update(bereikt=Bereikt.ONBEKEND)
    silent.exclude(pk__in=arrived).exclude(bereikt=Bereikt.NEE).update(bereikt=Bereikt.NEE)
    tried = Contactpoging.objects.filter(pk__among=ids)
    tried.filter(pk__in=arrived, retour_op__isnull=False).update(retour_op=None)
    tried.filter(retour_op__isnull=True).exclude(pk__in=arrived).update(retour_op=today)


def _row(one: Ended, poging: int | None) -> tuple[object, ...]:
    bericht = one.bericht
    left = one.stand is not Berichtstand.MISLUKT
    return (
        bericht.pk, poging if bericht.afspraak_id is None else None, one.stand.value, one.reden,
        one.extern_id or bericht.extern_id, timezone.now() if left else bericht.verzonden_op,
    )  # fmt: skip


def _step(bericht: Bericht) -> Step:
    return bericht.zaak_id, bericht.stap, bericht.ronde


def _attempts_of(berichten: Sequence[Bericht], gemeente_code: str, today: date) -> dict[Step, int]:
    """The attempt of each step; a message to somebody else of the same zaak made it already, or it is made here."""
    zaken = list({bericht.zaak_id for bericht in berichten})
    siblings = Bericht.objects.filter(zaak_id__among=zaken, contactpoging__isnull=False)
    found: dict[Step, int] = {
        (zaak, stap, ronde): poging or 0
        for zaak, stap, ronde, poging in siblings.values_list("zaak_id", "stap", "ronde", "contactpoging_id")
    }
    first = {_step(bericht): bericht for bericht in reversed(berichten)}
    new = [bericht for step, bericht in first.items() if step not in found]
    ids, now = next_ids(Contactpoging, len(new)), timezone.now()
    insert_rows(
        Contactpoging, POGING_FIELDS,
        [(pk, gemeente_code, bericht.zaak_id, CONTACT[Sjabloonsoort(bericht.soort)].value, today, "",
          Bereikt.ONBEKEND.value, 0, "", bericht.door_id, now) for pk, bericht in zip(ids, new, strict=True)],
    )  # fmt: skip
    return found | dict(zip(map(_step, new), ids, strict=True))


def not_delivered(brieven: Sequence[Brief], *, today: date) -> None:
    """Write on locked letters that they did not arrive; when none of an attempt can have, nobody was reached by it."""
    news = [brief for brief in brieven if brief.retour_op is None]
    if not news:
        return
    for brief in news:
        brief.retour_op = today
    Brief.objects.filter(pk__among=[brief.pk for brief in news]).update(retour_op=today)
    pogingen = list({brief.contactpoging_id for brief in news})
    arrived = Brief.objects.filter(contactpoging__among=pogingen, retour_op__isnull=True).values(
        "contactpoging"
    )
    lost = Contactpoging.objects.filter(pk__among=pogingen).exclude(pk__in=arrived)
    lost.update(retour_op=today)  # it offered nothing (R-ADM-5)
    lost.filter(bereikt=Bereikt.ONBEKEND).update(bereikt=Bereikt.NEE)
    zaken = sorted({brief.zaak_id for brief in news})
    after_attempts(zaken, gemeente_code=news[0].gemeente_id, today=today)
