"""What staff reads about answers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tijdig.accounts.models import Rol
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.rows import address_of
from tijdig.outreach.reply.models import Reactie, Smsantwoord
from tijdig.outreach.reply.texts import day_in
from tijdig.rules.labels import label, label_in_sentence
from tijdig.rules.terms import Dagdeel, Reactiesoort, Reactiestand

MOST = 200


@dataclass(frozen=True, kw_only=True)
class OpenReply:
    reactie: Reactie
    adres: str
    wat: str
    wanneer: str


def waiting_replies(zaken: QuerySet[Vroegsignaalzaak]) -> QuerySet[Reactie]:
    """Answers of these zaken that wait: a threatening situation on top (R-TRM-2), then the oldest."""
    waiting = Reactie.objects.filter(zaak__in=zaken, stand=Reactiestand.OPEN)
    return waiting.select_related("zaak__behandelaar", "afspraak").order_by("-zaak__crisis", "pk")


def open_replies(waiting: QuerySet[Reactie]) -> list[OpenReply]:
    """The first of these answers in words. One query."""
    return [
        OpenReply(
            reactie=row,
            adres=str(address_of(row.zaak)),
            wat=label(Reactiesoort(row.soort)),
            wanneer=when_of(row),
        )
        for row in waiting[:MOST]
    ]


def open_counts(zaken: QuerySet[Vroegsignaalzaak]) -> tuple[int, int]:
    """Answers about these zaken that wait, with the code or by SMS; and SMS that belong to no zaak. Two queries."""
    waiting = Reactie.objects.filter(zaak__in=zaken, stand=Reactiestand.OPEN).count()
    sms = Smsantwoord.objects.filter(stand=Reactiestand.OPEN).aggregate(
        known=Count("pk", filter=Q(zaak__in=zaken)), unknown=Count("pk", filter=Q(zaak__isnull=True))
    )
    return waiting + sms["known"], sms["unknown"]


def waiting_sms(zaken: QuerySet[Vroegsignaalzaak]) -> QuerySet[Smsantwoord]:
    """Text messages about these zaken that nobody handled: a threatening situation on top, then the oldest."""
    waiting = Smsantwoord.objects.filter(zaak__in=zaken, stand=Reactiestand.OPEN)
    return waiting.select_related("zaak__behandelaar").order_by("-zaak__crisis", "ontvangen_op", "pk")


def open_sms(zaken: QuerySet[Vroegsignaalzaak]) -> list[tuple[Smsantwoord, str]]:
    """The first of them, each with the address. One query."""
    return [(row, str(address_of(row.zaak))) for row in waiting_sms(zaken)[:MOST] if row.zaak]


def unplaced_sms() -> QuerySet[Smsantwoord]:
    """Text messages that belong to no zaak yet, and wait. The oldest first."""
    return Smsantwoord.objects.filter(zaak__isnull=True, stand=Reactiestand.OPEN).order_by(
        "ontvangen_op", "pk"
    )


def when_of(reactie: Reactie) -> str:
    """When to call or when they come, in words; empty when neither."""
    if reactie.afspraak:
        return _moment(timezone.localtime(reactie.afspraak.moment))
    if reactie.moment:
        return _moment(timezone.localtime(reactie.moment))
    if reactie.dag:
        return f"{day_in('nl', reactie.dag)}, {label_in_sentence(Dagdeel(reactie.dagdeel))}"
    return ""


def _moment(local: datetime) -> str:
    return f"{day_in('nl', local.date())}, {local:%H.%M} uur"


def teams_here(gemeente_code: str) -> list[str]:
    """Names of teams that a role or a zaak has."""
    of_roles = Rol.objects.filter(gemeente_id=gemeente_code).exclude(team="").values_list("team", flat=True)
    of_zaken = Vroegsignaalzaak.objects.exclude(team="").values_list("team", flat=True).distinct()
    return sorted({*of_roles, *of_zaken})
