"""What was handed to schuldhulpverlening: for who has the client, and for the team that handed it over (R-SHV-1)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.actions.handed_over import accept_overdracht
from tijdig.casework.forms.handed_over import AannemenForm
from tijdig.casework.handed_over import client_of, clients_of, handed_over, with_signals
from tijdig.casework.lists import GIVEN
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.rows import address_of
from tijdig.casework.visible import visible_zaken
from tijdig.intake.stretches import stretch_of

MOST = 25  # on a page: each has a form


@require_safe
@needs(Right.OVERDRACHTEN_AANNEMEN, Right.ZAKEN_BEHANDELEN)
def overgedragen(request: StaffRequest) -> HttpResponse:
    """The own clients of a schuldhulpverlener; for the team, what it handed over and who took it on."""
    code = request.gemeente.pk
    shown: dict[str, object] = {}
    if Right.ZAKEN_BEHANDELEN in request.actor.rights:
        given = GIVEN.asked(request, handed_over(visible_zaken(request), code).select_related("behandelaar"))
        if as_file := GIVEN.file(request, given):
            return as_file
        stretch = stretch_of(request, given)
        shown = {"stretch": stretch, "rows": [(zaak, address_of(zaak)) for zaak in stretch.rows]}
        if stretch.part:
            return render(request, "casework/_overgedragen.html", shown)
        shown |= GIVEN.page(request)
        shown["columns"] = [*GIVEN.heads(), {"label": "Doen"}]
    if Right.OVERDRACHTEN_AANNEMEN in request.actor.rights:
        shown |= _own_clients(request)
    return render(request, "casework/overgedragen.html", shown)


def _own_clients(request: StaffRequest) -> dict[str, object]:
    """A page of them, crisis first; a page that is not there any more shows the last."""
    code = request.gemeente.pk
    pages = Paginator(with_signals(clients_of(request.actor.user_id, code)), MOST)
    page = pages.get_page(request.GET.get("page"))
    clients = [client_of(zaak) for zaak in page]
    record("overdrachten.bekeken", subject=f"gemeente:{code}", by=request.actor, ground="wgs.3.1.b",
           aantal=len(clients))  # fmt: skip
    return {"clients": clients, "page": page}


@require_POST
@needs(Right.OVERDRACHTEN_AANNEMEN)
def aannemen(request: StaffRequest, zaak_id: int) -> HttpResponse:
    zaak = get_object_or_404(Vroegsignaalzaak, pk=zaak_id)
    form = AannemenForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Uw opmerking is te lang. Er is niets opgeslagen.")
        return redirect("casework:overgedragen")
    accept_overdracht(zaak.pk, remark=form.cleaned_data["opmerking"], by=request.actor)
    messages.success(request, "Vastgelegd. Het team vroegsignalering ziet dat u contact opneemt.")
    return redirect("casework:overgedragen")
