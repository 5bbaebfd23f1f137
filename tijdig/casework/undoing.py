"""How a zaak stood before an act, and whether that act can be undone (rules/undo.py).

What is kept holds codes, days and ids: free text that an act adds is taken away with its row, not kept beside it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max, Model, Value
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.undo import UNDOABLE, WITHIN, Gedaan, refusal_to_undo

from .models import Afsluiting, Afspraak, Contactpoging, Handeling, Notitie, Vroegsignaalzaak, Weging

FIELDS = ("status", "aanpak", "bakje", "team", "behandelaar_id", "eindresultaat", "hulptype", "afgerond_op")
GROWING: dict[str, type[Model]] = {
    "poging": Contactpoging, "afspraak": Afspraak, "notitie": Notitie, "afsluiting": Afsluiting, "weging": Weging,
}  # fmt: skip


def stood(zaak_id: int) -> dict[str, Any]:
    """How the zaak stands now, locked until the end of the transaction so that the act finds it so."""
    return stood_each([zaak_id])[zaak_id]


def stood_each(zaken: Sequence[int]) -> dict[int, dict[str, Any]]:
    """How each of these zaken stands now, locked. Four queries, whatever the number."""
    ids = list(zaken)
    found = Vroegsignaalzaak.objects.select_for_update(no_key=True).filter(pk__among=ids).order_by("pk")
    before: dict[int, dict[str, Any]] = {
        zaak.pk: {
            "zaak": {name: _plain(getattr(zaak, name)) for name in FIELDS},
            "laatste": dict.fromkeys(GROWING, 0), "voorstel": None, "signalen": [], "versie": zaak.versie,
        }
        for zaak in found
    }  # fmt: skip
    first, *others = (
        model._default_manager.filter(zaak_id__among=ids).order_by().values("zaak_id")
        .annotate(van=Value(name), last=Max("pk")).values_list("van", "zaak_id", "last")
        for name, model in GROWING.items()
    )  # fmt: skip
    for name, zaak_id, last in first.union(*others, all=True).order_by():
        before[zaak_id]["laatste"][name] = last
    proposals = Weging.objects.filter(zaak_id__among=ids, stand=Weging.Stand.VOORGESTELD)
    for zaak_id, pk in proposals.values_list("zaak_id", "pk"):
        before[zaak_id]["voorstel"] = pk
    signals = Vroegsignaal.objects.filter(zaaksignaal__zaak_id__among=ids).order_by("pk")
    for zaak_id, *values in signals.values_list(
        "zaaksignaal__zaak_id", "pk", "opgepakt_op", "afgedaan_als", "afgedaan_op"
    ):
        before[zaak_id]["signalen"].append([_plain(value) for value in values])
    return before


def remember(zaak_id: int, *, soort: str, voor: dict[str, Any], by: Actor) -> Handeling | None:
    """Keep how it stood before this act, if acts of this kind can be undone."""
    kept = _keep({zaak_id: voor}, soort=soort, samen=None, by=by)
    return kept[0] if kept else None


def remember_each(voor: Mapping[int, dict[str, Any]], *, soort: str, by: Actor) -> Handeling | None:
    """Keep how each zaak stood that one act on many changed, so that it can be undone as one. Returns one of them."""
    kept = _keep(voor, soort=soort, samen=uuid4(), by=by)
    return kept[0] if kept else None


def _keep(
    voor: Mapping[int, dict[str, Any]], *, soort: str, samen: UUID | None, by: Actor
) -> list[Handeling]:
    if soort not in UNDOABLE or by.user_id is None:
        return []
    now, user_id = timezone.now(), by.user_id
    zaken = Vroegsignaalzaak.objects.only("gemeente_id", "versie").filter(pk__among=list(voor)).order_by("pk")
    changed = [zaak for zaak in zaken if samen is None or zaak.versie != voor[zaak.pk]["versie"]]
    return Handeling.objects.bulk_create(
        Handeling(
            gemeente_id=zaak.gemeente_id, zaak_id=zaak.pk, soort=soort, voor=voor[zaak.pk], versie=zaak.versie,
            door_id=user_id, op=now, samen=samen,
        )
        for zaak in changed
    )  # fmt: skip


def last_done(zaak_id: int) -> Handeling | None:
    """The last act on this zaak that was kept."""
    return Handeling.objects.filter(zaak_id=zaak_id).select_related("zaak").order_by("-pk").first()


def offer_of(kept: Handeling | None) -> str:
    """What a message about this act carries so that the page can offer to undo it; empty when it cannot."""
    if kept is None:
        return ""
    return f"ongedaan:{kept.samen or kept.pk}:{until(kept)}"


def until(done: Handeling) -> str:
    """Until what time this act can be undone, in words."""
    return f"{timezone.localtime(done.op + WITHIN):%H.%M}"


def why_not_undone(
    rows: Sequence[Handeling], *, by: Actor, verteld: Collection[int], verstuurd: Collection[int]
) -> dict[int, str | None]:
    """Per act (its id) why it cannot be undone, or None. A constant number of queries.

    `verteld`, `verstuurd`: zaken of which a partner was told or a letter left since; the later rooms know those.
    """
    zaken = [done.zaak_id for done in rows]
    newest = _newest(Handeling, zaken)
    noted = _newest(Notitie, zaken)
    nu = timezone.now()
    return {
        done.pk: refusal_to_undo(
            Gedaan(
                soort=done.soort, door=done.door_id, op=done.op, versie=done.versie, nu=done.zaak.versie,
                is_laatste=newest[done.zaak_id] == done.pk and not _noted_since(done, noted.get(done.zaak_id, 0)),
                verteld=done.zaak_id in verteld, verstuurd=done.zaak_id in verstuurd,
                ongedaan=done.ongedaan_op is not None, gewist=done.zaak.gewist_op is not None,
            ),
            door=by.user_id, nu=nu,
        )
        for done in rows
    }  # fmt: skip


def _newest(model: type[Model], zaken: Sequence[int]) -> dict[int, int]:
    rows = model._default_manager.filter(zaak_id__among=list(zaken)).order_by().values_list("zaak_id")
    return dict(rows.annotate(last=Max("pk")))


def _noted_since(done: Handeling, newest: int) -> bool:
    """Did somebody write a note after it? The note that is undone itself does not count."""
    before = done.voor["laatste"]["notitie"]
    if newest <= before:
        return False
    own = done.soort == "notitie" and Notitie.objects.filter(zaak_id=done.zaak_id, pk__gt=before).count() == 1
    return not own


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
