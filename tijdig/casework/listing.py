"""The work lists: which zaken are in a list, in which order, and how many there are (R-TRI-1, R-TRM-5).

Everything that chooses a list stands in the address, so that a list can be kept and sent on.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from tijdig.accounts.context import current_gemeente
from tijdig.partners.models import Signaalpartner
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Aanpak, Termijnsoort, Zaakstatus

from .capacity import planned_zaken
from .models import Afspraak, Contactpoging, Termijn, Vroegsignaalzaak, Weging
from .standing_in import ids_replaced_by

PAGE = 50
WEEK_DAYS = 7
OPEN = ~Q(status=Zaakstatus.AFGEROND)
IS_PROPOSED = Exists(Weging.objects.filter(zaak=OuterRef("pk"), stand=Weging.Stand.VOORGESTELD))
STEPS: dict[str, frozenset[Aanpak]] = {
    "brief": frozenset({Aanpak.BRIEF}),
    "bellen": frozenset({Aanpak.BELLEN}),
    "huisbezoek": HUISBEZOEKEN,
    "bericht": frozenset({Aanpak.SMS, Aanpak.EMAIL}),
}
SORTS: dict[str, tuple[Any, ...]] = {
    "uiterlijk": (F("uiterlijk").asc(nulls_last=True), "pk"),
    "-uiterlijk": (F("uiterlijk").desc(nulls_last=True), "-pk"),
    "bedrag": ("bedrag", "pk"),
    "-bedrag": ("-bedrag", "pk"),
    "adres": ("straat", "postcode", "huisnummer", "pk"),
    "-adres": ("-straat", "-postcode", "-huisnummer", "-pk"),
}
ON_TOP = "-crisis"  # whatever the order (R-TRM-2)
# Of what is closed nothing is due: what was closed last comes first, what was erased last.
CLOSED = (F("gewist_op").asc(nulls_first=True), F("afgerond_op").desc(nulls_last=True), "-pk")
QUARTERS = {"half": 2, "driekwart": 3}


def _days(until: Any, since: Any) -> Func:
    return Func(until, since, arg_joiner=" - ", template="(%(expressions)s)", output_field=IntegerField())


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What the address asks for; empty = no demand."""

    bakje: str = ""
    status: str = ""
    soort: str = ""
    term: str = ""
    stap: str = ""
    behandelaar: str = ""
    zoek: str = ""
    crisis: bool = False
    nieuw_signaal: bool = False
    afspraak: str = ""
    plan: str = ""
    team: str = ""
    sort: str = ""


def narrowed(
    zaken: QuerySet[Vroegsignaalzaak], chosen: Chosen, *, today: date, user_id: int | None
) -> QuerySet[Vroegsignaalzaak]:
    """The zaken of this list, what must happen first on top."""
    demands = _status(chosen) & _when(chosen, today) & _who(chosen, user_id, today)
    if chosen.bakje:
        demands &= Q(bakje=chosen.bakje)
    if chosen.soort:
        demands &= Q(soorten__contains=[chosen.soort])
    if chosen.team:
        demands &= Q(team=chosen.team)
    if chosen.plan:
        return _planned(zaken.filter(demands), chosen, today)
    if chosen.zoek:
        demands &= Q(kenmerk__startswith=chosen.zoek.strip().upper())
    if chosen.status == Zaakstatus.AFGEROND and chosen.sort not in SORTS:
        return zaken.filter(demands).order_by(*CLOSED)
    return zaken.filter(demands).order_by(ON_TOP, *SORTS.get(chosen.sort, SORTS["uiterlijk"]))


def _planned(zaken: QuerySet[Vroegsignaalzaak], chosen: Chosen, today: date) -> QuerySet[Vroegsignaalzaak]:
    """The zaken of the week's list, or that will pass their term, in the order of the plan (R-TRI-4)."""
    ids = list(planned_zaken(chosen.plan, gemeente_code=current_gemeente(), today=today))
    place = Func(
        Value(ids, output_field=ArrayField(BigIntegerField())), F("pk"), function="array_position",
        output_field=IntegerField(),
    )  # fmt: skip
    chosen_order = (ON_TOP, *SORTS[chosen.sort]) if chosen.sort in SORTS else (place,)
    return zaken.filter(pk__in=ids).order_by(*chosen_order)


def _status(chosen: Chosen) -> Q:
    """Without a status: what is open; who looks for one zaak finds closed ones too."""
    without = Q() if chosen.zoek else OPEN
    demands = Q(status=chosen.status) if chosen.status else without
    if chosen.crisis:
        demands &= Q(crisis=True)
    if chosen.nieuw_signaal:
        demands &= Q(status=Zaakstatus.IN_OPVOLGING) & Q(IS_PROPOSED)
    return demands


