"""The facts on which zaken are weighed, read for many at once (R-TRI-1)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from tijdig.rules.feiten import Feiten
from tijdig.rules.terms import Aanpak, Eindresultaat

from .reach import BY_LETTER, DIED, OWN_CHANNEL, UNSAFE

WITH_GUARDS = """
with onveilig as materialized ({onveilig}), eigen as (
    select zs.zaak_id, v.*, t.kinderen, t.leeftijdsklasse, t.shv, t.briefadres, t.inwoner_id, i.curatele,
        {eigen_kanaal} as eigen_kanaal, {per_brief} as per_brief, {overleden} as overleden,
        not exists (
            select 1 from intake_vroegsignaal o where o.gemeente_id = v.gemeente_id
                and o.adres_sleutel = v.adres_sleutel and o.adres_sleutel <> '' and o.partner_id = v.partner_id
                and o.maand < v.maand) as eerste
    from casework_zaaksignaal zs
    join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
    left join checks_toets t on t.vroegsignaal_id = v.id
    left join checks_inwoner i on i.id = t.inwoner_id
    where zs.zaak_id = any(%(zaken)s)
), per_zaak as (
    select zaak_id,
        array_agg(distinct bericht) as berichten,
        min(vervaldatum) as vervaldatum,
        bool_or(telefoon <> '' and eigen_kanaal) as telefoon, bool_or(email <> '' and eigen_kanaal) as email,
        coalesce(bool_and(per_brief) filter (where not overleden), false) as alleen_brief,
        bool_or(warme_overdracht) as warm,
        bool_or(kinderen) as kinderen,
        max(nullif(leeftijdsklasse, '')) as leeftijdsklasse,
        bool_or(shv = 'lopend') as lopend, bool_or(shv = 'nazorg') as nazorg,
        bool_or(briefadres) as briefadres, bool_or(coalesce(curatele, false)) as curatele,
        bool_and(inwoner_id is null) as niemand,
        bool_or(eerste) as eerste
    from eigen group by zaak_id
)
select z.id, z.soorten, z.partners, z.signalen, z.bedrag, z.meervoudig, z.opeenvolgend, z.recidive, z.crisis, z.wijk,
    p.berichten, p.vervaldatum, p.telefoon, p.email, p.warm, p.kinderen, p.leeftijdsklasse, p.lopend, p.nazorg,
    p.briefadres, p.alleen_brief, p.curatele, p.niemand,
    eerder.aanpak as eerdere_aanpak, eerder.eindresultaat as eerdere_uitkomst,
    z.id in (select o.zaak_id from onveilig o) as verboden,
    p.eerste
from casework_vroegsignaalzaak z
join per_zaak p on p.zaak_id = z.id
left join lateral (
    select e.aanpak, e.eindresultaat from casework_vroegsignaalzaak e
    where e.gemeente_id = z.gemeente_id and e.adres_sleutel = z.adres_sleutel and e.status = 'afgerond'
        and e.id <> z.id and e.adres_sleutel <> ''
    order by e.afgerond_op desc, e.id desc limit 1
) eerder on true
where z.id = any(%(zaken)s)
order by z.id
"""
FACTS = WITH_GUARDS.format(onveilig=UNSAFE, eigen_kanaal=OWN_CHANNEL, per_brief=BY_LETTER, overleden=DIED)


def facts_of(zaken: Sequence[int], *, today: date) -> dict[int, Feiten]:
    """The facts of each zaak on `today`, with one query."""
    if not zaken:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"zaken": list(zaken), "dag": today})
        names = [column.name for column in cursor.description]
        return {row[0]: _as_feiten(dict(zip(names, row, strict=True)), today) for row in cursor.fetchall()}


def _as_feiten(row: dict[str, Any], today: date) -> Feiten:
    return Feiten(
        soorten=frozenset(row["soorten"]),
        berichten=frozenset(row["berichten"]),
        partners=row["partners"],
        signalen=row["signalen"],
        meervoudig=row["meervoudig"],
        opeenvolgend=row["opeenvolgend"],
        recidive=row["recidive"],
        bedrag=int(row["bedrag"]),
        ouderdom_dagen=(today - row["vervaldatum"]).days,
        crisis=row["crisis"],
        minderjarige_kinderen=row["kinderen"],
        leeftijdsklasse=row["leeftijdsklasse"] or "onbekend",
        wijk=row["wijk"],
        telefoon_bekend=row["telefoon"],
        email_bekend=row["email"],
        eerdere_aanpak=Aanpak(row["eerdere_aanpak"]) if row["eerdere_aanpak"] else None,
        eerdere_uitkomst=Eindresultaat(row["eerdere_uitkomst"]) if row["eerdere_uitkomst"] else None,
        warme_overdracht=row["warm"],
        bekend_bij_shv=row["lopend"],
        nazorg_shv=row["nazorg"],
        curatele=row["curatele"],
        geen_bewoner_gevonden=row["niemand"],
        briefadres=row["briefadres"],
        alleen_brief=row["alleen_brief"],
        huisbezoek_verboden=row["verboden"],
        eerste_van_partner=row["eerste"],
    )
