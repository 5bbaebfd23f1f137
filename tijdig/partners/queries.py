"""Reads about partners and their agreements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from .models import Overeenkomst, Signaalpartner

LAST_DELIVERIES = 10
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


class Stand(StrEnum):
    """How an agreement stands on a day."""

    LOOPT = "loopt"
    LOOPT_AF = "loopt_af"
    KOMT = "komt"
    VOORBIJ = "voorbij"
    GEEN = "geen"


ORDER = (Stand.LOOPT_AF, Stand.LOOPT, Stand.KOMT, Stand.VOORBIJ, Stand.GEEN)


@dataclass(frozen=True, kw_only=True)
class PartnerLine:
    """A partner in the list, with how its agreement with this gemeente stands."""

    partner: Signaalpartner
    stand: Stand
    overeenkomst: Overeenkomst | None  # the one in force, else the next, else the last


def stand_of(overeenkomsten: Iterable[Overeenkomst], today: date) -> tuple[Stand, Overeenkomst | None]:
    """How the agreements of one partner stand, and which one says so (R-PAR-2)."""
    known = sorted(overeenkomsten, key=lambda o: o.ingang)
    running = next((o for o in known if o.ingang <= today and (o.einde is None or o.einde >= today)), None)
    coming = next((o for o in known if o.ingang > today), None)
    if running is not None:
        soon = running.einde is not None and running.einde <= today + timedelta(days=NOTICE_DAYS)
        return (Stand.LOOPT_AF if soon and coming is None else Stand.LOOPT), running
    if coming is not None:
        return Stand.KOMT, coming
    return (Stand.VOORBIJ, known[-1]) if known else (Stand.GEEN, None)


def partner_lines(today: date, *, soort: str = "", stand: str = "") -> list[PartnerLine]:
    """All partners of the installation with the stand of their agreement here; what ends first on top. Two queries."""
    partners = Signaalpartner.objects.prefetch_related("overeenkomsten")
    if soort:
        partners = partners.filter(soort=soort)
    lines = []
    for partner in partners:
        found, overeenkomst = stand_of(partner.overeenkomsten.all(), today)
        if not stand or found == stand:
            lines.append(PartnerLine(partner=partner, stand=found, overeenkomst=overeenkomst))
    order = {stand: place for place, stand in enumerate(ORDER)}
    return sorted(lines, key=lambda line: (order[line.stand], line.partner.naam))


def last_deliveries(partner: Signaalpartner) -> list[Any]:
    """The newest deliveries of this partner to the gemeente (rows of the room `intake`, which lies above this one)."""
    return list(partner.aanleveringen.order_by("-dag", "-ontvangen_op")[:LAST_DELIVERIES])
