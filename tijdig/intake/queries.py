"""Reads about deliveries. Row security keeps to the gemeente; the number of queries does not grow with the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from tijdig.partners.models import Signaalpartner
from tijdig.partners.queries import agreements_in_force
from tijdig.rules.labels import label
from tijdig.rules.terms import Oordeel, Reden, Signaalstatus, Waarschuwing

from .models import Aanlevering, Aanleverregel, Vroegsignaal
from .shown import outcome_words

WAITING = (Signaalstatus.TE_CONTROLEREN, Signaalstatus.CONTROLE_MISLUKT)

PER_REASON = """
select code, count(*) from intake_aanleverregel, unnest(codes) as code
where aanlevering_id = %s and oordeel = 'geweigerd' group by code order by count(*) desc, code
"""
PER_WARNING = """
select remark ->> 'code' as code, count(*)
from intake_aanleverregel, jsonb_array_elements(waarschuwingen) as remark
where aanlevering_id = %s group by 1 order by count(*) desc, 1
"""


@dataclass(frozen=True, kw_only=True)
class Aantal:
    """How often something occurs, in words."""

    code: str
    woord: str
    aantal: int


@dataclass(frozen=True, kw_only=True)
class Vervolg:
    """What became of the admitted lines of one delivery."""

    signalen: int
    wacht: int
    nooit_gevraagd: int  # of those that wait: the check has not begun
    twijfel: int
    zaken: int
    uitkomsten: tuple[Aantal, ...]

    @property
    def klaar(self) -> int:
        """How many were checked."""
        return self.signalen - self.wacht


def partners_that_may_deliver(day: date | None) -> QuerySet[Signaalpartner]:
    """Partners with an agreement in force on `day`; None: every partner, for whoever may choose another day.

    A delivery without an agreement on its day is refused at the door with that reason (R-PAR-2).
    """
    if day is None:
        return Signaalpartner.objects.all()
    return Signaalpartner.objects.filter(pk__in=agreements_in_force(day).values("partner_id"))


def partners_that_delivered() -> QuerySet[Signaalpartner]:
    """Partners of which this gemeente has a delivery."""
    return Signaalpartner.objects.filter(pk__in=Aanlevering.objects.values("partner_id"))


def aanleveringen(filters: Mapping[str, Any], *, today: date) -> QuerySet[Aanlevering]:
    """Deliveries, newest first."""
    found = Aanlevering.objects.select_related("partner").order_by("-ontvangen_op", "-pk")
    if filters.get("partner"):
        found = found.filter(partner=filters["partner"])
    if filters.get("status"):
        found = found.filter(status=filters["status"])
    if filters.get("periode"):
        found = found.filter(dag__gte=today - timedelta(days=int(filters["periode"])))
    return found


def reasons(aanlevering: Aanlevering) -> list[Aantal]:
    """Why lines were refused, most often first. A line can have several reasons."""
    return [
        Aantal(code=code, woord=label(Reden(code)), aantal=n) for code, n in _counted(PER_REASON, aanlevering)
    ]


def warnings(aanlevering: Aanlevering) -> list[Aantal]:
    """What was noticed about lines that were taken all the same."""
    rows = _counted(PER_WARNING, aanlevering)
    return [Aantal(code=code, woord=label(Waarschuwing(code)), aantal=n) for code, n in rows]


def _counted(query: str, aanlevering: Aanlevering) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [aanlevering.pk])
        return [(str(code), int(count)) for code, count in cursor.fetchall()]


def refused_lines(aanlevering: Aanlevering, *, reden: str = "") -> QuerySet[Aanleverregel]:
    """Refused lines in the order of the file, all or those with one reason."""
    lines = Aanleverregel.objects.filter(aanlevering=aanlevering, oordeel=Oordeel.GEWEIGERD).order_by(
        "nummer"
    )
    return lines.filter(codes__contains=[reden]) if reden else lines


def lines_with_warnings(aanlevering: Aanlevering) -> QuerySet[Aanleverregel]:
    """Lines of which something was noticed."""
    return Aanleverregel.objects.filter(aanlevering=aanlevering).exclude(waarschuwingen=[]).order_by("nummer")


def what_followed(aanlevering: Aanlevering) -> Vervolg:
    """BRP outcomes and zaken of the admitted lines. Two queries."""
    signals = Vroegsignaal.objects.filter(aanlevering=aanlevering).exclude(status=Signaalstatus.APART)
    rows = signals.values_list("status", "toets__uitkomst", "toets__zekerheid").annotate(n=Count("pk"))
    zaken = signals.aggregate(n=Count("zaaksignaal__zaak", distinct=True))["n"]
    wacht = new = twijfel = total = 0
    words: dict[str, int] = {}
    for status, uitkomst, zekerheid, n in rows:
        total += n
        new += n if status == Signaalstatus.TE_CONTROLEREN else 0
        twijfel += n if status == Signaalstatus.TWIJFEL else 0
        if status in WAITING or not uitkomst:
            wacht += n
            continue
        word = outcome_words(uitkomst, zekerheid)
        words[word] = words.get(word, 0) + n
    found = [Aantal(code="", woord=word, aantal=n) for word, n in sorted(words.items(), key=lambda w: -w[1])]
    return Vervolg(
        signalen=total, wacht=wacht, nooit_gevraagd=new, twijfel=twijfel, zaken=zaken, uitkomsten=tuple(found)
    )
