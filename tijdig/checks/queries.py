"""Reads about doubt, waiting checks, forwardings and lists. Row security keeps to the gemeente."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, Min, Q, QuerySet

from tijdig.accounts.models import Gemeente
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Signaalstatus

from .models import BagAdres, Doorzending, ShvInschrijving, Toets


def doubtful(filters: Mapping[str, Any]) -> QuerySet[Toets]:
    """Checks a person must decide on: crisis first (R-TRM-2), then the oldest (R-BRP-4)."""
    found = (
        Toets.objects.filter(vroegsignaal__status=Signaalstatus.TWIJFEL)
        .select_related("vroegsignaal__partner", "besluit_door")
        .order_by("-vroegsignaal__crisis", "vroegsignaal__ontvangen_op", "pk")
    )
    if filters.get("uitkomst"):
        found = found.filter(uitkomst=filters["uitkomst"])
    if filters.get("partner"):
        found = found.filter(vroegsignaal__partner=filters["partner"])
    return found


def next_doubt(toets: Toets, filters: Mapping[str, Any]) -> int | None:
    """The one to look at after this one: later in the list, else the first; not one that waits for a partner."""
    waiting = doubtful(filters).filter(besluit="").exclude(pk=toets.pk)
    signaal = toets.vroegsignaal
    same = Q(vroegsignaal__crisis=signaal.crisis)
    later = waiting.filter(
        (Q(vroegsignaal__crisis=False) if signaal.crisis else Q(pk__in=[]))
        | (same & Q(vroegsignaal__ontvangen_op__gt=signaal.ontvangen_op))
        | (same & Q(vroegsignaal__ontvangen_op=signaal.ontvangen_op, pk__gt=toets.pk))
    )
    return later.values_list("pk", flat=True).first() or waiting.values_list("pk", flat=True).first()


def partners_in_doubt() -> QuerySet[Signaalpartner]:
    """Partners with a signal on the list."""
    return Signaalpartner.objects.filter(
        pk__in=Toets.objects.filter(vroegsignaal__status=Signaalstatus.TWIJFEL).values(
            "vroegsignaal__partner_id"
        )
    )


def waiting_checks() -> QuerySet[Toets]:
    """Signals whose check failed, tried again in their turn: crisis first (R-TRM-2), then the first try (R-BRP-1)."""
    return (
        Toets.objects.filter(vroegsignaal__status=Signaalstatus.CONTROLE_MISLUKT)
        .select_related("vroegsignaal__partner")
        .order_by("-vroegsignaal__crisis", F("volgende_poging").asc(nulls_first=True), "pk")
    )


def oldest_waiting() -> date | None:
    """The day of receipt of the signal that waits longest."""
    oldest: date | None = waiting_checks().aggregate(dag=Min("vroegsignaal__ontvangen_op"))["dag"]
    return oldest


def open_forwardings() -> QuerySet[Doorzending]:
    """What must still go to another gemeente, the oldest first (R-BRP-7)."""
    return (
        Doorzending.objects.filter(op__isnull=True, vroegsignaal__gewist_op__isnull=True)
        .select_related("vroegsignaal__partner")
        .order_by("vroegsignaal__ontvangen_op", "pk")
    )


def sent_forwardings() -> QuerySet[Doorzending]:
    """What was sent on, the last first."""
    return (
        Doorzending.objects.filter(op__isnull=False)
        .select_related("vroegsignaal__partner")
        .order_by("-op")[:20]
    )


def names_of_gemeenten() -> dict[str, str]:
    """Name by code of the gemeenten of this installation."""
    return dict(Gemeente.objects.order_by("naam").values_list("code", "naam"))


def shv_lines() -> int:
    """How many lines the list of schuldhulpverlening has."""
    return ShvInschrijving.objects.count()


def bag_addresses() -> int:
    """How many addresses are known."""
    return BagAdres.objects.count()
