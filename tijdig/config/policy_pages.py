"""The policy in force for this gemeente on a day, open to everybody who works with it (R-TRI-1)."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.config.policy_words import in_words
from tijdig.policies import PolicyFault, Status, policy_on, values_in_force


class DayForm(forms.Form):
    """Which day; it stands in the address."""

    dag = forms.DateField(
        label="Op welke dag?", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@require_safe
@needs(Right.BELEID_ZIEN)
def beleid(request: StaffRequest) -> HttpResponse:
    """The kader and all values of `?dag=2026-01-31`, else of today."""
    form = DayForm(request.GET or None)
    dag: date = form.cleaned_data["dag"] if request.GET and form.is_valid() else request.today
    if form.errors:
        messages.warning(request, "Die dag is niet te lezen. Dit is het beleid van vandaag.")
    try:
        in_force = policy_on(dag, request.gemeente.pk)
    except PolicyFault:
        messages.warning(request, "Van die dag is er geen beleid vastgelegd. Dit is het beleid van vandaag.")
        dag = request.today
        in_force = policy_on(dag, request.gemeente.pk)
    return render(
        request,
        "config/beleid.html",
        {
            "form": DayForm(initial={"dag": dag.isoformat()}),
            "dag": dag,
            "kader": in_force.afwegingskader,
            "kader_te_bevestigen": in_force.afwegingskader.status == Status.TE_BEVESTIGEN,
            "sections": in_words(in_force, values_in_force(dag, request.gemeente.pk)),
            "versie_beleid": in_force.versie,
        },
    )
