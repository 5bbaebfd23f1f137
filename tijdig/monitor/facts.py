"""From the tables of a gemeente to rows without a person: what is counted (R-MON-1).

This half of the text is PostgreSQL's and runs under row security; the other half (`cube.py`) runs on any engine over
the rows it makes. A melding is numbered by its zaak here; on the way out (`parquet.py`) it gets another number, and
partner, wijk, team and organisation stay behind. What is remembered before it is erased stands in `remembered.py`.

Of a zaak that was opened again both moments count (R-UIT-5): how it ended stands until it ends anew, and help that was
accepted at either moment was accepted. Leidraad 8.8.2: who changes their mind later counts; who was referred and did
not come counts too.
"""

from collections.abc import Collection, Mapping

# Each step reads those before it. Tables of the transaction when all is counted; one text when a page counts
# some zaken (`counted.py`).
STEPS: Mapping[str, str] = {
    "gekozen": """
    select z.id, z.maand, z.ontvangen_op, z.wijk, z.team, z.aanpak, z.signalen, z.bedrag, z.crisis, z.meervoudig,
        z.recidive, z.status, z.eindresultaat, z.hulptype, z.afgerond_op, z.soorten
    from casework_vroegsignaalzaak z
    where (%(maanden)s::date[] is null or z.maand = any(%(maanden)s)) {filters}
""",
    "gekozen_signaal": """
    select v.maand, p.soort as partnertype, p.kort as partner, v.soort, v.crisis, v.bericht, zs.zaak_id as melding,
        v.status, v.afgedaan_als
    from intake_vroegsignaal v join partners_signaalpartner p on p.id = v.partner_id
    left join casework_zaaksignaal zs on zs.vroegsignaal_id = v.id {which_signals}
""",
    "pogingen": """
    select c.zaak_id, z.maand, c.soort, c.datum, c.dagdeel, c.bereikt, c.minuten, coalesce(n.minuten, 0) as norm,
        row_number() over (partition by c.zaak_id order by c.datum, c.id) as nummer
    from casework_contactpoging c join gekozen z on z.id = c.zaak_id
    left join unnest(%(normsoorten)s::text[], %(normen)s::int[]) as n(soort, minuten) on n.soort = c.soort
""",
    "per_zaak": """
    select zaak_id, count(*) as pogingen, min(datum) as eerste, min(datum) filter (where bereikt = 'ja') as contact,
        max(nummer) filter (where bereikt = 'ja') as laatste_contact, sum(minuten) as minuten, sum(norm) as norm,
        bool_or(bereikt = 'onbekend') as zonder_uitslag
    from pogingen group by zaak_id
""",
    "samengekomen": """
    select melding from gekozen_signaal s join gekozen z on z.id = s.melding and z.signalen > 1
    group by melding, s.maand having count(*) > 1
""",
    "getoetst": """
    select zs.zaak_id, max(t.leeftijdsklasse) as leeftijdsklasse, bool_or(t.kinderen) as kinderen,
        bool_and(t.shv = 'niet_gecontroleerd') as niet_nagekeken, bool_or(t.shv in ('lopend', 'nazorg')) as bij_shv
    from casework_zaaksignaal zs join gekozen z on z.id = zs.zaak_id
    join checks_toets t on t.vroegsignaal_id = zs.vroegsignaal_id
    group by zs.zaak_id
""",
    "geklokt": """
    select k.zaak_id,
        min(k.stand) filter (where k.soort = 'hulpaanbod') as aanbod,
        min(k.stand) filter (where k.soort = 'eerste_gesprek') as gesprek,
        min(k.stand) filter (where k.soort = 'bedreigende_situatie') as bedreigend,
        min(k.uiterlijk) filter (where k.soort = 'hulpaanbod') as aanbod_uiterlijk
    from (
        select t.zaak_id, t.soort, t.uiterlijk, case
            when t.gehaald then 'op_tijd'
            when t.gehaald = false or t.gestopt_op is null and t.uiterlijk < %(today)s then 'gemist'
            when t.gestopt_op is not null then 'vervallen'
            else 'loopt' end as stand
        from casework_termijn t join gekozen z on z.id = t.zaak_id
    ) k group by k.zaak_id
""",
    "gesloten": """
    select distinct on (s.zaak_id) s.zaak_id, s.op, s.eindresultaat, s.quick_fix, s.reden_geen_hulp,
        coalesce(u.soort, '') as vervolg,
        coalesce(o.naam, case when s.verwezen_naar <> '' then 'anders' else '' end) as organisatie
    from casework_afsluiting s join gekozen z on z.id = s.zaak_id
    left join referrals_organisatie o on o.id = s.organisatie_id
    left join (
        select distinct on (afsluiting_id) afsluiting_id, soort from casework_vervolguitkomst
        where vervallen_op is null order by afsluiting_id, op desc, id desc
    ) u on u.afsluiting_id = s.id
    order by s.zaak_id, s.heropend_op is not null, s.id desc
""",
    "geholpen": """
    select distinct on (s.zaak_id) s.zaak_id, min(s.op) over (partition by s.zaak_id) as op, s.hulptype, s.quick_fix
    from casework_afsluiting s join gekozen z on z.id = s.zaak_id
    where s.eindresultaat = any(%(wil_hulp)s)
    order by s.zaak_id, s.id desc
""",
    "aanvaard": """
    select z.id as zaak_id, least(f.op, h.op) as op
    from gekozen z
    left join (
        select zaak_id, min(gemaakt_op) as op from casework_afspraak where stand <> 'afgezegd' group by zaak_id
    ) f on f.zaak_id = z.id
    left join geholpen h on h.zaak_id = z.id
    where h.zaak_id is not null or (z.status = 'afgerond' and z.eindresultaat = any(%(wil_hulp)s))
        or (z.status <> 'afgerond' and f.op is not null)
""",
    "feit_signaal": """
    select maand, partnertype, partner, soort, crisis, bericht = 'eindelevering' as einde_levering, melding,
        case when melding is null and status in ('terzijde', 'apart')
            then coalesce(nullif(afgedaan_als, ''), 'apart') else '' end as reden
    from gekozen_signaal
    where bericht <> 'cak_wanbetaler' and (%(maanden)s::date[] is null or maand = any(%(maanden)s))
""",
    "melding_signaal": """
    select melding, 'partnertype' as dimensie, partnertype as waarde from gekozen_signaal
    where melding is not null group by melding, partnertype
    union all
    select melding, 'soort', soort from gekozen_signaal
    where melding is not null group by melding, soort
""",
    "feit_melding": """
    select z.id as melding, z.maand, coalesce(nullif(z.wijk, ''), 'onbekend') as wijk,
        coalesce(nullif(z.team, ''), 'onbekend') as team, coalesce(nullif(z.aanpak, ''), 'onbekend') as aanpak,
        z.signalen, z.bedrag, z.crisis, z.meervoudig,
        z.id in (select melding from samengekomen) as samen, f.maanden_terug, z.recidive,
        coalesce(nullif(g.leeftijdsklasse, ''), 'onbekend') as leeftijdsklasse,
        case when g.kinderen is null then 'onbekend' when g.kinderen then 'ja' else 'nee' end as kinderen,
        coalesce(p.pogingen, 0) as pogingen, coalesce(p.minuten, 0) as minuten, coalesce(p.norm, 0) as norm,
        p.contact is not null as bereikt, a.zaak_id is not null as hulp,
        coalesce(h.hulptype, case when z.status = 'afgerond' then z.hulptype end, '') as hulptype,
        coalesce(h.quick_fix, s.quick_fix, '') as quick_fix, coalesce(s.organisatie, '') as organisatie,
        coalesce(s.reden_geen_hulp, '') as reden_geen_hulp, coalesce(s.vervolg, '') as vervolg,
        z.status = 'afgerond' as afgerond,
        coalesce(g.bij_shv, false) or z.eindresultaat = any(%(bekend)s) as bij_shv,
        coalesce(g.niet_nagekeken, false) as niet_nagekeken, coalesce(p.zonder_uitslag, false) as zonder_uitslag,
        coalesce(k.aanbod, '') as aanbod, coalesce(k.gesprek, '') as gesprek, coalesce(k.bedreigend, '') as bedreigend,
        coalesce(a.op > k.aanbod_uiterlijk, false) as hulp_laat,
        p.eerste - z.ontvangen_op as dagen_tot_poging, p.contact - z.ontvangen_op as dagen_tot_contact,
        case when z.status = 'afgerond' then z.afgerond_op - z.ontvangen_op end as dagen_tot_einde,
        z.status <> 'afgerond' and z.ontvangen_op < %(today)s::date - %(open_dagen)s::int as blijft_open
    from gekozen z
    left join monitor_meldingfeit f on f.zaak_id = z.id
    left join per_zaak p on p.zaak_id = z.id
    left join getoetst g on g.zaak_id = z.id
    left join geklokt k on k.zaak_id = z.id
    left join gesloten s on s.zaak_id = z.id
    left join geholpen h on h.zaak_id = z.id
    left join aanvaard a on a.zaak_id = z.id
""",
    "feit_poging": """
    select c.maand, c.zaak_id as melding, c.soort as contactsoort, extract(isodow from c.datum)::int as weekdag,
        coalesce(nullif(c.dagdeel, ''), 'onbekend') as dagdeel, least(c.nummer, 5)::int as nummer, c.bereikt,
        c.minuten, c.norm, coalesce(c.nummer = p.laatste_contact, false) and a.zaak_id is not null as tot_hulp
    from pogingen c join per_zaak p on p.zaak_id = c.zaak_id left join aanvaard a on a.zaak_id = c.zaak_id
""",
    "feit_levering": """
    select f.maand, p.soort as partnertype, p.kort as partner, f.signalen, f.telefoon, f.email
    from monitor_aanleverfeit f join intake_aanlevering a on a.id = f.aanlevering_id
    join partners_signaalpartner p on p.id = a.partner_id
    where %(maanden)s::date[] is null or f.maand = any(%(maanden)s)
""",
    "feit_partner": """
    select m.maand, p.soort as partnertype, p.kort as partner,
        coalesce(
            bool_or(o.ingang < m.maand + interval '1 month' and (o.einde is null or o.einde >= m.maand)), false
        ) as overeenkomst,
        bool_or(s.partner is not null) as geleverd
    from (select distinct maand from feit_signaal) m
    cross join partners_signaalpartner p
    left join partners_overeenkomst o on o.partner_id = p.id
    left join (select distinct maand, partner from feit_signaal) s on s.maand = m.maand and s.partner = p.kort
    where p.landelijk or o.id is not null
    group by m.maand, p.id, p.soort, p.kort
""",
    "feit_maand": """
    select m.maand, m.signalen, coalesce(z.meldingen, 0) as meldingen, coalesce(r.inwoners, 0) as inwoners,
        coalesce((
            select sum(u.minuten) from (
                select distinct on (team) minuten from casework_teamuren
                where vanaf < m.maand + interval '1 month' order by team, vanaf desc) u
        ), 0) as minuten
    from (select maand, count(*) as signalen from feit_signaal group by maand) m
    left join (select maand, count(*) as meldingen from gekozen group by maand) z on z.maand = m.maand
    left join unnest(%(jaren)s::int[], %(inwoners)s::bigint[]) as r(jaar, inwoners)
        on r.jaar = extract(year from m.maand)
""",
}

