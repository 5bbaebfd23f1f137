"""Versions of templates that a gemeente writes itself; the text of a version never changes (R-OUT-3)."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.outreach.letters.templates import parse_template
from tijdig.outreach.models import Sjabloon
from tijdig.outreach.shelf import refusal_of_text
from tijdig.refusals import require


@transaction.atomic
def write_sjabloon(
    *, naam: str, tekst: str, ingang: date, gemeente_code: str, today: date, by: Actor
) -> Sjabloon:
    """Keep a new version (YAML) of one of the templates, in force from `ingang`. Errors: Refused."""
    fault = refusal_of_text(naam, tekst)
    require(
        by.refusal_without(Right.SJABLONEN_BEHEREN),
        fault,
        "Een versie kan niet in het verleden ingaan." if ingang < today else None,
    )
    read = parse_template(tekst, id=naam, versie="g0")
    earlier = Sjabloon.objects.filter(naam=naam).aggregate(last=Max("nummer"))["last"] or 0
    made = Sjabloon.objects.create(
        gemeente_id=gemeente_code, naam=naam, soort=read.soort, taal=read.taal, nummer=earlier + 1, tekst=tekst,
        ingang=ingang, door_id=by.user_id,
    )  # fmt: skip
    record("sjabloon.geschreven", subject=f"sjabloon:{naam}", by=by, ground="wgs.3.1.b", nummer=made.nummer)
    return made


@transaction.atomic
def withdraw_sjabloon(sjabloon_id: int, *, today: date, by: Actor) -> Sjabloon:
    """Use this version no more from today; what was sent with it keeps its text. Errors: Refused."""
    require(by.refusal_without(Right.SJABLONEN_BEHEREN))
    sjabloon = Sjabloon.objects.select_for_update().get(pk=sjabloon_id)
    if sjabloon.einde is None:
        sjabloon.einde = today
        sjabloon.save(update_fields=["einde"])
        record("sjabloon.ingetrokken", subject=f"sjabloon:{sjabloon.naam}", by=by, ground="wgs.3.1.b",
               nummer=sjabloon.nummer)  # fmt: skip
    return sjabloon
