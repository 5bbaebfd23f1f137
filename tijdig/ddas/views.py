"""The rehearsal page: what would CBS say, which zaken are behind it, what was delivered, and who may collect."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.queries import names_of_codes
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.visible import visible_zaken
from tijdig.monitor.menu import menu
from tijdig.monitor.views import PAGE
from tijdig.refusals import Refused
from tijdig.rules.ddas_controls import CONTROLES, Ernst
from tijdig.rules.terms import Leverkanaal

from . import queries
from .actions.agree import grant_machtiging, withdraw_machtiging
from .actions.deliver import Vraag, plan_levering, write_page
from .actions.rehearse import rehearse
from .forms import LeveringForm, period_words
from .models import Ddasafnemer, Ddaslevering, Ddasproef


@require_safe
@needs(Right.CIJFERS_ZIEN)
def proef(request: StaffRequest) -> HttpResponse:
    """The last rehearsal, the last deliveries, and who may collect."""
    found = queries.last_proef()
    leveringen = queries.last_leveringen()
    names = names_of_codes(one.door for one in leveringen)
    sees = Right.ZAKEN_ZIEN in request.actor.rights
    may = Right.DDAS_LEVEREN in request.actor.rights
    chosen = Vraag(van=found.van, tot=found.tot, versie=found.versie) if found else None
    return render(request, "ddas/proef.html", {
        "menu": menu(request, "ddas"), "proef": found, "may": may, "sees": sees,
        "periode": period_words(found.van, found.tot) if found else "",
        "loopt": bool(found and found.tot >= request.today),
        "rows": queries.found_in(found) if found else [], "totals": _totals(found) if found else {},
        "leveringen": [_row(one, may, names) for one in leveringen],
        "afnemers": queries.afnemers(),
        "form": LeveringForm(None, gemeente=request.gemeente.pk, today=request.today, chosen=chosen),
    })  # fmt: skip


def _totals(found: Ddasproef) -> dict[str, int]:
    """How many findings are wrong for sure, and about how many somebody may ask."""
    counts = dict.fromkeys(Ernst, 0)
    for one in queries.found_in(found):
        counts[one.controle.ernst] += one.aantal
    return {str(ernst): count for ernst, count in counts.items()}


def _row(levering: Ddaslevering, may: bool, names: dict[str, str]) -> dict[str, Any]:
    pages = range(1, len(levering.grenzen) + 1)
    return {
        "levering": levering, "periode": period_words(levering.van, levering.tot),
        "kanaal": Leverkanaal(levering.kanaal), "paginas": len(pages), "opgehaald": len(levering.paginas_opgehaald),
        "files": pages if may and levering.kanaal == Leverkanaal.BESTAND else (),
        "wie": levering.ronde.afnemer.naam if levering.ronde else names.get(levering.door, ""),
    }  # fmt: skip


@require_safe
@needs(Right.ZAKEN_ZIEN)
def zaken(request: StaffRequest, controle: str) -> HttpResponse:
    """The zaken behind one finding: those this user may see."""
    found, about = queries.last_proef(), CONTROLES.get(controle)
    if about is None or found is None:
        raise Http404
    pages = Paginator(queries.zaken_found(visible_zaken(request), found, controle), PAGE)
    return render(request, "ddas/zaken.html", {
        "controle": about, "page": pages.get_page(request.GET.get("page")), "total": pages.count,
        "today": request.today, "sees_figures": Right.CIJFERS_ZIEN in request.actor.rights,
    })  # fmt: skip


@require_POST
@needs(Right.DDAS_LEVEREN)
def controleren(request: StaffRequest) -> HttpResponse:
    """Hold the chosen period against the checks."""
    rehearse(vraag=_chosen(request), gemeente_code=request.gemeente.pk, today=request.today, by=request.actor)
    messages.success(request, "De levering is gecontroleerd. Er is niets verstuurd.")
    return redirect("ddas:proef")


@require_POST
@needs(Right.DDAS_LEVEREN)
def maken(request: StaffRequest) -> HttpResponse:
    """Put a delivery over the chosen period ready to download."""
    levering = plan_levering(
        vraag=_chosen(request), gemeente_code=request.gemeente.pk, kanaal=Leverkanaal.BESTAND, today=request.today,
        by=request.actor,
    )  # fmt: skip
    files = len(levering.grenzen)
    text = "Het bestand staat klaar onder Leveringen." if files == 1 else f"Er staan {files} bestanden klaar."
    messages.success(request, text)
    return redirect("ddas:proef")


def _chosen(request: StaffRequest) -> Vraag:
    form = LeveringForm(request.POST, gemeente=request.gemeente.pk, today=request.today)
    if not form.is_valid():
        raise Refused("Kies een periode en een versie uit de lijst. Er is niets gedaan.")
    return form.vraag()


@require_safe
@needs(Right.DDAS_LEVEREN)
def bestand(request: StaffRequest, levering_id: UUID, pagina: int) -> HttpResponse:
    """One page of a delivery as a file. It holds BSNs, so that it left is recorded."""
    levering = get_object_or_404(Ddaslevering, pk=levering_id, kanaal=Leverkanaal.BESTAND)
    pieces: list[bytes] = []
    write_page(
        levering.pk, gemeente_code=request.gemeente.pk, pagina=pagina, write=pieces.append, by=request.actor
    )
    answer = HttpResponse(b"".join(pieces), content_type="application/json")
    part = f"-{pagina}" if len(levering.grenzen) > 1 else ""
    name = f"ddas-{levering.versie}-{request.gemeente.pk}-{levering.van}-{levering.tot}{part}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@needs(Right.DDAS_LEVEREN)
def machtigen(request: StaffRequest, afnemer_id: int) -> HttpResponse:
    """Let an afnemer collect from now on."""
    afnemer = get_object_or_404(Ddasafnemer, pk=afnemer_id)
    grant_machtiging(
        afnemer_id=afnemer.pk, gemeente_code=request.gemeente.pk, today=request.today, by=request.actor
    )
    messages.success(request, f"{afnemer} mag de leveringen nu ophalen.")
    return redirect("ddas:proef")


@require_POST
@needs(Right.DDAS_LEVEREN)
def intrekken(request: StaffRequest, afnemer_id: int) -> HttpResponse:
    """From now on nothing can be collected by this afnemer."""
    afnemer = get_object_or_404(Ddasafnemer, pk=afnemer_id)
    withdraw_machtiging(
        afnemer_id=afnemer.pk, gemeente_code=request.gemeente.pk, today=request.today, by=request.actor
    )
    messages.success(request, f"{afnemer} kan niets meer ophalen. Wat al is opgehaald, blijft daar.")
    return redirect("ddas:proef")
