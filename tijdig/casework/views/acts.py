"""The acts on one zaak, each from its own form: on the page of the zaak, and on a page of its own.

What cannot be done is said above the form, with everything that was filled in still there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.actions.aftercare import record_besluit, record_vervolg, withdraw_toestemming
from tijdig.casework.actions.appointments import settle_afspraak
from tijdig.casework.actions.attempts import record_contactpoging, record_reaction
from tijdig.casework.actions.closing import reopen_zaak
from tijdig.casework.actions.consulting import record_raadpleging
from tijdig.casework.actions.correcting import correct_besluit, correct_vervolg
from tijdig.casework.actions.handling import add_notitie, assign_zaken, hand_over_zaak, split_zaak
from tijdig.casework.actions.opening import locked_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen, decide_otherwise
from tijdig.casework.dossier import Dossier, read_dossier
from tijdig.casework.forms import acts as forms
from tijdig.casework.meanwhile import Change, changed_meanwhile
from tijdig.casework.models import Afspraak
from tijdig.casework.rows import address_of
from tijdig.casework.undoing import offer_of, remember, stood
from tijdig.casework.visible import visible_zaken, zaak_or_404
from tijdig.intake.queueing import hand_over_follow_up
from tijdig.refusals import Refused
from tijdig.rules.terms import Aanpak, Bereikt, Besluitsoort, Bronregistratie, Contactsoort, Dagdeel, Vervolg


@dataclass(frozen=True, kw_only=True)
class ZaakAct:
    """One thing somebody can do with a zaak. `do` gets the zaak, the valid form and the request."""

    title: str
    submit: str
    form: type[forms.ActForm]
    do: Callable[[int, forms.ActForm, StaffRequest], object]
    done: str
    right: Right = Right.ZAKEN_BEHANDELEN


@require_http_methods(["GET", "POST"])
@needs(Right.ZAKEN_BEHANDELEN, Right.VOORSTELLEN_BEVESTIGEN)
def handeling(request: StaffRequest, zaak_id: int, naam: str) -> HttpResponse:
    """One act by its name in the address."""
    if naam not in ACTS:
        raise Http404
    return page_of_act(request, zaak_id, naam, ACTS[naam])


def page_of_act(request: StaffRequest, zaak_id: int, naam: str, this: ZaakAct) -> HttpResponse:
    """The form of one act, or the act itself; also for acts that need a later room (`config.appointments`)."""
    zaak = zaak_or_404(request, zaak_id)
    dossier = read_dossier(zaak, actor=request.actor, today=request.today)
    status = 200
    changed: Sequence[Change] = ()
    if request.method == "POST":
        form = this.form(request.POST, dossier=dossier, name=naam)
        if form.is_valid() and _is_done(this, zaak.pk, form, request):
            messages.success(request, this.done, extra_tags=offer_of(form.kept))
            still_here = visible_zaken(request).filter(pk=zaak.pk).exists()
            return redirect("casework:zaak", zaak.pk) if still_here else redirect("casework:bakjes")
        status, changed = 422, changed_meanwhile(zaak.pk, by=request.actor)
        form.data = _with_present_version(request, dossier)
    else:
        initial = {"soort": request.GET["soort"]} if request.GET.get("soort") in set(Contactsoort) else {}
        form = this.form(dossier=dossier, name=naam, initial=initial)
        record("zaak.bekeken", subject=f"zaak:{zaak.pk}", by=request.actor, ground="wgs.3.1.b")
    shown = {
        "act": this,
        "form": form,
        "zaak": zaak,
        "adres": address_of(zaak),
        "dossier": dossier,
        "changed": changed,
    }
    return render(request, "casework/handeling.html", shown, status=status)


def _is_done(this: ZaakAct, zaak_id: int, form: forms.ActForm, request: StaffRequest) -> bool:
    """Did it succeed? A refusal becomes a sentence above the form."""
    try:
        with transaction.atomic():
            refusal = request.actor.refusal_without(this.right)
            if refusal:
                raise Refused(refusal)
            before = stood(zaak_id)
            this.do(zaak_id, form, request)
            form.kept = remember(zaak_id, soort=form.act, voor=before, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _with_present_version(request: StaffRequest, dossier: Dossier) -> QueryDict:
    """After a look at what changed the same words can be sent again."""
    data = request.POST.copy()
    data["versie"] = str(dossier.zaak.versie)
    return data


def _versie(form: forms.ActForm) -> int:
    return int(form.cleaned_data["versie"])


def _confirm(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    locked_zaak(zaak_id, versie=_versie(form))
    confirm_voorstellen([zaak_id], today=request.today, by=request.actor)


def _decide(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    decide_otherwise(
        zaak_id, aanpak=Aanpak(form.cleaned_data["aanpak"]), reden=form.cleaned_data["reden"],
        versie=_versie(form), today=request.today, by=request.actor,
    )  # fmt: skip


def _attempt(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    record_contactpoging(
        zaak_id, soort=Contactsoort(said["soort"]), bereikt=Bereikt(said["bereikt"]), datum=said["datum"],
        dagdeel=Dagdeel(said["dagdeel"]) if said["dagdeel"] else None, minuten=said["minuten"] or 0,
        notitie=said["notitie"], versie=_versie(form), today=request.today, by=request.actor,
    )  # fmt: skip


def _reply(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    record_reaction(
        int(said["poging"]), op=said["op"], notitie=said["notitie"], versie=_versie(form), today=request.today,
        by=request.actor,
    )  # fmt: skip


def _settle(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    settle_afspraak(
        int(form.cleaned_data["afspraak"]), stand=Afspraak.Stand(form.cleaned_data["stand"]), versie=_versie(form),
        today=request.today, by=request.actor,
    )  # fmt: skip


def _note(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    roept = [int(form.cleaned_data["roept"])] if form.cleaned_data["roept"] else []
    add_notitie(zaak_id, tekst=form.cleaned_data["tekst"], roept=roept, by=request.actor)


def _assign(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    aan = form.cleaned_data["aan"]
    locked_zaak(zaak_id, versie=_versie(form))
    assign_zaken([zaak_id], aan=int(aan) if aan else None, by=request.actor)


def _hand_over(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    hand_over_zaak(
        zaak_id, team=form.cleaned_data["team"], reden=form.cleaned_data["reden"], versie=_versie(form),
        by=request.actor,
    )  # fmt: skip


def _split(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    split_zaak(
        zaak_id, signalen=map(int, form.cleaned_data["signalen"]), reden=form.cleaned_data["reden"],
        versie=_versie(form), today=request.today, by=request.actor,
    )  # fmt: skip


def _consult(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    record_raadpleging(
        zaak_id, registratie=Bronregistratie(form.cleaned_data["registratie"]), versie=_versie(form),
        today=request.today, by=request.actor,
    )  # fmt: skip


def _reopen(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    reopen_zaak(
        zaak_id, reden=form.cleaned_data["reden"], versie=_versie(form), today=request.today, by=request.actor
    )
    hand_over_follow_up(request.gemeente.code)  # what still waited for the partner is taken back at once


def _later(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    record_vervolg(
        zaak_id, soort=Vervolg(said["soort"]), op=said["op"], toelichting=said["toelichting"], versie=_versie(form),
        today=request.today, by=request.actor,
    )  # fmt: skip
    hand_over_follow_up(request.gemeente.code)  # what the partner may hear of it is put ready at once


def _besluit(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    record_besluit(
        zaak_id, soort=Besluitsoort(said["soort"]), op=said["op"], versie=_versie(form), today=request.today,
        by=request.actor,
    )  # fmt: skip
    hand_over_follow_up(request.gemeente.code)


def _correct_news(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    soort = None if said["soort"] == forms.NOTHING_INSTEAD else Vervolg(said["soort"])
    correct_vervolg(
        int(said["bericht"]), soort=soort, op=said["op"], toelichting=said["toelichting"], reden=said["reden"],
        versie=_versie(form), today=request.today, by=request.actor,
    )  # fmt: skip
    hand_over_follow_up(request.gemeente.code)  # what the partner heard is taken back at once


def _correct_besluit(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    said = form.cleaned_data
    soort = None if said["soort"] == forms.NOTHING_INSTEAD else Besluitsoort(said["soort"])
    correct_besluit(
        zaak_id, soort=soort, op=said["op"], reden=said["reden"], versie=_versie(form), today=request.today,
        by=request.actor,
    )  # fmt: skip
    hand_over_follow_up(request.gemeente.code)


def _withdraw(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    withdraw_toestemming(zaak_id, versie=_versie(form), today=request.today, by=request.actor)
    hand_over_follow_up(request.gemeente.code)  # what still waited for the partner is taken back at once


ACTS = {
    "bevestigen": ZaakAct(
        title="Voorstel bevestigen", submit="Bevestig voorstel", form=forms.BevestigForm, do=_confirm,
        done="Het voorstel is bevestigd.", right=Right.VOORSTELLEN_BEVESTIGEN,
    ),
    "anders": ZaakAct(
        title="Andere aanpak kiezen", submit="Kies deze aanpak", form=forms.AndersForm, do=_decide,
        done="De aanpak is gekozen.",
    ),
    "poging": ZaakAct(
        title="Contactpoging vastleggen", submit="Leg vast", form=forms.PogingForm, do=_attempt,
        done="De contactpoging is vastgelegd.",
    ),
    "reactie": ZaakAct(
        title="Reactie vastleggen", submit="Leg reactie vast", form=forms.ReactieForm, do=_reply,
        done="De reactie staat bij de contactpoging.",
    ),
    "afloop": ZaakAct(
        title="Afloop van de afspraak", submit="Leg afloop vast", form=forms.AfspraakAfloopForm, do=_settle,
        done="De afloop van de afspraak is vastgelegd.",
    ),
    "notitie": ZaakAct(
        title="Notitie schrijven", submit="Bewaar notitie", form=forms.NotitieForm, do=_note,
        done="De notitie is bewaard.",
    ),
    "toewijzen": ZaakAct(
        title="Zaak toewijzen", submit="Wijs toe", form=forms.ToewijsForm, do=_assign, done="De zaak is toegewezen.",
    ),
    "overdragen": ZaakAct(
        title="Overdragen aan een ander team", submit="Draag over", form=forms.OverdraagForm, do=_hand_over,
        done="De zaak is overgedragen.",
    ),
    "splitsen": ZaakAct(
        title="Zaak splitsen", submit="Splits de zaak", form=forms.SplitsForm, do=_split,
        done="De zaak is gesplitst. De nieuwe zaak staat bij ‘Eerder op dit adres’.",
    ),
    "raadplegen": ZaakAct(
        title="Andere administratie geraadpleegd", submit="Leg vast", form=forms.RaadpleegForm, do=_consult,
        done="Het staat bij ‘Waar komt dit vandaan?’.",
    ),
    "vervolg": ZaakAct(
        title="Hoe ging het verder?", submit="Leg vast", form=forms.VervolgForm, do=_later,
        done="Het bericht staat in de zaak. De zaak blijft afgerond.",
    ),
    "besluit": ZaakAct(
        title="Besluit over schuldhulp vastleggen", submit="Leg het besluit vast", form=forms.BesluitForm,
        do=_besluit, done="Het besluit is vastgelegd.",
    ),
    "bericht-herstellen": ZaakAct(
        title="Bericht herstellen", submit="Herstel het bericht", form=forms.BerichtHerstelForm, do=_correct_news,
        done="Het bericht is hersteld. Kreeg de partner het al? Dan hoort de partner dat het niet klopte.",
    ),
    "besluit-herstellen": ZaakAct(
        title="Besluit herstellen", submit="Herstel het besluit", form=forms.BesluitHerstelForm, do=_correct_besluit,
        done="Het besluit is hersteld. Kreeg de partner er al bericht van? Dan hoort de partner dat het niet klopte.",
    ),
    "intrekken": ZaakAct(
        title="Toestemming intrekken", submit="Trek de toestemming in", form=forms.IntrekForm, do=_withdraw,
        done="De toestemming is ingetrokken. Wat de partner al hoorde, blijft gezegd.",
    ),
    "heropenen": ZaakAct(
        title="Zaak opnieuw openen", submit="Open opnieuw", form=forms.HeropenForm, do=_reopen,
        done="De zaak is opnieuw geopend.",
    ),
}  # fmt: skip
