"""From the tables of a gemeente to rows without a person: what is counted (R-MON-1).

This half of the text is PostgreSQL's and runs under row security; the other half (`cube.py`) runs on any engine over
the same three sets of rows: `feit_signaal`, `feit_melding`, `feit_poging`. A melding is numbered by its zaak here; on
the way out (`parquet.py`) it gets another number, and partner and wijk stay behind.
"""

# How many months the nearest earlier signal on the address lies back. The definition is that of
# `casework/counting.py`; here it is remembered per zaak, because after erasing nobody can tell any more.
REMEMBER = """
insert into monitor_meldingfeit (gemeente_id, zaak_id, maanden_terug)
select z.gemeente_id, z.id, t.terug
from casework_vroegsignaalzaak z join (
    select zs.zaak_id, min(v.terug) as terug
    from (
        select id, m - max(m) over (
            partition by adres_sleutel order by m range between unbounded preceding and 1 preceding
        ) as terug
        from (
            select id, adres_sleutel, (extract(year from maand) * 12 + extract(month from maand))::int as m
            from intake_vroegsignaal where adres_sleutel <> '' and bericht <> 'cak_wanbetaler'
        ) numbered
    ) v
    join casework_zaaksignaal zs on zs.vroegsignaal_id = v.id
    group by zs.zaak_id
) t on t.zaak_id = z.id
where z.gewist_op is null and (%(maanden)s::date[] is null or z.maand = any(%(maanden)s))
on conflict (zaak_id) do update
set maanden_terug = coalesce(excluded.maanden_terug, monitor_meldingfeit.maanden_terug)
where monitor_meldingfeit.maanden_terug is distinct from
    coalesce(excluded.maanden_terug, monitor_meldingfeit.maanden_terug)
"""

FACTS = """
gekozen as (
    select * from casework_vroegsignaalzaak
    where %(maanden)s::date[] is null or maand = any(%(maanden)s)
),
pogingen as (
    select c.id, c.zaak_id, c.soort, c.datum, c.dagdeel, c.bereikt, c.minuten,
        row_number() over (partition by c.zaak_id order by c.datum, c.id) as nummer,
        c.bereikt = 'ja' and row_number() over (
            partition by c.zaak_id, c.bereikt order by c.datum desc, c.id desc) = 1 as laatste_contact
    from casework_contactpoging c join gekozen z on z.id = c.zaak_id
),
per_zaak as (
    select zaak_id, count(*) as pogingen, min(datum) as eerste, min(datum) filter (where bereikt = 'ja') as contact,
        sum(minuten) as minuten
    from pogingen group by zaak_id
),
getoetst as (
    select zs.zaak_id, max(t.leeftijdsklasse) as leeftijdsklasse, bool_or(t.kinderen) as kinderen,
        bool_and(t.shv = 'niet_gecontroleerd') as niet_nagekeken, bool_or(t.shv in ('lopend', 'nazorg')) as bij_shv
    from casework_zaaksignaal zs join gekozen z on z.id = zs.zaak_id
    join checks_toets t on t.vroegsignaal_id = zs.vroegsignaal_id
    group by zs.zaak_id
),
geklokt as (
    select k.zaak_id,
        min(k.stand) filter (where k.soort = 'hulpaanbod') as aanbod,
        min(k.stand) filter (where k.soort = 'eerste_gesprek') as gesprek,
        min(k.stand) filter (where k.soort = 'bedreigende_situatie') as bedreigend,
        min(k.uiterlijk) filter (where k.soort = 'hulpaanbod') as aanbod_uiterlijk
    from (
        select t.zaak_id, t.soort, t.uiterlijk, case
            when t.gehaald then 'op_tijd'
            when t.gehaald = false or t.uiterlijk < %(today)s then 'gemist'
            else 'loopt' end as stand
        from casework_termijn t join gekozen z on z.id = t.zaak_id
    ) k group by k.zaak_id
),
aanvaard as (
    select z.id as zaak_id, min(coalesce(f.op, s.op)) as op
    from gekozen z
    left join (
        select zaak_id, min(gemaakt_op) as op from casework_afspraak where stand <> 'afgezegd' group by zaak_id
    ) f on f.zaak_id = z.id
    left join casework_afsluiting s on s.zaak_id = z.id and s.heropend_op is null
        and s.eindresultaat = any(%(wil_hulp)s)
    where (z.status = 'afgerond' and z.eindresultaat = any(%(wil_hulp)s))
        or (z.status <> 'afgerond' and f.op is not null)
    group by z.id
),
feit_signaal as (
    select v.maand, p.soort as partnertype, p.kort as partner, v.soort, v.crisis,
        v.bericht = 'eindelevering' as einde_levering, zs.zaak_id as melding,
        case when zs.zaak_id is null and v.status in ('terzijde', 'apart')
            then coalesce(nullif(v.afgedaan_als, ''), 'apart') else '' end as reden
    from intake_vroegsignaal v join partners_signaalpartner p on p.id = v.partner_id
    left join casework_zaaksignaal zs on zs.vroegsignaal_id = v.id
    where v.bericht <> 'cak_wanbetaler' and (%(maanden)s::date[] is null or v.maand = any(%(maanden)s))
),
melding_signaal as (
    select zs.zaak_id as melding, p.soort as partnertype
    from casework_zaaksignaal zs join gekozen z on z.id = zs.zaak_id
    join intake_vroegsignaal v on v.id = zs.vroegsignaal_id join partners_signaalpartner p on p.id = v.partner_id
    group by zs.zaak_id, p.soort
),
feit_melding as (
    select z.id as melding, z.maand, coalesce(nullif(z.wijk, ''), 'onbekend') as wijk,
        z.signalen, z.bedrag, z.crisis, z.meervoudig, f.maanden_terug, z.recidive,
        coalesce(nullif(g.leeftijdsklasse, ''), 'onbekend') as leeftijdsklasse,
        case when g.kinderen is null then 'onbekend' when g.kinderen then 'ja' else 'nee' end as kinderen,
        coalesce(p.pogingen, 0) as pogingen, coalesce(p.minuten, 0) as minuten, p.contact is not null as bereikt,
        a.zaak_id is not null as hulp, case when z.status = 'afgerond' then z.hulptype else '' end as hulptype,
        z.status = 'afgerond' as afgerond,
        coalesce(g.bij_shv, false) or z.eindresultaat = any(%(bekend)s) as bij_shv,
        coalesce(g.niet_nagekeken, false) as niet_nagekeken,
        coalesce(k.aanbod, '') as aanbod, coalesce(k.gesprek, '') as gesprek, coalesce(k.bedreigend, '') as bedreigend,
        coalesce(a.op > k.aanbod_uiterlijk, false) as hulp_laat,
        p.eerste - z.ontvangen_op as dagen_tot_poging, p.contact - z.ontvangen_op as dagen_tot_contact,
        z.status <> 'afgerond' and z.ontvangen_op < %(today)s::date - %(open_dagen)s::int as blijft_open
    from gekozen z
    left join monitor_meldingfeit f on f.zaak_id = z.id
    left join per_zaak p on p.zaak_id = z.id
    left join getoetst g on g.zaak_id = z.id
    left join geklokt k on k.zaak_id = z.id
    left join aanvaard a on a.zaak_id = z.id
),
feit_poging as (
    select z.maand, c.zaak_id as melding, c.soort as contactsoort, extract(isodow from c.datum)::int as weekdag,
        coalesce(nullif(c.dagdeel, ''), 'onbekend') as dagdeel, least(c.nummer, 5)::int as nummer, c.bereikt,
        c.laatste_contact and a.zaak_id is not null as tot_hulp
    from pogingen c join gekozen z on z.id = c.zaak_id left join aanvaard a on a.zaak_id = c.zaak_id
)
"""

