"""Pages of feedback: what waits per partner, the files that were made, and who took them (R-TER-3)."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.feedback.due import term_in_words
from tijdig.intake.stretches import stretch_of
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Terugkoppelcode

from . import queries
from .actions.files import (
    fetch_bestand,
    fetch_bestanden,
    make_terugkoppelbestand,
    make_terugkoppelbestanden,
)
from .files import CONTENT_TYPES, Form, as_zip, name_of, text_of
from .lists import FILES, PARTNERS
from .models import Terugkoppelbestand


@require_safe
@needs(Right.TERUGKOPPELEN)
def overzicht(request: StaffRequest) -> HttpResponse:
    """Per partner: what waits, by when it must be told, and the last file."""
    every = queries.overview(request.gemeente.pk)
    lines = PARTNERS.asked(request, every)
    if as_file := PARTNERS.file(request, lines):
        return as_file
    late = [line for line in every if line.due and line.due < request.today]
    shown = PARTNERS.page(request) | {"lines": lines, "late": len(late), "today": request.today}
    shown["by_hand"] = sum(line.waiting > 0 and line.by_hand for line in every)
    shown["termijn"] = term_in_words(request.today, request.gemeente.pk)
    shown["columns"].append({"label": "Doen", "hidden": True})
    return render(request, "feedback/overzicht.html", shown)


@require_POST
@needs(Right.TERUGKOPPELEN)
def bestand_maken(request: StaffRequest, partner_id: int) -> HttpResponse:
    """Put all that waits for one partner in a file."""
    if not Signaalpartner.objects.filter(pk=partner_id).exists():
        raise Http404
    bestand = make_terugkoppelbestand(
        partner_id=partner_id, gemeente_code=request.gemeente.pk, today=request.today, by=request.actor
    )
    messages.success(request, "Het bestand is gemaakt. Download het en stuur het veilig naar de partner.")
    return redirect("feedback:bestand", bestand.pk)


@require_POST
@needs(Right.TERUGKOPPELEN)
def alle_maken(request: StaffRequest) -> HttpResponse:
    """A file for every partner of which something waits. Who has an address of its own is told there, by itself."""
    waiting = [line.partner.pk for line in queries.overview(request.gemeente.pk) if line.by_hand]
    made = make_terugkoppelbestanden(
        gemeente_code=request.gemeente.pk, today=request.today, by=request.actor, partners=waiting
    )
    if not made:
        messages.info(
            request, "Er staat niets klaar om in een bestand te zetten. Er is geen bestand gemaakt."
        )
        return redirect("feedback:overzicht")
    count = len(made)
    messages.success(
        request,
        "1 bestand is gemaakt. Download het en stuur het veilig naar de partner."
        if count == 1
        else f"{count} bestanden zijn gemaakt. Download ze en stuur elk bestand veilig naar de eigen partner.",
    )
    return redirect("feedback:bestanden_van", request.today.isoformat())


@require_safe
@needs(Right.TERUGKOPPELEN)
def bestanden_van_dag(request: StaffRequest, dag: str) -> HttpResponse:
    """The files that were made on one day: each to download, or all that go by hand in one ZIP."""
    day = _day_or_404(dag)
    found = list(queries.files_of_day(day))
    shown = {
        "dag": day, "bestanden": found, "names": queries.names_of(found), "forms": Form,
        "to_take": queries.files_to_take(day).filter(terugkoppelingen__gewist_op__isnull=True).distinct().count(),
    }  # fmt: skip
    return render(request, "feedback/dag.html", shown)


@require_safe
@needs(Right.TERUGKOPPELEN)
def download_dag(request: StaffRequest, dag: str) -> HttpResponse:
    """The files of one day in one ZIP, each with its receipt."""
    day = _day_or_404(dag)
    packed = as_zip(fetch_bestanden(dag=day, by=request.actor))
    return _attachment(packed, f"terugkoppeling-{day}.zip", "application/zip")


@require_safe
@needs(Right.TERUGKOPPELEN)
def bestanden(request: StaffRequest) -> HttpResponse:
    """All files with their receipts, the newest first."""
    asked = request.GET.get("partner", "")
    partner = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    found = FILES.asked(request, queries.files(partner))
    if as_file := FILES.file(request, found):
        return as_file
    stretch = stretch_of(request, found)
    shown = FILES.page(request) | {
        "stretch": stretch,
        "names": queries.names_of(stretch.rows),
        "filtered": partner is not None,
    }
    return render(request, "feedback/_bestanden.html" if stretch.part else "feedback/bestanden.html", shown)


@require_safe
@needs(Right.TERUGKOPPELEN)
def bestand(request: StaffRequest, bestand_id: uuid.UUID) -> HttpResponse:
    """One file with what it tells, and its receipt."""
    found = _known_file(bestand_id)
    stretch = stretch_of(request, queries.rows_of(found), total=found.aantal)
    record(
        "terugkoppelbestand.bekeken",
        subject=f"terugkoppelbestand:{found.pk}",
        by=request.actor,
        ground="wgs.8.2",
    )
    rows = [
        (row, Terugkoppelcode(row.code), text_of(row.code, row.feit_op, found.gemeente_id))
        for row in stretch.rows
    ]
    if stretch.part:
        return render(request, "feedback/_regels.html", {"rows": rows, "stretch": stretch})
    shown = {
        "bestand": found, "rows": rows, "stretch": stretch, "names": queries.names_of([found]), "forms": Form,
        "gewist": queries.is_erased(found),
    }  # fmt: skip
    return render(request, "feedback/bestand.html", shown)


@require_safe
@needs(Right.TERUGKOPPELEN)
def download(request: StaffRequest, bestand_id: uuid.UUID, vorm: str) -> HttpResponse:
    """The file as CSV or JSON. The first time is the receipt."""
    if vorm not in set(Form):
        raise Http404
    found = _known_file(bestand_id)
    form = Form(vorm)
    content = fetch_bestand(found.pk, form=form, by=request.actor)
    return _attachment(content, name_of(found, form), CONTENT_TYPES[form])


def _attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _day_or_404(dag: str) -> date:
    try:
        return date.fromisoformat(dag)
    except ValueError:
        raise Http404 from None


def _known_file(bestand_id: uuid.UUID) -> Terugkoppelbestand:
    found = queries.file_of(bestand_id)
    if found is None:
        raise Http404
    return found
