"""Background work that was given up: see what it was, begin again, or strike it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.config.stopped import list_stopped
from tijdig.config.templatetags.tijdig_tags import count_word
from tijdig.intake.actions.stopped import drop_work, retry_work


@require_safe
@needs(Right.GEBRUIKERS_BEHEREN)
def lijst(request: StaffRequest) -> HttpResponse:
    """What stopped in this gemeente."""
    return render(request, "config/gestopt.html", {"taken": list_stopped(request.gemeente.pk)})


@require_POST
@needs(Right.GEBRUIKERS_BEHEREN)
def opnieuw(request: StaffRequest) -> HttpResponse:
    """Begin again with all of it."""
    begun = retry_work(gemeente_code=request.gemeente.pk, by=request.actor)
    if begun:
        said = f"{count_word(begun, 'taak begint,taken beginnen')} opnieuw."
        messages.success(request, f"{said} Lukt het weer niet? Dan staat het hier opnieuw.")
    else:
        messages.info(request, "Er hoefde niets opnieuw te beginnen: hetzelfde werk stond al klaar.")
    return redirect("gestopt")


@require_POST
@needs(Right.GEBRUIKERS_BEHEREN)
def weg(request: StaffRequest, job_id: int) -> HttpResponse:
    """Strike one off."""
    if drop_work(job_id, gemeente_code=request.gemeente.pk, by=request.actor):
        messages.success(request, "De taak is doorgestreept.")
    else:
        messages.info(request, "Deze taak stond er niet meer.")
    return redirect("gestopt")
