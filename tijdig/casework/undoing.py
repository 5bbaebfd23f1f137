"""How a zaak stood before an act, and whether that act can be undone (rules/undo.py).

What is kept holds codes, days and ids: free text that an act adds is taken away with its row, not kept beside it.
"""

from datetime import date
from typing import Any

from django.db.models import Max, Model
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.undo import UNDOABLE, Gedaan, refusal_to_undo

from .models import Afsluiting, Afspraak, Contactpoging, Handeling, Notitie, Vroegsignaalzaak, Weging

FIELDS = ("status", "aanpak", "bakje", "team", "behandelaar_id", "eindresultaat", "hulptype", "afgerond_op")
GROWING: dict[str, type[Model]] = {
    "poging": Contactpoging, "afspraak": Afspraak, "notitie": Notitie, "afsluiting": Afsluiting, "weging": Weging,
}  # fmt: skip


def stood(zaak_id: int) -> dict[str, Any]:
    """How the zaak stands now, locked until the end of the transaction so that the act finds it so."""
    zaak = Vroegsignaalzaak.objects.select_for_update(no_key=True).get(pk=zaak_id)
    values = {name: getattr(zaak, name) for name in FIELDS}
    last = {
        name: model._default_manager.filter(zaak_id=zaak_id).aggregate(last=Max("pk"))["last"] or 0
        for name, model in GROWING.items()
    }
    proposal = Weging.objects.filter(zaak_id=zaak_id, stand=Weging.Stand.VOORGESTELD)
    signals = Vroegsignaal.objects.filter(zaaksignaal__zaak_id=zaak_id).order_by("pk")
    return {
        "zaak": {name: _plain(value) for name, value in values.items()},
        "laatste": last,
        "voorstel": proposal.values_list("pk", flat=True).first(),
        "signalen": [
            [pk, _plain(taken), done_as, _plain(done_on)]
            for pk, taken, done_as, done_on in signals.values_list(
                "pk", "opgepakt_op", "afgedaan_als", "afgedaan_op"
            )
        ],
    }


def remember(zaak_id: int, *, soort: str, voor: dict[str, Any], by: Actor) -> None:
    """Keep how it stood before this act, if acts of this kind can be undone."""
    if soort not in UNDOABLE or by.user_id is None:
        return
    zaak = Vroegsignaalzaak.objects.only("gemeente_id", "versie").get(pk=zaak_id)
    Handeling.objects.create(
        gemeente_id=zaak.gemeente_id, zaak_id=zaak_id, soort=soort, voor=voor, versie=zaak.versie,
        door_id=by.user_id, op=timezone.now(),
    )  # fmt: skip


def last_done(zaak_id: int) -> Handeling | None:
    """The last act on this zaak that was kept."""
    return Handeling.objects.filter(zaak_id=zaak_id).select_related("zaak").order_by("-pk").first()


def why_not_undone(done: Handeling, *, by: Actor, verteld: bool, verstuurd: bool) -> str | None:
    """Why this act cannot be undone, or None. What was told and sent is known by the later rooms, not here."""
    later = Handeling.objects.filter(zaak_id=done.zaak_id, pk__gt=done.pk).exists()
    newest = Notitie.objects.filter(zaak_id=done.zaak_id).aggregate(last=Max("pk"))["last"] or 0
    own_note = (
        done.soort == "notitie"
        and Notitie.objects.filter(zaak_id=done.zaak_id, pk__gt=done.voor["laatste"]["notitie"]).count() == 1
    )
    noted = newest > done.voor["laatste"]["notitie"] and not own_note
    gedaan = Gedaan(
        soort=done.soort, door=done.door_id, op=done.op, versie=done.versie, nu=done.zaak.versie,
        is_laatste=not later and not noted, verteld=verteld, verstuurd=verstuurd,
        ongedaan=done.ongedaan_op is not None, gewist=done.zaak.gewist_op is not None,
    )  # fmt: skip
    return refusal_to_undo(gedaan, door=by.user_id, nu=timezone.now())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