def _when(chosen: Chosen, today: date) -> Q:
    demands = Q()
    if chosen.term == "verlopen":
        demands &= Q(uiterlijk__lt=today)
    if chosen.term == "week":
        demands &= Q(uiterlijk__range=(today, today + timedelta(days=WEEK_DAYS)))
    if chosen.term in QUARTERS:
        demands &= Q(_is_past(QUARTERS[chosen.term], today))
    if chosen.stap:
        # A step is in the list from its day on (R-OUT-4).
        demands &= Q(
            status=Zaakstatus.IN_OPVOLGING, volgende_stap__in=STEPS[chosen.stap], volgende_op__lte=today
        )
    if chosen.afspraak == "vandaag":
        planned = Afspraak.objects.filter(
            zaak=OuterRef("pk"), stand=Afspraak.Stand.GEPLAND, moment__date=today
        )
        demands &= Q(Exists(planned))
    return demands


def _is_past(quarters: int, today: date) -> Exists:
    """The clock that is due first is that many quarters through, and not over (R-TRM-5)."""
    passed = _days(Value(today, output_field=DateField()), F("start"))
    running = Termijn.objects.filter(
        zaak=OuterRef("pk"), gestopt_op__isnull=True, uiterlijk=OuterRef("uiterlijk"), uiterlijk__gte=today
    ).annotate(over=passed * 4 - _days(F("uiterlijk"), F("start")) * quarters)
    return Exists(running.filter(over__gte=0))


def _who(chosen: Chosen, user_id: int | None, today: date) -> Q:
    match chosen.behandelaar:
        case "":
            return Q()
        case "ik":
            return Q(behandelaar_id=user_id)
        case "vervang":
            return Q(behandelaar_id__in=ids_replaced_by(user_id, today))
        case "niemand":
            return Q(behandelaar_id__isnull=True)
    return Q(behandelaar_id=int(chosen.behandelaar))


def with_rows(zaken: QuerySet[Vroegsignaalzaak]) -> QuerySet[Vroegsignaalzaak]:
    """With all that a row shows: four queries, whatever the number of rows."""
    partners = Signaalpartner.objects.filter(signalen__zaaksignaal__zaak=OuterRef("pk"))
    planned = Afspraak.objects.filter(zaak=OuterRef("pk"), stand=Afspraak.Stand.GEPLAND).order_by("moment")
    return (
        zaken.select_related("behandelaar")
        .annotate(
            partners_kort=ArraySubquery(partners.order_by("kort").values("kort").distinct()),
            afspraak_op=Subquery(planned.values("moment")[:1]),
        )
        .prefetch_related(
            Prefetch("contactpogingen", Contactpoging.objects.only("zaak_id", "bereikt", "datum")),
            Prefetch(
                "wegingen", Weging.objects.filter(stand=Weging.Stand.VOORGESTELD), to_attr="voorstellen"
            ),
            Prefetch("termijnen", Termijn.objects.filter(gestopt_op__isnull=True), to_attr="lopend"),
        )
    )


def counts_per_bakje(zaken: QuerySet[Vroegsignaalzaak]) -> list[tuple[str, int]]:
    """(bakje, how many open zaken), by name."""
    rows = zaken.filter(OPEN).order_by("bakje").values_list("bakje").annotate(aantal=Count("pk"))
    return [(bakje, aantal) for bakje, aantal in rows if bakje]


def counts_beside(zaken: QuerySet[Vroegsignaalzaak], *, user_id: int | None, today: date) -> dict[str, Any]:
    """How many open zaken there are in the lists that cross the bakjes, and the first crisis that is due."""
    return zaken.filter(OPEN).aggregate(
        alle=Count("pk"),
        bedreigd=Count("pk", filter=Q(crisis=True)),
        mijn=Count("pk", filter=Q(behandelaar_id=user_id)),
        vervang=Count("pk", filter=Q(behandelaar_id__in=ids_replaced_by(user_id, today))),
        verlopen=Count("pk", filter=Q(uiterlijk__lt=today)),
        voorgesteld=Count("pk", filter=Q(status=Zaakstatus.VOORGESTELD)),
        nieuw_signaal=Count("pk", filter=Q(status=Zaakstatus.IN_OPVOLGING) & Q(IS_PROPOSED)),
    )


def first_crisis_day(zaken: QuerySet[Vroegsignaalzaak]) -> date | None:
    """The last day for the first talk that is due first among these threatened zaken (R-TRM-2). One query.

    Not the first day of any clock: the offer of help has one of its own.
    """
    running = Termijn.objects.filter(
        zaak__in=zaken.filter(OPEN, crisis=True),
        soort=Termijnsoort.BEDREIGENDE_SITUATIE,
        gestopt_op__isnull=True,
    )
    first: date | None = running.aggregate(eerst=Min("uiterlijk"))["eerst"]
    return first
