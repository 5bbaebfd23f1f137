"""After a check that showed somebody in another light, the next step of their zaken is worked out at once (R-OUT-4).

Who came under curatele, died or turns out to be a minor is not called or visited any more (R-BRP-5, R-BRP-6, R-BRP-8).
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak, ZaakInwoner
from tijdig.casework.proposing import lock_open
from tijdig.casework.steps import refresh_steps
from tijdig.checks.models import Inwoner
from tijdig.rules.terms import Zaakstatus


def hear_checks(*, gemeente_code: str, joined: Sequence[int] = (), today: date, by: Actor) -> int:
    """Renew the next step of zaken about people whose check changed, and of `joined`, which got a signal more.

    In one transaction with taking the mark off those people, so a crash loses nothing. Returns how many zaken.
    """
    with working_for(gemeente_code):
        marked = Inwoner.objects.select_for_update(no_key=True).filter(bereik_gewijzigd=True).order_by("pk")
        people = list(marked.values_list("pk", flat=True))
        if not people and not joined:
            return 0
        about = ZaakInwoner.objects.filter(inwoner__among=people).values_list("zaak_id", flat=True)
        still_open = lock_open([*about, *joined])
        followed = Vroegsignaalzaak.objects.filter(pk__among=still_open, status=Zaakstatus.IN_OPVOLGING)
        zaken = list(followed.order_by("pk").values_list("pk", flat=True))
        refresh_steps(zaken, today=today)
        Vroegsignaalzaak.objects.filter(pk__among=zaken).update(versie=F("versie") + 1)
        Inwoner.objects.filter(pk__among=people).update(bereik_gewijzigd=False)
        record("zaken.stap_herzien", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.8b",
               personen=len(people), zaken=len(zaken))  # fmt: skip
    return len(zaken)
