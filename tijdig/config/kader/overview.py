"""The kader in force with its versions, its proposals, and a file of each (R-TRI-1, R-TRI-3)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.config.kader.forms import BestandForm
from tijdig.policies import files_about, policy_on
from tijdig.policies.actions.voorstellen import write_voorstel
from tijdig.policies.models import Beleidsvoorstel
from tijdig.policies.reading import Bestand
from tijdig.policies.schemas import AFWEGINGSKADER
from tijdig.policies.writing import write_kader
from tijdig.rules.deadlines import add_working_days
from tijdig.rules.terms import Voorstelstand

STAND_KIND = {
    Voorstelstand.CONCEPT: "rustig",
    Voorstelstand.VOORGESTELD: "let-op",
    Voorstelstand.VASTGESTELD: "klaar",
    Voorstelstand.INGETROKKEN: "rustig",
}
DAYS_AHEAD = 20  # working days: time to decide


@require_safe
@needs(Right.BELEID_ZIEN)
def kader(request: StaffRequest) -> HttpResponse:
    """What counts now, what counted and what will count; the proposals for who may do something with them."""
    return _overview(request, BestandForm(gemeente_code=request.gemeente.pk))


@require_http_methods(["POST"])
@needs(Right.KADER_VOORSTELLEN)
def upload(request: StaffRequest) -> HttpResponse:
    """A concept from a file; each fault with its line."""
    form = BestandForm(request.POST, request.FILES, gemeente_code=request.gemeente.pk)
    if not form.is_valid():
        return _overview(request, form, status=422)
    made = write_voorstel(
        None, tekst=form.cleaned_data["bestand"], gemeente_code=request.gemeente.pk, by=request.actor
    )
    messages.success(request, "Het bestand is ingelezen als concept. Er is nog niets veranderd.")
    return redirect("kader:voorstel", made.pk)


@require_POST
@needs(Right.KADER_VOORSTELLEN)
def nieuw(request: StaffRequest) -> HttpResponse:
    """A concept that begins as a copy of what counts now."""
    now = _in_force(files_about(AFWEGINGSKADER, request.gemeente.pk), request.today)
    content = dict(now.inhoud) | {
        "gemeente": request.gemeente.pk,
        "geldig_vanaf": add_working_days(request.today, DAYS_AHEAD),
        "vastgesteld": "nog niet vastgesteld",
        "status": "van_kracht",
    }
    if now.inhoud["gemeente"] != request.gemeente.pk:
        content["titel"] = f"Afwegingskader {request.gemeente.naam}"
    made = write_voorstel(
        None, tekst=write_kader(content), gemeente_code=request.gemeente.pk, by=request.actor
    )
    messages.success(request, "Dit is een kopie van het kader dat nu geldt. Pas aan wat anders moet.")
    return redirect("kader:voorstel", made.pk)


@require_safe
@needs(Right.BELEID_ZIEN)
def bestand(request: StaffRequest, dag: str) -> HttpResponse:
    """A version as the file it is, or could be."""
    found = next((b for b in _versions(request) if b.geldig_vanaf.isoformat() == dag), None)
    if found is None:
        raise Http404
    return as_download(write_kader(found.inhoud), found.inhoud["gemeente"], dag)


def as_download(tekst: str, gemeente: str, dag: str) -> HttpResponse:
    answer = HttpResponse(tekst, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="afwegingskader-{gemeente}-{dag}.yaml"'
    return answer


def _versions(request: StaffRequest) -> tuple[Bestand, ...]:
    return files_about(AFWEGINGSKADER, request.gemeente.pk)


def _in_force(versions: tuple[Bestand, ...], today: date) -> Bestand:
    counting = [b for b in versions if b.geldig_vanaf <= today]
    return counting[-1] if counting else versions[0]


def _overview(request: StaffRequest, form: BestandForm, *, status: int = 200) -> HttpResponse:
    rights = request.actor.rights
    works_on_it = bool(rights & {Right.KADER_VOORSTELLEN, Right.KADER_VASTSTELLEN})
    versions = _versions(request)
    shown: dict[str, Any] = {
        "kader": policy_on(request.today, request.gemeente.pk).afwegingskader,
        "versions": _rows(versions, request.today),
        "coming": next((b for b in versions if b.geldig_vanaf > request.today), None),
        "proposals": _proposals() if works_on_it else [],
        "works_on_it": works_on_it,
        "may_propose": Right.KADER_VOORSTELLEN in rights,
        "form": form,
        "today": request.today,
    }
    return render(request, "config/kader/kader.html", shown, status=status)


def _rows(versions: tuple[Bestand, ...], today: date) -> list[dict[str, Any]]:
    now = _in_force(versions, today)
    return [
        {
            "dag": b.geldig_vanaf,
            "titel": b.inhoud["titel"],
            "vastgesteld": b.inhoud["vastgesteld"],
            "href": reverse("kader:bestand_kader", args=[b.geldig_vanaf.isoformat()]),
            "words": "geldt nu" if b is now else "komt nog" if b.geldig_vanaf > today else "gold eerder",
            "kind": "klaar" if b is now else "let-op" if b.geldig_vanaf > today else "rustig",
        }
        for b in reversed(versions)
    ]


def _proposals() -> list[dict[str, Any]]:
    found = Beleidsvoorstel.objects.select_related("opgesteld_door", "voorgesteld_door", "vastgesteld_door")
    return [{"voorstel": v, "kind": STAND_KIND[Voorstelstand(v.stand)]} for v in found.order_by("-pk")[:30]]
