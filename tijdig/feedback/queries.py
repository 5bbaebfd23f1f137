"""What the pages of feedback read; a constant number of queries per page."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet

from tijdig.accounts.queries import names_of_codes
from tijdig.feedback.due import due_on
from tijdig.feedback.models import Partnerwebhook, Terugkoppelbestand, Terugkoppeling
from tijdig.partners.models import Signaalpartner

WAITS = Q(bestand__isnull=True, gewist_op__isnull=True)


@dataclass(frozen=True, kw_only=True)
class PartnerLine:
    """One partner on the overview. `due`: by when the oldest fact must be told; `by_hand`: it has no address."""

    partner: Signaalpartner
    by_hand: bool
    waiting: int
    oldest: date | None
    due: date | None
    last: Terugkoppelbestand | None


def partners_with_address() -> set[int]:
    """Ids of the partners that are told at their own address."""
    return set(Partnerwebhook.objects.filter(actief=True).values_list("partner_id", flat=True))


def overview(gemeente_code: str) -> list[PartnerLine]:
    """Every partner of which something waits or was told, what is due first at the top."""
    waiting = Terugkoppeling.objects.filter(WAITS).values("partner_id")
    counts = {
        partner: (aantal, oudste)
        for partner, aantal, oudste in waiting.annotate(
            aantal=Count("pk"), oudste=Min("feit_op")
        ).values_list("partner_id", "aantal", "oudste")
    }
    newest = Terugkoppelbestand.objects.order_by("partner_id", "-gemaakt_op").distinct("partner_id")
    last = {bestand.partner_id: bestand for bestand in newest}
    lines, with_address = [], partners_with_address()
    for partner in Signaalpartner.objects.filter(pk__in=[*counts, *last]):
        aantal, oudste = counts.get(partner.pk, (0, None))
        due = due_on(oudste, gemeente_code) if oudste else None
        lines.append(
            PartnerLine(
                partner=partner, by_hand=partner.pk not in with_address, waiting=aantal, oldest=oudste, due=due,
                last=last.get(partner.pk),
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (line.due or date.max, line.partner.naam))


def files(partner: int | None = None) -> QuerySet[Terugkoppelbestand]:
    """Files that were made, the newest first."""
    made = Terugkoppelbestand.objects.select_related("partner", "bezorging")
    return made.filter(partner_id=partner) if partner else made


def files_of_day(dag: date) -> QuerySet[Terugkoppelbestand]:
    """The files that were made on this day, by partner, with whether their rows are still there."""
    made = Terugkoppelbestand.objects.select_related("partner", "bezorging").filter(dag=dag)
    return made.annotate(gewist=Max("terugkoppelingen__gewist_op")).order_by("partner__naam", "pk")


def files_to_take(dag: date) -> QuerySet[Terugkoppelbestand]:
    """Of these, the ones that somebody takes by hand: no address, or it did not get there."""
    return Terugkoppelbestand.objects.filter(Q(bezorging__isnull=True) | Q(bezorging__gestopt=True), dag=dag)


def file_of(bestand_id: uuid.UUID) -> Terugkoppelbestand | None:
    """One file; nothing for a file of another gemeente."""
    return Terugkoppelbestand.objects.select_related("partner", "bezorging").filter(pk=bestand_id).first()


def is_erased(bestand: Terugkoppelbestand) -> bool:
    """Are its rows no longer what the partner read?"""
    return bestand.terugkoppelingen.filter(gewist_op__isnull=False).exists()


def rows_of(bestand: Terugkoppelbestand) -> QuerySet[Terugkoppeling]:
    """The facts in a file, in the order of the file. Only signals of the partner the file is for."""
    return Terugkoppeling.objects.filter(bestand=bestand, partner=bestand.partner_id).order_by("pk")


def names_of(files: Iterable[Terugkoppelbestand]) -> dict[str, str]:
    """Who took these files, by the code that is kept with them; no name is kept there."""
    return names_of_codes(bestand.opgehaald_door for bestand in files)
