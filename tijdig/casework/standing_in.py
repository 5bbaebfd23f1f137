"""For whom somebody stands in today, and who is away: reads only."""

from datetime import date

from django.db.models import QuerySet

from .models import Vervanging


def replaced_by(user_id: int | None, today: date) -> list[tuple[int, str]]:
    """(id, name) of the colleagues for whom this user stands in today. One query."""
    rows = (
        Vervanging.objects.filter(vervanger_id=user_id, van__lte=today, tot__gte=today)
        .select_related("wie")
        .order_by("wie_id")
    )
    return [(row.wie_id, str(row.wie)) for row in rows]


def ids_replaced_by(user_id: int | None, today: date) -> "QuerySet[Vervanging, int]":
    """The same as a subquery of ids."""
    return Vervanging.objects.filter(vervanger_id=user_id, van__lte=today, tot__gte=today).values_list(
        "wie_id", flat=True
    )


def coming_and_running(today: date, *, of: int | None = None) -> list[Vervanging]:
    """Stand-ins of today and later, the first first; of one person when `of` is given."""
    rows = Vervanging.objects.filter(tot__gte=today).select_related("wie", "vervanger").order_by("van", "pk")
    return list(rows if of is None else rows.filter(wie_id=of))
