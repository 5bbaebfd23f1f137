"""Pages of the templates: what is used, its versions, a new version, and a look on a real zaak (R-OUT-3)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.visible import zaak_or_404
from tijdig.rules.messages import sms_parts
from tijdig.rules.readability import readability

from . import message_queries as queries
from .actions.previewing import preview_sjabloon
from .actions.sjablonen import withdraw_sjabloon, write_sjabloon
from .letters.templates import MERGE_FIELDS, TemplateFault, parse_template, shipped_source
from .message_forms import ExampleForm, SjabloonForm
from .models import Sjabloon
from .shelf import refusal_of_text, shelf_on
from .template_forms import Alineas, KopForm, as_source, paragraphs_of

PDF = "application/pdf"


@require_safe
@needs(Right.SJABLONEN_BEHEREN)
def lijst(request: StaffRequest) -> HttpResponse:
    return render(request, "outreach/sjablonen.html", {"listed": queries.templates_on(request.today)})


@require_safe
@needs(Right.SJABLONEN_BEHEREN)
def sjabloon(request: StaffRequest, naam: str) -> HttpResponse:
    """One template: its text, what is hard to read in it, its versions, and an example."""
    _known(naam)
    shelf = shelf_on(request.today)
    used = shelf.readable(naam)
    form = ExampleForm(request.GET if "zaak" in request.GET else None)
    shown: dict[str, Any] = {
        "naam": naam, "sjabloon": used, "form": form, "versions": queries.versions_of(naam),
        "recent": queries.recent_zaken(request), "sees_zaken": Right.ZAKEN_ZIEN in request.actor.rights,
        "warnings": readability(used.text).warnings, "eigen": used.versie.startswith("g"),
        "broken": [fault for (name, _), fault in shelf.broken.items() if name == naam],
    }  # fmt: skip
    if form.is_bound and form.is_valid():
        zaak = queries.zaak_by_kenmerk(request, form.cleaned_data["zaak"])
        if zaak is None:
            form.add_error("zaak", "Er is geen zaak met dit kenmerk die u mag zien. Kijk het kenmerk na.")
        else:
            made = preview_sjabloon(zaak.pk, naam=naam, today=request.today, by=request.actor)
            shown |= {"zaak": zaak, "message": made.message}
            if made.message:
                shown["parts"] = sms_parts(made.message.tekst)
    return render(request, "outreach/sjabloon.html", shown, status=422 if form.errors else 200)


@require_safe
@needs(Right.SJABLONEN_BEHEREN)
def sjabloon_voorbeeld(request: StaffRequest, naam: str, zaak_id: int) -> HttpResponse:
    """The letter or card of one zaak as PDF, for who may see zaken as well. Each look is recorded."""
    _known(naam)
    if Right.ZAKEN_ZIEN not in request.actor.rights:
        raise Http404
    zaak = zaak_or_404(request, zaak_id)
    made = preview_sjabloon(zaak.pk, naam=naam, today=request.today, by=request.actor)
    if not made.pdf:
        raise Http404
    answer = HttpResponse(made.pdf, content_type=PDF)
    answer["Content-Disposition"] = f'inline; filename="voorbeeld-{naam}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SJABLONEN_BEHEREN)
def sjabloon_wijzigen(request: StaffRequest, naam: str) -> HttpResponse:
    """Write a new version; the one in force stays as it was. "Kijk na" tells what is hard and keeps nothing."""
    _known(naam)
    if "tekst" not in request.POST and "bestand" not in request.GET:
        return _by_paragraph(request, naam)
    first = {"tekst": _source(naam, request), "ingang": request.today}
    form = SjabloonForm(request.POST or None, initial=first, naam=naam, today=request.today)
    if request.method == "POST" and form.is_valid() and "proef" not in request.POST:
        return _keep(request, naam, **form.cleaned_data)
    shown = {
        "naam": naam, "form": form, "fields": MERGE_FIELDS, "sjabloon": shelf_on(request.today).readable(naam),
        "warnings": _warnings(naam, str(form["tekst"].value() or "")),
    }  # fmt: skip
    return render(request, "outreach/sjabloon_wijzigen.html", shown, status=422 if form.errors else 200)


def _by_paragraph(request: StaffRequest, naam: str) -> HttpResponse:
    """The same, for who does not write YAML: a field per paragraph."""
    used, source = shelf_on(request.today).readable(naam), _source(naam, request)
    posted = request.POST if request.method == "POST" else None
    first = {"onderwerp": used.onderwerp, "ingang": request.today}
    head = KopForm(posted, initial=first, today=request.today)
    alineas = Alineas(posted, initial=paragraphs_of(used), prefix="alinea")
    fault, tekst = "", source
    if posted is not None and head.is_valid() and alineas.is_valid():
        tekst = as_source(source, head.cleaned_data["onderwerp"], [form.cleaned_data for form in alineas])
        fault = refusal_of_text(naam, tekst) or ""
        if not fault and "proef" not in posted:
            return _keep(request, naam, tekst=tekst, ingang=head.cleaned_data["ingang"])
    shown = {
        "naam": naam, "head": head, "alineas": alineas, "fault": fault, "fields": MERGE_FIELDS, "sjabloon": used,
        "warnings": _warnings(naam, tekst),
    }  # fmt: skip
    wrong = fault or head.errors or (posted is not None and not alineas.is_valid())
    return render(request, "outreach/sjabloon_schrijven.html", shown, status=422 if wrong else 200)


def _keep(request: StaffRequest, naam: str, *, tekst: str, ingang: date) -> HttpResponse:
    write_sjabloon(
        naam=naam, gemeente_code=request.gemeente.pk, today=request.today, by=request.actor, tekst=tekst,
        ingang=ingang,
    )  # fmt: skip
    messages.success(
        request, "De nieuwe versie is bewaard. De vorige blijft bestaan voor wat ermee verstuurd is."
    )
    return redirect("sjablonen:sjabloon", naam)


def _source(naam: str, request: StaffRequest) -> str:
    used = shelf_on(request.today).readable(naam).versie
    own = Sjabloon.objects.filter(naam=naam, nummer=int(used[1:])).first() if used.startswith("g") else None
    return own.tekst if own else shipped_source(naam)


def _warnings(naam: str, tekst: str) -> tuple[str, ...]:
    try:
        return readability(parse_template(tekst, id=naam, versie="g0").text).warnings
    except TemplateFault:
        return ()


@require_POST
@needs(Right.SJABLONEN_BEHEREN)
def sjabloon_intrekken(request: StaffRequest, sjabloon_id: int) -> HttpResponse:
    found = get_object_or_404(Sjabloon, pk=sjabloon_id)
    withdraw_sjabloon(found.pk, today=request.today, by=request.actor)
    messages.success(request, "Deze versie wordt niet meer gebruikt.")
    return redirect("sjablonen:sjabloon", found.naam)


def _known(naam: str) -> None:
    """Errors: Http404 when there is no such template."""
    if not queries.exists(naam):
        raise Http404
