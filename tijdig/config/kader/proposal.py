"""One proposal: its rules, what is wrong with it, and what can be done with it (R-TRI-3)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.config.kader.forms import BesluitForm
from tijdig.config.kader.overview import STAND_KIND, as_download
from tijdig.policies.actions.voorstellen import decide_voorstel, propose_voorstel, withdraw_voorstel
from tijdig.policies.decided import as_file
from tijdig.policies.models import Beleidsvoorstel
from tijdig.policies.permissions import OPEN, refusal_of_eyes, refusal_to_change, refusal_to_withdraw
from tijdig.refusals import Refused
from tijdig.rules.notation import day_in_full, whole_number
from tijdig.rules.terms import Voorstelstand
from tijdig.rules.triage import Afwegingskader, is_monotone, read_kader

WORK_ON_IT = (Right.KADER_VOORSTELLEN, Right.KADER_VASTSTELLEN)


def found_or_404(voorstel_id: int) -> Beleidsvoorstel:
    people = ("opgesteld_door", "voorgesteld_door", "vastgesteld_door")
    return get_object_or_404(Beleidsvoorstel.objects.select_related(*people), pk=voorstel_id)


def content_of(voorstel: Beleidsvoorstel) -> Mapping[str, Any]:
    return as_file(voorstel.tekst, voorstel.gemeente_id, f"{voorstel.geldig_vanaf}").inhoud


def kader_of(voorstel: Beleidsvoorstel) -> Afwegingskader:
    return read_kader(content_of(voorstel))


@require_safe
@needs(*WORK_ON_IT)
def voorstel(request: StaffRequest, voorstel_id: int) -> HttpResponse:
    """The rules with what the check found, and the next step."""
    return shown(request, found_or_404(voorstel_id))


@require_safe
@needs(*WORK_ON_IT)
def download(request: StaffRequest, voorstel_id: int) -> HttpResponse:
    """The text, in the form of a file of policy."""
    found = found_or_404(voorstel_id)
    return as_download(found.tekst, found.gemeente_id, f"{found.geldig_vanaf}")


@require_POST
@needs(Right.KADER_VOORSTELLEN)
def voorleggen(request: StaffRequest, voorstel_id: int) -> HttpResponse:
    """Put a concept before somebody who may decide."""
    propose_voorstel(
        found_or_404(voorstel_id).pk, versie=_versie(request), today=request.today, by=request.actor
    )
    messages.success(request, "Het kader is voorgesteld. Een tweede persoon kan het nu vaststellen.")
    return redirect("kader:voorstel", voorstel_id)


@require_POST
@needs(Right.KADER_VASTSTELLEN)
def vaststellen(request: StaffRequest, voorstel_id: int) -> HttpResponse:
    """Put it in force from a day that is still to come."""
    found, form = found_or_404(voorstel_id), BesluitForm(request.POST, today=request.today)
    if form.is_valid():
        try:
            made = decide_voorstel(voorstel_id, today=request.today, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"Het kader is vastgesteld. Het geldt vanaf {day_in_full(made.geldig_vanaf)}."
            )
            return redirect("kader:kader")
    return shown(request, found, form=form)


@require_POST
@needs(*WORK_ON_IT)
def intrekken(request: StaffRequest, voorstel_id: int) -> HttpResponse:
    """Take it back; it stays to be read."""
    withdraw_voorstel(
        found_or_404(voorstel_id).pk, versie=_versie(request), today=request.today, by=request.actor
    )
    messages.success(request, "Het voorstel is ingetrokken. De tekst is bewaard.")
    return redirect("kader:kader")


def _versie(request: StaffRequest) -> int:
    return whole_number(request.POST.get("versie", "")) or 0


def shown(request: StaffRequest, found: Beleidsvoorstel, *, form: BesluitForm | None = None) -> HttpResponse:
    """The page of a proposal. Every doubt stands at the rule it is about."""
    kader, by = kader_of(found), request.actor
    doubts = is_monotone(kader)
    may_change = Right.KADER_VOORSTELLEN in by.rights and refusal_to_change(found) is None
    decides = Right.KADER_VASTSTELLEN in by.rights and found.stand == Voorstelstand.VOORGESTELD
    start = {"geldig_vanaf": max(found.geldig_vanaf, request.today), "versie": found.versie}
    context: dict[str, Any] = {
        "voorstel": found,
        "kader": kader,
        "kind": STAND_KIND[Voorstelstand(found.stand)],
        "rules": [{"regel": r, "doubts": [d for d in doubts if f"'{r.id}'" in d]} for r in kader.regels],
        "doubts": doubts,
        "may_change": may_change,
        "may_propose": may_change and found.stand == Voorstelstand.CONCEPT,
        "refusal": refusal_of_eyes(found, by) if decides else None,
        "decide": (form or BesluitForm(initial=start, today=request.today)) if decides else None,
        "decide_url": reverse("kader:vaststellen", args=[found.pk]),
        "may_withdraw": refusal_to_withdraw(found, today=request.today, by=by) is None,
        "is_open": found.stand in OPEN,
    }
    return render(request, "config/kader/voorstel.html", context, status=422 if form else 200)
