"""What was taken in so far, the last first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from tijdig.monitor.models import Cijferlevering, Vergelijkcel

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Ingelezen:
    """One reading, and what of it is in use: a later one may have taken its place."""

    levering: Cijferlevering
    gemeenten: int = 0
    van: date | None = None
    tot: date | None = None

    @property
    def in_use(self) -> bool:
        return self.levering.ingetrokken_op is None


def last_readings() -> list[Ingelezen]:
    """Two questions."""
    leveringen = list(Cijferlevering.objects.order_by("-pk")[:SHOWN])
    there = Vergelijkcel.objects.filter(levering__in=leveringen, dimensie="", indicator="M1")
    rows = there.values("levering").annotate(
        gemeenten=Count("code", distinct=True), van=Min("maand"), tot=Max("maand")
    )
    found = {row["levering"]: (row["gemeenten"], row["van"], row["tot"]) for row in rows}
    return [_reading(one, *found.get(one.pk, (0, None, None))) for one in leveringen]


def _reading(levering: Cijferlevering, gemeenten: int, van: date | None, tot: date | None) -> Ingelezen:
    return Ingelezen(levering=levering, gemeenten=gemeenten, van=van, tot=tot)
