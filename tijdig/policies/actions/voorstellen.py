"""Make a kader on a page, propose it, put it in force: never the same person twice (R-TRI-3)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.clock import moment_on
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.policies.decided import as_file, fingerprint
from tijdig.policies.models import Beleidsvoorstel
from tijdig.policies.permissions import (
    refusal_of_old_version,
    refusal_to_change,
    refusal_to_decide,
    refusal_to_withdraw,
)
from tijdig.policies.reading import PolicyFault
from tijdig.policies.writing import with_first_day
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Voorstelstand

GROUND = "wgs.3.1.b"


@transaction.atomic
def write_voorstel(
    voorstel_id: int | None, *, tekst: str, gemeente_code: str, versie: int = 1, by: Actor
) -> Beleidsvoorstel:
    """Keep the text of a concept, a new one when `voorstel_id` is None. What was proposed is a concept again.

    Errors: Refused when `by` may not, when it changed meanwhile, or when the text is no kader of this gemeente.
    """
    require(by.refusal_without(Right.KADER_VOORSTELLEN))
    eerste_dag = _checked(tekst, gemeente_code)
    if voorstel_id is None:
        voorstel = Beleidsvoorstel(gemeente_id=gemeente_code, versie=0)
    else:
        voorstel = _locked(voorstel_id, versie)
        require(refusal_to_change(voorstel))
    voorstel.tekst, voorstel.geldig_vanaf = tekst, eerste_dag
    voorstel.stand, voorstel.opgesteld_door_id = Voorstelstand.CONCEPT, by.user_id or 0
    voorstel.voorgesteld_door, voorstel.voorgesteld_op = None, None
    voorstel.versie += 1
    voorstel.save()
    record("kader.opgesteld", subject=f"beleidsvoorstel:{voorstel.pk}", by=by, ground=GROUND)
    return voorstel


@transaction.atomic
def propose_voorstel(voorstel_id: int, *, versie: int, today: date, by: Actor) -> Beleidsvoorstel:
    """Put a concept before somebody who may decide. Errors: Refused."""
    require(by.refusal_without(Right.KADER_VOORSTELLEN))
    voorstel = _locked(voorstel_id, versie)
    require(refusal_to_change(voorstel))
    voorstel.stand, voorstel.voorgesteld_door_id = Voorstelstand.VOORGESTELD, by.user_id
    voorstel.voorgesteld_op = moment_on(today)
    _keep(voorstel, "stand", "voorgesteld_door", "voorgesteld_op")
    record("kader.voorgesteld", subject=f"beleidsvoorstel:{voorstel.pk}", by=by, ground=GROUND)
    return voorstel


@transaction.atomic
def decide_voorstel(
    voorstel_id: int, *, geldig_vanaf: date, besluit: str, versie: int, today: date, by: Actor
) -> Beleidsvoorstel:
    """A second person puts a proposal in force, from a day that is still to come. `besluit`: who decided, and when.

    Errors: Refused. What was in force is never changed: there can be one kader per day.
    """
    require(by.refusal_without(Right.KADER_VASTSTELLEN))
    voorstel = _locked(voorstel_id, versie)
    gemeente = Gemeente.objects.select_for_update().get(pk=voorstel.gemeente_id)  # decisions take turns
    require(refusal_to_decide(voorstel, geldig_vanaf=geldig_vanaf, besluit=besluit, today=today, by=by))
    voorstel.tekst = with_first_day(voorstel.tekst, geldig_vanaf, besluit.strip())
    _checked(voorstel.tekst, gemeente.pk)
    voorstel.geldig_vanaf, voorstel.stand = geldig_vanaf, Voorstelstand.VASTGESTELD
    voorstel.vastgesteld_door_id, voorstel.vastgesteld_op = by.user_id, moment_on(today)
    _keep(voorstel, "tekst", "geldig_vanaf", "stand", "vastgesteld_door", "vastgesteld_op")
    _mark_changed(gemeente)
    record(
        "kader.vastgesteld", subject=f"beleidsvoorstel:{voorstel.pk}", by=by, ground=GROUND,
        geldig_vanaf=geldig_vanaf.isoformat(),
    )  # fmt: skip
    return voorstel


@transaction.atomic
def withdraw_voorstel(voorstel_id: int, *, versie: int, today: date, by: Actor) -> Beleidsvoorstel:
    """Take back a proposal, or a decision whose first day is still to come. Errors: Refused."""
    voorstel = _locked(voorstel_id, versie)
    gemeente = Gemeente.objects.select_for_update().get(pk=voorstel.gemeente_id)
    require(refusal_to_withdraw(voorstel, today=today, by=by))
    voorstel.stand = Voorstelstand.INGETROKKEN
    _keep(voorstel, "stand")
    _mark_changed(gemeente)
    record("kader.ingetrokken", subject=f"beleidsvoorstel:{voorstel.pk}", by=by, ground=GROUND)
    return voorstel


def _locked(voorstel_id: int, versie: int) -> Beleidsvoorstel:
    voorstel = Beleidsvoorstel.objects.select_for_update().get(pk=voorstel_id)
    require(refusal_of_old_version(voorstel, versie))
    return voorstel


def _keep(voorstel: Beleidsvoorstel, *fields: str) -> None:
    voorstel.versie += 1
    voorstel.save(update_fields=[*fields, "versie"])


def _checked(tekst: str, gemeente_code: str) -> date:
    """The first day in a text that is fit to decide by."""
    try:
        return as_file(tekst, gemeente_code, "voorstel").geldig_vanaf
    except PolicyFault as fault:
        raise Refused(f"Dit kader klopt niet. Er is niets opgeslagen. {fault.faults[0]}") from fault


def _mark_changed(gemeente: Gemeente) -> None:
    """Every process sees by the fingerprint that other policy counts."""
    in_force = Beleidsvoorstel.objects.filter(gemeente=gemeente, stand=Voorstelstand.VASTGESTELD)
    teksten = in_force.order_by("geldig_vanaf").values_list("tekst", flat=True)
    Gemeente.objects.filter(pk=gemeente.pk).update(beleid_kenmerk=fingerprint(teksten))
