"""What the signals of a zaak add up to, counted in the database for many zaken at once (R-MAT-2, R-MAT-4; ADR 5).

The definitions are those of `tijdig.rules.matching`; a test holds both to the same answer for all inputs.
One text serves a handful of zaken after a delivery and all zaken of a gemeente when everything is matched again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import connection

from tijdig.policies import files_about, policy_on

# `m` is 12 * year + month - 1, as in rules/matching.py. Of the earlier months on an address only the nearest
# counts: when that one lies too far back, all do. Of one debt that is reported month after month only the newest
# amount counts, else it would be added twice. A zaak whose data were erased has no address and keeps its counts.
# How far back counts is policy of the day on which the zaak was received: `vanaf` are the days on which that changed.
# Windows and no joins between steps: right after a delivery the engine has no statistics to choose a join by.
COUNTED = """
op_adres as (
    select zs.zaak_id, v.id, v.partner_id, v.referentie, v.soort, v.bedrag, v.crisis, v.maand, v.ontvangen_op,
        min(v.partner_id) over (partition by v.adres_sleutel, v.m)
            <> max(v.partner_id) over (partition by v.adres_sleutel, v.m) as meer,
        v.m - max(v.m) over (
            partition by v.adres_sleutel order by v.m range between unbounded preceding and 1 preceding
        ) as terug
    from (
        select *, (date_part('year', maand) * 12 + date_part('month', maand) - 1)::int as m from intake_vroegsignaal
        where adres_sleutel <> '' and bericht <> 'cak_wanbetaler' and {these_addresses}
    ) v
    left join casework_zaaksignaal zs on zs.vroegsignaal_id = v.id
), eigen as (
    select *, row_number() over (
        partition by zaak_id, partner_id, referentie, soort order by maand desc, id desc
    ) = 1 as telt
    from op_adres where {these_zaken}
), geteld as (
    select zaak_id, count(*) as signalen, count(distinct partner_id) as partners, bool_or(crisis) as crisis,
        array_agg(distinct soort order by soort) as soorten, min(maand) as maand, min(ontvangen_op) as ontvangen_op,
        sum(bedrag) filter (where telt)::bigint as bedrag, bool_or(meer) as meervoudig,
        coalesce(min(terug) <= (%(opeenvolgend)s::int[])[
            greatest(width_bucket(min(ontvangen_op), %(vanaf)s::date[]), 1)], false) as opeenvolgend,
        coalesce(min(terug) <= (%(recidive)s::int[])[
            greatest(width_bucket(min(ontvangen_op), %(vanaf)s::date[]), 1)], false) as recidive,
        min(ontvangen_op) filter (where crisis) as crisis_op
    from eigen group by zaak_id
)
"""
UPDATE = """
update casework_vroegsignaalzaak z set
    signalen = t.signalen, partners = t.partners, crisis = t.crisis, soorten = t.soorten, maand = t.maand,
    ontvangen_op = t.ontvangen_op, bedrag = t.bedrag, meervoudig = t.meervoudig, opeenvolgend = t.opeenvolgend,
    recidive = t.recidive
from geteld t
where z.id = t.zaak_id and (z.signalen, z.partners, z.crisis, z.soorten, z.maand, z.ontvangen_op, z.bedrag,
    z.meervoudig, z.opeenvolgend, z.recidive) is distinct from (t.signalen, t.partners, t.crisis, t.soorten::varchar[],
    t.maand, t.ontvangen_op, t.bedrag, t.meervoudig, t.opeenvolgend, t.recidive)
"""
READ = """
select zaak_id, signalen, partners, crisis, soorten, maand, ontvangen_op, bedrag, meervoudig, opeenvolgend, recidive,
    crisis_op
from geteld
"""
OF_SOME = f"with {COUNTED} {UPDATE}".format(
    these_zaken="zaak_id = any(%(zaken)s)",
    these_addresses="adres_sleutel in (select adres_sleutel from casework_vroegsignaalzaak where id = any(%(zaken)s))",
)
OF_ALL = f"with {COUNTED} {UPDATE}".format(these_zaken="zaak_id is not null", these_addresses="true")
OF_NEW = f"with {COUNTED} {READ}".format(
    these_zaken="zaak_id = any(%(zaken)s)", these_addresses="adres_sleutel = any(%(adressen)s)"
)


@dataclass(frozen=True)
class Telling:
    """What the signals of one zaak add up to. `bedrag`: eurocent."""

    zaak: int
    signalen: int
    partners: int
    crisis: bool
    soorten: list[str]
    maand: date
    ontvangen_op: date
    bedrag: int
    meervoudig: bool
    opeenvolgend: bool
    recidive: bool
    crisis_op: date | None


class Lookback(TypedDict):
    """How many months back counts for a zaak received from each of these days on (ascending), as keyword arguments."""

    vanaf: Sequence[date]
    opeenvolgend_maanden: Sequence[int]
    recidive_maanden: Sequence[int]


def lookback_on(today: date, gemeente_code: str) -> Lookback:
    """What policy said up to that day: a zaak of last year is judged by last year's value (R-MAT-2)."""
    files = files_about("landelijk/matching", "landelijk")
    days = sorted({file.geldig_vanaf for file in files if file.geldig_vanaf <= today} or {today})
    matching = [policy_on(day, gemeente_code).matching for day in days]
    return {
        "vanaf": days, "opeenvolgend_maanden": [each.opeenvolgend_maanden for each in matching],
        "recidive_maanden": [each.recidive_maanden for each in matching],
    }  # fmt: skip


def count_new(
    zaken: Sequence[int], adressen: Iterable[str], **lookback: Unpack[Lookback]
) -> dict[int, Telling]:
    """What zaken at these addresses hold that are not written themselves yet: only their signals are."""
    with connection.cursor() as cursor:
        cursor.execute(
            OF_NEW,
            {"zaken": list(zaken), "adressen": list(set(adressen)), **_arrays(lookback)},
        )
        return {row[0]: Telling(*row) for row in cursor.fetchall()}


def refresh_counts(zaken: Sequence[int], **lookback: Unpack[Lookback]) -> int:
    """Count again what these zaken hold. Doing it twice changes nothing. Returns how many changed."""
    return _count(OF_SOME, zaken, lookback) if zaken else 0


def recount_all(**lookback: Unpack[Lookback]) -> int:
    """Match the whole gemeente of this transaction again. Returns how many zaken changed: none, usually (R-MAT-3)."""
    return _count(OF_ALL, (), lookback)


def _count(text: str, zaken: Sequence[int], lookback: Lookback) -> int:
    with connection.cursor() as cursor:
        cursor.execute(text, {"zaken": list(zaken), **_arrays(lookback)})
        return int(cursor.rowcount)


def _arrays(lookback: Lookback) -> dict[str, list[Any]]:
    return {
        "vanaf": list(lookback["vanaf"]), "opeenvolgend": list(lookback["opeenvolgend_maanden"]),
        "recidive": list(lookback["recidive_maanden"]),
    }  # fmt: skip
