"""What fits this week and the coming six, per team; and the hours themselves (R-TRI-4)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.actions.capacity import add_afwezigheid, remove_afwezigheid, set_teamuren
from tijdig.casework.capacity import Teamplan, team_plans
from tijdig.casework.colleagues import colleagues_of
from tijdig.casework.forms.capacity import HOUR, NO_TEAM, AfwezigForm, UrenForm
from tijdig.casework.models import Afwezigheid
from tijdig.policies import policy_on
from tijdig.rules.labels import label
from tijdig.rules.terms import Aanpak


@require_safe
@needs(Right.CAPACITEIT_ZIEN)
def capaciteit(request: StaffRequest) -> HttpResponse:
    """Hours there are, hours asked, what does not fit and what then passes its term."""
    return _page(request)


@require_POST
@needs(Right.CAPACITEIT_BEHEREN)
def uren(request: StaffRequest) -> HttpResponse:
    """The hours of a team."""
    form = UrenForm(request.POST, teams=_teams(request))
    if not form.is_valid():
        return _page(request, hours=form, status=422)
    set_teamuren(gemeente_code=request.gemeente.pk, by=request.actor, **form.gegevens())
    messages.success(request, "De uren zijn opgeslagen. De planning hieronder rekent ermee.")
    return redirect("capaciteit:capaciteit")


@require_POST
@needs(Right.CAPACITEIT_BEHEREN)
def afwezig(request: StaffRequest) -> HttpResponse:
    """Somebody is away."""
    form = AfwezigForm(request.POST, people=colleagues_of(request.gemeente.pk).handlers())
    if not form.is_valid():
        return _page(request, away=form, status=422)
    add_afwezigheid(gemeente_code=request.gemeente.pk, by=request.actor, **form.gegevens())
    messages.success(request, "De afwezigheid is opgeslagen.")
    return redirect("capaciteit:capaciteit")


@require_POST
@needs(Right.CAPACITEIT_BEHEREN)
def afwezig_weg(request: StaffRequest, afwezigheid_id: int) -> HttpResponse:
    """They are back, or it was a mistake."""
    get_object_or_404(Afwezigheid, pk=afwezigheid_id)
    remove_afwezigheid(afwezigheid_id, by=request.actor)
    messages.success(request, "De afwezigheid is weggehaald.")
    return redirect("capaciteit:capaciteit")


def _page(
    request: StaffRequest,
    *,
    hours: UrenForm | None = None,
    away: AfwezigForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rights = request.actor.rights
    plans = team_plans(gemeente_code=request.gemeente.pk, today=request.today)
    times = policy_on(request.today, request.gemeente.pk).capaciteit
    sees_zaken = Right.ZAKEN_ZIEN in rights
    context: dict[str, Any] = {
        "today": request.today,
        "teams": [_team(plan, times, sees_zaken=sees_zaken) for plan in plans],
        "sees_zaken": sees_zaken,
        "may_change": Right.CAPACITEIT_BEHEREN in rights,
    }
    if context["may_change"]:
        context |= {
            "hours": hours or UrenForm(initial={"vanaf": request.today}, teams=_teams(request)),
            "away": away
            or AfwezigForm(
                initial={"van": request.today}, people=colleagues_of(request.gemeente.pk).handlers()
            ),
            "absences": Afwezigheid.objects.filter(tot__gte=request.today).select_related("medewerker"),
        }
    return render(request, "casework/capaciteit.html", context, status=status)


def _teams(request: StaffRequest) -> list[str]:
    return [*colleagues_of(request.gemeente.pk).teams(request.today), ""]


def _team(plan: Teamplan, times: Mapping[Aanpak, int], *, sees_zaken: bool) -> dict[str, Any]:
    weeks = [
        {
            "monday": w.week.maandag,
            "sunday": w.week.zondag,
            "has": _hours(w.week.minuten),
            "asks": _hours(w.nodig),
            "over": _hours(max(0, w.nodig - w.gebruikt)),
            "waiting": len(w.past_niet),
            "late": plan.late_in(w.week),
        }
        for w in plan.planning.weken
    ]
    return {
        "name": plan.team or NO_TEAM,
        "has_hours": plan.has_hours,
        "zaken": plan.zaken,
        "weeks": weeks,
        "week_count": len(plan.planning.deze_week),
        "late_count": len(plan.planning.te_laat),
        "links": {name: _list(plan.team, name) for name in ("week", "te_laat", "past_niet")}
        if sees_zaken
        else {},
        "asks_now": weeks[0]["asks"],
        "per_aanpak": [
            {"label": label(aanpak), "each": _hours(times[aanpak]), "zaken": zaken, "asks": _hours(minutes)}
            for aanpak, (zaken, minutes) in plan.per_aanpak.items()
        ],
    }


def _hours(minutes: int) -> int | float:
    """Whole hours without a comma."""
    return minutes // HOUR if minutes % HOUR == 0 else minutes / HOUR


def _list(team: str, plan: str) -> str:
    asked = {"plan": plan} | ({"team": team} if team else {})
    return f"{reverse('casework:bakjes')}?{urlencode(asked)}"
