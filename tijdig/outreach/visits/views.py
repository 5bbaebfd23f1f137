"""Pages of planning rounds: which doors, the routes on a map, changing them, and the list on paper (R-OUT-5)."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.visible import visible_zaken
from tijdig.intake.stretches import stretch_of
from tijdig.outreach.actions.change_visits import (
    cancel_plan,
    drop_bezoek,
    make_routes_anew,
    move_bezoek,
    undo_change,
)
from tijdig.outreach.actions.door_cards import print_cards
from tijdig.outreach.actions.plan_visits import MOST_DOORS, Wens, plan_visits
from tijdig.outreach.models import Bezoek
from tijdig.policies import policy_on
from tijdig.rules.terms import Dagdeel
from tijdig.rules.visits import Plaats

from . import queries
from .cards import card_sheets
from .choosing import Choice, choose, zaken_to_visit
from .doors import Door, doors_of_round
from .drawing import NARROW, WIDE, Drawing, draw
from .forms import HALVES, MoveForm, PlanForm, WhenForm, half_of
from .paper import paper_list
from .places import places_of
from .times import start_of

MOST_REFUSED = 30
OUT = "eruit"


@require_safe
@needs(Right.RONDES_PLANNEN)
def rondes(request: StaffRequest) -> HttpResponse:
    """Rounds that are out, with what there is to worry about; then every plan."""
    mine = queries.plans_of(request)
    stretch = stretch_of(request, mine)
    out = queries.rounds_out(request.gemeente.pk, request.today, timezone.now())
    may_open = (
        set(mine.filter(pk__in=[one.ronde.plan_id for one in out]).values_list("pk", flat=True))
        if out
        else ()
    )
    shown = {"stretch": stretch, "rows": stretch.rows, "out": out, "may_open": may_open}
    return render(request, "visits/_plannen.html" if stretch.part else "visits/rondes.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.RONDES_PLANNEN)
def bezoekplan_nieuw(request: StaffRequest) -> HttpResponse:
    """Who can be visited then, and of the others why not; a POST plans those that are chosen."""
    when = WhenForm.of(request.GET, request.today)
    when.is_valid()
    dag, dagdeel = when.cleaned_data["dag"], Dagdeel(when.cleaned_data["dagdeel"])
    beleid = policy_on(request.today, request.gemeente.pk).huisbezoek
    form = PlanForm(request.POST if request.method == "POST" else None, teams=when.cleaned_data["teams"],
                    people=queries.walkers(request.gemeente.pk), dagdeel=dagdeel, beleid=beleid)  # fmt: skip
    zaken, only = visible_zaken(request) & zaken_to_visit(), _ids(request.GET.getlist("zaak"))
    zaken = zaken.filter(pk__in=only) if only else zaken
    choice = choose(
        zaken[: 4 * MOST_DOORS],
        dag=dag,
        dagdeel=dagdeel,
        gemeente_code=request.gemeente.pk,
        today=request.today,
    )
    chosen = _chosen(request)
    if form.is_bound and form.is_valid():
        if chosen:
            return _plan(request, form, Wens(dag=dag, dagdeel=dagdeel, venster=form.window(),
                                             minuten_per_deur=form.cleaned_data["minuten"],
                                             start=form.cleaned_data["start"]), chosen)  # fmt: skip
        form.add_error(None, "Kies minstens één huisbezoek.")
    _record_look(request, choice)
    checked = set(chosen) if form.is_bound else {one.zaak.pk for one in choice.possible[:MOST_DOORS]}
    shown: dict[str, Any] = {
        "when": when, "only": only, "form": form,
        "choice": choice, "halves": HALVES, "refused": choice.refused[:MOST_REFUSED],
        "more_refused": max(len(choice.refused) - MOST_REFUSED, 0), "checked": checked, "dag": dag, "dagdeel": dagdeel,
        "plan_fields": [form[name] for name in ("van", "tot", "minuten", "start")],
        "team_fields": [[form[f"{name}{n}"] for name in ("bezoeker", "tweede", "achterwacht", "telefoon")]
                        for n in range(1, form.teams + 1)],
    }  # fmt: skip
    return render(request, "visits/nieuw.html", shown, status=422 if form.errors else 200)


def _chosen(request: StaffRequest) -> list[int]:
    return _ids(request.POST.getlist("zaak"))


def _ids(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16]


def _plan(request: StaffRequest, form: PlanForm, wens: Wens, chosen: list[int]) -> HttpResponse:
    zaken = list(visible_zaken(request).filter(pk__in=chosen).values_list("pk", flat=True))
    code, key = request.gemeente.pk, form.start_key()
    plek = places_of([key], gemeente_code=code, today=request.today).get(key) if key else None
    vensters = {zaak: half_of(wens.venster, request.POST.get(f"venster_{zaak}", "")) for zaak in zaken}
    plan = plan_visits(
        zaken=zaken, teams=form.crews(), vensters=vensters, gemeente_code=code, today=request.today, by=request.actor,
        wens=Wens(dag=wens.dag, dagdeel=wens.dagdeel, venster=wens.venster, minuten_per_deur=wens.minuten_per_deur,
                  start=wens.start, plaats=plek),
    )  # fmt: skip
    return redirect("visits:bezoekplan", plan.pk)


def _record_look(request: StaffRequest, choice: Choice) -> None:
    """Addresses are shown here (R-ROL-3)."""
    if choice.possible or choice.refused:
        record("huisbezoeken.bekeken", subject=f"gemeente:{request.gemeente.pk}", by=request.actor,
               ground="wgs.3.1.b", zaken=len(choice.possible) + len(choice.refused))  # fmt: skip


@require_safe
@needs(Right.RONDES_PLANNEN)
def bezoekplan(request: StaffRequest, plan_id: int) -> HttpResponse:
    """The routes of one plan, on a map and as lists. Asked by htmx it gives the progress alone."""
    plan = get_object_or_404(queries.plans_of(request), pk=plan_id)
    busy = plan.klaar_op is None
    if "voortgang" in request.GET and not busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    shown: dict[str, Any] = {"plan": plan}
    if busy:
        shown["poll_href"] = f"{reverse('visits:bezoekplan', args=[plan.pk])}?voortgang=1"
        return render(
            request, "visits/_voortgang.html" if "voortgang" in request.GET else "visits/plan.html", shown
        )
    parts, loose = queries.parts_of(plan, request.today)
    record("bezoekplan.bekeken", subject=f"bezoekplan:{plan.pk}", by=request.actor, ground="wgs.3.1.b")
    shown |= {
        "parts": parts, "loose": loose, "maps": _maps([part.doors for part in parts], start_of(plan)),
        "open_rounds": [part for part in parts if part.ronde.stand == "gepland"],
        "untouched": all(part.ronde.stand == "gepland" for part in parts),
        "late": sum(not door.bezoek.op_tijd for part in parts for door in part.doors if door.bezoek.open),
    }  # fmt: skip
    return render(request, "visits/plan.html", shown)


def _maps(rounds: list[list[Door]], start: Plaats | None) -> list[Drawing]:
    """The map in both shapes; which one shows, the width of the screen decides."""
    return [drawn for shape in (WIDE, NARROW) if (drawn := draw(rounds, start, shape))]


@require_POST
@needs(Right.RONDES_PLANNEN)
def bezoek_verplaatst(request: StaffRequest, bezoek_id: int) -> HttpResponse:
    bezoek = get_object_or_404(Bezoek, pk=bezoek_id)
    _known_plan(request, bezoek.plan_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies een team en een plek. Er is niets veranderd.")
        return redirect("visits:bezoekplan", bezoek.plan_id)
    target = form.cleaned_data["ronde"]
    if target == OUT:
        drop_bezoek(bezoek.pk, today=request.today, by=request.actor)
        messages.success(request, "De deur is uit het plan. De zaak kan opnieuw worden gepland.")
    else:
        ronde = int(target) if target.isascii() and target.isdigit() else None
        move_bezoek(bezoek.pk, ronde_id=ronde, volgorde=form.cleaned_data["volgorde"] or 1, today=request.today,
                    by=request.actor)  # fmt: skip
        messages.success(request, "De deur is verplaatst. De tijden zijn opnieuw uitgerekend.")
    return redirect("visits:bezoekplan", bezoek.plan_id)


@require_POST
@needs(Right.RONDES_PLANNEN)
def bezoekplan_terug(request: StaffRequest, plan_id: int) -> HttpResponse:
    _known_plan(request, plan_id)
    undo_change(plan_id, today=request.today, by=request.actor)
    messages.success(request, "De laatste wijziging is ongedaan gemaakt.")
    return redirect("visits:bezoekplan", plan_id)


@require_POST
@needs(Right.RONDES_PLANNEN)
def bezoekplan_opnieuw(request: StaffRequest, plan_id: int) -> HttpResponse:
    _known_plan(request, plan_id)
    make_routes_anew(plan_id, by=request.actor)
    return redirect("visits:bezoekplan", plan_id)


@require_POST
@needs(Right.RONDES_PLANNEN)
def bezoekplan_vervallen(request: StaffRequest, plan_id: int) -> HttpResponse:
    _known_plan(request, plan_id)
    cancel_plan(plan_id, by=request.actor)
    messages.success(request, "De rondes gaan niet door. De huisbezoeken kunnen opnieuw worden gepland.")
    return redirect("visits:rondes")


@require_safe
@needs(Right.RONDES_PLANNEN)
def looplijst(request: StaffRequest, bezoekronde_id: int) -> HttpResponse:
    """The list of one round, to print."""
    ronde = get_object_or_404(queries.rounds_of(request), pk=bezoekronde_id)
    record("ronde.bekeken", subject=f"ronde:{ronde.pk}", by=request.actor, ground="wgs.3.1.b")
    return render(
        request, "visits/looplijst.html", {"ronde": ronde, "doors": doors_of_round(ronde, request.today)}
    )


@require_safe
@needs(Right.RONDES_PLANNEN)
def looplijst_pdf(request: StaffRequest, bezoekronde_id: int) -> HttpResponse:
    """The same list as PDF/UA."""
    ronde = get_object_or_404(queries.rounds_of(request), pk=bezoekronde_id)
    record("ronde.opgehaald", subject=f"ronde:{ronde.pk}", by=request.actor, ground="wgs.3.1.b")
    pdf = paper_list(ronde, doors_of_round(ronde, request.today), gemeente=request.gemeente.naam)
    return _pdf(pdf, f"ronde-{ronde.pk}.pdf")


@require_POST
@needs(Right.RONDES_PLANNEN)
def kaarten(request: StaffRequest, bezoekronde_id: int) -> HttpResponse:
    """The cards for who is not at home, to print with the list; a POST, for the codes are made by it."""
    ronde = get_object_or_404(queries.rounds_of(request), pk=bezoekronde_id)
    with transaction.atomic():  # without a PDF no card counts as printed
        codes = print_cards(ronde.pk, today=request.today, by=request.actor)
        pdf = card_sheets(ronde, codes, gemeente=request.gemeente, today=request.today)
    return _pdf(pdf, f"kaarten-{ronde.pk}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _known_plan(request: StaffRequest, plan_id: int) -> None:
    """Errors: Http404 when this user sees no such plan."""
    if not queries.plans_of(request).filter(pk=plan_id).exists():
        raise Http404
