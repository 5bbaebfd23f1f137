"""Reads about partners and their agreements."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from .models import Overeenkomst, Signaalpartner

NOTICE_DAYS = 60  # R-PAR-2: expiring agreements are shown this long ahead


def agreements_in_force(day: date) -> QuerySet[Overeenkomst]:
    """Agreements of the current gemeente that hold on `day` (R-PAR-2)."""
    return Overeenkomst.objects.filter(Q(einde__isnull=True) | Q(einde__gte=day), ingang__lte=day)


def has_agreement(partner: Signaalpartner, day: date) -> bool:
    """May this partner deliver to the current gemeente on `day`? Source: R-PAR-2, Leidraad 2.4."""
    return agreements_in_force(day).filter(partner=partner).exists()


def expiring_agreements(today: date) -> QuerySet[Overeenkomst]:
    """Agreements that end within sixty days and have no successor yet."""
    followed = Overeenkomst.objects.filter(ingang__gt=today).values("partner_id")
    return (
        agreements_in_force(today)
        .filter(einde__lte=today + timedelta(days=NOTICE_DAYS))
        .exclude(partner_id__in=followed)
        .select_related("partner")
        .order_by("einde")
    )
