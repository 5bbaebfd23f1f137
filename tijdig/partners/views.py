"""Pages of partners and their agreements (R-PAR-1, R-PAR-2)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.refusals import Refused
from tijdig.rules.admission_policy import STAP_IN_WOORDEN
from tijdig.rules.condition_kinds import spaced
from tijdig.rules.labels import label
from tijdig.rules.terms import Reden

from .actions import add_overeenkomst, add_partner, change_partner, end_overeenkomst
from .forms import STAND_IN_WORDS, EindeForm, FilterForm, OvereenkomstForm, PartnerForm
from .lists import PARTNERS
from .models import Overeenkomst, Signaalpartner
from .queries import NOTICE_DAYS, Stand, last_deliveries, partner_lines, social_collection, stand_of

page_methods = require_http_methods(["GET", "HEAD", "POST"])
STAND_KIND = {
    Stand.LOOPT: "klaar",
    Stand.LOOPT_AF: "dringend",
    Stand.KOMT: "let-op",
    Stand.VOORBIJ: "dringend",
    Stand.GEEN: "rustig",
}


@require_safe
@needs(Right.PARTNERS_BEHEREN)
def lijst(request: StaffRequest) -> HttpResponse:
    """All partners of the installation, with how their agreement here stands."""
    form = FilterForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    lines = partner_lines(request.today, soort=filters.get("soort", ""), stand=filters.get("stand", ""))
    lines = PARTNERS.asked(request, lines)
    if as_file := PARTNERS.file(request, lines):
        return as_file
    rows = [
        {"line": line, "words": STAND_IN_WORDS[line.stand], "kind": STAND_KIND[line.stand]} for line in lines
    ]
    ending = sum(line.stand is Stand.LOOPT_AF for line in lines)
    return render(
        request,
        "partners/lijst.html",
        PARTNERS.page(request)
        | {
            "rows": rows,
            "form": form,
            "active": any(filters.values()),
            "ending": ending,
            "notice_days": NOTICE_DAYS,
            "today": request.today,
        },
    )


@require_safe
@needs(Right.PARTNERS_BEHEREN)
def partner(request: StaffRequest, partner_id: int) -> HttpResponse:
    """One partner: contact, soorten, agreements, last deliveries."""
    return _partner_page(request, get_object_or_404(Signaalpartner, pk=partner_id))


@page_methods
@needs(Right.PARTNERS_BEHEREN)
def nieuw(request: StaffRequest) -> HttpResponse:
    """A new partner, known to all gemeenten of the installation."""
    form = PartnerForm(request.POST or None, gemeente_code=request.gemeente.pk, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_partner(gegevens=form.cleaned_data, by=request.actor)
        except Refused as refused:
            form.add_error("kvk_nummer", str(refused))
        else:
            messages.success(request, f"{made} is vastgelegd. Leg nu de overeenkomst vast.")
            return redirect("partners:partner", made.pk)
    return _form_page(request, form, None)


@page_methods
@needs(Right.PARTNERS_BEHEREN)
def wijzigen(request: StaffRequest, partner_id: int) -> HttpResponse:
    """Change a partner's details."""
    found = get_object_or_404(Signaalpartner, pk=partner_id)
    form = PartnerForm(
        request.POST or None, instance=found, gemeente_code=request.gemeente.pk, today=request.today
    )
    if request.method == "POST" and form.is_valid():
        change_partner(partner_id, gegevens=form.cleaned_data, by=request.actor)
        messages.success(request, "De gegevens zijn opgeslagen.")
        return redirect("partners:partner", partner_id)
    return _form_page(request, form, partner_id)


@require_POST
@needs(Right.PARTNERS_BEHEREN)
def overeenkomst_nieuw(request: StaffRequest, partner_id: int) -> HttpResponse:
    """Record an agreement; two at the same time are refused at the field."""
    found = get_object_or_404(Signaalpartner, pk=partner_id)
    form = OvereenkomstForm(request.POST)
    if form.is_valid():
        try:
            add_overeenkomst(
                partner_id, gemeente_code=request.gemeente.pk, by=request.actor, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error("ingang", str(refused))
        else:
            messages.success(request, "De overeenkomst is vastgelegd.")
            return redirect("partners:partner", partner_id)
    return _partner_page(request, found, new=form)


@page_methods
@needs(Right.PARTNERS_BEHEREN)
def overeenkomst_einde(request: StaffRequest, overeenkomst_id: int) -> HttpResponse:
    """Set the last day of an agreement."""
    found = get_object_or_404(Overeenkomst.objects.select_related("partner"), pk=overeenkomst_id)
    form = EindeForm(request.POST or None, initial={"einde": found.einde or request.today})
    if request.method == "POST" and form.is_valid() and _ended(form, found, request):
        messages.success(
            request, f"De laatste dag is vastgelegd. Daarna kan {found.partner} niet meer aanleveren."
        )
        return redirect("partners:partner", found.partner_id)
    shown = {"form": form, "overeenkomst": found}
    return render(request, "partners/einde.html", shown, status=422 if form.errors else 200)


def _ended(form: EindeForm, found: Overeenkomst, request: StaffRequest) -> bool:
    """False, with the sentence at the field, when the act refuses."""
    einde: date = form.cleaned_data["einde"]
    try:
        end_overeenkomst(found.pk, einde=einde, by=request.actor)
    except Refused as refused:
        form.add_error("einde", str(refused))
        return False
    return True


def _partner_page(
    request: StaffRequest, found: Signaalpartner, *, new: OvereenkomstForm | None = None
) -> HttpResponse:
    overeenkomsten = list(found.overeenkomsten.order_by("-ingang"))
    stand, _ = stand_of(overeenkomsten, request.today)
    incasso = social_collection(found, request.today)
    missing = [(STAP_IN_WOORDEN[stap], count) for stap, count in incasso.stappen]
    if incasso.bezwaar:
        missing.append((label(Reden.BEZWAAR), incasso.bezwaar))
    shown: dict[str, Any] = {
        "partner": found,
        "soorten": [spaced(soort) for soort in found.soorten],
        "overeenkomsten": overeenkomsten,
        "stand": STAND_IN_WORDS[stand],
        "stand_kind": STAND_KIND[stand],
        "deliveries": last_deliveries(found),
        "incasso": incasso,
        "missing": missing,
        "form": new or OvereenkomstForm(initial={"ingang": request.today}),
        "today": request.today,
    }
    return render(request, "partners/partner.html", shown, status=422 if new else 200)


def _form_page(request: StaffRequest, form: PartnerForm, partner_id: int | None) -> HttpResponse:
    shown = {"form": form, "hints": form.hints, "partner_id": partner_id}
    return render(request, "partners/wijzigen.html", shown, status=422 if form.errors else 200)
