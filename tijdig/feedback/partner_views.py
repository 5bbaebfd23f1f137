"""Pages about one partner: what it hears, and the address at which it wants to hear it (R-TER-1, R-TER-3, R-TER-4)."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.visible import visible_zaken
from tijdig.intake.stretches import stretch_of
from tijdig.partners.models import Signaalpartner
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.terms import Terugkoppelcode

from . import partner_queries, queries
from .actions.deliver import set_webhook, stop_webhook, try_again
from .files import text_of
from .models import Bezorging, Partnerwebhook


class WebhookForm(forms.Form):
    """Where a partner wants to be told."""

    adres = forms.CharField(
        label="Webadres van de partner", max_length=300,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text="Begint met https://. Spreek het adres af met de partner zelf.",
    )  # fmt: skip


@require_safe
@needs(Right.TERUGKOPPELEN)
def partner(request: StaffRequest, partner_id: int) -> HttpResponse:
    """What waits for one partner, what it was told when, and who took it."""
    found = get_object_or_404(Signaalpartner, pk=partner_id)
    stretch = stretch_of(request, partner_queries.files_of(found.pk), size=20)
    shown = {
        "partner": found,
        "stretch": stretch,
        "names": queries.names_of(stretch.rows),
        "today": request.today,
    }
    if stretch.part:
        return render(request, "feedback/_partnerbestanden.html", shown)
    page = partner_queries.page_of(found.pk)
    record("terugkoppeling.bekeken", subject=f"partner:{found.pk}", by=request.actor, ground="wgs.8.2")
    waiting = [
        (row, Terugkoppelcode(row.code), text_of(row.code, row.feit_op, row.gemeente_id))
        for row in page.waiting
    ]
    may_set = Right.PARTNERS_BEHEREN in request.actor.rights
    return render(
        request, "feedback/partner.html", shown | {"page": page, "waiting": waiting, "may_set": may_set}
    )


@require_safe
@needs(Right.TERUGKOPPELEN)
def pauzes(request: StaffRequest) -> HttpResponse:
    """Pauses of collection that end soon, or ended just now."""
    code = request.gemeente.pk
    stretch = stretch_of(request, partner_queries.pauses(visible_zaken(request), code, request.today))
    shown = {
        "stretch": stretch, "today": request.today, "days": policy_on(request.today, code).nazorg.pauze_dagen,
        "may_see": Right.ZAKEN_ZIEN in request.actor.rights,
    }  # fmt: skip
    return render(request, "feedback/_pauzes.html" if stretch.part else "feedback/pauzes.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.PARTNERS_BEHEREN)
def webhook(request: StaffRequest, partner_id: int) -> HttpResponse:
    """Set the address; the secret is shown once, on the page that answers."""
    found = get_object_or_404(Signaalpartner, pk=partner_id)
    now = Partnerwebhook.objects.filter(partner=found).first()
    form = WebhookForm(request.POST or None, initial={"adres": now.adres if now else ""})
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = set_webhook(
                partner_id=found.pk, adres=form.cleaned_data["adres"].strip(), gemeente_code=request.gemeente.pk,
                today=request.today, by=request.actor,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("adres", str(refused))
    shown = {"partner": found, "form": form, "webhook": now, "secret": secret}
    answer = render(request, "feedback/webhook.html", shown, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@needs(Right.PARTNERS_BEHEREN)
def webhook_stoppen(request: StaffRequest, partner_id: int) -> HttpResponse:
    """Back to files."""
    found = get_object_or_404(Signaalpartner, pk=partner_id)
    stop_webhook(partner_id=found.pk, by=request.actor)
    messages.success(request, f"{found} krijgt voortaan een bestand. Haal op wat nog niet was bezorgd.")
    return redirect("partners:partner", found.pk)


@require_POST
@needs(Right.TERUGKOPPELEN)
def opnieuw(request: StaffRequest, bestand_id: uuid.UUID) -> HttpResponse:
    """Try to deliver a file again."""
    if not Bezorging.objects.filter(bestand_id=bestand_id).exists():
        raise Http404
    try_again(bestand_id, gemeente_code=request.gemeente.pk, by=request.actor)
    messages.success(request, "Tijdig probeert het opnieuw te bezorgen.")
    return redirect("feedback:bestand", bestand_id)
