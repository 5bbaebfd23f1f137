"""Pages of the sociale kaart: find an organisation, keep it, read a list in, take it out (R-UIT-2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.refusals import Refused
from tijdig.rules.terms import Domein, Plek

from . import queries
from .actions.kaart import add_organisatie, change_organisatie, import_kaart
from .forms import KaartForm, OrganisatieForm, ZoekForm
from .lists import KAART
from .models import Organisatie
from .sheet import FIELDS, MOST_BYTES, as_csv, read_csv

PLEK_KIND = {Plek.OPEN: "klaar", Plek.WACHTTIJD: "let-op", Plek.VOL: "dringend"}
MOST_SHOWN = 200
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs(Right.ZAKEN_ZIEN, Right.SOCIALE_KAART_BEHEREN)
def kaart(request: StaffRequest) -> HttpResponse:
    """Everybody to whom a resident can be referred, those with room first."""
    form = ZoekForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    domein = Domein(said["domein"]) if said.get("domein") else None
    rows = queries.found(request.today, zoek=said.get("zoek", ""), domein=domein)
    if said.get("plek"):
        rows = rows.filter(plek=said["plek"])
    rows = KAART.asked(request, rows)
    if as_file := KAART.file(request, rows):
        return as_file
    shown = [
        {
            "o": o,
            "room": queries.room_of(o),
            "kind": PLEK_KIND[Plek(o.plek)],
            "domains": queries.domains_of(o),
        }
        for o in rows[:MOST_SHOWN]
    ]
    later = Organisatie.objects.exclude(pk__in=queries.in_force(request.today)).order_by("naam")
    return render(request, "referrals/kaart.html", KAART.page(request) | {
        "rows": shown, "form": form, "active": any(said.values()), "later": list(later[:MOST_SHOWN]),
        "today": request.today, "may_keep": Right.SOCIALE_KAART_BEHEREN in request.actor.rights,
    })  # fmt: skip


@both
@needs(Right.SOCIALE_KAART_BEHEREN)
def nieuw(request: StaffRequest) -> HttpResponse:
    """Put an organisation on the kaart."""
    form = OrganisatieForm(request.POST or None, initial={"geldig_van": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            made = add_organisatie(
                gegevens=form.cleaned_data, gemeente_code=request.gemeente.pk, by=request.actor
            )
        except Refused as refused:
            form.add_error("naam", str(refused))
        else:
            messages.success(request, f"{made} staat op de sociale kaart.")
            return redirect("referrals:kaart")
    return _form_page(request, form, None)


@both
@needs(Right.SOCIALE_KAART_BEHEREN)
def wijzigen(request: StaffRequest, organisatie_id: int) -> HttpResponse:
    """Change what the kaart says of one organisation."""
    found = get_object_or_404(Organisatie, pk=organisatie_id)
    form = OrganisatieForm(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        change_organisatie(found.pk, gegevens=form.cleaned_data, by=request.actor)
        messages.success(request, "De sociale kaart is bijgewerkt.")
        return redirect("referrals:kaart")
    return _form_page(request, form, found)


@both
@needs(Right.SOCIALE_KAART_BEHEREN)
def inlezen(request: StaffRequest) -> HttpResponse:
    """Read a whole list. One line that is wrong stops it, with every fault named; nothing is half done."""
    form = KaartForm(request.POST or None, request.FILES or None)
    faults: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        sheet = read_csv(form.cleaned_data["bestand"].read(MOST_BYTES + 1), today=request.today)
        faults = sheet.faults
        if not faults:
            try:
                new, changed = import_kaart(
                    regels=sheet.regels, gemeente_code=request.gemeente.pk, today=request.today, by=request.actor
                )  # fmt: skip
            except Refused as refused:
                form.add_error("bestand", str(refused))
            else:
                messages.success(request, f"De lijst is ingelezen: {new} nieuw, {changed} gewijzigd.")
                return redirect("referrals:kaart")
    shown = {"form": form, "faults": faults, "columns": FIELDS}
    return render(request, "referrals/inlezen.html", shown, status=422 if form.is_bound else 200)


@require_safe
@needs(Right.SOCIALE_KAART_BEHEREN)
def downloaden(request: StaffRequest) -> HttpResponse:
    """The whole kaart as CSV, in the form in which it can be read again."""
    answer = HttpResponse(
        as_csv(Organisatie.objects.order_by("naam", "pk")), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="sociale-kaart-{request.today}.csv"'
    record("sociale_kaart.gedownload", subject=f"gemeente:{request.gemeente.pk}", by=request.actor,
           ground="leidraad.8.8.3")  # fmt: skip
    return answer


def _form_page(request: StaffRequest, form: OrganisatieForm, found: Organisatie | None) -> HttpResponse:
    shown: dict[str, Any] = {"form": form, "organisatie": found}
    return render(request, "referrals/organisatie.html", shown, status=422 if form.errors else 200)
