"""Admit the lines of a delivery, chunk by chunk (R-INT-3, R-INT-4, R-ADM-1..5; ADR 5).

One chunk is one transaction: parsed, judged by the pure rules, written with one statement per table.
A chunk that was done is not done again, so a crash at any moment loses nothing and doubles nothing.
"""

import tempfile
from collections.abc import Callable, Sequence
from itertools import batched
from typing import BinaryIO

from django.db import connection
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.audit.record import record
from tijdig.bulk import refresh_statistics
from tijdig.intake.again import admission_for, judge_small_lines_again, write_verdicts
from tijdig.intake.files.inside import NO_LINES
from tijdig.intake.files.opening import open_delivery
from tijdig.intake.files.refused import DeliveryRefused, Line
from tijdig.intake.known import look_up
from tijdig.intake.lines import LineReader
from tijdig.intake.models import Aanlevering, Aanleverregel, Bestanddeel, Vroegsignaal
from tijdig.intake.verdicts import Judge, Uitkomst
from tijdig.policies import policy_on
from tijdig.rules.terms import Aanleverstatus, Afwijzing, Oordeel

CHUNK = 4_000  # lines
FETCH = 8  # pieces of the stored file in memory at once
CLOSED = (Aanleverstatus.VERWERKT, Aanleverstatus.GEWEIGERD)
EMPTY = {"code": str(Afwijzing.LEEG), "uitleg": NO_LINES}
type Progress = Callable[[int], None]


def admit_aanlevering(
    aanlevering_id: str,
    *,
    gemeente_code: str,
    by: Actor,
    progress: Progress | None = None,
    chunk: int = CHUNK,
) -> Aanlevering:
    """Read and judge every line that was not done yet. May be called again after a crash, or twice at once.

    `progress` is called with the number of lines done; `chunk`: lines per transaction. Opens its own
    transactions: call it outside one.
    """
    with tempfile.TemporaryFile() as bestand:
        aanlevering = _fetch(aanlevering_id, gemeente_code, bestand)
        if aanlevering.status in CLOSED:
            return aanlevering
        afwijzing = _admit_lines(aanlevering, bestand, by=by, progress=progress, chunk=chunk)
    return _finish(aanlevering, afwijzing, by=by)


def _fetch(aanlevering_id: str, gemeente_code: str, bestand: BinaryIO) -> Aanlevering:
    """The delivery, and its bytes in `bestand`. Locked meanwhile: who finishes it throws the bytes away."""
    with working_for(gemeente_code):
        deliveries = Aanlevering.objects.select_for_update(of=("self",)).select_related("partner")
        aanlevering = deliveries.get(pk=aanlevering_id)
        pieces = Bestanddeel.objects.filter(aanlevering=aanlevering).values_list("inhoud", flat=True)
        for inhoud in pieces.iterator(chunk_size=FETCH):
            bestand.write(inhoud)
    return aanlevering


def _admit_lines(
    aanlevering: Aanlevering, bestand: BinaryIO, *, by: Actor, progress: Progress | None, chunk: int
) -> list[dict[str, str]]:
    """All chunks in turn. Returns why reading stopped halfway, if it did."""
    done = 0
    try:
        file = open_delivery(bestand)
        reader = LineReader(file.heading, dag=aanlevering.dag, stappen=aanlevering.stappen)
        judge = Judge(admission_for(aanlevering))
        for lines in batched(file.lines(), chunk):
            _admit_chunk(aanlevering, lines, reader, judge, by=by)
            refresh_statistics(Aanleverregel, Vroegsignaal)
            done += len(lines)
            if progress is not None:
                progress(done)
    except DeliveryRefused as refused:  # a sheet that turns out to be broken further on
        return [refused.as_json()]
    return []


def _admit_chunk(
    aanlevering: Aanlevering, lines: Sequence[Line], reader: LineReader, judge: Judge, *, by: Actor
) -> None:
    """One chunk in one transaction, once: lines at or before `gelezen_tot` were done already."""
    beleid = policy_on(aanlevering.dag, aanlevering.gemeente_id)
    with_neighbours = beleid.drempelbedrag.bij_meerdere is not None
    with working_for(aanlevering.gemeente_id):
        _one_at_a_time(aanlevering, all_partners=with_neighbours)
        locked = Aanlevering.objects.select_for_update().get(pk=aanlevering.pk)
        gelezen = reader.read_many([line for line in lines if line[0] > locked.gelezen_tot])
        if not gelezen or locked.status in CLOSED:
            return
        bekend = look_up(aanlevering, gelezen, with_neighbours=with_neighbours)
        uitkomsten = judge.judge(gelezen, bekend)
        write_verdicts(aanlevering, uitkomsten, termijnen=beleid.termijnen)
        _count(locked, uitkomsten)
        record(
            "aanlevering.deel_beoordeeld", subject=f"aanlevering:{aanlevering.pk}", by=by, ground="wgs.8b",
            regels=len(uitkomsten), tot=locked.gelezen_tot,
        )  # fmt: skip
        if with_neighbours:
            judge_small_lines_again(aanlevering, uitkomsten, by=by)


def _one_at_a_time(aanlevering: Aanlevering, *, all_partners: bool) -> None:
    """Two files of one partner may hold the same line: their chunks take turns (R-INT-4).

    `all_partners`: lines of different partners count for each other too (R-ADM-3).
    """
    whose = aanlevering.gemeente_id if all_partners else f"{aanlevering.gemeente_id}:{aanlevering.partner_id}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [whose])


def _count(locked: Aanlevering, uitkomsten: Sequence[Uitkomst]) -> None:
    oordelen = [uitkomst.oordeel for uitkomst in uitkomsten]
    locked.regels += len(oordelen)
    locked.toegelaten += oordelen.count(Oordeel.TOEGELATEN)
    locked.geweigerd += oordelen.count(Oordeel.GEWEIGERD)
    locked.dubbel += oordelen.count(Oordeel.DUBBEL)
    locked.gelezen_tot = uitkomsten[-1].gelezen.nummer
    locked.status = Aanleverstatus.IN_VERWERKING
    locked.save(update_fields=["regels", "toegelaten", "geweigerd", "dubbel", "gelezen_tot", "status"])


def _finish(aanlevering: Aanlevering, afwijzing: list[dict[str, str]], *, by: Actor) -> Aanlevering:
    """The delivery is done: its bytes go, its verdicts stay."""
    with working_for(aanlevering.gemeente_id):
        locked = Aanlevering.objects.select_for_update().select_related("partner").get(pk=aanlevering.pk)
        if locked.status in CLOSED:
            return locked
        locked.status = Aanleverstatus.VERWERKT
        locked.afwijzing = afwijzing
        locked.klaar_op = timezone.now()
        if not locked.regels:
            locked.status = Aanleverstatus.GEWEIGERD
            locked.afwijzing = afwijzing or [EMPTY]
        locked.save(update_fields=["status", "afwijzing", "klaar_op"])
        Bestanddeel.objects.filter(aanlevering=locked).delete()
        record(
            "aanlevering.verwerkt", subject=f"aanlevering:{locked.pk}", by=by, ground="wgs.8b",
            toegelaten=locked.toegelaten, geweigerd=locked.geweigerd, dubbel=locked.dubbel,
        )  # fmt: skip
    return locked
