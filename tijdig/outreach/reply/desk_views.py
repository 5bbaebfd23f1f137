"""The desk: find the zaak of who calls or stands there, record what they say, connect them (R-OUT-7).

The klantcontactcentrum finds by the code of the letter and by nothing else, and sees no person. Who may see zaken can
also seek by name, address or reference, within their rights. Every look is recorded, also one that finds nothing.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.rows import address_of
from tijdig.casework.searching import found_zaken
from tijdig.casework.visible import visible_zaken, zaak_or_404
from tijdig.outreach.actions.replies import connect_caller, record_reply
from tijdig.refusals import Refused
from tijdig.rules.search import read_question
from tijdig.rules.terms import Reactiesoort, Zaakstatus

from .choosing import days_for
from .codes import codes_of, kenmerk_of, normal
from .forms import BalieForm, CodeForm, ZoekForm
from .guessing import count_wrong, may_guess
from .models import Reactiecode
from .queries import unplaced_sms
from .standing import live_code

AT_THE_DESK = "balie_code"  # in the session of staff: the id of the code they looked up
MOST = 20
WRONG = (
    "Deze code werkt niet. Laat de inwoner de code nog eens langzaam voorlezen. "
    "Werkt hij dan nog niet? Verbind door met het team."
)
LOST = "De zaak staat hier niet meer open. Zoek opnieuw."
NOTHING_KEPT = "De zaak stond hier niet meer open. Er is niets vastgelegd. Zoek opnieuw."
TOO_OFTEN = "Er is te vaak een verkeerde code ingevuld. Probeer het over een kwartier opnieuw."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REACTIES_VASTLEGGEN)
def balie(request: StaffRequest) -> HttpResponse:
    """Find the zaak: by the code, or for who may see zaken by what can be sought."""
    form = _form(request)
    found: list[Vroegsignaalzaak] | None = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if code := _by_code(request, typed, form):
            return _at_the_desk(request, code)
        if _may_seek(request) and not form.errors:
            found = _sought(request, typed, form)
    shown: dict[str, Any] = {
        "form": form, "gemeente_van": request.gemeente, "may_seek": _may_seek(request), "sms": unplaced_sms().count(),
    }  # fmt: skip
    if found is not None:
        shown["rows"] = [(zaak, str(address_of(zaak))) for zaak in found]
    answer = render(request, "reply/balie.html", shown, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _may_seek(request: StaffRequest) -> bool:
    return Right.ZAKEN_ZIEN in request.actor.rights


def _form(request: StaffRequest) -> CodeForm:
    sent = request.POST if "code" in request.POST else None
    return (ZoekForm if _may_seek(request) else CodeForm)(sent)


def _at_the_desk(request: StaffRequest, code: Reactiecode) -> HttpResponse:
    request.session[AT_THE_DESK] = code.pk
    return redirect("reacties:balie_antwoord")


def _by_code(request: StaffRequest, typed: str, form: CodeForm) -> Reactiecode | None:
    """The code that was typed, when it counts; guessing is limited here too."""
    who, plain = str(request.actor), normal(typed)
    if plain is None and _may_seek(request):
        return None
    if not may_guess(who):
        form.add_error("code", TOO_OFTEN)
        return None
    row = Reactiecode.objects.filter(kenmerk=kenmerk_of(plain)).first() if plain else None
    code = live_code(row.pk, today=request.today) if row else None
    subject = f"zaak:{code.zaak_id}" if code else f"gemeente:{request.gemeente.pk}"
    record("reactiecode.gezocht", subject=subject, by=request.actor, ground="wgs.3.1.b", gevonden=bool(code))
    if code is None:
        count_wrong(who)
        form.add_error("code", WRONG)
    return code


def _sought(request: StaffRequest, typed: str, form: CodeForm) -> list[Vroegsignaalzaak] | None:
    """Open zaken within one's rights that answer the question; recorded without its words (R-ROL-3)."""
    vraag = read_question(typed)
    if vraag.fout:
        form.add_error("code", vraag.fout)
        return None
    still_open = visible_zaken(request).exclude(status=Zaakstatus.AFGEROND)
    zaken, _ = found_zaken(still_open, vraag)
    found = list(zaken.select_related("behandelaar")[:MOST])
    record(
        "zaken.gezocht", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="wgs.3.1.b",
        op="adres" if vraag.adres else "naam_of_kenmerk", gevonden=len(found), aan="balie",
    )  # fmt: skip
    return found


@require_POST
@needs(Right.ZAKEN_ZIEN)
def balie_zaak(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """One of the zaken that were found. Its code is made when no letter carried one yet."""
    zaak = zaak_or_404(request, zaak_id)
    codes_of([zaak.pk], gemeente_code=zaak.gemeente_id, today=request.today)
    row = Reactiecode.objects.filter(zaak=zaak).order_by("-ronde").first()
    code = live_code(row.pk, today=request.today) if row else None
    if code is None:
        raise Refused("Deze zaak is afgerond. Verbind door met het team.")
    record("zaak.bekeken", subject=f"zaak:{zaak.pk}", by=request.actor, ground="wgs.3.1.b", aan="balie")
    return _at_the_desk(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REACTIES_VASTLEGGEN)
def balie_antwoord(request: StaffRequest) -> HttpResponse:
    """Record the answer for the resident on the phone, and say to whom to connect."""
    code = live_code(request.session.get(AT_THE_DESK) or 0, today=request.today)
    if code is None:
        again = {
            "form": _form(request), "gemeente_van": request.gemeente, "may_seek": _may_seek(request),
            "lost": NOTHING_KEPT if request.method == "POST" else LOST,
        }  # fmt: skip
        return render(request, "reply/balie.html", again | {"action": reverse("reacties:balie")})
    kinds = (Reactiesoort.BELLEN, Reactiesoort.LANGSKOMEN)
    days = {kind: days_for(kind, code.zaak, language="nl", today=request.today) for kind in kinds}
    form = BalieForm(request.POST or None, days=days)
    if request.method == "POST" and form.is_valid() and _is_recorded(request, code, form):
        del request.session[AT_THE_DESK]
        messages.success(request, "Vastgelegd. De medewerker ziet dit antwoord meteen.")
        return redirect("reacties:balie")
    shown = {
        "form": form, "medewerker": code.zaak.behandelaar, "gemeente_van": code.gemeente, "crisis": code.zaak.crisis,
        "action": reverse("reacties:balie_antwoord"),
    }  # fmt: skip
    answer = render(request, "reply/balie_antwoord.html", shown, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _is_recorded(request: StaffRequest, code: Reactiecode, form: BalieForm) -> bool:
    """A moment that went meanwhile is said above the form; what was filled in stays."""
    try:
        with transaction.atomic():
            record_reply(code.pk, antwoord=form.antwoord(), today=request.today, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_POST
@needs(Right.REACTIES_VASTLEGGEN)
def balie_doorverbonden(request: StaffRequest) -> HttpResponse:
    """The caller was connected to who handles the zaak; nothing else is recorded."""
    code = live_code(request.session.get(AT_THE_DESK) or 0, today=request.today)
    if code is not None:
        connect_caller(code.pk, today=request.today, by=request.actor)
        del request.session[AT_THE_DESK]
        messages.success(request, "Vastgelegd: u hebt doorverbonden.")
    else:
        messages.error(request, NOTHING_KEPT)
    return redirect("reacties:balie")
