"""Figures of gemeenten come in, to be compared (R-MON-5). The same file twice changes nothing."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows, refresh_statistics
from tijdig.monitor.comparing.reading import Bestandsinhoud, Cel
from tijdig.monitor.models import Cijferlevering, GepubliceerdCijfer, Vergelijkcel
from tijdig.refusals import require
from tijdig.rules.terms import Cijferbron

CELLS = ("levering", "bron", "code", "maand", "indicator", "definitie", "teller", "noemer")
FIGURES = ("levering", "gebied", "periode", "cijfer", "waarde", "eenheid", "herkomst")
AGAIN = "(bron, code, maand, indicator, definitie) do update set levering_id = excluded.levering_id, " \
    "teller = excluded.teller, noemer = excluded.noemer"  # fmt: skip
FIGURES_AGAIN = "(gebied, periode, cijfer) do update set levering_id = excluded.levering_id, " \
    "waarde = excluded.waarde, eenheid = excluded.eenheid, herkomst = excluded.herkomst"  # fmt: skip


@transaction.atomic
def take_cijfers(*, inhoud: Bestandsinhoud, bron: Cijferbron, by: Actor) -> int:
    """What came in takes the place of the same gemeente and month of the same source. Returns how many cells."""
    require(by.refusal_without(Right.LIJSTEN_BEHEREN))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('vergelijkcijfers'))")
    count = len(inhoud.cellen) + len(inhoud.gepubliceerd)
    levering = Cijferlevering.objects.create(
        bron=Cijferbron.GEPUBLICEERD if inhoud.gepubliceerd else bron, sha256=inhoud.sha256,
        ingelezen_op=timezone.now(), cellen=count,
    )  # fmt: skip
    insert_rows(GepubliceerdCijfer, FIGURES, [
        (levering.pk, g.gebied, g.periode, g.cijfer, g.waarde, g.eenheid, g.herkomst) for g in inhoud.gepubliceerd
    ], on_conflict=FIGURES_AGAIN)  # fmt: skip
    _replace(levering, inhoud.cellen)
    record("cijfers.ingelezen", subject=f"cijferlevering:{levering.pk}", by=by, ground="wgs.9",
           bron=str(levering.bron), cellen=count)  # fmt: skip
    return count


def _replace(levering: Cijferlevering, cellen: Sequence[Cel]) -> None:
    bron = str(levering.bron)
    insert_rows(Vergelijkcel, CELLS, [
        (levering.pk, bron, c.code, c.maand, c.indicator, c.definitie, c.teller, c.noemer) for c in cellen
    ], on_conflict=AGAIN)  # fmt: skip
    now = Vergelijkcel.objects.filter(
        levering=levering, bron=OuterRef("bron"), code=OuterRef("code"), maand=OuterRef("maand")
    )
    Vergelijkcel.objects.filter(Exists(now), bron=bron).exclude(levering=levering).delete()
    refresh_statistics(Vergelijkcel)
