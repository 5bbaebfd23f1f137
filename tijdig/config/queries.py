"""Reads of the start page: each one query, whatever the number of zaken. Row security keeps to the gemeente."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Case, Count, Exists, Max, Min, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from tijdig.accounts.models import User
from tijdig.audit.models import AuditEvent
from tijdig.casework import aftercare
from tijdig.casework.handed_over import HANDED_OVER
from tijdig.casework.models import Afspraak, Vermelding, Vroegsignaalzaak, Weging
from tijdig.checks.queries import open_forwardings
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.intake.models import Aanlevering, Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.partners.queries import agreements_in_force
from tijdig.privacy.models import Vernietiging
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Aanleverstatus, Aanpak, Signaalstatus, Zaakstatus

Counts = Mapping[str, Any]

WEEK_DAYS = 7
FEED_LENGTH = 8
OPEN = ~Q(status=Zaakstatus.AFGEROND)


# What a zaak can ask for today, by the name of its row on the desk.
ASKED: Mapping[str, Callable[[Counts], bool]] = {
    "crisis": lambda z: z["crisis"],
    "verlopen": lambda z: z["term"] == "verlopen",
    "week": lambda z: z["term"] == "week",
    "voorgesteld": lambda z: z["status"] == Zaakstatus.VOORGESTELD,
    "nieuw_signaal": lambda z: z["status"] == Zaakstatus.IN_OPVOLGING and z["proposal"],
    "brief": lambda z: z["step"] == Aanpak.BRIEF,
    "bellen": lambda z: z["step"] == Aanpak.BELLEN,
    "huisbezoek": lambda z: z["step"] in HUISBEZOEKEN,
    "bericht": lambda z: z["step"] in (Aanpak.SMS, Aanpak.EMAIL),
    "overgedragen": lambda z: z["given"],
}


def zaak_counts(zaken: QuerySet[Vroegsignaalzaak], today: date) -> Counts:
    """How many of these zaken ask for something today, and the first day that is due.

    Counted per kind of zaak, of which there are some dozens, and then added up: to put eighteen figures into one
    question takes the ORM longer than to answer it.
    """
    due = Q(status=Zaakstatus.IN_OPVOLGING, volgende_op__lte=today)
    soon = (today, today + timedelta(days=WEEK_DAYS))
    kinds = (
        zaken.filter(OPEN)
        .order_by()
        .values(
            "crisis",
            "status",
            proposal=Exists(Weging.objects.filter(zaak=OuterRef("pk"), stand=Weging.Stand.VOORGESTELD)),
            term=Case(
                When(uiterlijk__lt=today, then=Value("verlopen")),
                When(uiterlijk__range=soon, then=Value("week")),
                default=Value(""),
            ),
            step=Case(When(due, then="volgende_stap"), default=Value("")),
            given=Case(When(HANDED_OVER, then=Value(True)), default=Value(False)),
        )
        .annotate(aantal=Count("pk"), eerst=Min("uiterlijk"))
    )
    found = list(kinds)
    counts: dict[str, Any] = {}
    for name, asks in ASKED.items():
        asking = [kind for kind in found if asks(kind)]
        counts[f"{name}_aantal"] = sum(kind["aantal"] for kind in asking)
        counts[f"{name}_eerst"] = min((k["eerst"] for k in asking if k["eerst"]), default=None)
    return counts


def unread_mentions(user_id: int | None, zaken: QuerySet[Vroegsignaalzaak]) -> int:
    """Notes that call on this user, in zaken they may see, and that were not read yet."""
    return Vermelding.objects.filter(wie_id=user_id, gelezen_op__isnull=True, notitie__zaak__in=zaken).count()


def counts_of(zaken: QuerySet[Vroegsignaalzaak], handlers: list[int]) -> Counts:
    """Open zaken of these people: how many, the first that is due, and how many wait for a decision."""
    proposal = Exists(Weging.objects.filter(zaak=OuterRef("pk"), stand=Weging.Stand.VOORGESTELD))
    return zaken.filter(OPEN, behandelaar_id__in=handlers).aggregate(
        aantal=Count("pk"), eerst=Min("uiterlijk"), te_bevestigen=Count("pk", filter=Q(proposal))
    )


def signal_counts(last_in_time: date) -> Counts:
    """Signals that wait for a person (with the day the oldest came) and for the BRP; the crises among them.

    `last_in_time`: what came before this day and is still in doubt has passed its term (R-TRM-5).
    """
    doubt, failed = Q(status=Signaalstatus.TWIJFEL), Q(status=Signaalstatus.CONTROLE_MISLUKT)
    crisis = Q(crisis=True)
    return Vroegsignaal.objects.filter(doubt | failed).aggregate(
        twijfel=Count("pk", filter=doubt),
        twijfel_oudste=Min("ontvangen_op", filter=doubt),
        twijfel_te_laat=Count("pk", filter=doubt & Q(ontvangen_op__lt=last_in_time)),
        twijfel_crisis=Count("pk", filter=doubt & crisis),
        twijfel_crisis_oudste=Min("ontvangen_op", filter=doubt & crisis),
        brp=Count("pk", filter=failed),
        brp_oudste=Min("ontvangen_op", filter=failed),
        brp_crisis=Count("pk", filter=failed & crisis),
        brp_crisis_oudste=Min("ontvangen_op", filter=failed & crisis),
    )


def appointments_on(day: date, zaken: QuerySet[Vroegsignaalzaak]) -> Counts:
    """Appointments of one local day in these zaken, and the first of them."""
    planned = Afspraak.objects.filter(
        stand=Afspraak.Stand.GEPLAND, moment__date=day, zaak__in=zaken.filter(OPEN)
    )
    return planned.aggregate(aantal=Count("pk"), eerste=Min("moment"))


def decisions_due(zaken: QuerySet[Vroegsignaalzaak]) -> tuple[int, date | None]:
    """How many decisions on schuldhulpverlening are still to be taken, and the first last day (R-TRM-4)."""
    counts = aftercare.decisions_due(zaken).order_by().aggregate(aantal=Count("pk"), eerst=Min("uiterlijk"))
    return counts["aantal"], counts["eerst"]


def recent_deliveries(today: date) -> tuple[list[Aanlevering], Counts]:
    """The newest deliveries of the last seven days, and how many there are."""
    recent = Aanlevering.objects.filter(dag__gt=today - timedelta(days=WEEK_DAYS))
    counts = recent.aggregate(
        week=Count("pk"), sinds_gisteren=Count("pk", filter=Q(dag__gte=today - timedelta(days=1)))
    )
    newest = recent.select_related("partner").order_by("-dag", "-ontvangen_op")
    return list(newest[:FEED_LENGTH]) if counts["week"] else [], counts


def was_ever_delivered() -> bool:
    return Aanlevering.objects.exists()


def first_steps_done(today: date) -> tuple[bool, bool]:
    """Is there a partner, and an agreement in force? What a new gemeente sets up first."""
    return Signaalpartner.objects.exists(), agreements_in_force(today).exists()


def waiting_deliveries(before: datetime) -> int:
    """Deliveries that came before this moment and are not processed yet."""
    return Aanlevering.objects.filter(
        status__in=(Aanleverstatus.ONTVANGEN, Aanleverstatus.IN_VERWERKING), ontvangen_op__lt=before
    ).count()


def waiting_forwards() -> int:
    """Signals that must still go to another gemeente: those of the list the row leads to (R-BRP-7)."""
    return open_forwardings().count()


def waiting_feedback(today: date) -> tuple[Counts, int]:
    """Files nobody took since yesterday or longer; facts older than today that stand in no file yet (R-TER-3)."""
    files = Terugkoppelbestand.objects.filter(opgehaald_op__isnull=True, dag__lt=today).aggregate(
        aantal=Count("pk"), oudste=Min("dag")
    )
    loose = Terugkoppeling.objects.filter(bestand__isnull=True, gewist_op__isnull=True, feit_op__lt=today)
    return files, loose.count()


def users_without_second_factor(gemeente_code: str) -> int:
    """Open accounts with a role here that cannot be used yet."""
    has_one = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    users = User.objects.filter(is_active=True, rollen__gemeente_id=gemeente_code)
    return users.exclude(has_one).distinct().count()


def looks_since(moment: datetime) -> int:
    """How often somebody looked at a person since then (R-BEW-4)."""
    return AuditEvent.objects.filter(at__gte=moment, what__endswith=".bekeken").count()


def last_erasure() -> date | None:
    """The last day on which the daily erasing ran (R-BEW-1)."""
    last: date | None = Vernietiging.objects.aggregate(dag=Max("dag"))["dag"]
    return last


def start_of(day: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
