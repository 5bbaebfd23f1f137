"""Acts on the list of addresses and people that staff must not visit (R-ADM-6)."""

from datetime import date

from django.db import transaction

from tijdig import sealed
from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.checks.models import Veiligheidsmelding
from tijdig.refusals import Refused, require
from tijdig.rules.address import Adres
from tijdig.rules.bsn import passes_elfproef


@transaction.atomic
def add_veiligheidsmelding(
    *, gemeente_code: str, adres: Adres, adres_tekst: str, reden: str, ingang: date, einde: date, by: Actor,
    bsn: str = "",
) -> Veiligheidsmelding:  # fmt: skip
    """No home visit at this address from `ingang` up to and including `einde` (R-ADM-6).

    `bsn`: it is about this person, wherever they live then; of it only the fingerprint is kept. The reason is seen only
    with the right to; the trail says that somebody did it, not where, about whom or why. Errors: Refused.
    """
    require(
        by.refusal_without(Right.VEILIGHEID_ZIEN),
        None if reden.strip() else "Schrijf op waarom hier geen huisbezoek mag.",
        "De laatste dag ligt voor de eerste dag." if einde < ingang else None,
        None if not bsn or passes_elfproef(bsn) else "Dit BSN bestaat niet: kijk de cijfers na.",
        _refusal_when_listed(adres, _kenmerk(bsn), ingang, einde),
    )
    if by.user_id is None:
        raise Refused("Alleen een medewerker zet een adres op deze lijst.")
    melding = Veiligheidsmelding.objects.create(
        gemeente_id=gemeente_code, adres_sleutel=adres.sleutel, bsn_kenmerk=_kenmerk(bsn), adres=adres_tekst,
        reden=reden.strip(), ingang=ingang, einde=einde, door_id=by.user_id,
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


def _kenmerk(bsn: str) -> str:
    return sealed.fingerprint(bsn) if bsn else ""


def _refusal_when_listed(adres: Adres, kenmerk: str, ingang: date, einde: date) -> str | None:
    then = Veiligheidsmelding.objects.filter(bsn_kenmerk=kenmerk, ingang__lte=einde, einde__gte=ingang)
    if kenmerk and then.exists():
        return "Deze persoon staat in die periode al op de lijst. Beëindig die melding eerst."
    if then.filter(adres_sleutel=adres.sleutel).exists():
        return "Dit adres staat in die periode al op de lijst. Beëindig die melding eerst."
    return None
