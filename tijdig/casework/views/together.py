"""The pages of working together: take, look along, search, who is away, where one is called on, the keys."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tijdig.accounts.actions.own import set_sneltoetsen
from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record, record_each
from tijdig.casework.actions.handling import take_zaken
from tijdig.casework.actions.standins import end_vervanging, set_vervanging
from tijdig.casework.colleagues import colleagues_of
from tijdig.casework.forms.together import VervangingForm, ZoekForm
from tijdig.casework.listing import with_rows
from tijdig.casework.models import Vermelding, Vervanging
from tijdig.casework.presence import here
from tijdig.casework.rows import address_of, row_of
from tijdig.casework.searching import found_zaken
from tijdig.casework.searching_signals import found_signals
from tijdig.casework.standing_in import coming_and_running
from tijdig.casework.undoing import offer_of, remember, stood
from tijdig.casework.visible import visible_zaken, zaak_or_404
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules.search import read_question

from .bakjes import COLUMNS

UNSORTED = [{**column, "sortable": False} for column in COLUMNS]


@require_POST
@needs(Right.ZAKEN_BEHANDELEN)
def nemen(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """Take this zaak oneself, with one click or key."""
    zaak = zaak_or_404(request, zaak_id)
    with transaction.atomic():
        before = stood(zaak.pk)
        taken = take_zaken([zaak.pk], today=request.today, by=request.actor)
        require(None if taken else "Deze zaak is al van een collega, of afgerond. Er is niets veranderd.")
        kept = remember(zaak.pk, soort="nemen", voor=before, by=request.actor)
    messages.success(request, "De zaak staat nu op uw naam.", extra_tags=offer_of(kept))
    return redirect("casework:zaak", zaak.pk)


@require_POST
@needs(Right.ZAKEN_ZIEN)
def hier(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """The page says that somebody still looks; the answer says who else does."""
    zaak = zaak_or_404(request, zaak_id)
    require(None if request.actor.user_id else "U bent niet ingelogd.")
    others = here(zaak, user_id=request.actor.user_id or 0)
    return render(request, "casework/hier.html", {"others": others})


@require_http_methods(["GET", "POST"])
@needs(Right.ZAKEN_ZIEN)
def zoeken(request: StaffRequest) -> HttpResponse:
    """Search within one's rights. Every question is recorded, without its words (R-ROL-3)."""
    form = ZoekForm(request.POST or None)
    shown: dict[str, Any] = {"form": form, "columns": UNSORTED, "today": request.today}
    if request.method == "GET" or not form.is_valid():
        return render(request, "casework/zoeken.html", shown)
    vraag = read_question(form.cleaned_data["vraag"])
    if vraag.fout:
        form.add_error("vraag", vraag.fout)
        return render(request, "casework/zoeken.html", shown, status=422)
    found, total = found_zaken(visible_zaken(request), vraag)
    free = policy_on(request.today, request.gemeente.pk).termijnen.vrije_dagen
    rows = [row_of(zaak, request.today, vrij=free) for zaak in with_rows(found)]
    may_decide = Right.TWIJFEL_BESLISSEN in request.actor.rights
    signals, waiting = found_signals(vraag) if may_decide else ([], 0)
    record(
        "zaken.gezocht", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="wgs.3.1.b",
        op="adres" if vraag.adres else "naam_of_kenmerk", gevonden=total, signalen=waiting,
    )  # fmt: skip
    record_each(
        "zaak.gevonden",
        subjects=[f"zaak:{row.zaak.pk}" for row in rows],
        by=request.actor,
        ground="wgs.3.1.b",
    )
    shown |= {"rows": rows, "asked": True, "total": total, "signals": signals, "waiting": waiting}
    answer = render(request, "casework/zoeken.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@needs(Right.ZAKEN_BEHANDELEN)
def afwezig(request: StaffRequest) -> HttpResponse:
    """Who is away and who stands in: for oneself, and for the teamleider of everybody."""
    every = Right.ZAKEN_ALLE_TEAMS in request.actor.rights
    form = VervangingForm(
        request.POST if request.method == "POST" else None, people=colleagues_of(request.gemeente.pk).handlers(),
        own=request.actor.user_id, every=every, initial={"van": request.today},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _is_set(form, request):
        messages.success(request, "De vervanging is vastgelegd. Ze stopt vanzelf na de laatste dag.")
        return redirect("casework:afwezig")
    rows = coming_and_running(request.today, of=None if every else request.actor.user_id)
    shown = {"form": form, "rows": rows, "every": every, "today": request.today}
    return render(request, "casework/afwezig.html", shown, status=422 if form.errors else 200)


def _is_set(form: VervangingForm, request: StaffRequest) -> bool:
    try:
        with transaction.atomic():
            set_vervanging(
                **form.cleaned_data, gemeente_code=request.gemeente.pk, today=request.today, by=request.actor
            )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_POST
@needs(Right.ZAKEN_BEHANDELEN)
def afwezig_einde(request: StaffRequest, vervanging_id: int) -> HttpResponse:
    """Back earlier than was planned."""
    get_object_or_404(Vervanging, pk=vervanging_id)
    end_vervanging(vervanging_id, today=request.today, by=request.actor)
    messages.success(request, "De vervanging is beëindigd.")
    return redirect("casework:afwezig")


@require_GET
@needs(Right.ZAKEN_ZIEN)
def genoemd(request: StaffRequest) -> HttpResponse:
    """The notes that call on this person and were not read yet; opening the zaak is reading."""
    unread = (
        Vermelding.objects.filter(
            wie_id=request.actor.user_id, gelezen_op__isnull=True, notitie__zaak__in=visible_zaken(request)
        )
        .select_related("notitie__zaak", "notitie__door")
        .order_by("-pk")
    )
    rows = [(row.notitie, address_of(row.notitie.zaak)) for row in unread]
    return render(request, "casework/genoemd.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs(Right.ZAKEN_ZIEN)
def toetsen(request: StaffRequest) -> HttpResponse:
    """The keys, in words, and one's own switch to do without them, on every device (WCAG 2.1.4)."""
    if request.method == "POST":
        on = request.POST.get("aan") == "ja"
        set_sneltoetsen(aan=on, by=request.actor)
        messages.success(request, "De sneltoetsen staan aan." if on else "De sneltoetsen staan uit.")
        return redirect("casework:toetsen")
    return render(request, "casework/toetsen.html")
