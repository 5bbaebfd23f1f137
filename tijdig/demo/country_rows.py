"""The invented Netherlands as rows without a person: Parquet with the columns that the cube is counted from (R-MON-1).

Counts become rows, month by month, in DuckDB: within a month it is drawn by lot which melding has which signals,
attempts and outcome, in such a way that counting the rows gives the counts back exactly. A month is about 75,000
signals, so memory stays small however many months there are.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from tijdig.demo.country import Maandtelling
from tijdig.demo.country_cells import in_melding_by_type
from tijdig.monitor.cube import cube_sql
from tijdig.monitor.definitions import definities
from tijdig.monitor.facts import COLUMNS
from tijdig.rules.terms import PartnerType

SORT = {
    PartnerType.ZORGVERZEKERAAR: "zorgverzekering", PartnerType.VERHUURDER: "huur",
    PartnerType.ENERGIELEVERANCIER: "elektriciteit", PartnerType.DRINKWATERBEDRIJF: "drinkwater",
}  # fmt: skip
COUNTS = (
    "gemeente varchar, maand date, meldingen int, meervoudig int, opeenvolgend int, beide int, binnen_1 int, "
    "binnen_3 int, geprobeerd int, bereikt int, hulp int, quick_fix int, financieel int, signalen int, in_melding int, "
    "einde_levering int"
)
BY_TYPE = "gemeente varchar, partnertype varchar, soort varchar, signalen int, in_melding int"
BY_KIND = "gemeente varchar, contactsoort varchar, met_contact int, zonder_contact int"
# `lot`: the same number for the same thing and seed. Every draw has a word of its own, so that draws are apart.
STEPS = """
create or replace macro lot(g, i, what) as hash(g || ':' || i || ':' || what || ':' || getvariable('seed'));
create or replace macro chance(g, i, what) as (lot(g, i, what) % 1000000)::double / 1000000;

create or replace temp table meldingen as
with numbered as (select t.*, unnest(range(t.meldingen)) as i from counts t),
ranked as (
    select *, row_number() over (partition by gemeente order by lot(gemeente, i, 'opvolging'), i) as stap,
        row_number() over (partition by gemeente order by lot(gemeente, i, 'soort'), i) as soort
    from numbered
)
select gemeente, maand, i, getvariable('eerste') + row_number() over (order by gemeente, i) as melding,
    soort <= meervoudig as meervoudig,
    -- the overlap first, then those that are opeenvolgend alone
    soort <= beide or (soort > meervoudig and soort <= meervoudig + opeenvolgend - beide) as opeenvolgend,
    stap <= geprobeerd as geprobeerd, stap <= bereikt as bereikt, stap <= hulp as hulp,
    case when stap <= quick_fix then 'quick_fix' when stap <= quick_fix + financieel then 'verwijzing_financieel'
        when stap <= hulp then 'verwijzing_niet_financieel' else '' end as hulptype,
    stap, soort, binnen_1, binnen_3, soort - meervoudig as alleen
from ranked;

create or replace temp table feit_signaal as
with numbered as (
    select b.*, c.maand, c.meldingen, c.einde_levering, unnest(range(b.signalen)) as i
    from by_type b join counts c using (gemeente)
),
places as (
    select *, row_number() over (partition by gemeente order by lot(gemeente, partnertype || i, 'plaats'), i) as plaats
    from numbered where i < in_melding
)
select n.gemeente, n.maand, n.partnertype, '' as partner, n.soort, false as crisis,
    n.partnertype = 'energieleverancier' and row_number() over (
        partition by n.gemeente, n.partnertype order by lot(n.gemeente, n.i, 'einde'), n.i) <= n.einde_levering
        as einde_levering,
    m.melding,
    case when m.melding is not null then '' when chance(n.gemeente, n.i, 'reden') < 0.5 then 'herhaalde_melding'
        when chance(n.gemeente, n.i, 'reden') < 0.7 then 'bekend_bij_shv' else 'geen_inwoner' end as reden
from numbered n
left join places p on p.gemeente = n.gemeente and p.partnertype = n.partnertype and p.i = n.i
-- the first signal of every melding, then the second of those with more than one
left join meldingen m on m.gemeente = n.gemeente
    and m.soort = case when p.plaats > n.meldingen then p.plaats - n.meldingen else p.plaats end;

