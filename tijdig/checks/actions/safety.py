"""Acts on the list of addresses that staff must not visit (R-ADM-6)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.checks.models import Veiligheidsmelding
from tijdig.refusals import Refused, require
from tijdig.rules.address import Adres


@transaction.atomic
def add_veiligheidsmelding(
    *, gemeente_code: str, adres: Adres, adres_tekst: str, reden: str, ingang: date, einde: date, by: Actor
) -> Veiligheidsmelding:
    """No home visit at this address from `ingang` up to and including `einde` (R-ADM-6).

    The reason is seen only with the right to; the trail says that somebody did it, not where or why. Errors: Refused.
    """
    require(
        by.refusal_without(Right.VEILIGHEID_ZIEN),
        None if reden.strip() else "Schrijf op waarom hier geen huisbezoek mag.",
        "De laatste dag ligt voor de eerste dag." if einde < ingang else None,
        _refusal_when_listed(adres, ingang, einde),
    )
    if by.user_id is None:
        raise Refused("Alleen een medewerker zet een adres op deze lijst.")
    melding = Veiligheidsmelding.objects.create(
        gemeente_id=gemeente_code, adres_sleutel=adres.sleutel, adres=adres_tekst, reden=reden.strip(),
        ingang=ingang, einde=einde, door_id=by.user_id,
    )  # fmt: skip
    record("veiligheid.toegevoegd", subject=f"veiligheid:{melding.pk}", by=by, ground="arbowet.3")
    return melding


@transaction.atomic
def end_veiligheidsmelding(melding_id: int, *, today: date, by: Actor) -> Veiligheidsmelding:
    """Today is the last day; visits may take place again from tomorrow on. Errors: Refused."""
    require(by.refusal_without(Right.VEILIGHEID_ZIEN))
    melding = Veiligheidsmelding.objects.select_for_update().get(pk=melding_id)
    require("Deze melding is al voorbij." if melding.einde < today else None)
    melding.einde = today
    melding.save(update_fields=["einde"])
    record("veiligheid.beeindigd", subject=f"veiligheid:{melding.pk}", by=by, ground="arbowet.3")
    return melding


def _refusal_when_listed(adres: Adres, ingang: date, einde: date) -> str | None:
    listed = Veiligheidsmelding.objects.filter(
        adres_sleutel=adres.sleutel, ingang__lte=einde, einde__gte=ingang
    ).exists()
    return "Dit adres staat in die periode al op de lijst. Beëindig die melding eerst." if listed else None
