"""From the chosen zaken of a list on to the page where their letters are printed or their visits planned.

Nothing is done here: that page shows what would happen, and why some of them wait. Casework may not know those rooms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.visible import visible_zaken
from tijdig.outreach.planning import due_zaken
from tijdig.outreach.visits.choosing import zaken_to_visit
from tijdig.refusals import require


@dataclass(frozen=True, kw_only=True)
class Onward:
    """One place to go to. `ready`: the zaken of which that is the next step."""

    page: str
    right: Right
    ready: Callable[[date], QuerySet[Vroegsignaalzaak]]
    none: str
    some: str


PLACES = {
    "druk_af": Onward(
        page="outreach:printronde_nieuw", right=Right.BRIEVEN_AFDRUKKEN, ready=due_zaken,
        none="Bij geen van deze zaken is een brief aan de beurt. Er is niets veranderd.",
        some="{ready} van de {asked} gekozen zaken staan hier. Bij de andere is nu geen brief aan de beurt.",
    ),
    "bezoek": Onward(
        page="visits:bezoekplan_nieuw", right=Right.RONDES_PLANNEN, ready=lambda today: zaken_to_visit(),
        none="Bij geen van deze zaken is een huisbezoek de volgende stap. Er is niets veranderd.",
        some="{ready} van de {asked} gekozen zaken zijn meegenomen. Bij de andere is een bezoek niet de volgende stap.",
    ),
}  # fmt: skip


@require_POST
@needs(Right.BRIEVEN_AFDRUKKEN, Right.RONDES_PLANNEN)
def samen_naar(request: StaffRequest) -> HttpResponse:
    """On to letters or visits with the zaken that were chosen in a list."""
    place = PLACES.get(request.POST.get("doe", ""))
    if place is None:
        raise Http404
    asked = [int(pk) for pk in request.POST.getlist("zaak") if pk.isdecimal() and len(pk) < 16]
    zaken = (visible_zaken(request) & place.ready(request.today)).filter(pk__in=asked)
    ids = sorted(zaken.order_by().values_list("pk", flat=True))
    require(
        request.actor.refusal_without(place.right),
        None if asked else "Kies eerst één of meer zaken.",
        None if ids else place.none,
    )
    if len(ids) < len(asked):
        messages.info(request, place.some.format(ready=len(ids), asked=len(asked)))
    return redirect(f"{reverse(place.page)}?{urlencode([('zaak', pk) for pk in ids])}")
