"""Text messages of residents: what is done with, and those of which nobody knows the zaak (R-OUT-2, R-OUT-7)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.visible import visible_zaken
from tijdig.outreach.actions.received import handle_sms, place_sms

from .codes import kenmerk_of, normal
from .guessing import count_wrong, may_guess
from .models import Reactiecode, Smsantwoord
from .queries import unplaced_sms
from .standing import live_code

TOO_OFTEN = "Er is te vaak een verkeerde code ingevuld. Probeer het over een kwartier opnieuw."
WRONG = "Deze code werkt niet. Bel het nummer en laat de inwoner de code nog eens voorlezen."
UNKNOWN = "Er is geen zaak met dit kenmerk of deze code. Kijk het na, of bel het nummer en vraag ernaar."
MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REACTIES_VASTLEGGEN)
def onbekend(request: StaffRequest) -> HttpResponse:
    """Text messages from a number we never wrote to. A POST says to which zaak one belongs."""
    fault = 0
    if request.method == "POST":
        sms = _unplaced(request.POST.get("sms", ""))
        found = _zaak_of(request, request.POST.get("zaak", ""))
        if isinstance(found, int):
            place_sms(sms.pk, zaak_id=found, today=request.today, by=request.actor)
            messages.success(request, "Vastgelegd. Het bericht staat bij de zaak.")
            return redirect("reacties:sms")
        messages.error(request, found)
        fault = sms.pk
    rows = list(unplaced_sms()[:MOST])
    if rows:
        record("sms.bekeken", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="wgs.3.1.b",
               aantal=len(rows))  # fmt: skip
    shown = {"rows": rows, "fault": fault, "may_seek": Right.ZAKEN_ZIEN in request.actor.rights}
    answer = render(request, "reply/sms.html", shown, status=422 if fault else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@needs(Right.REACTIES_VASTLEGGEN)
def onbekend_klaar(request: StaffRequest, sms_id: int) -> HttpResponse:
    """Nothing more is to be done with a text message that belongs to no zaak."""
    handle_sms(_unplaced(str(sms_id)).pk, by=request.actor)
    messages.success(request, "Van de lijst gehaald.")
    return redirect("reacties:sms")


@require_POST
@needs(Right.ZAKEN_BEHANDELEN)
def sms_klaar(request: StaffRequest, sms_id: int) -> HttpResponse:
    sms = get_object_or_404(Smsantwoord, pk=sms_id, zaak__in=visible_zaken(request))
    handle_sms(sms.pk, by=request.actor)
    messages.success(request, "Vastgelegd: dit sms-bericht is afgehandeld.")
    return redirect("reacties:lijst")


def _unplaced(sms_id: str) -> Smsantwoord:
    """Errors: Http404."""
    known = sms_id.isascii() and sms_id.isdigit() and len(sms_id) < 16
    return get_object_or_404(unplaced_sms(), pk=int(sms_id) if known else 0)


def _zaak_of(request: StaffRequest, typed: str) -> int | str:
    """The id of the zaak of this code, or of this kenmerk for who may see zaken; else what is wrong."""
    who, plain = str(request.actor), normal(typed)
    if Right.ZAKEN_ZIEN in request.actor.rights:
        own = visible_zaken(request).filter(kenmerk=typed.strip().upper(), gewist_op__isnull=True).first()
        if own is not None:
            return own.pk
    if not may_guess(who):
        return TOO_OFTEN
    row = Reactiecode.objects.filter(kenmerk=kenmerk_of(plain)).first() if plain else None
    code = live_code(row.pk, today=request.today) if row else None
    if code is None:
        count_wrong(who)
        return UNKNOWN if Right.ZAKEN_ZIEN in request.actor.rights else WRONG
    return code.zaak_id
