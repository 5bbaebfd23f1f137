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
    select v.maand, p.soort as partnertype, p.kort as partner, v.soort, v.crisis, v.bericht = 'eindelevering'
        as einde_levering, zs.zaak_id as melding,
        case when zs.zaak_id is null and v.status in ('terzijde', 'apart')
            then coalesce(nullif(v.afgedaan_als, ''), 'apart') else '' end as reden,
        %(maanden)s::date[] is null or v.maand = any(%(maanden)s) as telt
    from intake_vroegsignaal v join partners_signaalpartner p on p.id = v.partner_id
    left join casework_zaaksignaal zs on zs.vroegsignaal_id = v.id
    where v.bericht <> 'cak_wanbetaler' and {which_signals}
""",
    "feit_signaal": """
    select maand, partnertype, partner, soort, crisis, einde_levering, melding, reden from gekozen_signaal where telt
""",
    # A melding can have several types of partner and several soorten: each value is a bit, so that meldingen with the
    # same ones are counted together. Above 62 values the engine refuses.
    "melding_waarde": """
    with gevonden as (select distinct partnertype, soort from gekozen_signaal where melding is not null)
    select 'partnertype' as dimensie, waarde, (2 ^ (row_number() over (order by waarde) - 1))::bigint as bit
    from (select distinct partnertype as waarde from gevonden) p
    union all
    select 'soort', waarde, (2 ^ (row_number() over (order by waarde) - 1))::bigint
    from (select distinct soort as waarde from gevonden) s
""",
    "per_signaal": """
    select s.melding, bit_or(p.bit) as partnertypes, bit_or(w.bit) as soorten
    from gekozen_signaal s
    join melding_waarde p on p.dimensie = 'partnertype' and p.waarde = s.partnertype
    join melding_waarde w on w.dimensie = 'soort' and w.waarde = s.soort
    where s.melding is not null group by s.melding
