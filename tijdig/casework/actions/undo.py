"""Undo one's own last act on a zaak, or on many at once: an act itself, with its own line in the audit trail.

The rule is `rules/undo.py`.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import update_rows
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.models import Handeling, Vroegsignaalzaak, Weging
from tijdig.casework.steps import refresh_steps
from tijdig.casework.undoing import FIELDS, GROWING, why_not_undone
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import require

SIGNAL_FIELDS = ("opgepakt_op", "afgedaan_als", "afgedaan_op")


@transaction.atomic
def undo_handeling(
    handeling_id: int, *, verteld: Collection[int], verstuurd: Collection[int], today: date, by: Actor
) -> Handeling:
    """Put the zaak back as it stood before this act; clocks and steps follow. Errors: Refused.

    `verteld`, `verstuurd`: zaken of which a partner was told or a letter left since; only the later rooms know that.
    """
    (done,) = _locked(Handeling.objects.filter(pk=handeling_id).values_list("zaak_id", "pk"))
    why = why_not_undone([done], by=by, verteld=verteld, verstuurd=verstuurd)[done.pk]
    require(by.refusal_without(Right.ZAKEN_BEHANDELEN), why)
    for name, model in GROWING.items():
        model._default_manager.filter(zaak=done.zaak, pk__gt=done.voor["laatste"][name]).delete()
    _put_back([done], today)
    record(
        "zaak.ongedaan_gemaakt",
        subject=f"zaak:{done.zaak_id}",
        by=by,
        ground="wgs.3.1.b",
        handeling=done.soort,
    )
    return done


@transaction.atomic
def undo_samen(
    samen: UUID,
    *,
    verteld: Collection[int],
    verstuurd: Collection[int],
    gemeente_code: str,
    today: date,
    by: Actor,
) -> tuple[int, int]:
    """Undo one act on many zaken. What changed since, was told or was sent stays as it is.

    Returns how many were put back and how many stayed. Errors: Refused when nothing can be put back.
    """
    rows = _locked(Handeling.objects.filter(samen=samen).values_list("zaak_id", "pk"))
    why = why_not_undone(rows, by=by, verteld=verteld, verstuurd=verstuurd)
    free = [done for done in rows if why[done.pk] is None]
    nothing = next((reason for reason in why.values() if reason), "Er is niets om ongedaan te maken.")
    require(by.refusal_without(Right.ZAKEN_BEHANDELEN), None if free else nothing)
    _put_back(free, today)
    record(
        "zaken.ongedaan_gemaakt", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.3.1.b",
        handeling=free[0].soort, samen=str(samen), aantal=len(free), gebleven=len(rows) - len(free),
    )  # fmt: skip
    return len(free), len(rows) - len(free)


def _locked(pairs: Any) -> list[Handeling]:
    """These acts with their zaken, locked: first the zaken, in the order in which every act takes them."""
    found = list(pairs)
    zaken = Vroegsignaalzaak.objects.select_for_update(no_key=True).filter(
        pk__among=[zaak for zaak, _ in found]
    )
    list(zaken.order_by("pk"))
    rows = Handeling.objects.select_for_update(of=("self",)).select_related("zaak")
    return list(rows.filter(pk__among=[pk for _, pk in found]).order_by("pk"))


def _put_back(rows: Sequence[Handeling], today: date) -> None:
    """All of these zaken as they stood, with a few statements."""
    proposals = [done.voor["voorstel"] for done in rows if done.voor["voorstel"] is not None]
    Weging.objects.filter(pk__among=proposals).update(
        stand=Weging.Stand.VOORGESTELD, besluit_aanpak="", besluit_reden="", besluit_door=None, besluit_op=None
    )  # fmt: skip
    update_rows(
        Vroegsignaal, "id", SIGNAL_FIELDS,
        [(pk, _day(taken), done_as, _day(done_on))
         for done in rows for pk, taken, done_as, done_on in done.voor["signalen"]],
    )  # fmt: skip
    update_rows(
        Vroegsignaalzaak, "id", (*NAMES, "versie"),
        [(done.zaak_id, *_values(done.voor["zaak"]), done.zaak.versie + 1) for done in rows],
    )  # fmt: skip
    zaken = [done.zaak_id for done in rows]
    refresh_clocks(zaken, gemeente_code=rows[0].gemeente_id)
    refresh_steps(zaken, today=today)
    Handeling.objects.filter(pk__among=[done.pk for done in rows]).update(ongedaan_op=timezone.now())


NAMES = tuple(name.removesuffix("_id") for name in FIELDS)


def _values(before: dict[str, Any]) -> list[Any]:
    return [_day(before[name]) if name == "afgerond_op" else before[name] for name in FIELDS]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
