"""What staff reads about answers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from tijdig.accounts.models import Rol
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.rows import address_of
from tijdig.outreach.reply.models import Reactie
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


def open_count(zaken: QuerySet[Vroegsignaalzaak]) -> int:
    return Reactie.objects.filter(zaak__in=zaken, stand=Reactiestand.OPEN).count()


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
