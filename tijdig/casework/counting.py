"""What the signals of a zaak add up to, counted in the database for many zaken at once (R-MAT-2, R-MAT-4; ADR 5).

The definitions are those of `tijdig.rules.matching`; a test holds both to the same answer for all inputs.
One text serves a handful of zaken after a delivery and all zaken of a gemeente when everything is matched again.
"""

from collections.abc import Sequence

from django.db import connection

# `m` is 12 * year + month - 1, as in rules/matching.py. Of the earlier months on an address only the nearest
# counts: when that one lies too far back, all do. Of one debt that is reported month after month only the newest
# amount counts, else it would be added twice. A zaak whose data were erased has no address and keeps its counts.
COUNTED = """
with eigen as (
    select zs.zaak_id, v.id, v.adres_sleutel, v.partner_id, v.referentie, v.soort, v.bedrag, v.crisis, v.maand,
        v.ontvangen_op, extract(year from v.maand) * 12 + extract(month from v.maand) - 1 as m
    from casework_zaaksignaal zs join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
    where v.adres_sleutel <> '' and {these_zaken}
), per_maand as (
    select adres_sleutel, extract(year from maand) * 12 + extract(month from maand) - 1 as m,
        min(partner_id) <> max(partner_id) as meer
    from intake_vroegsignaal
    where adres_sleutel <> '' and bericht <> 'cak_wanbetaler' and {these_addresses}
    group by adres_sleutel, maand
), maanden as (
    select adres_sleutel, m, meer, m - lag(m) over (partition by adres_sleutel order by m) as terug from per_maand
), laatste as (
    select *, row_number() over (partition by zaak_id, partner_id, referentie, soort order by maand desc, id desc) = 1
        as telt from eigen
), geteld as (
    select zaak_id, count(*) as signalen, count(distinct partner_id) as partners, bool_or(crisis) as crisis,
        array_agg(distinct soort order by soort) as soorten, min(maand) as maand, min(ontvangen_op) as ontvangen_op,
        sum(bedrag) filter (where telt) as bedrag, bool_or(meer) as meervoudig,
        coalesce(bool_or(terug <= %(opeenvolgend)s), false) as opeenvolgend,
        coalesce(bool_or(terug <= %(recidive)s), false) as recidive
    from laatste join maanden using (adres_sleutel, m)
    group by zaak_id
)
update casework_vroegsignaalzaak z set
    signalen = t.signalen, partners = t.partners, crisis = t.crisis, soorten = t.soorten, maand = t.maand,
    ontvangen_op = t.ontvangen_op, bedrag = t.bedrag, meervoudig = t.meervoudig, opeenvolgend = t.opeenvolgend,
    recidive = t.recidive
from geteld t
where z.id = t.zaak_id and (z.signalen, z.partners, z.crisis, z.soorten, z.maand, z.ontvangen_op, z.bedrag,
    z.meervoudig, z.opeenvolgend, z.recidive) is distinct from (t.signalen, t.partners, t.crisis, t.soorten::varchar[],
    t.maand, t.ontvangen_op, t.bedrag, t.meervoudig, t.opeenvolgend, t.recidive)
"""
OF_SOME = COUNTED.format(
    these_zaken="zs.zaak_id = any(%(zaken)s)",
    these_addresses="adres_sleutel in (select adres_sleutel from eigen)",
)
OF_ALL = COUNTED.format(these_zaken="true", these_addresses="true")


def refresh_counts(zaken: Sequence[int], *, opeenvolgend_maanden: int, recidive_maanden: int) -> int:
    """Count again what these zaken hold. Doing it twice changes nothing. Returns how many changed."""
    return _count(OF_SOME, zaken, opeenvolgend_maanden, recidive_maanden) if zaken else 0


def recount_all(*, opeenvolgend_maanden: int, recidive_maanden: int) -> int:
    """Match the whole gemeente of this transaction again. Returns how many zaken changed: none, usually (R-MAT-3)."""
    return _count(OF_ALL, (), opeenvolgend_maanden, recidive_maanden)


def _count(text: str, zaken: Sequence[int], opeenvolgend: int, recidive: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(text, {"zaken": list(zaken), "opeenvolgend": opeenvolgend, "recidive": recidive})
        return int(cursor.rowcount)
