"""Who has the page of a zaak open now (spec 14: two people in one zaak). No act: it is forgotten by itself."""

from datetime import timedelta

from django.utils import timezone

from tijdig.accounts.models import User

from .models import Aanwezigheid, Vroegsignaalzaak

EXPIRES = timedelta(seconds=50)  # the page says every twenty that it is still there
FORGOTTEN = timedelta(hours=1)


def here(zaak: Vroegsignaalzaak, *, user_id: int) -> list[str]:
    """Note that this user looks, and give the names of the others who look. Three queries."""
    now = timezone.now()
    Aanwezigheid.objects.filter(gezien_op__lt=now - FORGOTTEN).delete()
    Aanwezigheid.objects.bulk_create(
        [Aanwezigheid(gemeente_id=zaak.gemeente_id, zaak=zaak, wie_id=user_id, gezien_op=now)],
        update_conflicts=True, unique_fields=["zaak", "wie"], update_fields=["gezien_op"],
    )  # fmt: skip
    others = User.objects.filter(
        pk__in=Aanwezigheid.objects.filter(zaak=zaak, gezien_op__gte=now - EXPIRES).values("wie_id")
    ).exclude(pk=user_id)
    return sorted(str(user) for user in others)
