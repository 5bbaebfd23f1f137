"""Record attempts to reach the resident, and their replies (R-OUT-1, R-OUT-2)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.casework.clocks import refresh_clocks, refresh_taken_up
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.casework.steps import refresh_steps
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.offer import SCHRIFTELIJK
from tijdig.rules.terms import Bereikt, Contactsoort, Dagdeel

from .opening import locked_zaak


@transaction.atomic
def record_contactpoging(
    zaak_id: int, *, soort: Contactsoort, bereikt: Bereikt, datum: date, versie: int, today: date, by: Actor,
    dagdeel: Dagdeel | None = None, minuten: int = 0, notitie: str = "",
) -> Contactpoging:  # fmt: skip
    """Record one attempt. `minuten`: time spent, 0..1440. Errors: Refused."""
    zaak = locked_zaak(zaak_id, versie=versie)
    require(
        permissions.refusal_to_handle(zaak, by),
        "De datum ligt in de toekomst." if datum > today else None,
        "De datum ligt voor de ontvangst van het signaal." if datum < zaak.ontvangen_op else None,
        "De tijd moet tussen 0 en 1440 minuten liggen." if not 0 <= minuten <= 1440 else None,
    )
    poging = Contactpoging.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, soort=soort, bereikt=bereikt, datum=datum, dagdeel=dagdeel or "",
        minuten=minuten, notitie=notitie.strip(), door_id=by.user_id,
        kondigt_aan=zaak.volgende_kondigt_aan and soort is Contactsoort.BRIEF,
    )  # fmt: skip
    after_attempts([zaak.pk], gemeente_code=zaak.gemeente_id, today=today)
    record(
        "contactpoging.vastgelegd", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", soort=soort.value,
        bereikt=bereikt.value,
    )  # fmt: skip
    return poging


@transaction.atomic
def record_reaction(
    poging_id: int, *, op: date, versie: int, today: date, by: Actor, notitie: str = ""
) -> None:
    """A reply to a letter stands on that letter; the resident is reached by it (R-OUT-2). Errors: Refused."""
    poging = Contactpoging.objects.select_for_update().get(pk=poging_id)
    zaak = locked_zaak(poging.zaak_id, versie=versie)
    require(
        permissions.refusal_to_handle(zaak, by),
        "De reactie kan niet van voor de poging zijn." if op < poging.datum else None,
        "De datum ligt in de toekomst." if op > today else None,
    )
    poging.bereikt, poging.reactie_op = Bereikt.JA, op
    if notitie.strip():
        poging.notitie = "\n".join(filter(None, [poging.notitie, notitie.strip()]))
    poging.save(update_fields=["bereikt", "reactie_op", "notitie"])
    after_attempts([zaak.pk], gemeente_code=zaak.gemeente_id, today=today)
    record("contactpoging.reactie", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", soort=poging.soort)


def lapse_written_attempts(*, gemeente_code: str, today: date, by: Actor) -> int:
    """Written attempts without a reply become 'niet bereikt' after their days (R-OUT-2). Safe to repeat."""
    with working_for(gemeente_code):
        days = policy_on(today, gemeente_code).termijnen.schriftelijk_niet_bereikt_dagen
        silent = Contactpoging.objects.filter(
            soort__in=SCHRIFTELIJK, bereikt=Bereikt.ONBEKEND, datum__lte=today - timedelta(days=days)
        )
        count = silent.update(bereikt=Bereikt.NEE)
        record(
            "contactpogingen.niet_bereikt", subject=f"gemeente:{gemeente_code}", by=by, ground="leidraad.8.5.3",
            aantal=count,
        )  # fmt: skip
    return count


def after_attempts(zaken: Sequence[int], *, gemeente_code: str, today: date) -> None:
    """What follows from attempts: whether signals are taken up, clocks and next steps are worked out again."""
    refresh_taken_up(zaken)
    refresh_clocks(zaken, gemeente_code=gemeente_code)
    refresh_steps(zaken, today=today)
    Vroegsignaalzaak.objects.filter(pk__among=list(zaken)).update(versie=F("versie") + 1)
