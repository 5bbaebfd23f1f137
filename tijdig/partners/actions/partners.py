"""Keep partners and agreements (R-PAR-1, R-PAR-2)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.partners.models import Overeenkomst, Signaalpartner
from tijdig.refusals import Refused, require


@transaction.atomic
def add_partner(*, gegevens: Mapping[str, Any], by: Actor) -> Signaalpartner:
    """Add a partner, known to all gemeenten of the installation (R-PAR-1). Errors: Refused."""
    require(by.refusal_without(Right.PARTNERS_BEHEREN))
    if Signaalpartner.objects.filter(kvk_nummer=gegevens["kvk_nummer"]).exists():
        raise Refused("Er is al een partner met dit KvK-nummer. Zoek die op in de lijst.")
    partner = Signaalpartner.objects.create(**gegevens)
    record("partner.toegevoegd", subject=f"partner:{partner.pk}", by=by, ground="wgs.3.1.b")
    return partner


@transaction.atomic
def change_partner(partner_id: int, *, gegevens: Mapping[str, Any], by: Actor) -> Signaalpartner:
    """Change a partner's details. Errors: Refused."""
    require(by.refusal_without(Right.PARTNERS_BEHEREN))
    partner = Signaalpartner.objects.select_for_update().get(pk=partner_id)
    for name, value in gegevens.items():
        setattr(partner, name, value)
    partner.save(update_fields=list(gegevens))
    record(
        "partner.gewijzigd", subject=f"partner:{partner.pk}", by=by, ground="wgs.3.1.b", velden=len(gegevens)
    )
    return partner


@transaction.atomic
def add_overeenkomst(
    partner_id: int, *, gemeente_code: str, ingang: date, einde: date | None, by: Actor
) -> Overeenkomst:
    """Record an agreement between a partner and the gemeente (R-PAR-2). Errors: Refused when two would overlap."""
    require(
        by.refusal_without(Right.PARTNERS_BEHEREN),
        "De einddatum ligt voor de ingangsdatum." if einde and einde < ingang else None,
    )
    try:
        with transaction.atomic():
            overeenkomst = Overeenkomst.objects.create(
                partner_id=partner_id, gemeente_id=gemeente_code, ingang=ingang, einde=einde
            )
    except IntegrityError as error:
        raise Refused(
            "Er loopt in die periode al een overeenkomst met deze partner. Beëindig die eerst."
        ) from error
    record("overeenkomst.vastgelegd", subject=f"partner:{partner_id}", by=by, ground="lcv")
    return overeenkomst


@transaction.atomic
def end_overeenkomst(overeenkomst_id: int, *, einde: date, by: Actor) -> Overeenkomst:
    """Set the last day of an agreement. Errors: Refused."""
    require(by.refusal_without(Right.PARTNERS_BEHEREN))
    overeenkomst = Overeenkomst.objects.select_for_update().get(pk=overeenkomst_id)
    require("De einddatum ligt voor de ingangsdatum." if einde < overeenkomst.ingang else None)
    overeenkomst.einde = einde
    overeenkomst.save(update_fields=["einde"])
    record("overeenkomst.beeindigd", subject=f"partner:{overeenkomst.partner_id}", by=by, ground="lcv")
    return overeenkomst