# What leaves the gemeente, in this order: no partner by name, no wijk, no number that leads back to a zaak.
COLUMNS = {
    "feit_signaal": ("maand", "partnertype", "partner", "soort", "crisis", "einde_levering", "melding", "reden"),
    "melding_signaal": ("melding", "partnertype"),
    "feit_melding": (
        "melding", "maand", "wijk", "signalen", "bedrag", "crisis", "meervoudig", "maanden_terug", "recidive",
        "leeftijdsklasse", "kinderen", "pogingen", "minuten", "bereikt", "hulp", "hulptype", "afgerond", "bij_shv",
        "niet_nagekeken", "aanbod", "gesprek", "bedreigend", "hulp_laat", "dagen_tot_poging", "dagen_tot_contact",
        "blijft_open",
    ),
    "feit_poging": (
        "maand", "melding", "contactsoort", "weekdag", "dagdeel", "nummer", "bereikt", "tot_hulp",
    ),
}  # fmt: skip
TYPES = {
    "maand": "date", "melding": "bigint", "signalen": "bigint", "bedrag": "bigint", "maanden_terug": "int",
    "pogingen": "bigint", "minuten": "bigint", "weekdag": "int", "nummer": "int", "dagen_tot_poging": "int",
    "dagen_tot_contact": "int",
    **dict.fromkeys(
        ("crisis", "einde_levering", "meervoudig", "recidive", "hulp", "afgerond", "bij_shv", "niet_nagekeken",
         "hulp_laat", "blijft_open", "tot_hulp"), "boolean",
    ),
}  # fmt: skip


def type_of(table: str, column: str) -> str:
    """The type of a column on every engine; what is not listed is text."""
    if column == "bereikt":
        return "boolean" if table == "feit_melding" else "varchar"
    return TYPES.get(column, "varchar")
