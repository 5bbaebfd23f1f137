"""What the signals of a zaak add up to, counted in the database for many zaken at once (R-MAT-2, R-MAT-4; ADR 5).

The definitions are those of `tijdig.rules.matching`; a test holds both to the same answer for all inputs.
"""

from collections.abc import Sequence

from django.db import connection

# m(t) = 12 * year + month - 1, as in rules/matching.py.
MONTH = "(extract(year from {0}.maand) * 12 + extract(month from {0}.maand) - 1)"

# Of one debt that is reported month after month only the newest amount counts, else it would be added twice.
REFRESH = f"""
with eigen as (
    select zs.zaak_id, v.*
    from casework_zaaksignaal zs join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
    where zs.zaak_id = any(%(zaken)s)
), laatste as (
    select distinct on (zaak_id, partner_id, referentie, soort) zaak_id, bedrag
    from eigen order by zaak_id, partner_id, referentie, soort, maand desc, id desc
), bedragen as (
    select zaak_id, sum(bedrag) as bedrag from laatste group by zaak_id
), op_adres as (
    select e.zaak_id,
        bool_or({MONTH.format("v")} = {MONTH.format("e")} and v.partner_id <> e.partner_id) as meervoudig,
        bool_or({MONTH.format("e")} - {MONTH.format("v")} between 1 and %(opeenvolgend)s) as opeenvolgend,
        bool_or({MONTH.format("e")} - {MONTH.format("v")} between 1 and %(recidive)s) as recidive
    from eigen e
    join intake_vroegsignaal v
        on v.gemeente_id = e.gemeente_id and v.adres_sleutel = e.adres_sleutel and v.bericht <> 'cak_wanbetaler'
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
