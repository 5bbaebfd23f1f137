"""Pages of what must go to another gemeente (R-BRP-7; Awb 2:3)."""

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from tijdig import sealed
from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.refusals import Refused

from . import queries
from .actions.forward import forward, pack
from .forms import GemeenteForm
from .forwarding import new_passphrase
from .models import Doorzending


@require_safe
@needs(Right.TWIJFEL_BESLISSEN)
def doorzendingen(request: StaffRequest) -> HttpResponse:
    """What waits to be sent on, with a place to say where; and what went."""
    return _show_list(request)


def _show_list(request: StaffRequest, faulty: int = 0, form: GemeenteForm | None = None) -> HttpResponse:
    known = queries.names_of_gemeenten()
    own = request.gemeente.code
    waiting = list(queries.open_forwardings())
    record("doorzendingen.bekeken", subject=f"gemeente:{own}", by=request.actor, ground="awb.2.3",
           aantal=len(waiting))  # fmt: skip
    rows = [
        (
            row,
            form
            if form is not None and row.pk == faulty
            else GemeenteForm(initial={"gemeente": row.naar}, known=known, own=own, prefix=str(row.pk)),
            known.get(row.naar, f"gemeente {row.naar}") if row.naar else "",
            bool(row.naar) and row.naar not in known,
        )
        for row in waiting
    ]
    context = {
        "rows": rows,
        "sent": [(row, known.get(row.naar, f"gemeente {row.naar}")) for row in queries.sent_forwardings()],
        "gemeenten": [(code, naam) for code, naam in known.items() if code != own],
    }
    return render(request, "checks/doorzendingen.html", context, status=422 if form else 200)


@require_POST
@needs(Right.TWIJFEL_BESLISSEN)
def doorsturen(request: StaffRequest, pk: int) -> HttpResponse:
    """Send one on: straight away inside the installation, else by way of a package."""
    found = get_object_or_404(Doorzending, pk=pk)
    known = queries.names_of_gemeenten()
    form = GemeenteForm(request.POST, known=known, own=request.gemeente.code, prefix=str(pk))
    if not form.is_valid():
        return _show_list(request, pk, form)
    naar = form.cleaned_data["gemeente"]
    sent = forward(found.pk, naar=naar, by=request.actor, today=request.today)
    if sent.op is None:
        return redirect("checks:pakket", pk=pk)
    messages.success(request, f"Het signaal is doorgestuurd naar {known[naar]}.")
    return redirect("checks:doorzendingen")


@require_safe
@needs(Right.TWIJFEL_BESLISSEN)
def pakket(request: StaffRequest, pk: int) -> HttpResponse:
    """What a package is, and the button that makes it."""
    return render(request, "checks/pakket.html", {"doorzending": _package_or_404(pk)})


@require_POST
@needs(Right.TWIJFEL_BESLISSEN)
def wachtwoord(request: StaffRequest, pk: int) -> HttpResponse:
    """A fresh passphrase, shown this once; it is kept nowhere. The download carries it along, sealed."""
    found = _package_or_404(pk)
    made = new_passphrase()
    record("doorzending.wachtwoord_getoond", subject=f"signaal:{found.vroegsignaal_id}", by=request.actor,
           ground="awb.2.3")  # fmt: skip
    context = {"doorzending": found, "wachtwoord": made, "zegel": sealed.seal(f"{found.pk}:{made}")}
    response = render(request, "checks/pakket.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@needs(Right.TWIJFEL_BESLISSEN)
def downloaden(request: StaffRequest, pk: int) -> HttpResponse:
    """The package itself. Making it marks the signal as sent."""
    found = _package_or_404(pk)
    package = pack(
        found.pk, wachtwoord=_passphrase(request.POST.get("zegel", ""), found.pk), by=request.actor,
        today=request.today,
    )  # fmt: skip
    return HttpResponse(
        package,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="doorzending-D{found.pk}.zip"',
            "Cache-Control": "no-store",
        },
    )


def _package_or_404(pk: int) -> Doorzending:
    return get_object_or_404(Doorzending.objects.exclude(naar=""), pk=pk)


def _passphrase(zegel: str, pk: int) -> str:
    """The passphrase of this package. Errors: Refused when the seal is not ours or of another."""
    try:
        number, _, found = sealed.unseal(zegel).partition(":")
    except (InvalidTag, ValueError) as error:
        raise Refused("Maak eerst een wachtwoord.") from error
    if number != str(pk):
        raise Refused("Maak eerst een wachtwoord.")
    return found
