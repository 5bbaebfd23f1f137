"""Tell partners: one file per partner with all that waits for it, told once, with a receipt (R-TER-3)."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record_each
from tijdig.bulk import update_rows
from tijdig.feedback.files import Form, as_csv, as_json, lines_of, name_of
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.feedback.queries import WAITS, files_to_take
from tijdig.feedback.still_so import withdraw_what_is_no_longer_so
from tijdig.refusals import require

type Rows = Sequence[Terugkoppeling]


@transaction.atomic
def make_terugkoppelbestanden(
    *, gemeente_code: str, today: date, by: Actor, partners: Collection[int] | None = None
) -> list[Terugkoppelbestand]:
    """Put everything that waits in one file per partner; as many statements for one as for all.

    `partners`: ids; only what waits for these. What waits but is not so any more is taken back first. Each fact goes
    into one file only. Gives nothing when nothing waits. Errors: Refused without the right.
    """
    require(by.refusal_without(Right.TERUGKOPPELEN))
    withdraw_what_is_no_longer_so()
    return _make(_locked_rows(today, partners), gemeente_code, today, by)


@transaction.atomic
def make_terugkoppelbestand(
    *, partner_id: int, gemeente_code: str, today: date, by: Actor
) -> Terugkoppelbestand:
    """The same for one partner. Errors: Refused when nothing waits."""
    require(by.refusal_without(Right.TERUGKOPPELEN))
    withdraw_what_is_no_longer_so()
    waiting = _locked_rows(today, [partner_id])
    require(None if waiting else "Voor deze partner staat niets klaar. Er is geen bestand gemaakt.")
    return _make(waiting, gemeente_code, today, by)[0]


def _make(
    waiting: Mapping[int, Rows], gemeente_code: str, today: date, by: Actor
) -> list[Terugkoppelbestand]:
    """A file for each of these partners with its rows, and an event for each file."""
    made = {
        partner: Terugkoppelbestand(
            gemeente_id=gemeente_code, partner_id=partner, dag=today, aantal=len(rows),
            sha256=_proof(as_csv(lines_of(rows, gemeente_code))),
        )
        for partner, rows in waiting.items()
    }  # fmt: skip
    Terugkoppelbestand.objects.bulk_create(made.values())
    into = ((row.pk, made[partner].pk) for partner, rows in waiting.items() for row in rows)
    update_rows(Terugkoppeling, "id", ("bestand",), into)
    about = {_subject(one): {"partner": one.partner_id, "aantal": one.aantal} for one in made.values()}
    record_each("terugkoppelbestand.gemaakt", subjects=about, by=by, ground="wgs.8.2")
    return list(made.values())


@transaction.atomic
def fetch_bestand(bestand_id: uuid.UUID, *, form: Form, by: Actor) -> bytes:
    """The file, made again from its rows. Who took it first, and when, is the receipt (R-TER-3).

    Errors: Refused when its rows were erased, or when it would not be the same file as was made.
    """
    require(by.refusal_without(Right.TERUGKOPPELEN))
    (bestand,) = _locked_files(Terugkoppelbestand.objects.filter(pk=bestand_id))
    rows = _rows_of([bestand])[bestand.pk]
    require("Dit bestand is gewist: de bewaartermijn is voorbij." if _is_erased(rows) else None)
    told = _told(bestand, rows)
    _take([bestand], form, by)
    return told if form is Form.CSV else as_json(bestand, lines_of(rows, bestand.gemeente_id))


@transaction.atomic
def fetch_bestanden(*, dag: date, by: Actor) -> dict[str, bytes]:
    """All files made on this day that go by hand, as CSV by their names; each gets its receipt (R-TER-3).

    What is brought to the address of a partner is left out, and so is what was erased. Errors: Refused when there is
    nothing to take, or when one would not be the same file as was made.
    """
    require(by.refusal_without(Right.TERUGKOPPELEN))
    found = _locked_files(files_to_take(dag))
    rows = _rows_of(found)
    kept = [bestand for bestand in found if not _is_erased(rows[bestand.pk])]
    require(None if kept else "Van deze dag is er geen bestand om op te halen.")
    told = {name_of(bestand, Form.CSV): _told(bestand, rows[bestand.pk]) for bestand in kept}
    _take(kept, Form.CSV, by)
    return told


def _locked_rows(today: date, partners: Collection[int] | None) -> Mapping[int, Rows]:
    """What waits, by partner, and nobody else takes meanwhile."""
    waiting = Terugkoppeling.objects.filter(WAITS, feit_op__lte=today)
    if partners is not None:
        waiting = waiting.filter(partner_id__in=partners)
    found: dict[int, list[Terugkoppeling]] = {}
    for row in waiting.select_for_update().order_by("pk"):
        found.setdefault(row.partner_id, []).append(row)
    return found


def _locked_files(files: QuerySet[Terugkoppelbestand]) -> list[Terugkoppelbestand]:
    return list(files.select_for_update(of=("self",)).select_related("partner").order_by("pk"))


def _rows_of(files: Iterable[Terugkoppelbestand]) -> Mapping[uuid.UUID, Rows]:
    found: dict[uuid.UUID, list[Terugkoppeling]] = {bestand.pk: [] for bestand in files}
    for row in Terugkoppeling.objects.filter(bestand__in=list(found)).order_by("pk"):
        if row.bestand_id is not None:
            found[row.bestand_id].append(row)
    return found


def _is_erased(rows: Rows) -> bool:
    return any(row.gewist_op for row in rows)


def _told(bestand: Terugkoppelbestand, rows: Rows) -> bytes:
    """The file as it was made. Errors: Refused when it would not be the same."""
    told = as_csv(lines_of(rows, bestand.gemeente_id))
    same = _proof(told) == bestand.sha256
    require(
        None if same else "Dit bestand is niet meer gelijk aan wat is gemaakt. Meld het aan uw beheerder."
    )
    return told


def _take(files: Sequence[Terugkoppelbestand], form: Form, by: Actor) -> None:
    """The first who takes a file gives its receipt; each time is recorded."""
    ids = [bestand.pk for bestand in files]
    Terugkoppelbestand.objects.filter(pk__in=ids, opgehaald_op__isnull=True).update(
        opgehaald_op=timezone.now(), opgehaald_door=str(by)
    )
    about = {_subject(bestand): {"aantal": bestand.aantal} for bestand in files}
    record_each("terugkoppelbestand.opgehaald", subjects=about, by=by, ground="wgs.8.2", vorm=form.value)


def _proof(told: bytes) -> str:
    return sha256(told).hexdigest()


def _subject(bestand: Terugkoppelbestand) -> str:
    return f"terugkoppelbestand:{bestand.pk}"
