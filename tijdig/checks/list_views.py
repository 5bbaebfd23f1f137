"""Pages of the lists that a gemeente uploads: schuldhulpverlening and addresses (R-SHV-3, R-MAT-1)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.intake.queueing import hand_to_worker
from tijdig.intake.stretches import posted

from . import queries
from .actions.lists import BAG_COLUMNS, SHV_COLUMNS, Geladen, load_bag_list, load_shv_list
from .forms import LijstForm

OUTCOME = "lijst_uitkomst"  # of the last list of this session: counts and line numbers, no contents


@require_http_methods(["GET", "POST"])
@needs(Right.LIJSTEN_BEHEREN)
def shv_lijst(request: StaffRequest) -> HttpResponse:
    """The list of schuldhulpverlening: of when, how many, and a new one."""
    form = LijstForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        code = request.gemeente.code
        loaded = load_shv_list(
            bestand=form.cleaned_data["bestand"].file, gemeente_code=code, by=request.actor
        )
        hand_to_worker("renew_shv", once=f"renew_shv:{code}", gemeente_code=code)
        return _loaded(request, "shv", loaded)
    context = {"form": form, "count": queries.shv_lines(), "columns": SHV_COLUMNS,
               "moment": request.gemeente.shv_lijst_bijgewerkt, "outcome": _outcome(request, "shv")}  # fmt: skip
    return render(request, "checks/shv_lijst.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs(Right.LIJSTEN_BEHEREN)
def bag_lijst(request: StaffRequest) -> HttpResponse:
    """The list of addresses with their BAG numbers."""
    form = LijstForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        return _loaded(
            request, "bag", load_bag_list(bestand=form.cleaned_data["bestand"].file, by=request.actor)
        )
    context = {"form": form, "count": queries.bag_addresses(), "columns": BAG_COLUMNS,
               "outcome": _outcome(request, "bag")}  # fmt: skip
    return render(request, "checks/bag_lijst.html", context, status=422 if form.is_bound else 200)


def _loaded(request: StaffRequest, which: str, loaded: Geladen) -> HttpResponse:
    messages.success(request, "De lijst is geladen.")
    request.session[OUTCOME] = {
        "welke": which, "regels": loaded.regels, "geladen": loaded.geladen, "niet": loaded.niet_geladen,
        "fouten": [(fault.nummer, fault.uitleg) for fault in loaded.fouten],
    }  # fmt: skip
    return redirect(f"checks:{which}_lijst")


def _outcome(request: StaffRequest, which: str) -> dict[str, Any] | None:
    """What came of the list just loaded; shown once."""
    outcome: dict[str, Any] | None = request.session.get(OUTCOME)
    if outcome is None or outcome["welke"] != which:
        return None
    del request.session[OUTCOME]
    return outcome
