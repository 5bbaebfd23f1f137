"""Background work of a gemeente that was given up after all its tries: what it was, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

OTHER = "Werk op de achtergrond"
WORK = {
    "process_aanlevering": "Een aanlevering verwerken",
    "follow_up": "Signalen controleren, samenvoegen en wegen",
    "renew_shv": "Opnieuw controleren na een nieuwe lijst van schuldhulpverlening",
    "make_printronde": "Een printronde maken",
    "deliver_feedback": "Een terugkoppelbestand bezorgen",
    "send_berichten": "Berichten versturen en ophalen wat ermee gebeurde",
    "send_brieven": "Brieven laten posten",
    "warn_achterwacht": "Een achterwacht waarschuwen",
    "make_routes": "Routes voor huisbezoeken maken",
    "end_day_of_gemeente": "Het werk van de nacht: wissen, tellen en bijwerken",
}


@dataclass(frozen=True, kw_only=True)
class Gestopt:
    """One job that was given up. `aanlevering`: the delivery it was about, if any."""

    pk: int
    werk: str
    pogingen: int
    sinds: datetime | None
    aanlevering: str = ""


def stopped_jobs(gemeente_code: str) -> QuerySet[ProcrastinateJob]:
    """The table of jobs has no row security: the gemeente is asked for here."""
    return ProcrastinateJob.objects.filter(status="failed", args__gemeente_code=gemeente_code)


def list_stopped(gemeente_code: str) -> list[Gestopt]:
    """All of them, the one that stopped last on top. One query."""
    rows = stopped_jobs(gemeente_code).annotate(sinds=Max("procrastinateevent__at")).order_by("-sinds", "-pk")
    return [
        Gestopt(
            pk=job.pk, werk=WORK.get(job.task_name, OTHER), pogingen=job.attempts, sinds=job.sinds,
            aanlevering=job.args.get("aanlevering_id", ""),
        )
        for job in rows
    ]  # fmt: skip
