"""The page on which one writes what those who walk must know at a door (R-OUT-5)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.rows import address_of
from tijdig.casework.visible import zaak_or_404
from tijdig.outreach.actions.door_notes import write_deurnotitie
from tijdig.outreach.models import Bezoekplan, Deurnotitie

from .forms import DeurnotitieForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.RONDES_PLANNEN)
def deurnotitie(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """Write, change or take away the note at the door of one zaak."""
    zaak = zaak_or_404(request, zaak_id)
    known = Deurnotitie.objects.filter(zaak=zaak).first()
    back, label = _back(request, zaak.pk)
    form = DeurnotitieForm(request.POST or None, initial={"tekst": known.tekst if known else ""})
    if request.method == "POST" and form.is_valid():
        stands = write_deurnotitie(zaak.pk, tekst=form.cleaned_data["tekst"], by=request.actor)
        said = "Bewaard. Wie langsgaat, ziet dit bij de deur." if stands else "De notitie is weggehaald."
        messages.success(request, said)
        return redirect(back)
    record("deurnotitie.bekeken", subject=f"zaak:{zaak.pk}", by=request.actor, ground="arbowet.3")
    shown = {"adres": address_of(zaak), "form": form, "back": back, "back_label": label}
    return render(request, "visits/deurnotitie.html", shown, status=422 if form.errors else 200)


def _back(request: StaffRequest, zaak_id: int) -> tuple[str, str]:
    """To the plan one came from, else to the zaak."""
    asked = request.GET.get("plan", "")
    plan = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0
    if plan and Bezoekplan.objects.filter(pk=plan).exists():
        return reverse("visits:bezoekplan", args=[plan]), "Naar het plan"
    return reverse("casework:zaak", args=[zaak_id]), "Naar de zaak"
