"""What the signals of a zaak add up to, counted in the database for many zaken at once (R-MAT-2, R-MAT-4; ADR 5).

The definitions are those of `tijdig.rules.matching`; a test holds both to the same answer for all inputs.
"""

from collections.abc import Sequence

from django.db import connection

# Of one debt that is reported month after month only the newest amount counts, else it would be added twice.
# `m` is 12 * year + month - 1, as in rules/matching.py.
REFRESH = """
with eigen as (
    select zs.zaak_id, v.*, extract(year from v.maand) * 12 + extract(month from v.maand) - 1 as m
    from casework_zaaksignaal zs join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
    where zs.zaak_id = any(%(zaken)s)
), laatste as (
    select distinct on (zaak_id, partner_id, referentie, soort) zaak_id, bedrag
    from eigen order by zaak_id, partner_id, referentie, soort, maand desc, id desc
), bedragen as (
    select zaak_id, sum(bedrag) as bedrag from laatste group by zaak_id
), op_adres as (
    select e.zaak_id,
        bool_or(v.m = e.m and v.partner_id <> e.partner_id) as meervoudig,
        bool_or(e.m - v.m between 1 and %(opeenvolgend)s) as opeenvolgend,
        bool_or(e.m - v.m between 1 and %(recidive)s) as recidive
    from eigen e
    join lateral (
        select partner_id, extract(year from maand) * 12 + extract(month from maand) - 1 as m
        from intake_vroegsignaal
        where gemeente_id = e.gemeente_id and adres_sleutel = e.adres_sleutel and bericht <> 'cak_wanbetaler'
    ) v on true
    group by e.zaak_id
), tellingen as (
    select zaak_id, count(*) as signalen, count(distinct partner_id) as partners, bool_or(crisis) as crisis,
        array_agg(distinct soort order by soort) as soorten, min(maand) as maand, min(ontvangen_op) as ontvangen_op
    from eigen group by zaak_id
)
update casework_vroegsignaalzaak z set
    signalen = t.signalen, partners = t.partners, crisis = t.crisis, soorten = t.soorten,
    maand = t.maand, ontvangen_op = t.ontvangen_op, bedrag = b.bedrag,
    meervoudig = o.meervoudig, opeenvolgend = o.opeenvolgend, recidive = o.recidive
from tellingen t join bedragen b using (zaak_id) join op_adres o using (zaak_id)
where z.id = t.zaak_id
"""


def refresh_counts(zaken: Sequence[int], *, opeenvolgend_maanden: int, recidive_maanden: int) -> int:
    """Count again what these zaken hold. Doing it twice changes nothing. Returns how many were counted."""
    if not zaken:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            REFRESH,
            {"zaken": list(zaken), "opeenvolgend": opeenvolgend_maanden, "recidive": recidive_maanden},
        )
        return int(cursor.rowcount)
