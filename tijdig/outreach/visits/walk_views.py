"""The phone at the door: today's doors, three buttons, a sign of life (R-OUT-5, R-ROL-1).

Nothing of it may stay on the phone: what the tab keeps while the round lasts ends with the tab, the round, the
log-out or the hour, and at the end the browser forgets the site's store (ADR 13).
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

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
from tijdig.outreach.actions.correct_visits import correct_bezoek
from tijdig.outreach.actions.door_cards import record_kaart
from tijdig.outreach.actions.notes_from_the_door import write_notitie_at_door
from tijdig.outreach.actions.walk_visits import end_ronde, record_bezoek, start_ronde, tell_all_is_well
from tijdig.outreach.models import Bezoek, Bezoekronde
from tijdig.refusals import Refused
from tijdig.rules.labels import choices
from tijdig.rules.terms import Deurreden, Deuruitkomst, Rondestand
from tijdig.rules.visits import CORRECT_WITHIN, KEPT_AFTER

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
        ended = queries.round_just_ended(request.actor.user_id, request.today, timezone.now())
        return render(request, "visits/geen_ronde.html", {"ended": ended})
    doors = doors_of_round(mine, request.today) if mine.plan.klaar_op else []
    record("ronde.bekeken", subject=f"ronde:{mine.pk}", by=request.actor, ground="wgs.3.1.b")
    waiting = [door for door in doors if door.bezoek.open and not door.verboden]
    out = mine.stand == Rondestand.ONDERWEG
    asked = next(
        (door for door in doors if out and door.kaart_vraag), None
    )  # "was the card left?" goes first
    shown = {
        "ronde": mine, "doors": doors, "out": out, "next": asked or (waiting[0] if out and waiting else None),
        "left": len(waiting), "reasons": choices(Deurreden), "kept_until": _kept_until(mine) if out else None,
    }  # fmt: skip
    return render(request, "visits/ronde.html", shown)


def _kept_until(ronde: Bezoekronde) -> int:
    """Milliseconds since 1970: after that the tab forgets the page, also when nobody ended the round."""
    end = timezone.make_aware(datetime.combine(ronde.plan.dag, ronde.plan.tot)) + KEPT_AFTER
    return int(max(end, timezone.now() + CORRECT_WITHIN).timestamp() * 1000)


@require_safe
@not_kept
@needs(Right.RONDES_LOPEN)
def wacht(request: StaffRequest) -> HttpResponse:
    """The script that answers when there is no connection; from here, since it may answer for this folder only."""
    return render(request, "visits/wacht.js", content_type="text/javascript")


@require_safe
@not_kept
@needs(Right.RONDES_LOPEN)
def zonder_verbinding(request: StaffRequest) -> HttpResponse:
    """What the phone shows without a connection: the same for everybody, with nothing of a round."""
    return render(request, "visits/zonder_verbinding.html")


@require_safe
@not_kept
@needs(Right.RONDES_LOPEN)
def verbeteren(request: StaffRequest) -> HttpResponse:
    """The doors of a round that just ended, to put a wrong tap right."""
    ended = queries.round_just_ended(request.actor.user_id, request.today, timezone.now())
    if ended is None:
        return render(request, "visits/geen_ronde.html")
    doors = [door for door in doors_of_round(ended, request.today) if door.gedaan and not door.verboden]
    record("ronde.bekeken", subject=f"ronde:{ended.pk}", by=request.actor, ground="wgs.3.1.b")
    until = timezone.localtime((ended.beeindigd_op or timezone.now()) + CORRECT_WITHIN)
    shown = {"ronde": ended, "doors": doors, "until": until, "reasons": choices(Deurreden)}
    return render(request, "visits/verbeteren.html", shown)


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

    def tapped() -> None:
        uitkomst, reden, tik = _sent(request)
        record_bezoek(bezoek_id, uitkomst=uitkomst, reden=reden, tik=tik, op=_moment(request.POST.get("op", "")),
                      now=timezone.now(), today=request.today, by=request.actor)  # fmt: skip

    return _answer(request, bezoek_id, tapped)


@require_POST
@not_kept
@needs(Right.RONDES_LOPEN)
def verbeter(request: StaffRequest, bezoek_id: int) -> HttpResponse:
    """It was something else after all; also for a while after the round."""

    def tapped() -> None:
        uitkomst, reden, tik = _sent(request)
        correct_bezoek(bezoek_id, uitkomst=uitkomst, reden=reden, tik=tik, now=timezone.now(), today=request.today,
                       by=request.actor)  # fmt: skip

    answer = _answer(request, bezoek_id, tapped)
    if not _by_script(request):
        messages.success(request, "Verbeterd. Op de zaak staat nu wat er echt gebeurde.")
    return answer


@require_POST
@not_kept
@needs(Right.RONDES_LOPEN)
def kaart(request: StaffRequest, bezoek_id: int) -> HttpResponse:
    """Was the card left for who was not at home?"""

    def tapped() -> None:
        record_kaart(bezoek_id, achtergelaten=request.POST.get("kaart") == "ja", now=timezone.now(),
                     today=request.today, by=request.actor)  # fmt: skip

    return _answer(request, bezoek_id, tapped)


@require_POST
@not_kept
@needs(Right.RONDES_LOPEN)
def notitie(request: StaffRequest, bezoek_id: int) -> HttpResponse:
    """A few sentences for the team. Sent with a connection only: words about people are not kept on a phone."""

    def written() -> None:
        write_notitie_at_door(bezoek_id, tekst=request.POST.get("tekst", ""), now=timezone.now(),
                              today=request.today, by=request.actor)  # fmt: skip

    answer = _answer(request, bezoek_id, written)
    messages.success(request, "De notitie staat bij de zaak. Het team leest haar.")
    return answer


def _answer(request: StaffRequest, bezoek_id: int, act: Callable[[], None]) -> HttpResponse:
    """Do it; a script hears in JSON whether it was done, or why not. Errors: Http404, Refused."""
    ronde_id = Bezoek.objects.filter(pk=bezoek_id).values_list("ronde_id", flat=True).first()
    if ronde_id is None:
        raise Http404
    try:
        act()
    except Refused as refused:
        if _by_script(request):
            words = render_to_string("visits/_uitleg.txt", {"uitleg": str(refused)}).strip()
            return JsonResponse({"goed": False, "uitleg": words}, status=409)
        raise
    if _by_script(request):
        return JsonResponse({"goed": True})
    out = Bezoekronde.objects.filter(pk=ronde_id, stand=Rondestand.ONDERWEG).exists()
    return redirect("walk:ronde" if out else "walk:verbeteren")


def _sent(request: StaffRequest) -> tuple[Deuruitkomst, Deurreden | None, UUID]:
    """What was tapped. Errors: Refused when it makes no sense."""
    sent = request.POST
    try:
        reden = Deurreden(sent["reden"]) if sent.get("reden") else None
        uitkomst = Deuruitkomst.ANDERS if reden else Deuruitkomst(sent.get("uitkomst", ""))
        return uitkomst, reden, UUID(sent.get("tik", ""))
    except ValueError:
        raise Refused("Dit kwam niet goed over. Er is niets vastgelegd. Probeer het nog eens.") from None


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
    ended = queries.round_just_ended(request.actor.user_id, request.today, timezone.now())
    return render(request, "visits/voorbij.html", {"ended": ended})


def _by_script(request: StaffRequest) -> bool:
    return request.headers.get("X-Requested-With") == "ronde"


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
