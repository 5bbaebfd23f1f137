"""Which appointments were not confirmed yet, and by which way each can be. Constant number of queries. R-OUT-3.

The edges, decided here: an appointment is confirmed once, to one person; where a zaak has several persons with a
number or address, a member of staff does it, since nobody knows with whom it was made. E-mail goes before SMS, and a
way that works by itself before one by hand. Without number or address it is a letter, as long as that can arrive in
time. What is over, called off or moved is not confirmed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from tijdig.accounts.models import Gemeente
from tijdig.casework.models import Afspraak, ZaakSignaal
from tijdig.outreach.letters.letter import Afzender
from tijdig.outreach.letters.templates import Sjabloon
from tijdig.outreach.messages import Message, Unsendable, write_message
from tijdig.policies import policy_on
from tijdig.rules.announcement import first_visit_day
from tijdig.rules.notation import MONTHS
from tijdig.rules.terms import Kanaal, Sjabloonsoort, Zaakstatus

from .channels import kanaal_of
from .languages import languages_of
from .letters.templates import TemplateFault
from .message_planning import Addressee, addressees
from .models import Bericht
from .planning import WEEKDAYS, sender_of, signals_of
from .recipients import Obstacle
from .reply.codes import ReplyCode, known_codes, specimen
from .shelf import DUTCH, shelf_on
from .stops import stopped_addresses, stopped_zaken

TEMPLATE = {
    Sjabloonsoort.EMAIL: "email_bevestiging",
    Sjabloonsoort.SMS: "sms_bevestiging",
    Sjabloonsoort.BRIEF: "bevestiging",
}

MOST_A_DAY = 3


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """One confirmation as it would go out. A letter has no text here: it is printed when it is asked for."""

    afspraak: Afspraak
    soort: Sjabloonsoort
    kanaal: Kanaal
    adres: str
    inwoner_id: int | None
    message: Message
    versie: str


def unconfirmed(moment: datetime) -> QuerySet[Afspraak]:
    """Appointments to come of which nothing was sent or put ready.

    A zaak of which so many were made since yesterday waits: who holds a code can choose a moment again and again.
    """
    made = Bericht.objects.filter(afspraak__isnull=False)
    of_today = made.filter(gemaakt_op__gt=moment - timedelta(days=1)).order_by().values("zaak_id")
    often = of_today.annotate(aantal=Count("pk")).filter(aantal__gte=MOST_A_DAY)
    return (
        Afspraak.objects.filter(
            stand=Afspraak.Stand.GEPLAND, moment__gt=moment, zaak__status=Zaakstatus.IN_OPVOLGING
        )
        .exclude(pk__in=made.values("afspraak_id"))
        .exclude(zaak__in=often.values("zaak_id"))
        .select_related("zaak__behandelaar")
        .order_by("moment")
    )


def plan_confirmations(
    afspraken: Sequence[Afspraak], *, gemeente_code: str, today: date
) -> Iterator[Confirmation]:
    """The confirmations of these appointments; those that must be done by somebody who knows, are left out."""
    ids = [one.zaak_id for one in afspraken]
    signals, codes, shelf = signals_of(ids), known_codes(ids), shelf_on(today)
    languages = languages_of(ids)
    gemeente, silent = Gemeente.objects.get(pk=gemeente_code), stopped_zaken(ids)
    found = {one.pk: _ways(signals[one.zaak_id]) for one in afspraken}
    barred = stopped_addresses(way.adres for ways in found.values() for _, way in ways)
    first_letter = _first_day_by_letter(today, gemeente_code)
    for one in afspraken:
        ways = [(soort, way) for soort, way in found[one.pk] if way.adres not in barred]
        way = _chosen(
            ways, by_letter=timezone.localdate(one.moment) >= first_letter and bool(signals[one.zaak_id])
        )
        sender = sender_of(one.zaak, None, gemeente)
        if one.zaak_id in silent or way is None or not (sender.telefoon and sender.email):
            continue
        soort, to = way
        code = codes.get(one.zaak_id) or specimen()
        try:
            text = shelf.get(TEMPLATE[soort], languages.get(one.zaak_id, DUTCH))
            message = _filled(text, one, sender, code)
        except (Unsendable, TemplateFault):
            continue
        yield Confirmation(
            afspraak=one, soort=soort, kanaal=kanaal_of(soort) if to else Kanaal.HAND, adres=to.adres if to else "",
            inwoner_id=to.inwoner_id if to else None, message=message, versie=text.versie,
        )  # fmt: skip


def velden_of(afspraak: Afspraak) -> dict[str, str]:
    """Day, time and place as they are written to the resident."""
    local = timezone.localtime(afspraak.moment)
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
    return {"afspraak": f"{day} om {local:%H.%M} uur", "plaats": afspraak.plaats}


def _filled(text: Sjabloon, afspraak: Afspraak, sender: Afzender, code: ReplyCode) -> Message:
    if text.soort is Sjabloonsoort.BRIEF:
        return Message(onderwerp="", tekst="")
    return write_message(text, afzender=sender, code=code, velden=velden_of(afspraak))


def _ways(signals: Sequence[ZaakSignaal]) -> list[tuple[Sjabloonsoort, Addressee]]:
    """Each way by which exactly one person can be written to."""
    found = []
    for soort in (Sjabloonsoort.EMAIL, Sjabloonsoort.SMS):
        people = addressees(signals, soort)
        if not isinstance(people, Obstacle):
            found.append((soort, people))
    return [(soort, people[0]) for soort, people in found if len(people) == 1]


def _chosen(
    ways: list[tuple[Sjabloonsoort, Addressee]], *, by_letter: bool
) -> tuple[Sjabloonsoort, Addressee | None] | None:
    by_itself = [way for way in ways if kanaal_of(way[0]) is not Kanaal.HAND]
    if ways:
        return (by_itself or ways)[0]
    return (Sjabloonsoort.BRIEF, None) if by_letter else None


def _first_day_by_letter(today: date, gemeente_code: str) -> date:
    beleid = policy_on(today, gemeente_code)
    return first_visit_day(today, beleid.aankondiging, vrij=beleid.termijnen.vrije_dagen)