create or replace temp table feit_poging as
with contacts as (
    select b.gemeente, b.contactsoort, unnest(range(b.met_contact)) as i, true as contact from by_kind b
),
others as (
    select b.gemeente, b.contactsoort, unnest(range(b.zonder_contact)) as i, false as contact from by_kind b
),
ranked as (
    select *, row_number() over (
        partition by gemeente, contact order by lot(gemeente, contactsoort || i || contact, 'poging'), i) as plaats
    from (select * from contacts union all select * from others)
),
placed as (
    -- one contact for who is reached; without contact: first one for who is not, the rest goes round all who were tried
    select r.*, c.maand, case
        when contact then plaats
        when plaats <= c.geprobeerd - c.bereikt then c.bereikt + plaats
        else (plaats - 1) % c.geprobeerd + 1 end as stap
    from ranked r join counts c using (gemeente)
)
select p.maand, m.melding, p.contactsoort, 1 + (lot(p.gemeente, p.plaats, 'dag') % 5)::int as weekdag,
    case (lot(p.gemeente, p.plaats, 'deel') % 3)::int when 0 then 'ochtend' when 1 then 'middag' else 'avond' end
        as dagdeel,
    least(5, row_number() over (partition by m.melding order by p.contact, p.plaats))::int as nummer,
    case when p.contact then 'ja' else 'nee' end as bereikt, 12 as minuten, 0 as norm,
    p.contact and m.hulp as tot_hulp, m.gemeente
from placed p join meldingen m on m.gemeente = p.gemeente and m.stap = p.stap;

-- the same bit in every month and gemeente, so that they can be counted together
create or replace temp table melding_waarde as
select distinct c.gemeente, k.* from counts c cross join kinds k;

create or replace temp table per_signaal as
select s.melding, bit_or(p.bit) as partnertypes, bit_or(w.bit) as soorten
from feit_signaal s
join melding_waarde p on p.dimensie = 'partnertype' and p.waarde = s.partnertype and p.gemeente = s.gemeente
join melding_waarde w on w.dimensie = 'soort' and w.waarde = s.soort and w.gemeente = s.gemeente
where s.melding is not null group by s.melding;

create or replace temp table feit_melding as
select m.melding, m.maand, 'onbekend' as wijk, 'onbekend' as team, 'onbekend' as aanpak,
    1 + m.meervoudig::int as signalen, coalesce(s.partnertypes, 0) as partnertypes, coalesce(s.soorten, 0) as soorten,
    -- arrears around 250 euro, three quarters under 1,000; in eurocent
    round(exp(10.1 + 1.05 * (chance(gemeente, i, 'a') + chance(gemeente, i, 'b') + chance(gemeente, i, 'c')
        + chance(gemeente, i, 'd') - 2) * 1.7))::bigint as bedrag,
    false as crisis, m.meervoudig, m.meervoudig as samen,
    case when not m.opeenvolgend then null
        when m.meervoudig then 1 + floor(6 * chance(gemeente, i, 'terug') ** 1.6)::int
        when m.alleen <= m.binnen_1 then 1
        when m.alleen <= m.binnen_3 then 2 + floor(2 * chance(gemeente, i, 'terug'))::int
        else 4 + floor(3 * chance(gemeente, i, 'terug'))::int end as maanden_terug,
    m.opeenvolgend as recidive,
    case (lot(gemeente, i, 'leeftijd') % 6)::int when 0 then '18-26' when 1 then '27-34' when 2 then '35-44'
        when 3 then '45-54' when 4 then '55-66' else '67+' end as leeftijdsklasse,
    case when chance(gemeente, i, 'kinderen') < 0.3 then 'ja' else 'nee' end as kinderen,
    coalesce(p.pogingen, 0) as pogingen, 12 * coalesce(p.pogingen, 0) as minuten,
    0 as norm, '' as quick_fix, '' as organisatie, '' as reden_geen_hulp, '' as vervolg,
    null::int as dagen_tot_einde, m.bereikt, m.hulp, m.hulptype,
    true as afgerond, false as bij_shv, false as niet_nagekeken, false as zonder_uitslag,
    case when m.geprobeerd and chance(gemeente, i, 'tijd') < 0.93 then 'op_tijd' else 'gemist' end as aanbod,
    '' as gesprek, '' as bedreigend, false as hulp_laat,
    case when m.geprobeerd then 2 + floor(20 * chance(gemeente, i, 'dagen'))::int end as dagen_tot_poging,
    case when m.bereikt then 4 + floor(22 * chance(gemeente, i, 'contact'))::int end as dagen_tot_contact,
    false as blijft_open, m.gemeente
