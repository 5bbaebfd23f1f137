"""What only the data of persons can tell, written down while they are there (R-MON-1, R-BEW-1)."""

# How many months the nearest earlier signal on the address lies back. The definition is that of
# `casework/counting.py`; here it is remembered per zaak, because after erasing nobody can tell any more.
# Only addresses where something came since all was counted last, or a zaak of which nothing was remembered.
# Numbers sort sooner than addresses; that two of millions share a number of 64 bits does not happen.
# What was near once stays so when it is erased; only a zaak that was split lost signals, and is looked at afresh.
REMEMBER = """
insert into monitor_meldingfeit (gemeente_id, zaak_id, maanden_terug, signalen)
select z.gemeente_id, z.id, n.terug, z.signalen
from casework_vroegsignaalzaak z left join monitor_meldingfeit oud on oud.zaak_id = z.id join (
    select zs.zaak_id, min(v.terug) as terug
    from (
        select id, m - max(m) over (
            partition by adres order by m range between unbounded preceding and 1 preceding
        ) as terug
        from (
            select id, hashtextextended(adres_sleutel, 0) as adres,
                (extract(year from maand) * 12 + extract(month from maand))::int as m
            from intake_vroegsignaal where adres_sleutel <> '' and bericht <> 'cak_wanbetaler' and adres_sleutel in (
                select adres_sleutel from intake_vroegsignaal where id > %(na_signaal)s
                union select v.adres_sleutel from casework_zaaksignaal zs
                    join intake_vroegsignaal v on v.id = zs.vroegsignaal_id where zs.id > %(na_zaaksignaal)s
                union select n.adres_sleutel from casework_vroegsignaalzaak n
                    left join monitor_meldingfeit f on f.zaak_id = n.id where f.id is null and n.gewist_op is null
            )
        ) numbered
    ) v
    join casework_zaaksignaal zs on zs.vroegsignaal_id = v.id
    group by zs.zaak_id
) t on t.zaak_id = z.id
cross join lateral (
    select case when z.signalen < oud.signalen then t.terug else least(t.terug, oud.maanden_terug) end as terug
) n
where z.gewist_op is null and (%(maanden)s::date[] is null or z.maand = any(%(maanden)s))
    and (oud.id is null or (oud.maanden_terug, oud.signalen) is distinct from (n.terug, z.signalen))
on conflict (zaak_id) do update set maanden_terug = excluded.maanden_terug, signalen = excluded.signalen
"""

# With a filter on each: for a bare highest number the engine walks the keys of the whole country back to this gemeente.
LAST_SEEN = """
select s.tot, coalesce(z.eerste_nieuwe - 1, z.laatste, 0)
from (
    select coalesce(max(id) filter (where ontvangen_op < %(today)s), 0) as tot from intake_vroegsignaal
) s cross join lateral (
    select min(id) filter (where vroegsignaal_id > s.tot) as eerste_nieuwe,
        max(id) filter (where vroegsignaal_id is not null) as laatste
    from casework_zaaksignaal
) z
"""

# How many signals of a delivery came with a telephone number or an e-mail address; never fewer than was known before.
REMEMBER_DELIVERIES = """
insert into monitor_aanleverfeit (gemeente_id, aanlevering_id, maand, signalen, telefoon, email)
select gemeente_id, aanlevering_id, maand, count(*), count(*) filter (where telefoon <> ''),
    count(*) filter (where email <> '')
from intake_vroegsignaal
where bericht <> 'cak_wanbetaler' and (%(maanden)s::date[] is null or maand = any(%(maanden)s))
group by gemeente_id, aanlevering_id, maand
on conflict (aanlevering_id, maand) do update set signalen = excluded.signalen,
    telefoon = greatest(excluded.telefoon, monitor_aanleverfeit.telefoon),
    email = greatest(excluded.email, monitor_aanleverfeit.email)
"""
