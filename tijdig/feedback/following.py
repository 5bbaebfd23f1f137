"""What follows from a message that was told: its pause is over, or it turned out wrong (R-TER-1, R-TER-4).

Only rows that were told are looked at, and of the zaak only days and closed lists: nothing new can come out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from tijdig.casework.models import Vervolguitkomst
from tijdig.feedback.later import what_is_so, with_code
from tijdig.feedback.models import Terugkoppeling
from tijdig.rules.aftercare import VERVALT
from tijdig.rules.feedback import AANVULLENDE_CODES
from tijdig.rules.terms import Terugkoppelcode

FOLLOWS = [str(code) for code in sorted(AANVULLENDE_CODES)]
OF_THE_SIGNAL = {"afsluiting__zaak__zaaksignalen__vroegsignaal": OuterRef("vroegsignaal")}

# The longest pause of each signal, when it is over and nobody said so. One pass: beside each row all others of its
# signal would be looked up again.
ENDED_UNSAID = """
select t.id from (
    select id, pauze_tot, max(pauze_tot) over w as langst, max(feit_op) filter (where code = %s) over w as gezegd
    from feedback_terugkoppeling where code in (%s, %s) and vroegsignaal_id is not null
    window w as (partition by vroegsignaal_id)
) t where t.pauze_tot = t.langst and t.pauze_tot < %s::date and (t.gezegd is null or t.gezegd <= t.pauze_tot)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A message that a partner has, about a signal or a line, and the day of what follows from it."""

    pk: int
    partner: int
    vroegsignaal: int | None
    aanleverregel: int | None
    referentie: str
    soort: str
    code: Terugkoppelcode
    op: date  # of a pause: its last day; of a message that was wrong: the day it was taken back


def told_pauses_that_ended(today: date) -> Iterator[Told]:
    """Every pause a partner was told of that is over, once. Who accepted again has a longer one (R-TER-4)."""
    over, accepted = str(Terugkoppelcode.PAUZE_VOORBIJ), str(Terugkoppelcode.HULP_GEACCEPTEERD)
    with connection.cursor() as cursor:
        cursor.execute(ENDED_UNSAID, [over, accepted, over, today])
        ended = [pk for (pk,) in cursor.fetchall()]
    rows = told_rows().filter(pk__among=ended, vroegsignaal__isnull=False)
    return read_told(rows.annotate(dag=F("pauze_tot")))


def told_news_that_was_wrong() -> Iterator[Told]:
    """Messages on how it goes on of which the news was taken back since, while no other news says the same."""
    same = {"wordt": OuterRef("code"), "op": OuterRef("feit_op")}
    withdrawn = with_code(Vervolguitkomst.objects.filter(vervallen_op__isnull=False)).filter(
        **OF_THE_SIGNAL, **same
    )
    rows = told_rows().filter(
        Exists(withdrawn), ~Exists(what_is_so().filter(**OF_THE_SIGNAL, **same)),
        code__in=[str(code) for code in VERVALT], herroepen_op__isnull=True, vroegsignaal__isnull=False,
    )  # fmt: skip
    return read_told(rows.annotate(dag=withdrawn.order_by("-vervallen_op").values("vervallen_op")[:1]))


def told_rows() -> QuerySet[Any]:
    """Messages that are in a file of the partner."""
    return Terugkoppeling.objects.filter(bestand__isnull=False, gewist_op__isnull=True)


def read_told(rows: QuerySet[Any]) -> Iterator[Told]:
    """These messages; `dag` of a row is the day of what follows from it."""
    for pk, partner, signal, line, referentie, soort, code, op in rows.order_by("pk").values_list(
        "pk", "partner_id", "vroegsignaal_id", "aanleverregel", "referentie", "soort", "code", "dag"
    ):
        yield Told(
            pk=pk, partner=partner, vroegsignaal=signal, aanleverregel=line, referentie=referentie, soort=soort,
            code=Terugkoppelcode(code), op=op,
        )  # fmt: skip