# Which zaken a page counts when something was chosen. The values are parameters; the text is ours.
FILTERS: Mapping[str, str] = {
    "wijk": "coalesce(nullif(z.wijk, ''), 'onbekend') = %(wijk)s",
    "team": "coalesce(nullif(z.team, ''), 'onbekend') = %(team)s",
    "aanpak": "coalesce(nullif(z.aanpak, ''), 'onbekend') = %(aanpak)s",
    "soort": "%(soort)s = any(z.soorten)",
    "partnertype": """exists (
        select 1 from casework_zaaksignaal zs join intake_vroegsignaal v on v.id = zs.vroegsignaal_id
        join partners_signaalpartner p on p.id = v.partner_id where zs.zaak_id = z.id and p.soort = %(partnertype)s)""",
}
OF_A_SIGNAAL: Mapping[str, str] = {"soort": "v.soort = %(soort)s", "partnertype": "p.soort = %(partnertype)s"}
IN_MELDING = "zs.zaak_id in (select id from gekozen)"
IN_MONTHS = f"(%(maanden)s::date[] is null or v.maand = any(%(maanden)s) or {IN_MELDING})"


def steps(filters: Collection[str] = ()) -> dict[str, str]:
    """The steps in order, of everything or of what was chosen by these `FILTERS`.

    Chosen by wijk, team or aanpak, a signal counts inside its melding; by soort or type of partner, on its own.
    """
    chosen = " ".join(f"and {FILTERS[name]}" for name in filters)
    inside = IN_MELDING if set(filters) - OF_A_SIGNAAL.keys() else IN_MONTHS
    signals = " and ".join([inside, *(OF_A_SIGNAAL[name] for name in filters if name in OF_A_SIGNAAL)])
    return {
        name: step.replace("{filters}", chosen).replace("{which_signals}", f"where {signals}")
        for name, step in STEPS.items()
    }