from meldingen m left join (select melding, count(*) as pogingen from feit_poging group by melding) p using (melding)
left join per_signaal s using (melding);

-- not invented: how complete deliveries are, with whom there is an agreement, who works
create or replace temp table feit_levering (
    gemeente varchar, maand date, partnertype varchar, partner varchar, signalen bigint, telefoon bigint, email bigint);
create or replace temp table feit_partner (
    gemeente varchar, maand date, partnertype varchar, partner varchar, overeenkomst boolean, geleverd boolean);
create or replace temp table feit_maand (
    gemeente varchar, maand date, signalen bigint, meldingen bigint, inwoners bigint, minuten bigint);
"""


def write_country_rows(folder: Path, land: Iterable[Maandtelling], *, seed: int = 1) -> dict[str, int]:
    """A folder per set of rows with a file per month, each row with its gemeente. Returns how many rows there are."""
    written = dict.fromkeys(COLUMNS, 0)
    for table in COLUMNS:
        (folder / table).mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as engine:
        for maand, found in groupby(sorted(land, key=lambda t: (t.maand, t.code)), key=lambda t: t.maand):
            engine.execute(f"set variable seed = '{int(seed)}:{maand}'")
            engine.execute(f"set variable eerste = {written['feit_melding']}")
            _load(engine, list(found))
            engine.execute(STEPS)
            for table, columns in COLUMNS.items():
                target = str(folder / table / f"{maand:%Y-%m}.parquet").replace("'", "''")
                chosen = ", ".join((*columns, "gemeente"))
                engine.execute(
                    f"copy (select {chosen} from {table} order by all) to '{target}' (format parquet, compression zstd)"
                )
                written[table] += int(engine.execute(f"select count(*) from {table}").fetchall()[0][0])
    return written


def count_country_rows(folder: Path, *, gemeente: str = "", maanden: str = "*") -> list[tuple[Any, ...]]:
    """The cells that the shared text of the cube counts over these rows: of one gemeente, or of all together."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as engine:
        for table, columns in COLUMNS.items():
            path = str(folder / table / f"{maanden}.parquet").replace("'", "''")
            wanted = f"where gemeente = '{int(gemeente):04d}'" if gemeente else ""
            chosen = f"distinct {', '.join(columns)}" if table == "melding_waarde" else "*"
            engine.execute(f"create view {table} as select {chosen} from read_parquet('{path}') {wanted}")
        return engine.execute("with " + cube_sql(definities())).fetchall()


def _load(engine: duckdb.DuckDBPyConnection, month: Sequence[Maandtelling]) -> None:
    """The counts of one month, as three small tables."""
    counts, by_type, by_kind = [], [], []
    for t in month:
        counts.append(
            (t.code, t.maand, t.meldingen, t.meervoudig, t.opeenvolgend, t.beide, t.binnen[1],
             t.binnen[3], t.geprobeerd, t.bereikt, t.hulp,
             t.quick_fix, t.verwijzing_financieel, sum(t.signalen.values()), t.in_melding, t.einde_levering)
        )  # fmt: skip
        joined = in_melding_by_type(t)
        by_type += [(t.code, str(kind), SORT[kind], n, joined[kind]) for kind, n in t.signalen.items()]
        by_kind += [(t.code, str(kind), won, count - won) for kind, (count, won) in t.pogingen.items()]
    bits = [("partnertype", str(kind), 1 << place) for place, kind in enumerate(SORT)]
    bits += [("soort", soort, 1 << place) for place, soort in enumerate(SORT.values())]
    for table, columns, rows in (
        ("kinds", "dimensie varchar, waarde varchar, bit bigint", bits),
        ("counts", COUNTS, counts),
        ("by_type", BY_TYPE, by_type),
        ("by_kind", BY_KIND, by_kind),
    ):
        engine.execute(f"create or replace temp table {table} ({columns})")
        marks = ", ".join(["unnest(?)"] * len(rows[0]))  # column by column: row by row is slow
        engine.execute(
            f"insert into {table} select {marks}", [list(column) for column in zip(*rows, strict=True)]
        )
