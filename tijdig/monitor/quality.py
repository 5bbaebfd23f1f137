"""Faults of registration and missed terms, each with the zaken to mend (R-MON-10). Source: Leidraad 8.5 and 8.8."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tijdig.casework.models import Afspraak, Contactpoging, Termijn, Vroegsignaalzaak
from tijdig.checks.models import Toets
from tijdig.rules.terms import Bereikt, Monitoruitkomst, ShvUitkomst, Termijnsoort, Zaakstatus

from .definitions import newest, results_that_count_as

CLOSED = Q(status=Zaakstatus.AFGEROND)
OPEN = ~CLOSED


@dataclass(frozen=True, kw_only=True)
class Fout:
    """What is wrong, why it matters, what to do; and which zaken of a gemeente have it on a day.

    `zaken` says the same as the condition of its `indicator` in `measures.py`: the list is what was counted, but for
    what was erased since.
    """

    slug: str
    titel: str
    waarom: str
    doen: str
    zaken: Callable[[date, str], Q]
    indicator: str = ""


def _attempts(**demands: object) -> Q:
    return Q(Exists(Contactpoging.objects.filter(zaak=OuterRef("pk"), **demands)))


def _late(soort: Termijnsoort) -> Callable[[date, str], Q]:
    def zaken(today: date, _: str) -> Q:
        running = Termijn.objects.filter(
            zaak=OuterRef("pk"), soort=soort, gestopt_op__isnull=True, uiterlijk__lt=today
        )
        return OPEN & Q(Exists(running))

    return zaken


def _closed_with_help(today: date, gemeente: str) -> Q:
    return CLOSED & Q(eindresultaat__in=results_that_count_as(Monitoruitkomst.WIL_HULP, today, gemeente))


def _help(today: date, gemeente: str) -> Q:
    """Accepted: closed with help, or with an appointment while it is open."""
    appointments = Afspraak.objects.filter(zaak=OuterRef("pk")).exclude(stand=Afspraak.Stand.AFGEZEGD)
    return _closed_with_help(today, gemeente) | (OPEN & Q(Exists(appointments)))


def _unchecked(_: date, __: str) -> Q:
    rows = Toets.objects.filter(vroegsignaal__zaaksignaal__zaak=OuterRef("pk"))
    return (
        OPEN
        & Q(Exists(rows.filter(shv=ShvUitkomst.NIET_GECONTROLEERD)))
        & ~Q(Exists(rows.exclude(shv=ShvUitkomst.NIET_GECONTROLEERD)))
    )


def _stays_open(today: date, _: str) -> Q:
    return OPEN & Q(ontvangen_op__lt=today - timedelta(days=newest().open_dagen))


FOUTEN: Mapping[str, Fout] = {
    fout.slug: fout
    for fout in (
        Fout(
            slug="poging-zonder-uitslag", indicator="K5", titel="Poging zonder uitslag",
            waarom="Zonder uitslag telt de inwoner als niet bereikt. Bij een brief komt die na de wachttijd vanzelf.",
            doen="Leg bij de poging vast of u de inwoner hebt gesproken. Is de zaak afgerond, heropen die dan eerst.",
            zaken=lambda today, gemeente: _attempts(bereikt=Bereikt.ONBEKEND),
        ),
        Fout(
            slug="hulp-zonder-contact", indicator="K1", titel="Hulp zonder contact",
            waarom="Wie hulp wil, is gesproken. Zonder contact klopt het bereik niet.",
            doen="Leg het gesprek alsnog vast als poging met contact. Is de zaak afgerond, heropen die dan eerst.",
            zaken=lambda today, gemeente: _help(today, gemeente) & ~_attempts(bereikt=Bereikt.JA),
        ),
        Fout(
            slug="hulp-zonder-soort", indicator="K2", titel="Hulp zonder soort",
            waarom="De monitor vraagt bij elke aanvaarde hulp om de soort.",
            doen="Heropen de zaak en kies de soort hulp bij het afronden.",
            zaken=lambda today, gemeente: _closed_with_help(today, gemeente) & Q(hulptype=""),
        ),
        Fout(
            slug="zonder-eindresultaat", indicator="K3", titel="Lang open, zonder eindresultaat",
            waarom="Een zaak zonder eindresultaat telt bij geen enkele uitkomst mee.",
            doen="Rond de zaak af als er niets meer te doen is, of doe de volgende stap.", zaken=_stays_open,
        ),
        Fout(
            slug="schuldhulp-niet-nagekeken", indicator="K4", titel="Niet nagekeken of er al schuldhulp is",
            waarom="Wie al schuldhulp krijgt, hoeft geen aanbod; dat blijkt alleen met een lijst.",
            doen="Lees een nieuwe lijst van schuldhulpverlening in. De controle gaat daarna vanzelf.", zaken=_unchecked,
        ),
    )
}  # fmt: skip
TE_LAAT: Mapping[str, Fout] = {
    fout.slug: fout
    for fout in (
        Fout(
            slug="te-laat-hulpaanbod", titel="Hulpaanbod te laat", zaken=_late(Termijnsoort.HULPAANBOD),
            waarom="De wet geeft een termijn voor een aanbod.", doen="Doe vandaag een poging, of rond de zaak af.",
        ),
        Fout(
            slug="te-laat-gesprek", titel="Eerste gesprek te laat", zaken=_late(Termijnsoort.EERSTE_GESPREK),
            waarom="Wie hulp wil, heeft binnen de termijn van de wet een gesprek.", doen="Maak vandaag een afspraak.",
        ),
        Fout(
            slug="te-laat-crisis", titel="Crisis te laat", zaken=_late(Termijnsoort.BEDREIGENDE_SITUATIE),
            waarom="Bij een dreigende situatie geldt een kortere termijn voor het gesprek.",
            doen="Pak deze zaken nu op.",
        ),
    )
}  # fmt: skip
LISTS: Mapping[str, Fout] = {**FOUTEN, **TE_LAAT}


def counts_of(zaken: QuerySet[Vroegsignaalzaak], today: date, gemeente: str) -> dict[str, int]:
    """How many zaken have each fault now: one question."""
    asked = {
        slug.replace("-", "_"): Count("pk", filter=fout.zaken(today, gemeente))
        for slug, fout in LISTS.items()
    }
    found = zaken.filter(gewist_op__isnull=True).aggregate(**asked)
    return {slug: int(found[slug.replace("-", "_")]) for slug in LISTS}


def zaken_with(
    zaken: QuerySet[Vroegsignaalzaak], fout: Fout, today: date, gemeente: str
) -> QuerySet[Vroegsignaalzaak]:
    """The work list, what came first on top."""
    chosen = zaken.filter(fout.zaken(today, gemeente), gewist_op__isnull=True)
    return chosen.select_related("behandelaar").order_by("ontvangen_op", "pk")
