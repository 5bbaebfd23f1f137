"""Choose in which language the people of a zaak are written to (R-OUT-3)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.languages import languages_on
from tijdig.outreach.models import Zaaktaal
from tijdig.outreach.shelf import DUTCH
from tijdig.refusals import require


@transaction.atomic
def choose_taal(zaak_id: int, *, taal: str, today: date, by: Actor) -> None:
    """What is written from now on, is in this language where the gemeente has a text in it. Errors: Refused.

    The trail says that a language was chosen, not which: that tells where somebody comes from.
    """
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=zaak_id)
    require(
        by.refusal_without(Right.BERICHTEN_VERSTUREN),
        "De gegevens van deze zaak zijn gewist." if zaak.gewist_op else None,
        None if taal in languages_on(today) else "In deze taal heeft uw gemeente geen sjablonen.",
    )
    kept = "" if taal == DUTCH else taal
    _, is_new = Zaaktaal.objects.update_or_create(
        zaak=zaak, defaults={"gemeente_id": zaak.gemeente_id, "taal": kept}
    )
    record("zaak.taal_gekozen", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", eerste=is_new)
