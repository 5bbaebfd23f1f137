"""What the pages of DDAS show, and what others ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tijdig.accounts.context import working_for
from tijdig.casework.models import Vroegsignaalzaak, ZaakSignaal
from tijdig.policies import policy_on
from tijdig.rules.ddas_controls import CONTROLES, Controle, Ernst
from tijdig.rules.ddas_paging import period_before

from .actions.deliver import Vraag
from .models import Ddasafnemer, Ddasbevinding, Ddaslevering, Ddasmachtiging, Ddasproef

LAST = 12


def usual_vraag(today: date, gemeente: str) -> Vraag:
    """The period that is over and the version in use: what is collected when nothing else is asked."""
    uitwisseling = policy_on(today, gemeente).uitwisseling
    van, tot = period_before(today, uitwisseling.maanden)
    return Vraag(van=van, tot=tot, versie=uitwisseling.versie)


def is_collected_from(gemeente: str) -> bool:
    """Whether somebody may collect the deliveries of this gemeente."""
    with working_for(gemeente):
        return Ddasmachtiging.objects.filter(einde__isnull=True, afnemer__actief=True).exists()


def may_collect(afnemer_id: int, today: date) -> bool:
    """Whether the gemeente of this transaction lets this afnemer collect today."""
    on = Q(ingang__lte=today) & (Q(einde__isnull=True) | Q(einde__gt=today))
    return Ddasmachtiging.objects.filter(on, afnemer_id=afnemer_id).exists()


def last_proef() -> Ddasproef | None:
    return Ddasproef.objects.first()


@dataclass(frozen=True, kw_only=True)
class Bevonden:
    """One check with how often it found something."""

    controle: Controle
    aantal: int


def found_in(proef: Ddasproef) -> list[Bevonden]:
    """What the rehearsal found, the worst and most first."""
    known = [
        Bevonden(controle=CONTROLES[code], aantal=count)
        for code, count in proef.tellingen.items()
        if code in CONTROLES
    ]
    return sorted(known, key=lambda one: (one.controle.ernst is not Ernst.FOUT, -one.aantal))


def zaken_found(
    zaken: QuerySet[Vroegsignaalzaak], proef: Ddasproef, controle: str
) -> QuerySet[Vroegsignaalzaak]:
    """Those of these zaken that the check found, by themselves or by one of their signals; what came first on top."""
    here = Ddasbevinding.objects.filter(proef=proef, controle=controle)
    own = here.filter(zaak=OuterRef("pk"))
    signals = ZaakSignaal.objects.filter(zaak=OuterRef("pk"), vroegsignaal__in=here.values("vroegsignaal"))
    chosen = zaken.filter(Q(Exists(own)) | Q(Exists(signals)), gewist_op__isnull=True)
    return chosen.select_related("behandelaar").order_by("ontvangen_op", "pk")


def last_leveringen() -> Sequence[Ddaslevering]:
    return list(Ddaslevering.objects.select_related("ronde__afnemer")[:LAST])


def afnemers() -> list[tuple[Ddasafnemer, Ddasmachtiging | None]]:
    """Who is known to the installation, each with what this gemeente lets it do now."""
    given = {one.afnemer_id: one for one in Ddasmachtiging.objects.filter(einde__isnull=True)}
    return [(one, given.get(one.pk)) for one in Ddasafnemer.objects.filter(actief=True).order_by("naam")]
