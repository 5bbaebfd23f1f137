"""Pages of the print runs: what would be printed, what was made, and taking it to the printer (R-OUT-3)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.visible import visible_zaken, zaak_or_404
from tijdig.intake.stretches import stretch_of

from . import queries
from .actions.curators import keep_curator
from .actions.print_run import make_printronde, mark_printed
from .actions.reading import fetch_manifest, fetch_pdf, preview_letter
from .actions.sending_letters import hand_to_notify
from .actions.taking_back import take_back_printed
from .forms import CuratorForm, FilterForm, PrintForm
from .lists import RUNS
from .planning import TITLES, Plan
from .posting import refusal_of_notify, refusal_to_take_back

PDF = "application/pdf"


@require_safe
@needs(Right.BRIEVEN_AFDRUKKEN)
def printrondes(request: StaffRequest) -> HttpResponse:
    """All print runs, and how many zaken wait for a letter."""
    found = RUNS.asked(request, queries.runs_of(request))
    if as_file := RUNS.file(request, found):
        return as_file
    stretch = stretch_of(request, found)
    shown = RUNS.page(request) | {
        "rows": [(ronde, queries.stand_of(ronde)) for ronde in stretch.rows],
        "stretch": stretch,
        "due": queries.due_count(request, request.today),
        "may_send": Right.BERICHTEN_VERSTUREN in request.actor.rights,
    }
    return render(request, "outreach/_rondes.html" if stretch.part else "outreach/lijst.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BRIEVEN_AFDRUKKEN)
def printronde_nieuw(request: StaffRequest) -> HttpResponse:
    """What would be printed now, what waits and why; a POST prints what is shown."""
    zaken = list(queries.asked_zaken(request).select_related("behandelaar").order_by("pk"))
    filters = FilterForm(request.GET, wijken=queries.wijken_of(zaken))
    if wijk := filters.chosen("wijk"):
        zaken = [zaak for zaak in zaken if zaak.wijk == wijk]
    plan = queries.only(queries.plan_of(request, zaken), filters.chosen("soort"))
    form = PrintForm(request.POST or None, plan=plan, today=request.today, gemeente_code=request.gemeente.pk)
    if request.method == "POST" and form.is_valid():
        return _print(request, form)
    _record_look(request, plan)
    return _show_plan(request, plan, filters, form)


def _print(request: StaffRequest, form: PrintForm) -> HttpResponse:
    """Print what the page showed: zaken that became due meanwhile were seen by nobody."""
    asked = [
        int(text) for text in request.POST.get("zaken", "").split(",") if text.isascii() and text.isdigit()
    ]
    zaken = visible_zaken(request).filter(pk__in=asked).values_list("pk", flat=True)
    visit = form.visit()
    ronde = make_printronde(
        zaken=list(zaken), gemeente_code=request.gemeente.pk, bezoekdag=visit.dag if visit else None,
        dagdeel=visit.dagdeel if visit else "", today=request.today, by=request.actor,
        kaarten=form.cleaned_data.get("kaarten", False),
    )  # fmt: skip
    messages.success(
        request, "De brieven staan klaar en worden nu opgemaakt. Ze staan ook als contactpoging bij de zaken."
    )
    return redirect("outreach:printronde", ronde.pk)


def _record_look(request: StaffRequest, plan: Plan) -> None:
    """Names and addresses are shown here (R-ROL-3)."""
    if plan.letters or plan.held:
        record(
            "brieven.bekeken", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="wgs.3.1.b",
            brieven=len(plan.letters), wachten=len(plan.held),
        )  # fmt: skip


def _show_plan(request: StaffRequest, plan: Plan, filters: FilterForm, form: PrintForm) -> HttpResponse:
    shown: dict[str, Any] = {
        "plan": plan,
        "letters": [(one, TITLES[one.letter.sjabloon.id]) for one in plan.letters[: queries.PER_PAGE]],
        "more": max(len(plan.letters) - queries.PER_PAGE, 0),
        "counts": queries.counts(plan),
        "held": queries.held_rows(plan.held[: queries.PER_PAGE]),
        "more_held": max(len(plan.held) - queries.PER_PAGE, 0),
        "zaken": ",".join(map(str, plan.zaken)),
        "filters": filters,
        "keep": [("zaak", text) for text in request.GET.getlist("zaak")],
        "form": form,
    }
    return render(request, "outreach/nieuw.html", shown, status=422 if form.errors else 200)


@require_safe
@needs(Right.BRIEVEN_AFDRUKKEN)
def printronde(request: StaffRequest, ronde_id: int) -> HttpResponse:
    """One run: how far it is, its files, its letters. Asked by htmx it gives the progress alone."""
    ronde = get_object_or_404(queries.with_files(queries.runs_of(request)), pk=ronde_id)
    busy = ronde.klaar_op is None
    if "voortgang" in request.GET and not busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    poll = f"{reverse('outreach:printronde', args=[ronde.pk])}?voortgang=1" if busy else ""
    stretch = stretch_of(request, queries.letters_of(ronde))
    shown = {
        "ronde": ronde,
        "stand": queries.stand_of(ronde),
        "poll_href": poll,
        "stretch": stretch,
        "titles": TITLES,
        "via_notify": refusal_of_notify(ronde, request.gemeente) is None,
        "may_send": Right.BERICHTEN_VERSTUREN in request.actor.rights,
        "may_take_back": refusal_to_take_back(ronde, request.today) is None,
        "posted": queries.posted_counts(ronde),
    }
    if "voortgang" in request.GET:
        return render(request, "outreach/_voortgang.html", shown)
    return render(request, "outreach/_brieven.html" if stretch.part else "outreach/ronde.html", shown)


@require_POST
@needs(Right.BRIEVEN_AFDRUKKEN)
def printronde_afgedrukt(request: StaffRequest, ronde_id: int) -> HttpResponse:
    _known_run(request, ronde_id)
    mark_printed(ronde_id, by=request.actor)
    messages.success(request, "Vastgelegd: deze brieven zijn afgedrukt.")
    return redirect("outreach:printronde", ronde_id)


@require_POST
@needs(Right.BRIEVEN_AFDRUKKEN)
def printronde_niet_afgedrukt(request: StaffRequest, ronde_id: int) -> HttpResponse:
    _known_run(ronde_id)
    take_back_printed(ronde_id, today=request.today, by=request.actor)
    messages.success(request, "Teruggezet: deze brieven staan weer klaar om af te drukken.")
    return redirect("outreach:printronde", ronde_id)


@require_POST
@needs(Right.BRIEVEN_AFDRUKKEN)
def printronde_notify(request: StaffRequest, ronde_id: int) -> HttpResponse:
    _known_run(request, ronde_id)
    hand_to_notify(ronde_id, gemeente_code=request.gemeente.pk, by=request.actor)
    messages.success(
        request, "NotifyNL drukt deze brieven af en doet ze op de post. Hier ziet u hoe ver dat is."
    )
    return redirect("outreach:printronde", ronde_id)


@require_safe
@needs(Right.BRIEVEN_AFDRUKKEN)
def printronde_pdf(request: StaffRequest, ronde_id: int) -> HttpResponse:
    """The letters, to print. Each download is recorded."""
    _known_run(request, ronde_id)
    return _file(fetch_pdf(ronde_id, by=request.actor), PDF, f"brieven-{ronde_id}.pdf")


@require_safe
@needs(Right.BRIEVEN_AFDRUKKEN)
def printronde_lijst(request: StaffRequest, ronde_id: int) -> HttpResponse:
    """The list for the mail room, without names."""
    _known_run(request, ronde_id)
    return _file(
        fetch_manifest(ronde_id, by=request.actor), "text/csv; charset=utf-8", f"brieven-{ronde_id}-lijst.csv"
    )


@require_safe
@needs(Right.BRIEVEN_AFDRUKKEN)
def voorbeeld(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """The letter of one zaak as it would be printed today; nothing is sent."""
    zaak = zaak_or_404(request, zaak_id)
    pdf = preview_letter(zaak.pk, visit=None, today=request.today, by=request.actor)
    return _file(pdf, PDF, f"voorbeeld-{zaak.kenmerk}.pdf", inline=True)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BRIEVEN_AFDRUKKEN)
def curator(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """Ask where the curator gets mail (R-BRP-8)."""
    zaak = zaak_or_404(request, zaak_id)
    inwoner = queries.under_curatele(zaak)
    if inwoner is None:
        raise Http404
    known = getattr(inwoner, "curator", None)
    first = {name: getattr(known, name, "") for name in CuratorForm.base_fields}
    form = CuratorForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        keep_curator(zaak.pk, inwoner_id=inwoner.pk, by=request.actor, **form.cleaned_data)
        messages.success(request, "Het adres van de curator is bewaard. De brief gaat nu naar de curator.")
        return redirect(queries.print_address())
    record("zaak.bekeken", subject=f"zaak:{zaak.pk}", by=request.actor, ground="wgs.3.1.b")
    shown = {"form": form, "zaak": zaak, "inwoner": inwoner, "back": queries.print_address()}
    return render(request, "outreach/curator.html", shown, status=422 if form.errors else 200)


def _known_run(request: StaffRequest, ronde_id: int) -> None:
    """Errors: Http404 when this user sees no such run."""
    if not queries.runs_of(request).filter(pk=ronde_id).exists():
        raise Http404


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
