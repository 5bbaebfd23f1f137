"""The clocks of zaken, worked out from what happened and written for many zaken at once (R-TRM-1..5).

Clocks are derived: whatever act changes a zaak calls `refresh_clocks`, and the same facts always give
the same rows. The rule itself is `tijdig.rules.deadlines.clocks_for`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from tijdig.bulk import insert_rows
from tijdig.policies import policy_on
from tijdig.prepared import ask_about
from tijdig.rules.deadlines import Zaakverloop, clocks_for, pause_start
from tijdig.rules.offer import GESPROKEN, SCHRIFTELIJK
from tijdig.rules.terms import Termijnsoort

from .models import Termijn

# What counts as an offer and as a conversation is `tijdig.rules.offer`; a test holds both to the same answer.
# An acceptance is an appointment that was not called off, or a closing with help; of the pause only those since the
# zaak was opened (again) count, and a closing keeps the pause that its partners were told of (R-TRM-3, R-TER-4).
ATTEMPTS = """
with pogingen as (
    select c.zaak_id, c.soort = any(%(gesproken)s) and c.bereikt = 'ja' as gesprek,
        c.bereikt = 'ja' or (c.soort = any(%(schriftelijk)s) and c.retour_op is null) as aanbod,
        case when c.soort = any(%(schriftelijk)s) and c.retour_op is null then c.datum
            else coalesce(c.reactie_op, c.datum) end as op
    from casework_contactpoging c where c.zaak_id = any(%(zaken)s)
), aanbod as (
    select zaak_id, op from pogingen where aanbod
    union all select a.zaak_id, a.gemaakt_op from casework_afspraak a where a.zaak_id = any(%(zaken)s)
)"""
FACTS = """, gesprek as (
    select zaak_id, op from pogingen where gesprek
    union select a.zaak_id, (a.moment at time zone 'Europe/Amsterdam')::date from casework_afspraak a
        where a.zaak_id = any(%(zaken)s) and a.stand = 'geweest'
    union select s.zaak_id, s.gesprek_op from casework_afsluiting s
        where s.zaak_id = any(%(zaken)s) and s.gesprek_op is not null
), aanvaard as (
    select a.zaak_id, a.gemaakt_op as op, a.gemaakt_op >= coalesce(
        (select max(s.heropend_op) from casework_afsluiting s where s.zaak_id = a.zaak_id), '-infinity') as nu
    from casework_afspraak a where a.zaak_id = any(%(zaken)s) and a.stand <> 'afgezegd'
    union all select s.zaak_id, s.op, false from casework_afsluiting s
        where s.zaak_id = any(%(zaken)s) and s.hulptype <> ''
)
select z.id, z.ontvangen_op, z.afgerond_op,
    (select min(v.ontvangen_op) from casework_zaaksignaal zs join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
        where zs.zaak_id = z.id and v.crisis) as crisis_op,
    (select min(a.op) from aanbod a where a.zaak_id = z.id) as aanbod_op,
    (select min(a.op) from aanvaard a where a.zaak_id = z.id) as geaccepteerd_op,
    array(select g.op from gesprek g where g.zaak_id = z.id) as gesprekken,
    array(select a.op from aanvaard a where a.zaak_id = z.id and a.nu) as aanvaard,
    f.pauze_tot, coalesce(f.hulptype, '') <> '' as geholpen,
    coalesce(f.hulptype = 'verwijzing_financieel' and coalesce(o.schuldhulpverlening, true), false) as naar_shv,
    (select min(b.op) from casework_besluit b where b.afsluiting_id = f.id and b.vervallen_op is null) as beschikking_op
from casework_vroegsignaalzaak z
left join casework_afsluiting f on f.zaak_id = z.id and f.heropend_op is null
left join referrals_organisatie o on o.id = f.organisatie_id
where z.id = any(%(zaken)s)
"""
# A signal was taken up on the day of the first offer since it came (R-ADM-5). One that was taken up before its zaak
# existed was so in the zaak it was split from, and stays so.
TAKEN_UP = """
update intake_vroegsignaal v set opgepakt_op = t.op
from (
    select s.id, least(
        min(a.op) filter (where a.op >= s.ontvangen_op),
        min(s.opgepakt_op) filter (where s.opgepakt_op < z.geopend_op)
    ) as op
    from casework_vroegsignaalzaak z join casework_zaaksignaal zs on zs.zaak_id = z.id
    join intake_vroegsignaal s on s.id = zs.vroegsignaal_id left join aanbod a on a.zaak_id = z.id
    where z.id = any(%(zaken)s)
    group by s.id
) t
where v.id = t.id and v.opgepakt_op is distinct from t.op
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

