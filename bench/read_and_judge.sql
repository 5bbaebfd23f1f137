-- The checks of a delivery in SQL: what is wrong per line, then how many lines per reason and warning.
-- One thing is left out: a line that is refused and a double besides counts as refused here.
with raw as (
    select * from read_csv($path, delim = ';', header = true, all_varchar = true, nullstr = '')
), typed as (
    select *,
        trim(referentie) as ref,
        lower(soort) as srt,
        try_strptime(vervaldatum, '%d-%m-%Y')::date as verval,
        try_cast(geboortedatum as date) as geboren,
        case when regexp_full_match(bedrag, '[0-9]{1,9}([.,][0-9]{1,2})?|[0-9]{1,3}([.][0-9]{3}){1,2}(,[0-9]{1,2})?')
            then try_cast(replace(replace(bedrag, '.', ''), ',', '.') as decimal(12, 2)) end as euro,
        try_cast(termijnen as integer) as termen,
        regexp_full_match(postcode, '[1-9][0-9]{3} {0,2}[A-Za-z]{2}')
            and upper(right(postcode, 2)) not in ('SA', 'SD', 'SS') as postcode_goed,
        regexp_full_match(huisnummer, '[1-9][0-9]{0,4}[ -]?[A-Za-z0-9]{0,5}') as huisnummer_goed,
        regexp_full_match(telefoon, '0[0-9]{9}') as telefoon_goed,
        regexp_full_match(email, '[^@ ]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+[a-z]{2,}') as email_goed,
        regexp_matches(lower(concat_ws(' ', achternaam, bedrijfsnaam)),
            '(^|[ (])(b[.]?v[.]?|n[.]?v[.]?|stichting|vereniging|cooperatie|v[.]?v[.]?e[.]?|u[.]?a[.]?)([ ).,]|$)')
            as rechtspersoon,
        regexp_matches(
            concat_ws('|', referentie, soort, voorletters, achternaam, bedrijfsnaam, straat, woonplaats),
            '(^|[|])[=#]|[[:cntrl:]]') as vreemd,
        length(voorletters) > 60 or length(achternaam) > 200 or length(bedrijfsnaam) > 200
            or length(straat) > 120 or length(woonplaats) > 80 as te_lang
    from raw
), faults as (
    select *,
        ref is null or srt is null or coalesce(achternaam, bedrijfsnaam) is null or bedrag is null
            or vervaldatum is null or postcode is null or huisnummer is null as ontbreekt,
        length(ref) > 64
            or (vervaldatum is not null and (verval is null or verval > $dag or verval < date '1900-01-01'))
            or (geboortedatum is not null and (geboren is null or geboren > $dag or geboren < date '1880-01-01'))
            or (bedrag is not null and coalesce(euro, 0) <= 0) or (termijnen is not null and termen is null)
            or vreemd or (postcode is not null and not postcode_goed)
            or (huisnummer is not null and not huisnummer_goed) as ongeldig,
        srt not in ('huur', 'drinkwater', 'zorgverzekering', 'elektriciteit', 'gas', 'warmte') as onbekend,
        srt in ('elektriciteit', 'gas', 'warmte') as energie,
        $dag - verval as dagen
    from typed
), judged as (
    select
        ref, srt, ontbreekt, ongeldig, telefoon_goed, email_goed, te_lang,
        not ontbreekt and not ongeldig as gelezen,
        gelezen and onbekend as soort_onbekend,
        gelezen and not onbekend and dagen < 30 as te_jong,
        gelezen and srt = 'zorgverzekering' and dagen > 100 as te_oud,
        gelezen and energie and termen is null as termijnen_ontbreken,
        gelezen and energie and termen < 2 as te_weinig,
        gelezen and not onbekend and euro < 25 as onder_drempel,
        gelezen and rechtspersoon as rechtspersoon,
        gelezen and not (soort_onbekend or te_jong or te_oud or coalesce(termijnen_ontbreken, false)
            or coalesce(te_weinig, false) or onder_drempel or rechtspersoon) as goed
    from faults
)
select
    count(*) as regels,
    count(distinct (ref, srt)) filter (goed) as toegelaten,
    count(*) filter (goed) - toegelaten as dubbel,
    count(*) filter (ontbreekt or termijnen_ontbreken) as "veld-ontbreekt",
    count(*) filter (ongeldig) as "veld-ongeldig",
    count(*) filter (soort_onbekend) as "soort-onbekend",
    count(*) filter (te_jong) as "te-jong",
    count(*) filter (te_oud) as "te-oud",
    count(*) filter (te_weinig) as "te-weinig-termijnen",
    count(*) filter (onder_drempel) as "onder-drempel",
    count(*) filter (rechtspersoon) as "rechtspersoon",
    count(*) filter (gelezen and not telefoon_goed) as "telefoon-ongeldig",
    count(*) filter (gelezen and not email_goed) as "email-ongeldig",
    count(*) filter (gelezen and te_lang) as "veld-ingekort"
from judged
