"""The clocks of zaken, worked out from what happened and written for many zaken at once (R-TRM-1..5).

Clocks are derived: whatever act changes a zaak calls `refresh_clocks`, and the same facts always give
the same rows. The rule itself is `tijdig.rules.deadlines.clocks_for`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from tijdig.bulk import insert_rows
from tijdig.policies import policy_on
from tijdig.rules.deadlines import Zaakverloop, clocks_for
from tijdig.rules.terms import Termijnsoort

from .models import Termijn

FACTS = """
select z.id, z.ontvangen_op, z.afgerond_op,
    (select min(v.ontvangen_op) from casework_zaaksignaal zs join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
        where zs.zaak_id = z.id and v.crisis) as crisis_op,
    (select min(c.datum) from casework_contactpoging c where c.zaak_id = z.id) as aanbod_op,
    least(
        (select min(a.gemaakt_op) from casework_afspraak a where a.zaak_id = z.id),
        (select min(s.op) from casework_afsluiting s where s.zaak_id = z.id and s.hulptype <> '')
    ) as geaccepteerd_op,
    (select min((a.moment at time zone 'Europe/Amsterdam')::date) from casework_afspraak a
        where a.zaak_id = z.id and a.stand = 'geweest') as gesprek_op,
    exists (select 1 from casework_afsluiting s left join referrals_organisatie o on o.id = s.organisatie_id
        where s.zaak_id = z.id and s.heropend_op is null and s.hulptype = 'verwijzing_financieel'
        and coalesce(o.schuldhulpverlening, true)) as naar_shv,
    (select min(b.op) from casework_besluit b join casework_afsluiting s on s.id = b.afsluiting_id
        where s.zaak_id = z.id and s.heropend_op is null and b.vervallen_op is null) as beschikking_op
from casework_vroegsignaalzaak z where z.id = any(%s)
"""

SET_FIRST_DUE = """
update casework_vroegsignaalzaak z set uiterlijk = t.eerst
from (
    select ids.id, min(k.uiterlijk) filter (where k.gestopt_op is null and k.soort <> 'incassopauze') as eerst
    from unnest(%s::bigint[]) as ids(id) left join casework_termijn k on k.zaak_id = ids.id
    group by ids.id
) t
where z.id = t.id and z.uiterlijk is distinct from t.eerst
"""

FIELDS = ("gemeente", "zaak", "soort", "start", "uiterlijk", "gestopt_op", "gehaald")


def refresh_clocks(zaken: Sequence[int], *, gemeente_code: str, today: date) -> None:
    """Write the clocks of these zaken, and on each zaak the day the first open one ends.

    The pause of collection is a clock too, but not one that staff must meet.
    """
    if not zaken:
        return
    ids = list(zaken)
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [ids])
        rows = _rows(cursor.fetchall(), gemeente_code, today)
        changed = _changed(ids, rows)
        if not changed:
            return
        Termijn.objects.filter(zaak_id__among=changed).delete()
        insert_rows(Termijn, FIELDS, [row for row in rows if row[1] in changed])
        cursor.execute(SET_FIRST_DUE, [list(changed)])


def _changed(zaken: Iterable[int], rows: Iterable[tuple[Any, ...]]) -> set[int]:
    """The zaken whose clocks are not as these rows say: most acts change none."""
    stored: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for row in Termijn.objects.filter(zaak_id__among=list(zaken)).values_list("zaak_id", *FIELDS[2:]):
        stored[row[0]].add(row[1:])
    wanted: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for row in rows:
        wanted[row[1]].add(row[2:])
    return {zaak for zaak in zaken if stored[zaak] != wanted[zaak]}


def clocks_of_new(
    pk: int, *, ontvangen_op: date, crisis_op: date | None, gemeente_code: str, today: date
) -> tuple[list[tuple[Any, ...]], date | None]:
    """The clocks of a zaak to which nothing happened yet, in the order of FIELDS, and the day the first one ends."""
    facts = (pk, ontvangen_op, None, crisis_op, None, None, None, False, None)
    rows = _rows([facts], gemeente_code, today)
    open_ends = [row[4] for row in rows if row[5] is None and row[2] != Termijnsoort.INCASSOPAUZE.value]
    return rows, min(open_ends, default=None)


def _rows(facts: Iterable[tuple[Any, ...]], gemeente_code: str, today: date) -> list[tuple[Any, ...]]:
    rows = []
    for (pk, ontvangen_op, afgerond_op, crisis_op, aanbod_op, geaccepteerd_op, gesprek_op, naar_shv,
         beschikking_op) in facts:  # fmt: skip
        # A zaak is judged by the policy of the day its signal was received.
        termijnen = policy_on(ontvangen_op, gemeente_code).termijnen
        verloop = Zaakverloop(
            ontvangen_op=ontvangen_op, crisis_ontvangen_op=crisis_op, hulpaanbod_op=aanbod_op,
            geaccepteerd_op=geaccepteerd_op, eerste_gesprek_op=gesprek_op, naar_shv=naar_shv,
            beschikking_op=beschikking_op, afgerond_op=afgerond_op,
        )  # fmt: skip
        for klok in clocks_for(verloop, termijnen, today=today):
            gehaald = None if klok.klaar_op is None else klok.klaar_op <= klok.uiterlijk
            rows.append(
                (gemeente_code, pk, klok.soort.value, klok.start, klok.uiterlijk, klok.klaar_op, gehaald)
            )
    return rows
