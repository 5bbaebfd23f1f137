"""Which zaken can be visited on a day, and of the others why not (R-OUT-5, R-ADM-6). Reads only, five queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tijdig.casework.models import Afsluiting, Contactpoging, Vroegsignaalzaak
from tijdig.casework.permissions import zaken_without_visit
from tijdig.outreach.models import Bezoek
from tijdig.policies import policy_on
from tijdig.rules.announcement import first_visit_day
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Aanpak, Dagdeel, Zaakstatus
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
    """Zaken of which a visit is the next step, or a call before one that was announced; a crisis on top (R-TRM-2)."""
    announced = Contactpoging.objects.filter(zaak=OuterRef("pk"), kondigt_aan=True, bezoekdag__isnull=False)
    return Vroegsignaalzaak.objects.filter(
        Q(volgende_stap__in=HUISBEZOEKEN) | Q(Exists(announced), volgende_stap=Aanpak.BELLEN),
        status=Zaakstatus.IN_OPVOLGING,
    ).order_by("-crisis", "volgende_op", "pk")


def choose(
    zaken: Iterable[Vroegsignaalzaak], *, dag: date, dagdeel: Dagdeel, gemeente_code: str, today: date
) -> Choice:
    """Who may be visited on that part of that day. A forbidden address is forbidden from today on."""
    found = list(zaken)
    ids = [zaak.pk for zaak in found]
    told, planned = announcements(ids, gemeente_code, today), _planned(ids)
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
        stap=zaak.volgende_stap, stap_op=zaak.volgende_op, aankondiging=told, verboden=verboden,
        dag=dag, dagdeel=dagdeel,
    )  # fmt: skip


def announcements(zaken: Sequence[int], gemeente_code: str, today: date) -> dict[int, Aankondiging]:
    """The last announcement of a visit, per zaak, since it was opened for the last time."""
    beleid = policy_on(today, gemeente_code)
    letters = (
        Contactpoging.objects.filter(zaak_id__among=list(zaken), kondigt_aan=True)
        .filter(datum__gte=Coalesce(_reopened(), date.min, output_field=DateField()))
        .annotate(
            dagdeel_bezoek=Max("brieven__printronde__dagdeel"),
            brieven_uit=Count("brieven"),
            brieven_terug=Count("brieven__retour_op"),
        )
        .order_by("datum", "pk")
    )
    return {
        one.zaak_id: Aankondiging(
            vanaf=first_visit_day(one.datum, beleid.aankondiging, vrij=beleid.termijnen.vrije_dagen),
            dag=one.bezoekdag, dagdeel=Dagdeel(one.dagdeel_bezoek) if one.bezoekdag and one.dagdeel_bezoek else None,
            retour=0 < one.brieven_uit == one.brieven_terug,
        )
        for one in letters
    }  # fmt: skip


def announced_to(zaken: Sequence[int]) -> set[int]:
    """Those of these zaken that got a letter about a visit."""
    return set(
        Contactpoging.objects.filter(zaak_id__among=list(zaken), kondigt_aan=True).values_list(
            "zaak_id", flat=True
        )
    )


def _reopened() -> Subquery:
    """The day on which the zaak of an attempt was opened again for the last time."""
    closed = Afsluiting.objects.filter(zaak=OuterRef("zaak"), heropend_op__isnull=False)
    return Subquery(closed.order_by("-heropend_op").values("heropend_op")[:1])


def forbidden_now(zaken: Sequence[int], today: date) -> set[int]:
    """Doors of a round that must or need not be visited any more: unsafe, no home, or followed up meanwhile."""
    still = zaken_to_visit().filter(pk__in=zaken).values_list("pk", flat=True)
    return zaken_without_visit(zaken, today) | (set(zaken) - set(still))


def _planned(zaken: Sequence[int]) -> set[int]:
    return set(Bezoek.objects.filter(zaak_id__in=zaken, open=True).values_list("zaak_id", flat=True))
