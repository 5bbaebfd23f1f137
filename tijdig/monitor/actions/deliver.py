"""Figures of gemeenten come in, to be compared (R-MON-5). The same file twice changes nothing."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, refresh_statistics
from tijdig.intake.queueing import hand_to_worker
from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.comparing.reading import Bestandsinhoud
from tijdig.monitor.models import Cijferlevering, GepubliceerdCijfer, Vergelijkcel
from tijdig.monitor.permissions import withdraw_refusal
from tijdig.refusals import require
from tijdig.rules.terms import Cijferbron

CELLS = (
    "levering", "bron", "code", "maand", "indicator", "dimensie", "waarde", "definitie", "teller", "noemer",
)  # fmt: skip
FIGURES = ("levering", "gebied", "periode", "cijfer", "waarde", "eenheid", "herkomst")
AGAIN = "(bron, code, maand, indicator, dimensie, waarde, definitie) do update set " \
    "levering_id = excluded.levering_id, " \
    "teller = excluded.teller, noemer = excluded.noemer"  # fmt: skip
FIGURES_AGAIN = "(gebied, periode, cijfer) do update set levering_id = excluded.levering_id, " \
    "waarde = excluded.waarde, eenheid = excluded.eenheid, herkomst = excluded.herkomst"  # fmt: skip


@transaction.atomic
def take_cijfers(*, inhoud: Bestandsinhoud, bron: Cijferbron, by: Actor) -> int:
    """What came in takes the place of the same gemeente and month of the same source. Returns how many cells."""
    require(by.refusal_without(Right.LIJSTEN_BEHEREN))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('vergelijkcijfers'))")
    count = len(inhoud.regels) + len(inhoud.gepubliceerd)
    levering = Cijferlevering.objects.create(
        bron=_bron_of(inhoud, bron), sha256=inhoud.sha256, ingelezen_op=timezone.now(), cellen=count
    )
    insert_rows(GepubliceerdCijfer, FIGURES, [
        (levering.pk, g.gebied, g.periode, g.cijfer, g.waarde, g.eenheid, g.herkomst) for g in inhoud.gepubliceerd
    ], on_conflict=FIGURES_AGAIN)  # fmt: skip
    _replace(levering, inhoud.regels)
    _make_reports()
    record("cijfers.ingelezen", subject=f"cijferlevering:{levering.pk}", by=by, ground="wgs.9",
           bron=str(levering.bron), cellen=count)  # fmt: skip
    return count


@transaction.atomic
def withdraw_cijfers(*, levering_id: int, by: Actor) -> int:
    """Nothing of this reading is in use any longer. What it had replaced does not come back. Returns how many cells."""
    require(by.refusal_without(Right.LIJSTEN_BEHEREN))
    levering = Cijferlevering.objects.select_for_update().get(pk=levering_id)
    require(withdraw_refusal(levering))
    cells, _ = Vergelijkcel.objects.filter(levering=levering).delete()
    figures, _ = GepubliceerdCijfer.objects.filter(levering=levering).delete()
    levering.ingetrokken_op = timezone.now()
    levering.save(update_fields=["ingetrokken_op"])
    _make_reports()
    record("cijfers.ingetrokken", subject=f"cijferlevering:{levering.pk}", by=by, ground="wgs.9",
           bron=str(levering.bron), cellen=cells + figures)  # fmt: skip
    return cells + figures


def _make_reports() -> None:
    """The national report is made anew once, after the last of what comes in together."""
    hand_to_worker("make_landverslagen", once="make_landverslagen")


def _bron_of(inhoud: Bestandsinhoud, bron: Cijferbron) -> Cijferbron:
    """What a file says of itself goes first: invented figures never pass for real ones."""
    if inhoud.gepubliceerd:
        return Cijferbron.GEPUBLICEERD
    return Cijferbron.SYNTHETISCH if inhoud.verzonnen else bron


def _replace(levering: Cijferlevering, regels: Sequence[Kubusregel]) -> None:
    bron = str(levering.bron)
    insert_rows(Vergelijkcel, CELLS, [
        (
            levering.pk, bron, r.gemeente, r.maand, r.indicator, str(r.dimensie), r.waarde, r.definitie,
            r.teller, r.noemer,
        )
        for r in regels
    ], on_conflict=AGAIN)  # fmt: skip
    now = Vergelijkcel.objects.filter(
        levering=levering, bron=OuterRef("bron"), code=OuterRef("code"), maand=OuterRef("maand")
    )
    Vergelijkcel.objects.filter(Exists(now), bron=bron).exclude(levering=levering).delete()
    refresh_statistics(Vergelijkcel)
