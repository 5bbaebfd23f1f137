"""Letters that lie ready on the day of the demo: some proposals of a letter are confirmed, and nobody printed yet."""

from datetime import date

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Weging
from tijdig.outreach.planning import due_zaken
from tijdig.rules.terms import Aanpak

READY = 8


def lay_letters_ready(gemeente: str, *, by: Actor, today: date) -> None:
    """The mail room has something to do. Nothing when letters are due already."""
    with working_for(gemeente):
        if due_zaken(today).exists():
            return
        proposed = Weging.objects.filter(
            stand=Weging.Stand.VOORGESTELD, aanpak=Aanpak.BRIEF, zaak__crisis=False
        )
        some = proposed.order_by("-pk").values_list("zaak_id", flat=True)[:READY]
        confirm_voorstellen(list(some), today=today, by=by)
