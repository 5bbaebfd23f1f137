"""Pages of deliveries: the list, a new one, and its report (R-INT-1..4)."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.rules.terms import Aanleverstatus, Reden

from . import layout, queries
from .actions import receive_aanlevering
from .forms import AanleveringenFilter, AanleveringForm
from .lists import DELIVERIES
from .models import Aanlevering
from .queueing import hand_to_worker
from .report import refused_lines_csv
from .shown import facts_of, refused_line, segments_of, shares_of
from .stretches import posted, stretch_of

DONE = (Aanleverstatus.VERWERKT, Aanleverstatus.GEWEIGERD)
WHAT_NOW = {
    "te-groot": "Splits het bestand in delen en lever elk deel aan. Elke regel telt één keer.",
    "bsn-niet-toegestaan": "Vraag de partner om de kolom met het BSN weg te halen en het bestand opnieuw te sturen.",
    "geen-overeenkomst": "Kijk bij Partners of de overeenkomst is vastgelegd, en lever daarna opnieuw aan.",
    "kolom-ontbreekt": "Vergelijk de eerste regel met de indeling, vul aan en lever opnieuw aan.",
    "leeg": "Vraag de partner of dit het goede bestand is.",
    "onleesbaar": "Lukt dat niet? Vraag de partner om een nieuw bestand, zoals in de indeling.",
}


@require_safe
@needs(Right.AANLEVERINGEN_ZIEN)
def lijst(request: StaffRequest) -> HttpResponse:
    """All deliveries, newest first."""
    form = AanleveringenFilter(request.GET or None)
    filters = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = DELIVERIES.asked(request, queries.aanleveringen(filters, today=request.today))
    if as_file := DELIVERIES.file(request, found):
        return as_file
    stretch = stretch_of(request, found)
    rows = [(aanlevering, shares_of(aanlevering)) for aanlevering in stretch.rows]
    context = DELIVERIES.page(request) | {
        "rows": rows, "stretch": stretch, "form": form, "active": any(filters.values()),
        "may_deliver": Right.AANLEVEREN in request.actor.rights,
    }  # fmt: skip
    part = "intake/_rijen.html" if stretch.part else "intake/lijst.html"
    return render(request, part, context)


@require_http_methods(["GET", "POST"])
@needs(Right.AANLEVEREN)
def nieuw(request: StaffRequest) -> HttpResponse:
    """Choose a partner and a file. Reading happens in the background; nothing is refused before it is on record."""
    other_day = Right.LIJSTEN_BEHEREN in request.actor.rights
    form = AanleveringForm(*posted(request), today=request.today, other_day=other_day)
    if request.method == "POST" and form.is_valid():
        return redirect("intake:aanlevering", _receive(request, form).pk)
    empty = not form.fields["partner"].queryset.exists()  # type: ignore[attr-defined]  # a ModelChoiceField
    return render(request, "intake/nieuw.html", {"form": form, "no_partners": empty})


def _receive(request: StaffRequest, form: AanleveringForm) -> Aanlevering:
    data = form.cleaned_data
    bestand: UploadedFile = data["bestand"]
    aanlevering = receive_aanlevering(
        gemeente_code=request.gemeente.code, partner=data["partner"], dag=data.get("dag", request.today),
        bestand=cast(BinaryIO, bestand.file), grootte=bestand.size or 0, bestandsnaam=bestand.name or "",
        kanaal="upload", by=request.actor, stappen=data["stappen"],
    )  # fmt: skip
    if aanlevering.status == Aanleverstatus.ONTVANGEN:
        hand_to_worker(
            "process_aanlevering", aanlevering_id=str(aanlevering.pk), gemeente_code=request.gemeente.code
        )
        messages.success(request, "Het bestand is ontvangen en bewaard. Tijdig leest het nu.")
    return aanlevering


@require_safe
@needs(Right.AANLEVERINGEN_ZIEN)
def aanlevering(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The report: every line accounted for, what is wrong with the refused ones, what became of the others."""
    found = get_object_or_404(Aanlevering.objects.select_related("partner"), pk=pk)
    record("aanlevering.bekeken", subject=f"aanlevering:{found.pk}", by=request.actor, ground="wgs.8.1")
    reden = request.GET.get("reden", "")
    lines = queries.refused_lines(found, reden=reden if reden in set(Reden) else "")
    stretch = stretch_of(request, lines)
    context = {
        "aanlevering": found,
        "stretch": stretch,
        "lines": [refused_line(line) for line in stretch.rows],
    }
    if stretch.part:
        return render(request, "intake/_regels.html", context)
    return render(request, "intake/aanlevering.html", context | _report(found, reden))


def _report(found: Aanlevering, reden: str) -> dict[str, object]:
    remarks = queries.warnings(found)
    return {
        "done": found.status in DONE,
        "segments": segments_of(found),
        "facts": facts_of(found),
        "reasons": queries.reasons(found),
        "reden": reden,
        "warnings": remarks,
        "warned": list(queries.lines_with_warnings(found)[:20]) if remarks else [],
        "followed": queries.what_followed(found),
        "faults": [
            {"uitleg": fault["uitleg"], "doe": WHAT_NOW.get(fault["code"], "")} for fault in found.afwijzing
        ],
        **_progress(found),
    }


@require_safe
@needs(Right.AANLEVERINGEN_ZIEN)
def voortgang(request: StaffRequest, pk: UUID) -> HttpResponse:
    """How far the processing is; asked again by the page itself. When all is done the page is fetched anew."""
    found = get_object_or_404(Aanlevering, pk=pk)
    context = _progress(found)
    if not context["poll_href"]:
        return HttpResponse(headers={"HX-Redirect": reverse("intake:aanlevering", args=[pk])})
    return render(request, "intake/_voortgang.html", context)


def _progress(found: Aanlevering) -> dict[str, object]:
    """Two stages: reading, of which the end is not known beforehand, and checking in the BRP."""
    if found.status not in DONE:
        lezen = "Tijdig leest het bestand" if found.regels else "Het bestand wacht op verwerking"
        return {"title": lezen, "done_lines": found.regels, "total": 0,
                "poll_href": reverse("intake:voortgang", args=[found.pk])}  # fmt: skip
    followed = queries.what_followed(found)
    busy = followed.nooit_gevraagd
    return {
        "title": "Tijdig vraagt de BRP wie dit zijn",
        "done_lines": followed.klaar,
        "total": followed.signalen,
        "poll_href": reverse("intake:voortgang", args=[found.pk]) if busy else "",
    }


@require_safe
@needs(Right.AANLEVERINGEN_ZIEN)
def geweigerd(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The refused lines as CSV: to be mended and sent again (R-INT-3)."""
    found = get_object_or_404(Aanlevering, pk=pk)
    record("aanlevering.geweigerde_regels_opgehaald", subject=f"aanlevering:{found.pk}", by=request.actor,
           ground="wgs.8.1")  # fmt: skip
    name = f"geweigerde-regels-{found.dag:%Y-%m-%d}.csv"
    return HttpResponse(
        refused_lines_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@needs(Right.AANLEVERINGEN_ZIEN)
def indeling(request: StaffRequest) -> HttpResponse:
    """The public layout, from the code itself (R-INT-1)."""
    return render(request, "intake/indeling.html", {"columns": layout.COLUMNS, "version": layout.VERSION})


@require_safe
@needs(Right.AANLEVERINGEN_ZIEN)
def voorbeeld(request: StaffRequest) -> HttpResponse:
    """An empty file with the right heading, to fill in."""
    return HttpResponse(
        ";".join(layout.NAMES) + "\r\n",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="aanlevering-leeg.csv"'},
    )
