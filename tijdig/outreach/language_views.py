"""The page on which the language of letters and messages of one zaak is chosen (R-OUT-3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.visible import zaak_or_404

from .actions.languages import choose_taal
from .languages import languages_of, languages_on, name_of, templates_in
from .message_forms import TaalForm
from .shelf import DUTCH, shelf_on


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BERICHTEN_VERSTUREN)
def taal(request: StaffRequest, zaak_id: int) -> HttpResponse:
    zaak = zaak_or_404(request, zaak_id)
    languages = languages_on(request.today)
    chosen = languages_of([zaak.pk]).get(zaak.pk, DUTCH)
    offered = [(code, name_of(code)) for code in dict.fromkeys([*languages, chosen])]
    form = TaalForm(request.POST or None, initial={"taal": chosen}, offered=offered)
    if request.method == "POST" and form.is_valid():
        choose_taal(zaak.pk, taal=form.cleaned_data["taal"], today=request.today, by=request.actor)
        messages.success(
            request, "Bewaard. Wat nu nog gemaakt wordt, is in deze taal als er een tekst in is."
        )
        return redirect("casework:zaak", zaak.pk)
    shelf = shelf_on(request.today)
    written = [(name_of(code), templates_in(code, shelf)) for code in languages if code != DUTCH]
    shown = {"zaak": zaak, "form": form, "written": written}
    return render(request, "outreach/taal.html", shown, status=422 if form.errors else 200)
