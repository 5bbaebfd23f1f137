"""The page on which the letter of a decision is made (R-UIT-6)."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework.models import Besluit, Vroegsignaalzaak
from tijdig.casework.rows import address_of
from tijdig.casework.visible import zaak_or_404
from tijdig.refusals import Refused
from tijdig.rules.terms import Besluitsoort

from .actions.decision_letter import make_besluitbrief
from .decisions import besluit_of, people_of, refusal_to_write, replaced_letter


class BesluitbriefForm(forms.Form):
    """What the template cannot know."""

    aan = forms.TypedChoiceField(label="Voor wie is de brief?", coerce=int)
    motivering = forms.CharField(
        label="Uw uitleg bij het besluit", required=False, max_length=1_500,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf op waarom de inwoner geen hulp krijgt. Dat moet in het besluit staan."},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BRIEVEN_AFDRUKKEN)
def besluitbrief(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """Ask for the explanation; answer with the letter as a PDF. It is kept nowhere."""
    zaak = zaak_or_404(request, zaak_id)
    besluit = besluit_of(zaak)
    refusal = refusal_to_write(zaak, besluit)
    form = BesluitbriefForm(request.POST or None)
    people = people_of(zaak) if refusal is None else []
    form.fields["aan"].choices = [(n, one.to.naam) for n, one in enumerate(people)]  # type: ignore[attr-defined]
    form.fields["motivering"].help_text = _hint(besluit)
    form.fields["motivering"].required = _must_explain(besluit)
    if request.method == "POST" and refusal is None and form.is_valid():
        try:
            pdf = make_besluitbrief(
                zaak.pk, motivering=form.cleaned_data["motivering"], nummer=form.cleaned_data["aan"],
                today=request.today, by=request.actor,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("motivering", str(refused))
        else:
            return _pdf(pdf, zaak)
    record("zaak.bekeken", subject=f"zaak:{zaak.pk}", by=request.actor, ground="wgs.4a")
    shown = {"zaak": zaak, "adres": address_of(zaak), "form": form, "refusal": refusal, "besluit": besluit,
             "people": people, "ended": replaced_letter(besluit) if besluit else None}  # fmt: skip
    return render(request, "outreach/besluitbrief.html", shown, status=422 if form.errors else 200)


def _must_explain(besluit: Besluit | None) -> bool:
    return besluit is not None and besluit.soort == Besluitsoort.WEIGERING


def _hint(besluit: Besluit | None) -> str:
    if _must_explain(besluit):
        return "De inwoner moet kunnen lezen waarom er geen hulp komt. Komt onderaan de brief."
    return "Wat u hier schrijft, komt onderaan de brief."


def _pdf(pdf: bytes, zaak: Vroegsignaalzaak) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="besluit-{zaak.kenmerk}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
