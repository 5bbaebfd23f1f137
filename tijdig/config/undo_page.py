"""Undo: casework puts a zaak back; whether a partner was told or a letter left is asked of the later rooms here."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tijdig.accounts.actors import Actor
from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.actions.undo import undo_handeling
from tijdig.casework.models import Handeling
from tijdig.casework.undoing import last_done, why_not_undone
from tijdig.casework.visible import visible_zaken
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.queueing import hand_over_follow_up
from tijdig.outreach.models import Bericht, Brief
from tijdig.rules.undo import UNDOABLE


@require_POST
@needs(Right.ZAKEN_BEHANDELEN)
def ongedaan(request: StaffRequest, handeling_id: int) -> HttpResponse:
    """Undo one's own last act, or say why that cannot be."""
    done = get_object_or_404(
        Handeling.objects.select_related("zaak"), pk=handeling_id, zaak__in=visible_zaken(request)
    )
    undo_handeling(done.pk, **_followed(done), today=request.today, by=request.actor)
    if done.soort == "afronden":
        hand_over_follow_up(request.gemeente.pk)  # what waited for the partner is taken back
    messages.success(request, f"Ongedaan gemaakt: {UNDOABLE[done.soort]}.")
    return redirect("casework:zaak", done.zaak_id)


def undoable(zaak_id: int, by: Actor) -> dict[str, Any] | None:
    """The last act on this zaak when this person can still undo it, with its words."""
    done = last_done(zaak_id)
    if done is None or done.door_id != by.user_id or done.ongedaan_op is not None:
        return None
    if why_not_undone(done, by=by, **_followed(done)):
        return None
    return {"done": done, "words": UNDOABLE[done.soort]}


def _followed(done: Handeling) -> dict[str, bool]:
    """What cannot be taken back: a file for a partner since that day, a later letter, a message made since."""
    day = timezone.localdate(done.op)
    told = Terugkoppeling.objects.filter(
        Q(bestand__dag__gte=day), vroegsignaal__zaaksignaal__zaak_id=done.zaak_id
    )
    sent = Brief.objects.filter(zaak_id=done.zaak_id, contactpoging_id__gt=done.voor["laatste"]["poging"])
    messaged = Bericht.objects.filter(zaak_id=done.zaak_id, gemaakt_op__gte=done.op)
    return {"verteld": told.exists(), "verstuurd": sent.exists() or messaged.exists()}
