"""The page of the report: choose, look, take along (R-MON-8)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.monitor.menu import menu
from tijdig.refusals import Refused

from .document import Verslag
from .forms import Keuze, VerslagForm
from .making import gemeente_report, years_counted
from .national import stored_report, years_of_country
from .paper import report_as_pdf
from .web import chapters_as_html, file_as_html

KINDS = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


@require_safe
@needs(Right.CIJFERS_ZIEN)
def verslag(request: StaffRequest) -> HttpResponse:
    """The report as it would be made now, with the two files."""
    form = _form(request)
    keuze = form.keuze()
    found, refused = _report(request, keuze)
    asked = f"?{urlencode({'jaar': str(keuze.jaar), 'soort': keuze.soort})}" if keuze else ""
    return render(request, "monitor/verslag/verslag.html", {
        "form": form, "keuze": keuze, "verslag": found, "refused": refused, "menu": menu(request, "verslag"),
        "inhoud": chapters_as_html(found) if found else "",
        "pdf_href": reverse("monitor:verslag_bestand", args=["pdf"]) + asked,
        "html_href": reverse("monitor:verslag_bestand", args=["html"]) + asked,
    })  # fmt: skip


@require_safe
@needs(Right.CIJFERS_ZIEN)
def bestand(request: StaffRequest, vorm: str) -> HttpResponse:
    """The report as a file. The HTML is for taking along: it comes as a download, never as a page of this site."""
    keuze = _form(request).keuze()
    found, _ = _report(request, keuze)
    if found is None or keuze is None or vorm not in KINDS:
        raise Http404
    raw = report_as_pdf(found, day=request.today) if vorm == "pdf" else file_as_html(found)
    who = "nederland" if keuze.landelijk else request.gemeente.pk
    name = f"{'raadsverslag' if keuze.raad else 'jaarverslag'}-{who}-{keuze.jaar}.{vorm}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(raw, content_type=KINDS[vorm], headers=headers)


def _form(request: StaffRequest) -> VerslagForm:
    return VerslagForm(request.GET.dict(), years_counted(), years_of_country())


def _report(request: StaffRequest, keuze: Keuze | None) -> tuple[Verslag | None, str]:
    """The report, or why there is none."""
    if keuze is None:
        return None, ""
    try:
        if keuze.landelijk:
            return stored_report(jaar=keuze.jaar, today=request.today), ""
        return gemeente_report(
            request.gemeente, jaar=keuze.jaar, today=request.today, raad=keuze.raad, openbaar=keuze.openbaar
        ), ""
    except Refused as refused:
        return None, str(refused)
