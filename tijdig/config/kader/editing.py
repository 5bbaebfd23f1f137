"""Change a concept: its head, one rule, the order of the rules (R-TRI-1). Works without JavaScript."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.config.kader.forms import KopForm, RegelForm, initial_of
from tijdig.config.kader.proposal import content_of, found_or_404
from tijdig.policies import policy_on
from tijdig.policies.actions.voorstellen import write_voorstel
from tijdig.policies.models import Beleidsvoorstel
from tijdig.policies.permissions import refusal_to_change
from tijdig.policies.writing import write_kader
from tijdig.refusals import require
from tijdig.rules.notation import whole_number

page_methods = require_http_methods(["GET", "HEAD", "POST"])
STEPS = {"omhoog": -1, "omlaag": 1}


@page_methods
@needs(Right.KADER_VOORSTELLEN)
def kop(request: StaffRequest, voorstel_id: int) -> HttpResponse:
    """Title, first day and source."""
    found = found_or_404(voorstel_id)
    require(refusal_to_change(found))
    content = content_of(found)
    form = KopForm(request.POST or None, initial=dict(content))
    if request.method == "POST" and form.is_valid():
        _keep(request, found, {**content, **form.cleaned_data})
        messages.success(request, "De gegevens zijn opgeslagen.")
        return redirect("kader:voorstel", found.pk)
    shown = {"form": form, "voorstel": found}
    return render(request, "config/kader/kop.html", shown, status=422 if form.errors else 200)


@page_methods
@needs(Right.KADER_VOORSTELLEN)
def regel(request: StaffRequest, voorstel_id: int, nummer: int) -> HttpResponse:
    """One rule; number 0 is a new one, which comes before the last rule."""
    found = found_or_404(voorstel_id)
    require(refusal_to_change(found))
    rules = _rules(found)
    if nummer > len(rules):
        raise Http404
    old = rules[nummer - 1] if nummer else None
    form = RegelForm(
        request.POST or None,
        initial=initial_of(old) if old else {},
        soorten=sorted(policy_on(request.today, found.gemeente_id).signaalsoorten),
        taken=frozenset(r["id"] for r in rules if r is not old),
    )
    if request.method == "POST" and form.is_valid():
        place = nummer - 1 if nummer else max(len(rules) - 1, 0)
        rules[place : place + (1 if nummer else 0)] = [form.regel()]
        _keep(request, found, {**content_of(found), "regels": rules})
        messages.success(request, f"Regel “{form.cleaned_data['id']}” is opgeslagen.")
        return redirect("kader:voorstel", found.pk)
    shown = {"form": form, "voorstel": found, "nummer": nummer, "regel": old}
    return render(request, "config/kader/regel.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Right.KADER_VOORSTELLEN)
def schuif(request: StaffRequest, voorstel_id: int, nummer: int) -> HttpResponse:
    """Move a rule one place, or take it out."""
    found = found_or_404(voorstel_id)
    rules = _rules(found)
    if not 1 <= nummer <= len(rules):
        raise Http404
    doe, name = request.POST.get("doe", ""), rules[nummer - 1]["id"]
    if doe == "weg":
        require("Een kader heeft minstens één regel." if len(rules) == 1 else None)
        del rules[nummer - 1]
        messages.success(request, f"Regel “{name}” is uit het voorstel gehaald.")
    else:
        other = min(max(nummer - 1 + STEPS.get(doe, 0), 0), len(rules) - 1)
        rules.insert(other, rules.pop(nummer - 1))
        messages.success(request, f"Regel “{name}” staat nu op plaats {other + 1}.")
    _keep(request, found, {**content_of(found), "regels": rules})
    return redirect("kader:voorstel", found.pk)


def _rules(found: Beleidsvoorstel) -> list[dict[str, Any]]:
    return list(content_of(found)["regels"])


def _keep(request: StaffRequest, found: Beleidsvoorstel, content: Mapping[str, Any]) -> None:
    """The version comes from the page, so that the second of two people is told."""
    write_voorstel(
        found.pk,
        tekst=write_kader(content),
        gemeente_code=found.gemeente_id,
        versie=whole_number(request.POST.get("versie", "")) or 0,
        by=request.actor,
    )
