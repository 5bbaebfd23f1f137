"""What the page of one partner shows: what waits, what was told, the receipts; and pauses that end (R-TER-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from tijdig.casework.models import Vroegsignaalzaak
from tijdig.feedback.models import Bezorging, Partnerwebhook, Terugkoppelbestand, Terugkoppeling
from tijdig.feedback.queries import WAITS
from tijdig.policies import policy_on
from tijdig.rules.terms import Terugkoppelcode

SHOWN = 100
IN_ZAAK = "vroegsignaal__zaaksignaal__zaak"


@dataclass(frozen=True, kw_only=True)
class PartnerPage:
    """All of one partner in one gemeente."""

    waiting: Sequence[Terugkoppeling]
    waiting_total: int
    webhook: Partnerwebhook | None
    counts: Sequence[tuple[Terugkoppelcode, int]]


def page_of(partner_id: int) -> PartnerPage:
    """Three queries; the files come in stretches."""
    waiting = Terugkoppeling.objects.filter(WAITS, partner_id=partner_id).order_by("feit_op", "pk")
    told = Terugkoppeling.objects.filter(partner_id=partner_id, bestand__isnull=False)
    counted = told.values_list("code").annotate(aantal=Count("pk")).order_by("-aantal")
    first = list(waiting[: SHOWN + 1])
    return PartnerPage(
        waiting=first[:SHOWN],
        waiting_total=len(first) if len(first) <= SHOWN else waiting.count(),
        webhook=Partnerwebhook.objects.filter(partner_id=partner_id).first(),
        counts=[(Terugkoppelcode(code), count) for code, count in counted],
    )


def files_of(partner_id: int) -> QuerySet[Terugkoppelbestand]:
    """What was told, the newest first, with how far the delivery to the address is."""
    made = Terugkoppelbestand.objects.filter(partner_id=partner_id)
    return made.select_related("partner", "bezorging")


def pauses(zaken: QuerySet[Vroegsignaalzaak], gemeente_code: str, today: date) -> QuerySet[Any, Any]:
    """Pauses of these zaken that end within the days of the policy, or ended as short ago; one row per signal."""
    days = timedelta(days=policy_on(today, gemeente_code).nazorg.pauze_dagen)
    rows = Terugkoppeling.objects.filter(
        code=Terugkoppelcode.HULP_GEACCEPTEERD, pauze_tot__range=(today - days, today + days), gewist_op__isnull=True,
        **{f"{IN_ZAAK}__in": zaken},
    )  # fmt: skip
    return (
        rows.select_related("partner", "bestand")
        .annotate(
            zaak_id=F(f"{IN_ZAAK}_id"),
            kenmerk=F(f"{IN_ZAAK}__kenmerk"),
        )
        .order_by("pauze_tot", "pk")
    )


def pauses_ending(
    zaken: QuerySet[Vroegsignaalzaak], gemeente_code: str, today: date
) -> tuple[int, date | None]:
    """How many pauses still end within those days, and the first day."""
    rows = pauses(zaken, gemeente_code, today).filter(pauze_tot__gte=today).order_by()
    counts = rows.aggregate(aantal=Count("pk"), eerst=Min("pauze_tot"))
    return counts["aantal"], counts["eerst"]


def stuck_deliveries() -> int:
    """Files that did not reach the address of a partner: given up, or tried more than twice."""
    waits = Q(gestopt=True) | Q(pogingen__gt=2)
    return Bezorging.objects.filter(waits, bestand__opgehaald_op__isnull=True).count()
