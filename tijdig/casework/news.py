"""How what came after a closing is written down, within the act that records it (R-UIT-4, R-TRM-4)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from tijdig.accounts.actors import Actor
from tijdig.refusals import Refused
from tijdig.rules.aftercare import VERVOLG_BY_BESLUIT
from tijdig.rules.terms import Besluitsoort, Vervolg

from .aftercare import COUNTS, Aftercare, aftercare_of, closings_of
from .clocks import refresh_clocks
from .models import Afsluiting, Besluit, Termijn, Vervolguitkomst, Vroegsignaalzaak


def after_of(zaak: Vroegsignaalzaak) -> Aftercare | None:
    """What came after the closing in force, when help was accepted."""
    afsluiting = closings_of(zaak).filter(heropend_op__isnull=True).first()
    return aftercare_of(afsluiting, Termijn.objects.filter(zaak=zaak))


def add_news_of(besluit: Besluit, by: Actor) -> None:
    """The start of schuldhulpverlening is news too; when somebody recorded it already, it stands."""
    soort = VERVOLG_BY_BESLUIT.get(Besluitsoort(besluit.soort))
    if soort is None:
        return
    if not besluit.afsluiting.vervolg.filter(COUNTS, soort=soort, op=besluit.op).exists():
        add_news(besluit.afsluiting, soort, besluit.op, "", by)


def add_news(
    afsluiting: Afsluiting, soort: Vervolg, op: date, toelichting: str, by: Actor,
    vervangt: Vervolguitkomst | None = None,
) -> Vervolguitkomst:  # fmt: skip
    """Write news; the same of the same day is refused. Errors: Refused."""
    try:
        with transaction.atomic():
            return Vervolguitkomst.objects.create(
                gemeente_id=afsluiting.gemeente_id, afsluiting=afsluiting, soort=soort, op=op,
                toelichting=toelichting.strip(), door_id=by.user_id, vervangt=vervangt,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("Dit is op deze dag al vastgelegd.") from error


def finish(zaak: Vroegsignaalzaak) -> None:
    """The clocks follow what comes after, and the zaak has a new version."""
    refresh_clocks([zaak.pk], gemeente_code=zaak.gemeente_id)
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(versie=F("versie") + 1)