""",
    "per_partner": """
    select maand, partner, count(*) as signalen from gekozen_signaal where telt group by maand, partner
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
    "laatste_contact": """
    select distinct on (c.zaak_id) c.id from casework_contactpoging c join aanvaard a on a.zaak_id = c.zaak_id
    where c.bereikt = 'ja' order by c.zaak_id, c.datum desc, c.id desc
""",
    "feit_poging": """
    select z.maand, c.zaak_id as melding, c.soort as contactsoort,
        1 + mod(c.datum - date '1900-01-01', 7) as weekdag,  -- a Monday
        coalesce(nullif(c.dagdeel, ''), 'onbekend') as dagdeel,
        least(row_number() over (partition by c.zaak_id order by c.datum, c.id), 5)::int as nummer,
        c.bereikt, c.minuten, coalesce(n.minuten, 0) as norm, l.id is not null as tot_hulp,
        c.datum - z.ontvangen_op as dag, coalesce(c.reactie_op, c.datum) - z.ontvangen_op as contactdag
    from casework_contactpoging c join gekozen z on z.id = c.zaak_id
    left join laatste_contact l on l.id = c.id
    left join unnest(%(normsoorten)s::text[], %(normen)s::int[]) as n(soort, minuten) on n.soort = c.soort
""",
    "per_zaak": """
    select melding, count(*)::int as pogingen, min(dag) as eerste,
        min(contactdag) filter (where bereikt = 'ja') as contact, sum(minuten)::int as minuten, sum(norm)::int as norm,
        bool_or(bereikt = 'onbekend') as zonder_uitslag
    from feit_poging group by melding
""",
    "feit_melding": """
    select z.id as melding, z.maand, z.signalen, z.bedrag, coalesce(p.pogingen, 0) as pogingen,
        coalesce(p.minuten, 0) as minuten, coalesce(p.norm, 0) as norm, coalesce(b.partnertypes, 0) as partnertypes,
        coalesce(b.soorten, 0) as soorten, z.crisis, z.meervoudig,
        z.id in (select melding from samengekomen) as samen, z.recidive,
        p.contact is not null as bereikt, a.zaak_id is not null as hulp, z.status = 'afgerond' as afgerond,
        coalesce(g.bij_shv, false) or z.eindresultaat = any(%(bekend)s) as bij_shv,
        coalesce(g.niet_nagekeken, false) as niet_nagekeken, coalesce(p.zonder_uitslag, false) as zonder_uitslag,
        coalesce(a.op > k.aanbod_uiterlijk, false) as hulp_laat,
        z.status <> 'afgerond' and z.ontvangen_op < %(today)s::date - %(open_dagen)s::int as blijft_open,
        f.maanden_terug, p.eerste as dagen_tot_poging, p.contact as dagen_tot_contact,
        case when z.status = 'afgerond' then z.afgerond_op - z.ontvangen_op end as dagen_tot_einde,
        coalesce(nullif(z.wijk, ''), 'onbekend') as wijk, coalesce(nullif(z.team, ''), 'onbekend') as team,
        coalesce(nullif(z.aanpak, ''), 'onbekend') as aanpak,
        coalesce(nullif(g.leeftijdsklasse, ''), 'onbekend') as leeftijdsklasse,
        case when g.kinderen is null then 'onbekend' when g.kinderen then 'ja' else 'nee' end as kinderen,
        coalesce(h.hulptype, case when z.status = 'afgerond' then z.hulptype end, '') as hulptype,
        coalesce(h.quick_fix, s.quick_fix, '') as quick_fix, coalesce(s.organisatie, '') as organisatie,
        coalesce(s.reden_geen_hulp, '') as reden_geen_hulp, coalesce(s.vervolg, '') as vervolg,
        coalesce(k.aanbod, '') as aanbod, coalesce(k.gesprek, '') as gesprek, coalesce(k.bedreigend, '') as bedreigend
    from gekozen z
    left join monitor_meldingfeit f on f.zaak_id = z.id
    left join per_signaal b on b.melding = z.id
    left join per_zaak p on p.melding = z.id
    left join getoetst g on g.zaak_id = z.id
    left join geklokt k on k.zaak_id = z.id
    left join gesloten s on s.zaak_id = z.id
    left join geholpen h on h.zaak_id = z.id
    left join aanvaard a on a.zaak_id = z.id
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
    from (select distinct maand from per_partner) m
    cross join partners_signaalpartner p
    left join partners_overeenkomst o on o.partner_id = p.id
    left join per_partner s on s.maand = m.maand and s.partner = p.kort
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
    from (select maand, sum(signalen)::bigint as signalen from per_partner group by maand) m
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
        name: step.replace("{filters}", chosen).replace("{which_signals}", signals)
        for name, step in STEPS.items()
    }


# Steps that one other step reads, or the shared text: made where they are read, and never written down.
READ_ONCE: Mapping[str, tuple[str, ...]] = {
    "feit_poging": ("laatste_contact",),
    "feit_melding": ("per_signaal", "samengekomen", "getoetst", "geklokt", "gesloten", "per_zaak"),
}
READ_BY_THE_TEXT = "feit_signaal"


def tables() -> dict[str, str]:
    """The steps that are written down as a table, in order, each with those it reads alone."""
    inside = {name for names in READ_ONCE.values() for name in names}
    found = steps()
    return {
        name: "".join(
            f"{'with ' if place == 0 else ', '}{step} as ({found[step]})"
            for place, step in enumerate(READ_ONCE.get(name, ()))
        ) + text
        for name, text in found.items() if name not in inside
    }  # fmt: skip


# What leaves the gemeente, in this order: no partner by name, no wijk, no number that leads back to a zaak.
COLUMNS = {
    "feit_signaal": ("maand", "partnertype", "partner", "soort", "crisis", "einde_levering", "melding", "reden"),
    "melding_waarde": ("dimensie", "waarde", "bit"),
    "feit_melding": (
        "melding", "maand", "signalen", "bedrag", "pogingen", "minuten", "norm", "partnertypes", "soorten", "crisis",
        "meervoudig", "samen", "recidive", "bereikt", "hulp", "afgerond", "bij_shv", "niet_nagekeken", "zonder_uitslag",
        "hulp_laat", "blijft_open", "maanden_terug", "dagen_tot_poging", "dagen_tot_contact", "dagen_tot_einde", "wijk",
        "team", "aanpak", "leeftijdsklasse", "kinderen", "hulptype", "quick_fix", "organisatie", "reden_geen_hulp",
        "vervolg", "aanbod", "gesprek", "bedreigend",
    ),
    "feit_poging": (
        "maand", "melding", "contactsoort", "weekdag", "dagdeel", "nummer", "bereikt", "minuten", "norm", "tot_hulp",
    ),
    "feit_levering": ("maand", "partnertype", "partner", "signalen", "telefoon", "email"),
    "feit_partner": ("maand", "partnertype", "partner", "overeenkomst", "geleverd"),
    "feit_maand": ("maand", "signalen", "meldingen", "inwoners", "minuten"),
}  # fmt: skip
TYPES = {
    "maand": "date",
    **dict.fromkeys(
        ("maanden_terug", "weekdag", "nummer", "dagen_tot_poging", "dagen_tot_contact", "dagen_tot_einde"), "int"
    ),
    **dict.fromkeys(
        ("melding", "signalen", "bedrag", "pogingen", "minuten", "norm", "telefoon", "email", "meldingen", "inwoners",
         "partnertypes", "soorten", "bit"), "bigint",
    ),
    **dict.fromkeys(
        ("crisis", "einde_levering", "meervoudig", "samen", "recidive", "hulp", "afgerond", "bij_shv", "niet_nagekeken",
         "zonder_uitslag", "hulp_laat", "blijft_open", "tot_hulp", "overeenkomst", "geleverd"), "boolean",
    ),
}  # fmt: skip


def type_of(table: str, column: str) -> str:
    """The type of a column on every engine; what is not listed is text."""
    if column == "bereikt":
        return "boolean" if table == "feit_melding" else "varchar"
    return TYPES.get(column, "varchar")
