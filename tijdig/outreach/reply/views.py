"""Pages of staff: answers that wait, the desk, and the agenda (R-OUT-6, R-OUT-7)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.visible import visible_zaken
from tijdig.outreach.actions import agenda as acts
from tijdig.outreach.actions.replies import handle_reply
from tijdig.outreach.lists import REPLIES

from .forms import WEEKDAYS, SluitdagForm, UrenForm
from .models import Beschikbaarheid, Reactie, Sluitdag
from .queries import open_replies, open_sms, teams_here, waiting_replies


@require_safe
@needs(Right.ZAKEN_ZIEN)
def lijst(request: StaffRequest) -> HttpResponse:
    """Answers that nobody handled yet, by SMS and with the code, oldest first."""
    found = REPLIES.asked(request, waiting_replies(visible_zaken(request)))
    if as_file := REPLIES.file(request, found):
        return as_file
    rows, sms = open_replies(found), open_sms(visible_zaken(request))
    if rows or sms:
        record("reacties.bekeken", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="wgs.3.1.b",
               aantal=len(rows) + len(sms))  # fmt: skip
    may_handle = Right.ZAKEN_BEHANDELEN in request.actor.rights
    shown = REPLIES.page(request) | {"rows": rows, "sms": sms, "may_handle": may_handle}
    if may_handle:
        shown["columns"].append({"label": "Wat u kunt doen", "hidden": True})
    return render(request, "reply/lijst.html", shown)


@require_POST
@needs(Right.ZAKEN_BEHANDELEN)
def afgehandeld(request: StaffRequest, reactie_id: int) -> HttpResponse:
    reactie = get_object_or_404(Reactie, pk=reactie_id, zaak__in=visible_zaken(request))
    handle_reply(reactie.pk, by=request.actor)
    messages.success(request, "Vastgelegd: deze reactie is afgehandeld.")
    return redirect("reacties:lijst")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.CAPACITEIT_BEHEREN)
def agenda(request: StaffRequest) -> HttpResponse:
    """The hours in which residents can come by, and the days on which they cannot."""
    teams, act = teams_here(request.gemeente.pk), request.POST.get("act", "")
    uren = UrenForm(request.POST if act == "uren" else None, teams=teams)
    dag = SluitdagForm(request.POST if act == "dag" else None, teams=teams)
    if act == "uren" and uren.is_valid():
        acts.add_beschikbaarheid(request.gemeente.pk, by=request.actor, **uren.cleaned_data)
        messages.success(request, "Bewaard. Inwoners kunnen deze momenten nu kiezen.")
        return redirect("reacties:agenda")
    if act == "dag" and dag.is_valid():
        acts.add_sluitdag(request.gemeente.pk, today=request.today, by=request.actor, **dag.cleaned_data)
        messages.success(request, "Bewaard. Op deze dag kan niemand een afspraak kiezen.")
        return redirect("reacties:agenda")
    rows = Beschikbaarheid.objects.filter(gestopt_op__isnull=True)
    shown: dict[str, Any] = {
        "uren": uren, "dag": dag, "rows": [(row, WEEKDAYS[row.weekdag]) for row in rows],
        "gesloten": Sluitdag.objects.filter(dag__gte=request.today),
    }  # fmt: skip
    return render(request, "reply/agenda.html", shown, status=422 if uren.errors or dag.errors else 200)


@require_POST
@needs(Right.CAPACITEIT_BEHEREN)
def agenda_weg(request: StaffRequest, soort: str, ding_id: int) -> HttpResponse:
    """Stop hours, or open a closed day again."""
    if soort == "uren":
        acts.stop_beschikbaarheid(ding_id, today=request.today, by=request.actor)
    elif soort == "dag":
        acts.remove_sluitdag(ding_id, by=request.actor)
    else:
        raise Http404
    messages.success(request, "Bewaard. Afspraken die er al zijn, blijven staan.")
    return redirect("reacties:agenda")
