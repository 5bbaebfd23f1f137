"""Match the whole country again: 12 months of 92,000 signals in 342 gemeenten.

Baseline: a bare window query over the same rows in the same database. Bar: twice that. Two workers, one per core.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import psycopg
from django.db import connection

from bench.databases import fresh_database
from tests.databases import url_for
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.models import Gemeente
from tijdig.casework.actions.matching import match_again

WORKERS = 2
DAY = date(2026, 11, 20)
FILL = """
insert into partners_signaalpartner (kvk_nummer, naam, kort, soort, soorten, contact_naam, contact_email,
    contact_telefoon, landelijk)
select lpad(p::text, 8, '0'), 'Partner ' || p, 'P' || p, 'overig', '{{huur}}', '', '', '', true
from generate_series(1, 8) p;
"""
FILL_GEMEENTE = """
insert into intake_aanlevering (id, gemeente_id, partner_id, dag, ontvangen_op, kanaal, bestandsnaam, formaat, grootte,
    sha256, stappen, status, afwijzing, regels, toegelaten, geweigerd, dubbel, gelezen_tot, kolommen_onbekend, door)
select gen_random_uuid(), %(code)s, min(id), '2026-01-01', now(), 'bench', '', 'csv', 0, '', '{{}}', 'verwerkt', '[]',
    0, 0, 0, 0, 0, '{{}}', 'bench' from partners_signaalpartner;
insert into intake_vroegsignaal (gemeente_id, partner_id, aanlevering_id, regelnummer, referentie, soort, bericht,
    crisis, voorletters, voorvoegsel, achternaam, bedrijfsnaam, geboortedatum, straat, postcode, huisnummer,
    huisletter, toevoeging, woonplaats, telefoon, email, adres_sleutel, bedrag, vervaldatum, signaaldatum, maand,
    ontvangen_op, warme_overdracht, status, afgedaan_als)
select %(code)s, (select min(id) from partners_signaalpartner) + (n * 7 + n / 13) %% 8, a.id, n, 'R' || n, 'huur',
    'vroegsignaal', false, '', '', '', '', '', '', '1234AB', n %% 999, '', '', '', '', '',
    '1234AB ' || (n * 31 %% %(adressen)s), 10000 + n, '2025-12-01', make_date(2026, 1 + n %% 12, 5),
    make_date(2026, 1 + n %% 12, 1), make_date(2026, 1 + n %% 12, 5), false, 'in_zaak', ''
from generate_series(1, %(signalen)s) n, intake_aanlevering a where a.gemeente_id = %(code)s;
insert into casework_vroegsignaalzaak (gemeente_id, kenmerk, adres_sleutel, straat, huisnummer, postcode, woonplaats,
    wijk, maand, ontvangen_op, geopend_op, status, crisis, meervoudig, opeenvolgend, recidive, partners, signalen,
    soorten, bedrag, aanpak, bakje, team, volgende_stap, eindresultaat, hulptype, versie)
select %(code)s, %(code)s || row_number() over (), adres_sleutel, '', '', '', '', '', min(maand), min(ontvangen_op),
    min(ontvangen_op), 'voorgesteld', false, false, false, false, 0, 0, '{{}}', 0, '', '', '', '', '', '', 1
from intake_vroegsignaal where gemeente_id = %(code)s group by adres_sleutel, extract(month from maand)::int / 4;
insert into casework_zaaksignaal (gemeente_id, zaak_id, vroegsignaal_id)
select v.gemeente_id, z.id, v.id from intake_vroegsignaal v
join lateral (select id from casework_vroegsignaalzaak where gemeente_id = v.gemeente_id
    and adres_sleutel = v.adres_sleutel and extract(month from maand)::int / 4 = extract(month from v.maand)::int / 4
    limit 1) z on true
where v.gemeente_id = %(code)s;
"""
BARE_WINDOW = """
select count(*) filter (where meer), count(*) filter (where terug <= 6) from (
    select min(partner_id) over (partition by gemeente_id, adres_sleutel, maand)
            <> max(partner_id) over (partition by gemeente_id, adres_sleutel, maand) as meer,
        m - max(m) over (partition by gemeente_id, adres_sleutel order by m
            range between unbounded preceding and 1 preceding) as terug
    from (select *, (extract(year from maand) * 12 + extract(month from maand))::int as m
        from intake_vroegsignaal) v
) x
"""


def run(gemeenten: int = 342, per_month: int = 92_000) -> dict[str, Any]:
    """Seconds to match every gemeente again, the baseline, and the ratio."""
    signals = per_month * 12 // gemeenten
    with fresh_database() as name:
        codes = [f"{g:04d}" for g in range(1, gemeenten + 1)]
        _fill(name, codes, signals)
        first = shared_out(codes, _match)  # the first time everything changes
        again = shared_out(codes, _match)
        baseline = _baseline(name)
    return {
        "gemeenten": gemeenten, "signalen": signals * gemeenten, "seconden": round(again, 2),
        "eerste_keer": round(first, 2), "venster_seconden": round(baseline, 2),
        "verhouding": round(again / baseline, 2),
    }  # fmt: skip


def _fill(name: str, codes: list[str], signals: int) -> None:
    Gemeente.objects.bulk_create(Gemeente(code=code, naam=f"Gemeente {code}") for code in codes)
    parameters = {"signalen": signals, "adressen": max(signals // 2, 1)}
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name)) as owner:
        _run_all(owner, FILL, parameters)
        for code in codes:
            owner.execute("select set_config('app.gemeente', %s, true)", [code])
            _run_all(owner, FILL_GEMEENTE, parameters | {"code": code})
        owner.commit()
        owner.autocommit = True
        owner.execute("vacuum analyze")


def _run_all(owner: psycopg.Connection, text: str, parameters: dict[str, Any]) -> None:
    cursor = psycopg.ClientCursor(owner)
    cursor.execute(text.replace("{{", "{").replace("}}", "}"), parameters)


def shared_out(codes: list[str], work: Callable[[str], object]) -> float:
    """Gemeente after gemeente, as the workers of an installation would: one per core. Returns the seconds it took."""
    began = time.perf_counter()
    with ThreadPoolExecutor(max_workers=WORKERS) as workers:
        parts = [codes[place::WORKERS] for place in range(WORKERS)]
        list(workers.map(lambda part: _in_turn(part, work), parts))
    return time.perf_counter() - began


def _in_turn(codes: list[str], work: Callable[[str], object]) -> None:
    try:
        for code in codes:
            work(code)
    finally:
        connection.close()


def _match(code: str) -> None:
    match_again(gemeente_code=code, today=DAY, by=SYSTEM)


def _baseline(name: str) -> float:
    """As the owner, row security off for the measurement: the engine's own limit."""
    with psycopg.connect(url_for(os.environ["OWNER_DATABASE_URL"], name), autocommit=True) as owner:
        owner.execute("alter table intake_vroegsignaal no force row level security")
        owner.execute("set work_mem = '64MB'")
        began = time.perf_counter()
        owner.execute(BARE_WINDOW)
        return time.perf_counter() - began
