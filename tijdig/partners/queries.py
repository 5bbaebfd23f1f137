"""Reads about partners and their agreements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from tijdig.rules.admission_policy import Incassostap
from tijdig.rules.terms import Reden

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


OF_SOCIAL_COLLECTION = (Reden.SOCIALE_INCASSO, Reden.BEZWAAR)
YEAR_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class SocialCollection:
    """How often a partner skipped a step of the sociale incasso, in a year of deliveries (R-ADM-1)."""

    regels: int
    geweigerd: int
    bezwaar: int
    stappen: tuple[tuple[Incassostap, int], ...]  # of the lines whose explanation is still kept


@dataclass(frozen=True, kw_only=True)
class PartnerLine:
    """A partner in the list, with how its agreement with this gemeente stands."""

    partner: Signaalpartner
    stand: Stand
    overeenkomst: Overeenkomst | None  # the one in force, else the next, else the last
    incasso: int = 0  # lines refused in a year because a step of the sociale incasso was missing


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
    """All partners of the installation with the stand of their agreement here; what ends first on top. 3 queries."""
    partners = Signaalpartner.objects.prefetch_related("overeenkomsten")
    if soort:
        partners = partners.filter(soort=soort)
    refused = _refused_for_collection(today)
    lines = []
    for partner in partners:
        found, overeenkomst = stand_of(partner.overeenkomsten.all(), today)
        if not stand or found == stand:
            lines.append(
                PartnerLine(
                    partner=partner,
                    stand=found,
                    overeenkomst=overeenkomst,
                    incasso=refused.get(partner.pk, 0),
                )
            )
    order = {stand: place for place, stand in enumerate(ORDER)}
    return sorted(lines, key=lambda line: (order[line.stand], line.partner.naam))


def last_deliveries(partner: Signaalpartner) -> list[Any]:
    """The newest deliveries of this partner to the gemeente (rows of the room `intake`, which lies above this one)."""
    return list(partner.aanleveringen.order_by("-dag", "-ontvangen_op")[:LAST_DELIVERIES])


def _refused_for_collection(today: date) -> dict[int, int]:
    """By partner: lines refused in a year for want of social collection."""
    refused = Signaalpartner.objects.filter(
        aanleveringen__dag__gt=today - timedelta(days=YEAR_DAYS),
        aanleveringen__uitkomsten__codes__overlap=[code.value for code in OF_SOCIAL_COLLECTION],
    )
    return dict(refused.values_list("pk").annotate(aantal=Count("aanleveringen__uitkomsten")).order_by())


def social_collection(partner: Signaalpartner, today: date) -> SocialCollection:
    """The lines of a year of this partner, and how many were refused because a step was missing (R-ADM-1).

    Two queries. The explanation of a line goes after its retention term; the count stays.
    """
    year = partner.aanleveringen.filter(dag__gt=today - timedelta(days=YEAR_DAYS))
    counted: dict[str, Q] = {
        "geweigerd": Q(uitkomsten__codes__overlap=[code.value for code in OF_SOCIAL_COLLECTION]),
        "bezwaar": Q(uitkomsten__codes__contains=[Reden.BEZWAAR.value]),
    }
    for stap in Incassostap:
        missing = {"code": Reden.SOCIALE_INCASSO.value, "kolom": stap.value}
        counted[f"stap_{stap.value}"] = Q(uitkomsten__redenen__contains=[missing])
    found = year.aggregate(**{name: Count("uitkomsten", filter=demand) for name, demand in counted.items()})
    return SocialCollection(
        regels=year.aggregate(som=Sum("regels"))["som"] or 0,
        geweigerd=found["geweigerd"],
        bezwaar=found["bezwaar"],
        stappen=tuple(
            (stap, found[f"stap_{stap.value}"]) for stap in Incassostap if found[f"stap_{stap.value}"]
        ),
    )
