"""Which pages of a delivery left. Part of the act that records it (R-MON-9)."""

from django.utils import timezone

from tijdig.accounts.context import working_for

from .models import Ddaslevering
from .writing import Geschreven


def note_taken(levering: Ddaslevering, pages: list[int], written: Geschreven) -> None:
    """Remember that these pages left."""
    with working_for(levering.gemeente_id):
        locked = Ddaslevering.objects.select_for_update().get(pk=levering.pk)
        new = [page for page in pages if page not in locked.paginas_opgehaald]
        if new:
            locked.zaken += written.zaken.get(levering.gemeente_id, 0)
        locked.paginas_opgehaald = sorted({*locked.paginas_opgehaald, *pages})
        locked.opgehaald_op = timezone.now()
        locked.save(update_fields=["zaken", "paginas_opgehaald", "opgehaald_op"])
