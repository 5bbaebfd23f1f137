"""Keep the sociale kaart: one organisation, or a whole list at once (R-UIT-2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, update_rows
from tijdig.referrals.models import Organisatie
from tijdig.referrals.sheet import FIELDS
from tijdig.refusals import require

TWICE = "Deze organisatie staat al op de sociale kaart. Zoek die op en wijzig haar."


@transaction.atomic
def add_organisatie(*, gegevens: Mapping[str, Any], gemeente_code: str, by: Actor) -> Organisatie:
    """Put an organisation on the sociale kaart. Errors: Refused."""
    again = Organisatie.objects.filter(naam__iexact=gegevens["naam"], geldig_tot__isnull=True).exists()
    require(by.refusal_without(Right.SOCIALE_KAART_BEHEREN), TWICE if again else None)
    made = Organisatie.objects.create(gemeente_id=gemeente_code, **gegevens)
    record("organisatie.toegevoegd", subject=f"organisatie:{made.pk}", by=by, ground="leidraad.8.8.3")
    return made


@transaction.atomic
def change_organisatie(organisatie_id: int, *, gegevens: Mapping[str, Any], by: Actor) -> Organisatie:
    """Change what the sociale kaart says of an organisation. Referrals made earlier stay. Errors: Refused."""
    require(by.refusal_without(Right.SOCIALE_KAART_BEHEREN))
    organisatie = Organisatie.objects.select_for_update().get(pk=organisatie_id)
    for name, value in gegevens.items():
        setattr(organisatie, name, value)
    organisatie.save(update_fields=list(gegevens))
    record("organisatie.gewijzigd", subject=f"organisatie:{organisatie.pk}", by=by, ground="leidraad.8.8.3")
    return organisatie


@transaction.atomic
def import_kaart(
    *, regels: Sequence[Mapping[str, Any]], gemeente_code: str, today: date, by: Actor
) -> tuple[int, int]:
    """Take over a list: a known name (whatever its capitals) is changed, a new one added, the rest stays.

    Returns how many were added and changed. Reading the same list twice changes nothing. Errors: Refused.
    """
    require(
        by.refusal_without(Right.SOCIALE_KAART_BEHEREN),
        None if regels else "In dit bestand staat geen enkele organisatie.",
    )
    known = {o.naam.casefold(): o for o in Organisatie.objects.select_for_update().order_by("geldig_van")}
    new, changed = [], []
    for regel in regels:
        values = [regel[name] for name in FIELDS]
        found = known.get(regel["naam"].casefold())
        if found is None:
            new.append((gemeente_code, *values))
        elif values != [getattr(found, name) for name in FIELDS]:
            changed.append((found.pk, *values))
    insert_rows(Organisatie, ("gemeente", *FIELDS), new)
    update_rows(Organisatie, "id", FIELDS, changed)
    record(
        "sociale_kaart.ingelezen", subject=f"gemeente:{gemeente_code}", by=by, ground="leidraad.8.8.3",
        nieuw=len(new), gewijzigd=len(changed), dag=today.isoformat(),
    )  # fmt: skip
    return len(new), len(changed)
