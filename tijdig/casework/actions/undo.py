"""Undo one's own last act on a zaak: an act itself, with its own line in the audit trail (rules/undo.py)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import update_rows
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.models import Handeling, Vroegsignaalzaak, Weging
from tijdig.casework.steps import refresh_steps
from tijdig.casework.undoing import GROWING, why_not_undone
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import require


@transaction.atomic
def undo_handeling(handeling_id: int, *, verteld: bool, verstuurd: bool, today: date, by: Actor) -> Handeling:
    """Put the zaak back as it stood before this act; clocks and steps follow. Errors: Refused.

    `verteld`, `verstuurd`: whether a partner was told or a letter left since; only the later rooms know that.
    """
    zaak = Vroegsignaalzaak.objects.select_for_update(no_key=True).get(handelingen=handeling_id)
    done = Handeling.objects.select_for_update(of=("self",)).select_related("zaak").get(pk=handeling_id)
    require(
        by.refusal_without(Right.ZAKEN_BEHANDELEN),
        why_not_undone(done, by=by, verteld=verteld, verstuurd=verstuurd),
    )
    _put_back(zaak, done.voor)
    refresh_clocks([zaak.pk], gemeente_code=zaak.gemeente_id, today=today)
    refresh_steps([zaak.pk], today=today)
    done.ongedaan_op = timezone.now()
    done.save(update_fields=["ongedaan_op"])
    record(
        "zaak.ongedaan_gemaakt", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", handeling=done.soort
    )
    return done


def _put_back(zaak: Vroegsignaalzaak, before: dict[str, Any]) -> None:
    for name, model in GROWING.items():
        model._default_manager.filter(zaak=zaak, pk__gt=before["laatste"][name]).delete()
    if before["voorstel"] is not None:
        Weging.objects.filter(pk=before["voorstel"]).update(
            stand=Weging.Stand.VOORGESTELD,
            besluit_aanpak="",
            besluit_reden="",
            besluit_door=None,
            besluit_op=None,
        )
    update_rows(
        Vroegsignaal, "id", ("opgepakt_op", "afgedaan_als", "afgedaan_op"),
        [(pk, _day(taken), done_as, _day(done_on)) for pk, taken, done_as, done_on in before["signalen"]],
    )  # fmt: skip
    values = before["zaak"] | {"afgerond_op": _day(before["zaak"]["afgerond_op"])}
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(**values, versie=zaak.versie + 1)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
