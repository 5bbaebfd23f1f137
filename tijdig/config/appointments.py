"""Agree on a conversation from the page of a zaak. The agenda is of a later room than the zaak, so it meets here."""

from typing import cast

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.forms import acts as forms
from tijdig.casework.views.acts import ZaakAct, page_of_act
from tijdig.outreach.actions.agreeing import agree_afspraak


@require_http_methods(["GET", "POST"])
@needs(Right.ZAKEN_BEHANDELEN)
def afspraak(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """Make an appointment; what is full in the agenda is refused with what is free."""
    return page_of_act(request, zaak_id, "afspraak", AGREE)


def _agree(zaak_id: int, form: forms.ActForm, request: StaffRequest) -> None:
    agreed = cast(forms.AfspraakForm, form)
    agree_afspraak(
        zaak_id, moment=agreed.moment(), plaats=agreed.cleaned_data["plaats"],
        versie=int(agreed.cleaned_data["versie"]), today=request.today, by=request.actor,
    )  # fmt: skip


AGREE = ZaakAct(
    title="Afspraak maken", submit="Maak afspraak", form=forms.AfspraakForm, do=_agree, done="De afspraak staat."
)  # fmt: skip
