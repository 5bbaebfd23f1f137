"""The page on which figures of others come in, and can be withdrawn (R-MON-5)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.intake.stretches import posted
from tijdig.monitor.actions.deliver import withdraw_cijfers
from tijdig.monitor.comparing.faults import Bestandsfout
from tijdig.monitor.comparing.layout import HEAD
from tijdig.monitor.comparing.reading import PUBLISHED
from tijdig.monitor.menu import menu
from tijdig.monitor.models import Cijferlevering
from tijdig.monitor.words import number
from tijdig.refusals import Refused
from tijdig.rules.terms import Vergelijkgroep

from .forms import InleesForm
from .queries import last_readings
from .taking import Genomen, take_uploaded


@require_http_methods(["GET", "POST"])
@needs(Right.LIJSTEN_BEHEREN)
def inlezen(request: StaffRequest) -> HttpResponse:
    """Choose files; what is wrong with them stands there line by line, and then nothing was taken in."""
    form = InleesForm(*posted(request))
    fault: Refused | None = None
    if form.is_valid():
        try:
            return _taken(request, take_uploaded(form.chosen(), today=request.today, by=request.actor))
        except Refused as refused:
            fault = refused
    lines = fault.fouten if isinstance(fault, Bestandsfout) else ()
    return render(request, "ddas/inlezen.html", {
        "form": form, "fault": fault, "lines": [line for line in lines if line.regel],
        "others": [line.wat for line in lines if not line.regel],
        "more": fault.aantal - len(lines) if isinstance(fault, Bestandsfout) else 0,
        "readings": last_readings(), "columns": "; ".join(HEAD), "published": "; ".join(PUBLISHED),
        "menu": menu(request, "inlezen") if Right.CIJFERS_ZIEN in request.actor.rights else [],
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_POST
@needs(Right.LIJSTEN_BEHEREN)
def intrekken(request: StaffRequest, levering_id: int) -> HttpResponse:
    """Undo a reading."""
    try:
        gone = withdraw_cijfers(levering_id=levering_id, by=request.actor)
    except Cijferlevering.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = (
            f"Ingetrokken. {number(gone.weg)} cijfers zijn niet meer in gebruik, en {number(gone.terug)} die ze "
            "vervingen weer wel."
            if gone.terug
            else f"Ingetrokken. {number(gone.weg)} cijfers zijn niet meer in gebruik."
        )
        messages.success(request, said)
    return redirect("inlezen:inlezen")


def _taken(request: StaffRequest, taken: Genomen) -> HttpResponse:
    """Peers are a choice, and a choice stands in the address; figures are there now."""
    if taken.peers:
        asked = urlencode({"groep": str(Vergelijkgroep.KEUZE), "met": ",".join(taken.peers)})
        return redirect(f"{reverse('monitor:vergelijken')}?{asked}")
    count = number(taken.cijfers)
    if taken.gemeenten:
        said = (
            f"Ingelezen: {count} cijfers. Aantal gemeenten: {number(taken.gemeenten)}. "
            f"Aantal maanden: {number(taken.maanden)}."
        )
    else:
        said = f"Ingelezen: {count} gepubliceerde cijfers."
    messages.success(request, said)
    return redirect("inlezen:inlezen")