STORED = """
select zaak_id, soort, start, uiterlijk, gestopt_op, gehaald from casework_termijn where zaak_id = any(%(zaken)s)
"""
FIELDS = ("gemeente", "zaak", "soort", "start", "uiterlijk", "gestopt_op", "gehaald")


def refresh_clocks(zaken: Sequence[int], *, gemeente_code: str) -> None:
    """Write the clocks of these zaken, and on each zaak the day the first open one ends.

    The pause of collection is a clock too, but not one that staff must meet.
    """
    if not zaken:
        return
    ids = list(zaken)
    facts = ask_about(ATTEMPTS + FACTS, _counting(ids), things=len(ids))
    rows = _rows(facts, gemeente_code)
    changed = _changed(ids, rows)
    if not changed:
        return
    Termijn.objects.filter(zaak_id__among=changed).delete()
    insert_rows(Termijn, FIELDS, [row for row in rows if row[1] in changed])
    with connection.cursor() as cursor:
        cursor.execute(SET_FIRST_DUE, [list(changed)])


def refresh_taken_up(zaken: Sequence[int]) -> None:
    """Write on the signals of these zaken when they were taken up: as the offers say (R-ADM-5)."""
    with connection.cursor() as cursor:
        cursor.execute(ATTEMPTS + TAKEN_UP, _counting(list(zaken)))


def _counting(zaken: list[int]) -> dict[str, list[Any]]:
    return {
        "zaken": zaken, "schriftelijk": [str(soort) for soort in SCHRIFTELIJK],
        "gesproken": [str(soort) for soort in GESPROKEN],
    }  # fmt: skip


def _changed(zaken: list[int], rows: Iterable[tuple[Any, ...]]) -> set[int]:
    """The zaken whose clocks are not as these rows say: most acts change none."""
    stored: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for zaak, *clock in ask_about(STORED, {"zaken": zaken}, things=len(zaken)):
        stored[zaak].add(tuple(clock))
    wanted: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for row in rows:
        wanted[row[1]].add(row[2:])
    return {zaak for zaak in zaken if stored[zaak] != wanted[zaak]}


def clocks_of_new(
    pk: int, *, ontvangen_op: date, crisis_op: date | None, gemeente_code: str
) -> tuple[list[tuple[Any, ...]], date | None]:
    """The clocks of a zaak to which nothing happened yet, in the order of FIELDS, and the day the first one ends."""
    facts: tuple[Any, ...] = (pk, ontvangen_op, None, crisis_op, None, None, [], [], None, False, False, None)
    rows = _rows([facts], gemeente_code)
    open_ends = [row[4] for row in rows if row[5] is None and row[2] != Termijnsoort.INCASSOPAUZE.value]
    return rows, min(open_ends, default=None)


def _rows(facts: Iterable[tuple[Any, ...]], gemeente_code: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for (pk, ontvangen_op, afgerond_op, crisis_op, aanbod_op, geaccepteerd_op, gesprekken, aanvaard, pauze_tot,
         geholpen, naar_shv, beschikking_op) in facts:  # fmt: skip
        # A zaak is judged by the policy of the day its signal was received.
        termijnen = policy_on(ontvangen_op, gemeente_code).termijnen
        dagen = termijnen.incassopauze_dagen
        verloop = Zaakverloop(
            ontvangen_op=ontvangen_op, crisis_ontvangen_op=crisis_op, hulpaanbod_op=aanbod_op,
            geaccepteerd_op=geaccepteerd_op, gesprekken=tuple(gesprekken),
            pauze_vanaf=pauze_tot - timedelta(days=dagen) if pauze_tot else pause_start(aanvaard, dagen),
            geholpen=geholpen, naar_shv=naar_shv, beschikking_op=beschikking_op, afgerond_op=afgerond_op,
        )  # fmt: skip
        rows.extend(
            (gemeente_code, pk, klok.soort.value, klok.start, klok.uiterlijk, klok.gestopt_op, klok.gehaald)
            for klok in clocks_for(verloop, termijnen)
        )
    return rows
