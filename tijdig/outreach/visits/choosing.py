"""Which zaken can be visited on a day, and of the others why not (R-OUT-5, R-ADM-6). Reads only, five queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.permissions import zaken_without_visit
from tijdig.outreach.models import Bezoek, Brief
from tijdig.outreach.planning import ANNOUNCEMENT
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Dagdeel, Zaakstatus
from tijdig.rules.visits import Aankondiging, refusal_of_visit

IN_A_PLAN = "Dit huisbezoek staat al in een ronde."
NOT_OPEN = "Deze zaak wordt nu niet opgevolgd."


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A zaak that can be visited then, with what its letter said."""

    zaak: Vroegsignaalzaak
    aankondiging: Aankondiging | None


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A zaak that cannot, and why, for the user."""

    zaak: Vroegsignaalzaak
    uitleg: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """All zaken asked about, each on one side."""

    possible: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]


def zaken_to_visit() -> QuerySet[Vroegsignaalzaak]:
    """Zaken of which a visit is the next step, whenever that is; a threatening situation on top (R-TRM-2)."""
    return Vroegsignaalzaak.objects.filter(
        Q(volgende_stap__in=HUISBEZOEKEN), status=Zaakstatus.IN_OPVOLGING
    ).order_by("-crisis", "volgende_op", "pk")


def choose(zaken: Iterable[Vroegsignaalzaak], *, dag: date, dagdeel: Dagdeel, today: date) -> Choice:
    """Who may be visited on that part of that day. A forbidden address is forbidden from today on."""
    found = list(zaken)
    ids = [zaak.pk for zaak in found]
    told, planned = announcements(ids), _planned(ids)
    forbidden = zaken_without_visit(ids, dag) | zaken_without_visit(ids, today)
    possible, refused = list[Candidate](), list[Refusal]()
    for zaak in found:
        why = _refusal(zaak, told.get(zaak.pk), zaak.pk in forbidden, zaak.pk in planned, dag, dagdeel)
        if why is None:
            possible.append(Candidate(zaak=zaak, aankondiging=told.get(zaak.pk)))
        else:
            refused.append(Refusal(zaak=zaak, uitleg=why))
    return Choice(possible=tuple(possible), refused=tuple(refused))


def _refusal(
    zaak: Vroegsignaalzaak, told: Aankondiging | None, verboden: bool, planned: bool, dag: date, dagdeel: Dagdeel
) -> str | None:  # fmt: skip
    if zaak.status != Zaakstatus.IN_OPVOLGING:
        return NOT_OPEN
    return (IN_A_PLAN if planned and not verboden else None) or refusal_of_visit(
        aanpak=zaak.aanpak, stap=zaak.volgende_stap, stap_op=zaak.volgende_op, aankondiging=told, verboden=verboden,
        dag=dag, dagdeel=dagdeel,
    )  # fmt: skip


def announcements(zaken: Sequence[int]) -> dict[int, Aankondiging]:
    """What the last letter with a day said, per zaak."""
    rows = (
        Brief.objects.filter(zaak_id__in=zaken, sjabloon=ANNOUNCEMENT, printronde__bezoekdag__isnull=False)
        .order_by("printronde_id", "pk")
        .values_list("zaak_id", "printronde__bezoekdag", "printronde__dagdeel")
    )
    return {zaak: Aankondiging(dag=dag, dagdeel=Dagdeel(deel)) for zaak, dag, deel in rows if dag}


def forbidden_now(zaken: Sequence[int], today: date) -> set[int]:
    """Doors of a round that must or need not be visited any more: unsafe, no home, or followed up meanwhile."""
    still = zaken_to_visit().filter(pk__in=zaken).values_list("pk", flat=True)
    return zaken_without_visit(zaken, today) | (set(zaken) - set(still))


def _planned(zaken: Sequence[int]) -> set[int]:
    return set(Bezoek.objects.filter(zaak_id__in=zaken, open=True).values_list("zaak_id", flat=True))
