"""The facts on which zaken are weighed, read for many at once (R-TRI-1).

What the signals of a zaak add up to stands on the zaak, or was just counted for one that is still to be written; the
rest is read from its signals, persons and address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tijdig.rules.feiten import Feiten
from tijdig.rules.terms import Aanpak, Eindresultaat

from .counting import Telling

AROUND = """
with eigen as (
    select zs.zaak_id, v.*, t.kinderen, t.leeftijdsklasse, t.shv, t.briefadres, t.inwoner_id, i.curatele,
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
        bool_or(telefoon <> '') as telefoon, bool_or(email <> '') as email,
        bool_or(warme_overdracht) as warm,
        bool_or(kinderen) as kinderen,
        max(nullif(leeftijdsklasse, '')) as leeftijdsklasse,
        bool_or(shv = 'lopend') as lopend, bool_or(shv = 'nazorg') as nazorg,
        bool_or(briefadres) as briefadres, bool_or(coalesce(curatele, false)) as curatele,
        bool_and(inwoner_id is null) as niemand,
        bool_or(eerste) as eerste
    from eigen group by zaak_id
)
select z.*, p.berichten, p.vervaldatum, p.telefoon, p.email, p.warm, p.kinderen, p.leeftijdsklasse, p.lopend, p.nazorg,
    p.briefadres, p.curatele, p.niemand, eerder.aanpak as eerdere_aanpak, eerder.eindresultaat as eerdere_uitkomst,
    exists (select 1 from checks_veiligheidsmelding m
        where m.adres_sleutel = z.adres_sleutel and %(dag)s between m.ingang and m.einde) as verboden,
    p.eerste
from ({zaken}) z
join per_zaak p on p.zaak_id = z.id
left join lateral (
    select e.aanpak, e.eindresultaat from casework_vroegsignaalzaak e
    where e.adres_sleutel = z.adres_sleutel and e.status = 'afgerond' and e.id <> z.id and e.adres_sleutel <> ''
    order by e.afgerond_op desc, e.id desc limit 1
) eerder on true
order by z.id
"""
OF_WRITTEN = AROUND.format(
    zaken="""select id, adres_sleutel, soorten, partners, signalen, bedrag, meervoudig, opeenvolgend, recidive, crisis,
        wijk from casework_vroegsignaalzaak where id = any(%(zaken)s)"""
)
OF_NEW = AROUND.format(
    zaken="select id, adres_sleutel from unnest(%(zaken)s::bigint[], %(adressen)s::text[]) as nieuw (id, adres_sleutel)"
)


@dataclass(frozen=True, slots=True)
class NewZaak:
    """A zaak that is still to be written; its signals are linked to its number."""

    telling: Telling
    adres_sleutel: str
    wijk: str


def facts_of(zaken: Sequence[int], *, today: date) -> dict[int, Feiten]:
    """The facts of each zaak on `today`, with one query."""
    rows = _rows(OF_WRITTEN, {"zaken": list(zaken), "dag": today}) if zaken else []
    return {row["id"]: _as_feiten(row, today) for row in rows}


def facts_of_new(zaken: Mapping[int, NewZaak], *, today: date) -> dict[int, Feiten]:
    """The facts of zaken that are still to be written, with one query."""
    adressen = [zaak.adres_sleutel for zaak in zaken.values()]
    rows = _rows(OF_NEW, {"zaken": list(zaken), "adressen": adressen, "dag": today})
    return {row["id"]: _as_feiten(row | _counted(zaken[row["id"]]), today) for row in rows}


def _rows(text: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _counted(zaak: NewZaak) -> dict[str, Any]:
    telling = zaak.telling
    return {
        "soorten": telling.soorten, "partners": telling.partners, "signalen": telling.signalen,
        "bedrag": telling.bedrag, "meervoudig": telling.meervoudig, "opeenvolgend": telling.opeenvolgend,
        "recidive": telling.recidive, "crisis": telling.crisis, "wijk": zaak.wijk,
    }  # fmt: skip


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
        huisbezoek_verboden=row["verboden"],
        eerste_van_partner=row["eerste"],
    )
