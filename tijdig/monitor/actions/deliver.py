"""Figures of gemeenten come in, to be compared (R-MON-5). The same file twice changes nothing.

What a file takes the place of lies aside as long as policy says, and comes back when that file is withdrawn.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, refresh_statistics
from tijdig.monitor.comparing.reading import Bestandsinhoud
from tijdig.monitor.models import Cijferlevering, GepubliceerdCijfer, Vergelijkcel, Vervangencijfer
from tijdig.monitor.permissions import withdraw_refusal
from tijdig.monitor.replaced import bring_back, set_aside
from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.refusals import require
from tijdig.rules.terms import Cijferbron

CELLS = (
    "levering", "bron", "code", "maand", "indicator", "dimensie", "waarde", "definitie", "teller", "noemer",
)  # fmt: skip
FIGURES = ("levering", "gebied", "periode", "cijfer", "waarde", "eenheid", "herkomst")


# A list of published figures may name one twice: the last one counts.
SAME_FIGURE = "(gebied, periode, cijfer) do update set waarde = excluded.waarde, eenheid = excluded.eenheid, " \
    "herkomst = excluded.herkomst"  # fmt: skip
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('vergelijkcijfers'))"


@dataclass(frozen=True, kw_only=True)
class Ingetrokken:
    """How many cells and figures of a reading are no longer in use, and how many older ones are again."""

    weg: int
    terug: int


@transaction.atomic
def take_cijfers(*, inhoud: Bestandsinhoud, bron: Cijferbron, by: Actor) -> int:
    """What came in takes the place of the same gemeente and month of the same source. Returns how many cells."""
    require(by.refusal_without(Right.LIJSTEN_BEHEREN))
    count, now = len(inhoud.regels) + len(inhoud.gepubliceerd), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        levering = Cijferlevering.objects.create(
            bron=_bron_of(inhoud, bron), sha256=inhoud.sha256, ingelezen_op=now, cellen=count
        )
        set_aside(
            cursor, bron=str(levering.bron), maanden={(r.gemeente, r.maand) for r in inhoud.regels},
            cijfers={(g.gebied, g.periode, g.cijfer) for g in inhoud.gepubliceerd}, now=now,
        )  # fmt: skip
    _write(levering, inhoud)
    kept = timedelta(days=policy_on(now.date(), STANDAARD).vergelijking.vervangen_dagen)
    Vervangencijfer.objects.filter(vervangen_op__lt=now - kept).delete()
    record("cijfers.ingelezen", subject=f"cijferlevering:{levering.pk}", by=by, ground="wgs.9",
           bron=str(levering.bron), cellen=count)  # fmt: skip
    return count


@transaction.atomic
def withdraw_cijfers(*, levering_id: int, by: Actor) -> Ingetrokken:
    """Nothing of this reading is in use any longer; what it had replaced is again, unless it was withdrawn itself."""
    require(by.refusal_without(Right.LIJSTEN_BEHEREN))
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        levering = Cijferlevering.objects.select_for_update().get(pk=levering_id)
        require(withdraw_refusal(levering))
        gone = levering.vergelijkcellen.count() + levering.gepubliceerd.count()
        back = bring_back(cursor, levering)
    levering.ingetrokken_op = timezone.now()
    levering.save(update_fields=["ingetrokken_op"])
    record("cijfers.ingetrokken", subject=f"cijferlevering:{levering.pk}", by=by, ground="wgs.9",
           bron=str(levering.bron), cellen=gone, terug=back)  # fmt: skip
    return Ingetrokken(weg=gone, terug=back)


def _bron_of(inhoud: Bestandsinhoud, bron: Cijferbron) -> Cijferbron:
    """What a file says of itself goes first: invented figures never pass for real ones."""
    if inhoud.gepubliceerd:
        return Cijferbron.GEPUBLICEERD
    return Cijferbron.SYNTHETISCH if inhoud.verzonnen else bron


def _write(levering: Cijferlevering, inhoud: Bestandsinhoud) -> None:
    bron = str(levering.bron)
    insert_rows(GepubliceerdCijfer, FIGURES, [
        (levering.pk, g.gebied, g.periode, g.cijfer, g.waarde, g.eenheid, g.herkomst) for g in inhoud.gepubliceerd
    ], on_conflict=SAME_FIGURE)  # fmt: skip
    insert_rows(Vergelijkcel, CELLS, [
        (
            levering.pk, bron, r.gemeente, r.maand, r.indicator, str(r.dimensie), r.waarde, r.definitie,
            r.teller, r.noemer,
        )
        for r in inhoud.regels
    ])  # fmt: skip
    refresh_statistics(Vergelijkcel)
