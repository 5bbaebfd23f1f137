"""Reads about doubt, waiting checks, forwardings and lists. Row security keeps to the gemeente."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery

from tijdig.accounts.models import Gemeente
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Signaalstatus, Vraagsoort

from .models import BagAdres, Doorzending, Partnervraag, ShvInschrijving, Toets


def doubtful(filters: Mapping[str, Any]) -> QuerySet[Toets]:
    """Checks a person must decide on: crisis first (R-TRM-2), then what a partner answered, then the oldest.

    `gevraagd_op` of each: the day of the oldest question to the partner that has no answer.
    """
    asked = Partnervraag.objects.filter(vroegsignaal=OuterRef("vroegsignaal"), antwoord="")
    found = (
        Toets.objects.filter(vroegsignaal__status=Signaalstatus.TWIJFEL)
        .annotate(gevraagd_op=Subquery(asked.order_by("gesteld_op").values("gesteld_op")[:1]))
        .select_related("vroegsignaal__partner", "besluit_door")
        .order_by("-vroegsignaal__crisis", "antwoord_op", "vroegsignaal__ontvangen_op", "pk")
    )
    if filters.get("vraag"):
        found = found.filter(_asked(filters))
    if filters.get("uitkomst"):
        found = found.filter(uitkomst=filters["uitkomst"])
    if filters.get("partner"):
        found = found.filter(vroegsignaal__partner=filters["partner"])
    return found


def _asked(filters: Mapping[str, Any]) -> Q:
    """What was asked of the partner: `gevraagd_voor` is the first day on which that is not too long ago."""
    late = filters["gevraagd_voor"]
    waits = {"wacht": Q(gevraagd_op__gte=late), "te_laat": Q(gevraagd_op__lt=late)}
    return waits.get(filters["vraag"], Q(antwoord_op__isnull=False))


def next_doubt(toets: Toets, filters: Mapping[str, Any]) -> int | None:
    """The one to look at after this one: later in the list, else the first; not one that waits for a partner."""
    waiting = doubtful(filters).filter(besluit="").exclude(pk=toets.pk)
    later = waiting.filter(_after(toets)).values_list("pk", flat=True)
    return later.first() or waiting.values_list("pk", flat=True).first()


def _after(toets: Toets) -> Q:
    """What comes after this one in the order of the list."""
    signaal = toets.vroegsignaal
    received = Q(vroegsignaal__ontvangen_op=signaal.ontvangen_op, pk__gt=toets.pk)
    older = Q(vroegsignaal__ontvangen_op__gt=signaal.ontvangen_op) | received
    answered = Q(antwoord_op=toets.antwoord_op) & older
    if toets.antwoord_op is not None:
        answered |= Q(antwoord_op__gt=toets.antwoord_op) | Q(antwoord_op__isnull=True)
    less_urgent = Q(vroegsignaal__crisis=False) if signaal.crisis else Q(pk__in=[])
    return less_urgent | Q(vroegsignaal__crisis=signaal.crisis) & answered


def open_questions_of(toets: Toets) -> dict[Vraagsoort, Partnervraag]:
    """What the partner was asked about this signal and did not answer yet, in the order of the list."""
    rows = Partnervraag.objects.filter(vroegsignaal=toets.vroegsignaal_id, antwoord="")
    found = {Vraagsoort(row.vraag): row for row in rows}
    return {vraag: found[vraag] for vraag in Vraagsoort if vraag in found}


def questions_of(toets: Toets) -> QuerySet[Partnervraag]:
    """All that the partner was asked about this signal, with its answers, in the order in which it was asked."""
    asked = Partnervraag.objects.filter(vroegsignaal=toets.vroegsignaal_id)
    return asked.select_related("gesteld_door", "beantwoord_door").order_by("gesteld_op", "pk")


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
