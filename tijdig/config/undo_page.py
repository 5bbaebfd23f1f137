"""Undo: casework puts a zaak back; whether a partner was told or a letter left is asked of the later rooms here."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tijdig.accounts.actors import Actor
from tijdig.accounts.gate import needs, where_from
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.actions.undo import undo_handeling, undo_samen
from tijdig.casework.models import Handeling
from tijdig.casework.undoing import last_done, until, why_not_undone
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
    undo_handeling(done.pk, **_followed([done]), today=request.today, by=request.actor)
    if done.soort == "afronden":
        hand_over_follow_up(request.gemeente.pk)  # what waited for the partner is taken back
    messages.success(request, f"Ongedaan gemaakt: {UNDOABLE[done.soort]}.")
    return redirect("casework:zaak", done.zaak_id)


@require_POST
@needs(Right.ZAKEN_BEHANDELEN)
def ongedaan_samen(request: StaffRequest, samen: UUID) -> HttpResponse:
    """Undo one's own act on many zaken; those that changed since stay, and are counted."""
    rows = list(Handeling.objects.filter(samen=samen, door_id=request.actor.user_id))
    if not rows:
        raise Http404
    back, stayed = undo_samen(
        samen, **_followed(rows), gemeente_code=request.gemeente.pk, today=request.today, by=request.actor
    )
    said = f"Ongedaan gemaakt bij {back} {'zaak' if back == 1 else 'zaken'}: {UNDOABLE[rows[0].soort]}."
    if stayed:
        kept = "1 zaak" if stayed == 1 else f"{stayed} zaken"
        said += f" Bij {kept} gebeurde daarna nog iets. Daar is niets veranderd."
    messages.success(request, said)
    return redirect(where_from(request, otherwise="casework:bakjes"))


def undoable(zaak_id: int, by: Actor) -> dict[str, Any] | None:
    """The last act on this zaak when this person can still undo it, with its words."""
    done = last_done(zaak_id)
    if done is None or done.door_id != by.user_id or done.ongedaan_op is not None:
        return None
    if why_not_undone([done], by=by, **_followed([done]))[done.pk]:
        return None
    return {"done": done, "words": UNDOABLE[done.soort], "until": until(done)}


def _followed(rows: Sequence[Handeling]) -> dict[str, set[int]]:
    """What cannot be taken back: a file for a partner since that day, a later letter, a message made since.

    Of acts of one moment; three queries, whatever the number of zaken.
    """
    zaken, since = [done.zaak_id for done in rows], min(done.op for done in rows)
    told = Terugkoppeling.objects.filter(
        bestand__dag__gte=timezone.localdate(since), vroegsignaal__zaaksignaal__zaak_id__among=zaken
    )
    last = {done.zaak_id: done.voor["laatste"]["poging"] for done in rows}
    letters = Brief.objects.filter(zaak_id__among=zaken, contactpoging_id__gt=min(last.values()))
    messaged = Bericht.objects.filter(zaak_id__among=zaken, gemaakt_op__gte=since)
    return {
        "verteld": set(told.values_list("vroegsignaal__zaaksignaal__zaak_id", flat=True)),
        "verstuurd": {
            *(zaak for zaak, poging in letters.values_list("zaak_id", "contactpoging_id") if poging > last[zaak]),
            *messaged.values_list("zaak_id", flat=True),
        },
    }  # fmt: skip
