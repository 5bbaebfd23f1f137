"""The list of addresses and people that staff must not visit; only for who may see why (R-ADM-6)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.actions.weighing import propose_wegingen
from tijdig.casework.models import Vroegsignaalzaak, Weging, ZaakSignaal
from tijdig.casework.steps import refresh_steps
from tijdig.checks.actions.safety import add_veiligheidsmelding, end_veiligheidsmelding
from tijdig.checks.models import Veiligheidsmelding
from tijdig.refusals import Refused
from tijdig.rules.address import Adres, normalise
from tijdig.rules.bsn import passes_elfproef
from tijdig.rules.terms import Zaakstatus

DEFAULT_DAYS = 365


class VeiligheidForm(forms.Form):
    """An address, a reason and a period."""

    postcode = forms.CharField(label="Postcode", max_length=10)
    huisnummer = forms.CharField(
        label="Huisnummer", max_length=30, help_text="Met letter en toevoeging: 12 A 3."
    )
    bsn = forms.CharField(
        label="BSN van de persoon", required=False, max_length=11,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Vul dit in als het om één persoon gaat. Dan geldt de melding ook na een verhuizing in de gemeente, "
        "en niet voor wie er daarna komt wonen. Tijdig bewaart alleen een kenmerk van het BSN.",
    )  # fmt: skip
    reden = forms.CharField(
        label="Waarom mag hier geen huisbezoek?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen wie het recht heeft ziet dit. Schrijf op wat er gebeurde, niet wat u vermoedt.",
    )
    ingang = forms.DateField(label="Vanaf", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    einde = forms.DateField(
        label="Tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Daarna wist Tijdig de reden vanzelf.",
    )

    def clean_bsn(self) -> str:
        """Nine digits that satisfy the elfproef, or nothing. The message does not repeat them."""
        bsn: str = self.cleaned_data["bsn"].replace(" ", "").replace(".", "")
        if bsn and not passes_elfproef(bsn):
            raise forms.ValidationError("Dit BSN bestaat niet: kijk de cijfers na.")
        return bsn

    def clean(self) -> dict[str, Any]:
        """The address in normal form stands in `adres`."""
        cleaned = super().clean() or {}
        if "postcode" in cleaned and "huisnummer" in cleaned:
            cleaned["adres"] = normalise(postcode=cleaned["postcode"], huisnummer=cleaned["huisnummer"])
            if cleaned["adres"] is None:
                self.add_error("postcode", "Dit is geen adres. Schrijf de postcode als 1234 AB.")
        if "ingang" in cleaned and "einde" in cleaned and cleaned["einde"] < cleaned["ingang"]:
            self.add_error("einde", "De laatste dag ligt voor de eerste dag.")
        return cleaned


@require_safe
@needs(Right.VEILIGHEID_ZIEN)
def lijst(request: StaffRequest) -> HttpResponse:
    """Who looks is recorded: the list says something about people."""
    running = Q(einde__gte=request.today)
    meldingen = list(
        Veiligheidsmelding.objects.filter(running).select_related("door").order_by("einde", "pk")
    )
    over = Veiligheidsmelding.objects.exclude(running).count()
    record(
        "veiligheid.bekeken", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="arbowet.3"
    )
    return render(
        request, "config/veiligheid.html", {"meldingen": meldingen, "over": over, "today": request.today}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.VEILIGHEID_ZIEN)
def nieuw(request: StaffRequest) -> HttpResponse:
    """Add an address; the proposals and steps of its open zaken follow at once."""
    first = {"ingang": request.today, "einde": request.today + timedelta(days=DEFAULT_DAYS)}
    form = VeiligheidForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _added(form, request):
        messages.success(request, "Het adres staat op de lijst. Tijdig stelt daar geen huisbezoek meer voor.")
        return redirect("veiligheid")
    return render(request, "config/veiligheid_nieuw.html", {"form": form}, status=422 if form.errors else 200)


def _added(form: VeiligheidForm, request: StaffRequest) -> bool:
    """False, with the sentence in the form, when the act refuses."""
    adres: Adres = form.cleaned_data["adres"]
    try:
        melding = add_veiligheidsmelding(
            gemeente_code=request.gemeente.pk, adres=adres,
            adres_tekst=f"{form.cleaned_data['postcode']} {form.cleaned_data['huisnummer']}",
            reden=form.cleaned_data["reden"], ingang=form.cleaned_data["ingang"], einde=form.cleaned_data["einde"],
            by=request.actor, bsn=form.cleaned_data["bsn"],
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    _weigh_again(melding, request.today, request)
    return True


@require_POST
@needs(Right.VEILIGHEID_ZIEN)
def end(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Take an address off the list."""
    melding = get_object_or_404(Veiligheidsmelding, pk=melding_id)
    end_veiligheidsmelding(melding.pk, today=request.today, by=request.actor)
    _weigh_again(melding, request.today, request)
    messages.success(request, "De melding is beëindigd. Vandaag is de laatste dag.")
    return redirect("veiligheid")


def _weigh_again(melding: Veiligheidsmelding, today: date, request: StaffRequest) -> None:
    """Open proposals and next steps on this address and about this person, with the list as it is now."""
    about = Q(adres_sleutel=melding.adres_sleutel)
    if melding.bsn_kenmerk:
        signals = ZaakSignaal.objects.filter(vroegsignaal__toets__inwoner__bsn_kenmerk=melding.bsn_kenmerk)
        about |= Q(pk__in=signals.values("zaak_id"))
    zaken = Vroegsignaalzaak.objects.filter(about).exclude(status=Zaakstatus.AFGEROND)
    ids = list(zaken.values_list("pk", flat=True))
    open_proposals = Weging.objects.filter(zaak_id__in=ids, stand=Weging.Stand.VOORGESTELD)
    proposed = list(open_proposals.values_list("zaak_id", flat=True))
    if proposed:
        propose_wegingen(proposed, gemeente_code=request.gemeente.pk, today=today, by=request.actor)
    refresh_steps(ids, today=today)
