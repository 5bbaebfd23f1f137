"""All there is to show of one zaak, read with a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.checks.models import Veiligheidsmelding
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.policies.model import Beleid
from tijdig.rules.terms import Bereikt, Zaakstatus

from .aftercare import closings_of
from .colleagues import Colleagues, colleagues_of
from .models import (
    Afsluiting,
    Afspraak,
    Contactpoging,
    Notitie,
    Termijn,
    Vroegsignaalzaak,
    Weging,
    ZaakInwoner,
)
from .permissions import zaken_without_visit
from .persons import Person, persons_of
from .reach import safety_entries, zaken_only_by_letter

SHOWN = 20  # earlier zaken and other signals on the address


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One zaak with everything on it, as one person may see it on one day."""

    zaak: Vroegsignaalzaak
    today: date
    rights: frozenset[Right]
    beleid: Beleid
    signalen: Sequence[Vroegsignaal]
    personen: Sequence[Person]
    pogingen: Sequence[Contactpoging]
    afspraken: Sequence[Afspraak]
    wegingen: Sequence[Weging]
    termijnen: Sequence[Termijn]
    afsluitingen: Sequence[Afsluiting]
    notities: Sequence[Notitie]
    eerder: Sequence[Vroegsignaalzaak]
    andere_signalen: Sequence[Vroegsignaal]
    geen_bezoek: bool
    alleen_brief: bool
    colleagues: Colleagues
    onveilig: Sequence[Veiligheidsmelding] = ()

    @property
    def voorstel(self) -> Weging | None:
        """The proposal nobody decided on yet."""
        return next((w for w in self.wegingen if w.stand == Weging.Stand.VOORGESTELD), None)

    @property
    def is_closed(self) -> bool:
        return self.zaak.status == Zaakstatus.AFGEROND

    @property
    def may_handle(self) -> bool:
        """Can this person record something on this zaak now?"""
        return Right.ZAKEN_BEHANDELEN in self.rights and not self.is_closed

    @property
    def may_confirm(self) -> bool:
        return Right.VOORSTELLEN_BEVESTIGEN in self.rights and not self.is_closed

    @property
    def is_reached(self) -> bool:
        return any(p.bereikt == Bereikt.JA for p in self.pogingen) or any(
            a.stand == Afspraak.Stand.GEWEEST for a in self.afspraken
        )

    @property
    def sluiting(self) -> Afsluiting | None:
        """The closing that is in force."""
        return next((a for a in self.afsluitingen if a.heropend_op is None), None)


def read_dossier(zaak: Vroegsignaalzaak, *, actor: Actor, today: date) -> Dossier:
    """Everything of this zaak. Why an address may not be visited is read only for who may know (R-ADM-6)."""
    signalen = list(
        Vroegsignaal.objects.filter(zaaksignaal__zaak=zaak)
        .select_related("partner", "toets", "toets__besluit_door")
        .order_by("ontvangen_op", "pk")
    )
    inwoners = [
        row.inwoner for row in ZaakInwoner.objects.filter(zaak=zaak).select_related("inwoner").order_by("pk")
    ]
    may_know = Right.VEILIGHEID_ZIEN in actor.rights
    return Dossier(
        zaak=zaak,
        today=today,
        rights=actor.rights,
        beleid=policy_on(today, zaak.gemeente_id),
        signalen=signalen,
        personen=persons_of(inwoners, signalen, today),
        pogingen=list(Contactpoging.objects.filter(zaak=zaak).select_related("door")),
        afspraken=list(Afspraak.objects.filter(zaak=zaak).select_related("door")),
        wegingen=list(Weging.objects.filter(zaak=zaak).select_related("besluit_door").order_by("pk")),
        termijnen=list(Termijn.objects.filter(zaak=zaak)),
        afsluitingen=list(closings_of(zaak)),
        notities=list(Notitie.objects.filter(zaak=zaak).select_related("door")),
        eerder=_earlier(zaak),
        andere_signalen=_other_signals(zaak),
        geen_bezoek=bool(zaken_without_visit([zaak.pk], today)),
        alleen_brief=bool(zaken_only_by_letter([zaak.pk])),
        onveilig=_unsafe(zaak, today) if may_know else (),
        colleagues=colleagues_of(zaak.gemeente_id),
    )


def _earlier(zaak: Vroegsignaalzaak) -> list[Vroegsignaalzaak]:
    """Other zaken on the address, newest first, with what was tried (R-MAT-3)."""
    if not zaak.adres_sleutel:
        return []
    return list(
        Vroegsignaalzaak.objects.filter(adres_sleutel=zaak.adres_sleutel)
        .exclude(pk=zaak.pk)
        .annotate(
            pogingen=Count("contactpogingen"),
            bereikt=Count("contactpogingen", filter=Q(contactpogingen__bereikt=Bereikt.JA)),
        )
        .order_by("-geopend_op", "-pk")[:SHOWN]
    )


def _other_signals(zaak: Vroegsignaalzaak) -> list[Vroegsignaal]:
    """Signals on the address that are in no zaak: put aside, kept apart, or still being checked."""
    if not zaak.adres_sleutel:
        return []
    return list(
        Vroegsignaal.objects.filter(adres_sleutel=zaak.adres_sleutel, zaaksignaal__isnull=True)
        .select_related("partner")
        .order_by("-ontvangen_op", "-pk")[:SHOWN]
    )


def _unsafe(zaak: Vroegsignaalzaak, today: date) -> list[Veiligheidsmelding]:
    return list(Veiligheidsmelding.objects.filter(pk__in=safety_entries(zaak.pk, today)).order_by("pk"))
