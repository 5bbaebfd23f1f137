"""Away, with a colleague who stands in: nothing is given away, and it ends by itself (R-TRI-7)."""

from datetime import date, timedelta

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Rol
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.colleagues import HANDLERS
from tijdig.casework.models import Vervanging
from tijdig.refusals import require

LONGEST = timedelta(days=366)


@transaction.atomic
def set_vervanging(
    *, wie: int, vervanger: int, van: date, tot: date, gemeente_code: str, today: date, by: Actor
) -> Vervanging:
    """From `van` up to and including `tot` the work of `wie` also stands with `vervanger`. Errors: Refused.

    For oneself, or by who sees all teams for somebody else. A stand-in sees the zaken for which they stand in.
    """
    handlers = set(
        Rol.objects.filter(gemeente_id=gemeente_code, soort__in=HANDLERS, user__is_active=True).values_list(
            "user_id", flat=True
        )
    )
    overlapping = Vervanging.objects.filter(wie_id=wie, van__lte=tot, tot__gte=van)
    require(
        _refusal_for(wie, by),
        None if wie in handlers else "Deze collega behandelt in deze gemeente geen zaken.",
        None if vervanger in handlers else "De vervanger behandelt in deze gemeente geen zaken.",
        "Kies een ander als vervanger." if wie == vervanger else None,
        "De laatste dag ligt voor de eerste dag." if tot < van else None,
        "De laatste dag is al voorbij." if tot < today else None,
        "Kies een kortere afwezigheid: hoogstens een jaar." if tot - van > LONGEST else None,
        "In deze dagen is al een vervanger. Beëindig die eerst." if overlapping.exists() else None,
    )
    made = Vervanging.objects.create(
        gemeente_id=gemeente_code, wie_id=wie, vervanger_id=vervanger, van=van, tot=tot, door_id=by.user_id
    )
    record(
        "vervanging.ingesteld", subject=f"gebruiker:{wie}", by=by, ground="leidraad.8.6",
        vervanger=f"gebruiker:{vervanger}", van=van.isoformat(), tot=tot.isoformat(),
    )  # fmt: skip
    return made


@transaction.atomic
def end_vervanging(vervanging_id: int, *, today: date, by: Actor) -> None:
    """Back earlier: yesterday was the last day. What was still to come is taken away. Errors: Refused."""
    found = Vervanging.objects.select_for_update().get(pk=vervanging_id)
    require(_refusal_for(found.wie_id, by), "Deze vervanging is al voorbij." if found.tot < today else None)
    if found.van >= today:
        found.delete()
    else:
        found.tot = today - timedelta(days=1)
        found.save(update_fields=["tot"])
    record("vervanging.beeindigd", subject=f"gebruiker:{found.wie_id}", by=by, ground="leidraad.8.6")


def _refusal_for(wie: int, by: Actor) -> str | None:
    """For oneself whoever handles zaken may; for a colleague who sees all teams."""
    if wie == by.user_id:
        return by.refusal_without(Right.ZAKEN_BEHANDELEN)
    return by.refusal_without(Right.ZAKEN_ALLE_TEAMS)
