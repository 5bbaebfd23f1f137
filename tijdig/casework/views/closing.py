"""Close a zaak: the choices with their meaning, and beforehand what each partner will be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.casework.accepted import standing_of
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.aftercare import next_words
from tijdig.casework.forms.closing import AfrondForm
from tijdig.casework.meanwhile import changed_meanwhile
from tijdig.casework.models import Afsluiting, Afspraak, Vroegsignaalzaak
from tijdig.casework.rows import address_of
from tijdig.casework.told import partners_of, told_about
from tijdig.casework.undoing import offer_of, remember, stood
from tijdig.casework.visible import zaak_or_404
from tijdig.intake.queueing import hand_over_follow_up
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.outcome import CHOOSABLE, SITUATIONS


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the resident answered, beside the choice. `voorstel`: values the form begins with; a person decides."""

    kop: str
    tekst: str
    voorstel: Mapping[str, str]


def page_of_closing(request: StaffRequest, zaak_id: int, said: Said | None) -> HttpResponse:
    """The page on which a zaak is closed. The answers of residents are of a later room (`config.replies`)."""
    zaak = zaak_or_404(request, zaak_id)
    answered = {"said": said}
    if request.method == "GET":
        chosen = request.GET.get("kies", "")  # a link of "Wat kies ik?"
        begins = dict(said.voorstel) if said else {}
        suggested = {"eindresultaat": chosen} if chosen in set(CHOOSABLE) else begins
        form = _form(request, zaak, initial={"versie": zaak.versie, **suggested})
        record("zaak.bekeken", subject=f"zaak:{zaak.pk}", by=request.actor, ground="wgs.3.1.b")
        return render(request, "casework/afronden.html", _page(request, zaak, form) | answered)
    if "toon" in request.POST:  # without JavaScript: the page again, with what belongs to the choice
        form = _form(request, zaak, initial=request.POST.dict())
        return render(request, "casework/afronden.html", _page(request, zaak, form) | answered)
    form = _form(request, zaak, data=request.POST)
    if form.is_valid() and _is_closed(request, zaak, form):
        return redirect("casework:zaak", zaak.pk)
    changed = changed_meanwhile(zaak.pk, by=request.actor)
    data = request.POST.copy()
    data["versie"] = str(Vroegsignaalzaak.objects.values_list("versie", flat=True).get(pk=zaak.pk))
    form.data = data
    shown = _page(request, zaak, form) | answered | {"changed": changed}
    return render(request, "casework/afronden.html", shown, status=422)


@require_POST
@needs(Right.ZAKEN_BEHANDELEN)
def afronden_velden(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """The part that belongs to the choice; what was filled in stays. A POST, so that no text stands in the log."""
    zaak = zaak_or_404(request, zaak_id)
    form = _form(request, zaak, initial=request.POST.dict())
    return render(request, "casework/afronden_velden.html", _shown(request, zaak, form))


def _is_closed(request: StaffRequest, zaak: Vroegsignaalzaak, form: AfrondForm) -> bool:
    gegevens = form.gegevens()
    if found := permissions.faults_of_closing(zaak, gegevens, request.today):
        form.add_faults(found)
        return False
    try:
        with transaction.atomic():
            before = stood(zaak.pk)
            close_zaak(
                zaak.pk,
                gegevens=gegevens,
                versie=form.cleaned_data["versie"],
                today=request.today,
                by=request.actor,
            )
            kept = remember(zaak.pk, soort="afronden", voor=before, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    hand_over_follow_up(zaak.gemeente_id)  # what the partner may hear is put ready at once
    messages.success(request, f"De zaak is afgerond. {_next_of(zaak)}".strip(), extra_tags=offer_of(kept))
    return True


def _next_of(zaak: Vroegsignaalzaak) -> str:
    """What to do now, with what the closing itself arranged."""
    made = Afsluiting.objects.select_related("organisatie").get(zaak=zaak, heropend_op=None)
    return next_words(made, Afspraak.objects.filter(zaak=zaak))


def _form(request: StaffRequest, zaak: Vroegsignaalzaak, **how: Any) -> AfrondForm:
    return AfrondForm(
        beleid=policy_on(request.today, zaak.gemeente_id), today=request.today,
        standing=standing_of(zaak, request.today), **how,
    )  # fmt: skip


def _page(request: StaffRequest, zaak: Vroegsignaalzaak, form: AfrondForm) -> dict[str, Any]:
    """The whole page also says beforehand what cannot be chosen yet, and what to do about it."""
    return _shown(request, zaak, form) | {"reached": permissions.was_reached(zaak)}


def _shown(request: StaffRequest, zaak: Vroegsignaalzaak, form: AfrondForm) -> dict[str, Any]:
    result = form.resultaat
    consent = bool(form["toestemming"].value()) and bool(form["toestemming_document"].value())
    bericht = (
        told_about(result, toestemming=consent, beleid=form.beleid, standing=form.standing)
        if result
        else None
    )
    return {
        "zaak": zaak, "adres": address_of(zaak), "form": form, "situaties": SITUATIONS, "resultaat": result,
        "partners": partners_of(zaak, bericht), "bericht": bericht,
        "refusal": permissions.refusal_to_handle(zaak, request.actor),
    }  # fmt: skip
