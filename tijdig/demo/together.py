"""Working together in the demo: somebody is away, somebody is called on, zaken have a behandelaar."""

from collections.abc import Mapping
from datetime import date, timedelta

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.handling import add_notitie, assign_zaken
from tijdig.casework.actions.standins import set_vervanging
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.rules.terms import Zaakstatus


def work_together(code: str, actors: Mapping[str, Actor], today: date) -> None:
    """Meryem is away this week and Joost stands in; a note calls on Samira."""
    meryem, joost, samira = (actors[name] for name in ("meryem", "joost", "samira"))
    with working_for(code):
        running = list(
            Vroegsignaalzaak.objects.filter(status=Zaakstatus.IN_OPVOLGING, crisis=False)
            .order_by("-pk")
            .values_list("pk", flat=True)[:9]
        )
        if not running:
            return
        assign_zaken(running[:5], aan=meryem.user_id, by=joost)
        add_notitie(running[0], tekst=f"@{samira.name} wilt u meekijken naar deze zaak?", by=joost)
        set_vervanging(
            wie=meryem.user_id or 0, vervanger=joost.user_id or 0, van=today, tot=today + timedelta(days=4),
            gemeente_code=code, today=today, by=meryem,
        )  # fmt: skip
