"""Which messages that are ready must not go any more, and why: an answer, a closing or a wish (R-OUT-4).

Many at once, a constant number of queries.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils import timezone

from tijdig.casework.models import Afspraak, Contactpoging
from tijdig.outreach.models import Bericht
from tijdig.outreach.stops import stopped_addresses, stopped_zaken
from tijdig.rules.terms import Bereikt, Zaakstatus

CLOSED = "de zaak is afgerond"
UNWANTED = "de inwoner wil geen berichten"
APPOINTMENT_OFF = "de afspraak gaat niet door of is voorbij"
MOVED_ON = "de inwoner is al bereikt of er is een andere stap gekozen"
Heard = tuple[datetime | None, date | None]  # last reached, last reply


def reasons_to_stop(berichten: Sequence[Bericht], moment: datetime) -> dict[int, str]:
    """By id, of these messages (with their zaak and afspraak), only those that must not go."""
    zaken = list({bericht.zaak_id for bericht in berichten})
    silent, barred = stopped_zaken(zaken), stopped_addresses({bericht.adres for bericht in berichten})
    heard, left = _heard_of(zaken), _steps_that_left(zaken)
    found = {}
    for bericht in berichten:
        unwanted = bericht.zaak_id in silent or bericht.adres in barred
        if bericht.zaak.status != Zaakstatus.IN_OPVOLGING or not bericht.adres:
            found[bericht.pk] = CLOSED
        elif unwanted:
            found[bericht.pk] = UNWANTED
        elif bericht.afspraak is not None:
            on = bericht.afspraak.stand == Afspraak.Stand.GEPLAND and bericht.afspraak.moment > moment
            found[bericht.pk] = "" if on else APPOINTMENT_OFF
        elif _was_heard(bericht, heard.get(bericht.zaak_id, (None, None))) or _moved_on(bericht, left):
            found[bericht.pk] = MOVED_ON
    return {pk: why for pk, why in found.items() if why}


def _was_heard(bericht: Bericht, heard: Heard) -> bool:
    reached, replied = heard
    since = timezone.localdate(bericht.gemaakt_op)
    return (reached is not None and reached >= bericht.gemaakt_op) or (
        replied is not None and replied >= since
    )


def _moved_on(bericht: Bericht, left: set[tuple[int, str, int]]) -> bool:
    """Another step was chosen; not so when it is this step that another person of the zaak already got."""
    sibling = (bericht.zaak_id, bericht.stap, bericht.ronde) in left
    return bericht.zaak.volgende_stap != bericht.soort and not sibling


def _heard_of(zaken: Sequence[int]) -> dict[int, Heard]:
    rows = (
        Contactpoging.objects.filter(zaak_id__among=list(zaken))
        .order_by()
        .values("zaak_id")
        .annotate(reached=Max("gemaakt_op", filter=Q(bereikt=Bereikt.JA)), replied=Max("reactie_op"))
    )
    return {row["zaak_id"]: (row["reached"], row["replied"]) for row in rows}


def _steps_that_left(zaken: Sequence[int]) -> set[tuple[int, str, int]]:
    sent = Bericht.objects.filter(zaak_id__among=list(zaken), contactpoging__isnull=False)
    return set(sent.values_list("zaak_id", "stap", "ronde"))
