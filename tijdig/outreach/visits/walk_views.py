"""The phone at the door: today's doors, three buttons, a sign of life (R-OUT-5, R-ROL-1).

Nothing of it may stay on the phone: no page is kept, and at the end the browser forgets the site's store.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.outreach.actions.walk_visits import end_ronde, record_bezoek, start_ronde, tell_all_is_well
from tijdig.outreach.models import Bezoek
from tijdig.refusals import Refused
from tijdig.rules.labels import choices
from tijdig.rules.terms import Deurreden, Deuruitkomst, Rondestand

from . import queries
from .doors import doors_of_round

View = Callable[..., HttpResponse]


def not_kept(view: View) -> View:
    """No copy of the answer stays in the browser."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(*args, **kwargs)
        answer["Cache-Control"] = "no-store, private"
        return answer

    return answered


@require_safe
@not_kept
@needs(Right.RONDES_LOPEN)
def ronde(request: StaffRequest) -> HttpResponse:
    """The round of today of whoever asks; the door that is next stands open."""
    mine = queries.my_round(request.actor.user_id, request.today)
    if mine is None:
        return render(request, "visits/geen_ronde.html")
    doors = doors_of_round(mine, request.today) if mine.plan.klaar_op else []
    record("ronde.bekeken", subject=f"ronde:{mine.pk}", by=request.actor, ground="wgs.3.1.b")
    waiting = [door for door in doors if door.bezoek.open and not door.verboden]
    out = mine.stand == Rondestand.ONDERWEG
    shown = {
        "ronde": mine, "doors": doors, "out": out, "next": waiting[0] if out and waiting else None,
        "left": len(waiting), "reasons": choices(Deurreden), "keys": {d.bezoek.pk: str(uuid4()) for d in waiting},
    }  # fmt: skip
    return render(request, "visits/ronde.html", shown)


@require_POST
@not_kept
@needs(Right.RONDES_LOPEN)
def start(request: StaffRequest, bezoekronde_id: int) -> HttpResponse:
    start_ronde(bezoekronde_id, today=request.today, now=timezone.now(), by=request.actor)
    return redirect("walk:ronde")


@require_POST
@not_kept
@needs(Right.RONDES_LOPEN)
def teken(request: StaffRequest, bezoekronde_id: int) -> HttpResponse:
    tell_all_is_well(bezoekronde_id, today=request.today, now=timezone.now(), by=request.actor)
    if _by_script(request):
        return JsonResponse({"goed": True})
    messages.success(request, "Doorgegeven: alles goed.")
    return redirect("walk:ronde")


@require_POST
@not_kept
@needs(Right.RONDES_LOPEN)
def deur(request: StaffRequest, bezoek_id: int) -> HttpResponse:
    """One tap: what happened at the door. A phone that was offline sends it later, or twice."""
    if not Bezoek.objects.filter(pk=bezoek_id).exists():
        raise Http404
    try:
        _record(request, bezoek_id)
    except Refused as refused:
        if _by_script(request):
            words = render_to_string("visits/_uitleg.txt", {"uitleg": str(refused)}).strip()
            return JsonResponse({"goed": False, "uitleg": words}, status=409)
        raise
    return JsonResponse({"goed": True}) if _by_script(request) else redirect("walk:ronde")


def _record(request: StaffRequest, bezoek_id: int) -> None:
    """Errors: Refused, also when what is sent makes no sense."""
    sent = request.POST
    try:
        reden = Deurreden(sent["reden"]) if sent.get("reden") else None
        uitkomst = Deuruitkomst.ANDERS if reden else Deuruitkomst(sent.get("uitkomst", ""))
        tik = UUID(sent.get("tik", ""))
    except ValueError:
        raise Refused("Dit kwam niet goed over. Er is niets vastgelegd. Probeer het nog eens.") from None
    record_bezoek(bezoek_id, uitkomst=uitkomst, reden=reden, tik=tik, op=_moment(sent.get("op", "")),
                  now=timezone.now(), today=request.today, by=request.actor)  # fmt: skip


@require_POST
@not_kept
@needs(Right.RONDES_LOPEN)
def einde(request: StaffRequest, bezoekronde_id: int) -> HttpResponse:
    end_ronde(bezoekronde_id, today=request.today, now=timezone.now(), by=request.actor)
    answer = redirect("walk:voorbij")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@require_safe
@not_kept
@needs(Right.RONDES_LOPEN)
def voorbij(request: StaffRequest) -> HttpResponse:
    """The round is over; nothing of it is on the phone any more."""
    return render(request, "visits/voorbij.html")


def _by_script(request: StaffRequest) -> bool:
    return request.headers.get("X-Requested-With") == "ronde"


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