# What leaves the gemeente, in this order: no partner by name, no wijk, no number that leads back to a zaak.
COLUMNS = {
    "feit_signaal": ("maand", "partnertype", "partner", "soort", "crisis", "einde_levering", "melding", "reden"),
    "melding_signaal": ("melding", "dimensie", "waarde"),
    "feit_melding": (
        "melding", "maand", "wijk", "team", "aanpak", "signalen", "bedrag", "crisis", "meervoudig", "samen",
        "maanden_terug",
        "recidive", "leeftijdsklasse", "kinderen", "pogingen", "minuten", "norm", "bereikt", "hulp", "hulptype",
        "quick_fix", "organisatie", "reden_geen_hulp", "vervolg", "afgerond", "bij_shv", "niet_nagekeken",
        "zonder_uitslag", "aanbod",
        "gesprek", "bedreigend", "hulp_laat", "dagen_tot_poging", "dagen_tot_contact", "dagen_tot_einde",
        "blijft_open",
    ),
    "feit_poging": (
        "maand", "melding", "contactsoort", "weekdag", "dagdeel", "nummer", "bereikt", "minuten", "norm", "tot_hulp",
    ),
    "feit_levering": ("maand", "partnertype", "partner", "signalen", "telefoon", "email"),
    "feit_partner": ("maand", "partnertype", "partner", "overeenkomst", "geleverd"),
    "feit_maand": ("maand", "signalen", "meldingen", "inwoners", "minuten"),
}  # fmt: skip
TYPES = {
    "maand": "date", "maanden_terug": "int", "weekdag": "int", "nummer": "int", "dagen_tot_poging": "int",
    "dagen_tot_contact": "int", "dagen_tot_einde": "int",
    **dict.fromkeys(
        ("melding", "signalen", "bedrag", "pogingen", "minuten", "norm", "telefoon", "email", "meldingen", "inwoners"),
        "bigint",
    ),
    **dict.fromkeys(
        ("crisis", "einde_levering", "meervoudig", "samen", "recidive", "hulp", "afgerond", "bij_shv", "niet_nagekeken",
         "zonder_uitslag",
         "hulp_laat", "blijft_open", "tot_hulp", "overeenkomst", "geleverd"), "boolean",
    ),
}  # fmt: skip


def type_of(table: str, column: str) -> str:
    """The type of a column on every engine; what is not listed is text."""
    if column == "bereikt":
        return "boolean" if table == "feit_melding" else "varchar"
    return TYPES.get(column, "varchar")
