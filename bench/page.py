"""The page `docs/reference/measurements.md`: one row per measurement, with its bar and what was measured."""

import platform
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Results = Mapping[str, Mapping[str, Any]]


def page_of(results: Results, day: date) -> str:
    """The whole page in Markdown."""
    lines = [
        "# Measurements",
        "",
        f"Made by `make bench` on {day:%Y-%m-%d}: {platform.machine()}, two cores, "
        f"Python {platform.python_version()}, the embedded PostgreSQL. Ratios are within one run.",
        "",
        "| what | work | bar | measured |",
        "|---|---|---|---|",
        *(line for rows in (_chain, _pages, _reaching, _counting) for line in rows(results)),
        "",
        WHERE,
    ]
    return "\n".join(lines)


WHERE = """## Where the time of the chain goes

Admitting, checking, joining and weighing run beside each other in the threads of one process, joining in two of them.
Half of the processor time is Python's, half PostgreSQL's. Python holds one processor for four fifths of the time, so
that it is the limit; its profile is flat (the largest part, reading answers of the BRP and judging identity, is a
third). PostgreSQL writes each row twice, once beside the row security and once under it. A second process for joining
would be the next step.
"""


def _chain(results: Results) -> Iterator[str]:
    judged, chain, again = (
        results[n] for n in ("read_and_judge", "from_delivery_to_proposals", "match_again")
    )
    yield (
        f"| Read and judge a delivery | {judged['lines']:,} lines × 15 columns, {judged['file_mb']:.0f} MB; "
        f"{judged['tijdig_seconds']} s against {judged['duckdb_seconds']} s for DuckDB with the same checks; same "
        f"verdicts: {judged['same_admitted_lines'] and judged['same_reasons']} | ≤ 6 × DuckDB, < 500 MiB | "
        f"**{judged['ratio']} ×**, {judged['peak_mib']:.0f} MiB; {judged['peak_mib_a_tenth_of_the_lines']:.0f} MiB "
        "for a tenth of the lines |"
    )
    yield (
        f"| From delivery to proposals | {chain['signalen']:,} signals, {chain['rijen']:,} rows; "
        f"{chain['seconden']} s against {chain['copy_seconden']} s for COPY | ≤ 3 × COPY, constant per signal | "
        f"**{chain['verhouding']} ×**; {chain['bij_10000']} µs a signal at 10⁴, "
        f"{chain['microseconden_per_signaal']} µs at 10⁵ |"
    )
    brp = results["brp_check"]
    yield (
        f"| Check against a BRP that takes 100 ms an answer | {brp['signalen']:,} signals, {brp['vragen']:,} "
        f"questions, {brp['parallel']} at a time; {brp['seconden']} s against {brp['toegestaan_seconden']} s | "
        f"≤ 1.2 × what the parallelism permits | **{brp['verhouding']} ×** |"
    )
    yield (
        f"| Match again the whole country | {again['signalen']:,} signals, {again['gemeenten']} gemeenten; "
        f"{again['seconden']} s against {again['venster_seconden']} s | ≤ 2 × a bare window query | "
        f"**{again['verhouding']} ×** |"
    )


def _pages(results: Results) -> Iterator[str]:
    seen = results["pages"]
    for page, found in seen["paginas"].items():
        kind = {"/": "Start page", "/zaken/": "Work list"}.get(page, "Zaak page")
        yield (
            f"| {kind} | {seen['gebruikers']} users, {seen['signalen']:,} signals | p95 < 200 ms | "
            f"**{found['p95_ms']} ms**, median {found['mediaan_ms']} ms, {found['alleen_ms']} ms alone, "
            f"{found['vragen']} queries |"
        )


def _reaching(results: Results) -> Iterator[str]:
    printed, sent, walked, best = (results[n] for n in ("letters", "messages", "visits", "visits_best"))
    yield (
        f"| Letters | {printed['brieven']:,} PDF/UA letters; {printed['seconden']} s against "
        f"{printed['typst_seconden']} s | ≤ 1.5 × typst alone | **{printed['verhouding']} ×**, "
        f"{printed['per_seconde']} a second |"
    )
    for kind, way in (("sms", "SMS through NotifyNL"), ("email", "E-mail by SMTP with STARTTLS")):
        yield (
            f"| {way} | {sent['berichten']} messages, each written down before and after; "
            f"{sent[kind]['kaal_per_seconde']} a second without | no bar | "
            f"**{sent[kind]['per_seconde']} a second**, {sent[kind]['verhouding']} × the bare client |"
        )
    yield (
        f"| Routes of home visits | {walked['deuren']} doors, {walked['teams']} teams; {walked['seconden']} s: "
        f"{walked['minuten']} minutes on the way, {walked['past_niet']} left out; a minute: {walked['minuten_lang']} "
        f"and {walked['past_niet_lang']} | ≤ 1.05 × the answer of a minute | **{walked['verhouding']} ×** |"
    )
    yield (
        f"| Routes against the best there is | {best['beste']} of {best['rondes']} rounds of {best['deuren']} doors "
        f"with an hour each, {best['teams']} teams, as short as the exact answer; Solomon's RC208: {best['afstand']} "
        f"after {best['seconden']:.0f} s, proven optimum {best['best_bekend']} | ≤ 1.02 × | "
        f"**{best['verhouding']} ×** |"
    )


def _counting(results: Results) -> Iterator[str]:
    names = ("cube", "cube_country", "dashboard", "ddas", "ddas_api")
    cube, land, shown, told, page = (results[n] for n in names)
    yield (
        f"| Cube, all indicators | {cube['signalen']:,} signals, {cube['maanden']} months, {cube['cellen']:,} cells; "
        f"PostgreSQL {cube['seconden']} s with making the rows and writing, {cube['alleen_seconden']} s the count "
        f"alone; DuckDB over the same rows {cube['duckdb_seconden']} s by the same text, {cube['kaal_seconden']} s "
        f"by a plain group-by; same cells: {cube['gelijk']} | ≤ 3 × DuckDB | **{cube['alleen_tellen']} ×** for the "
        f"same text alone; the whole rebuild {cube['verhouding']} × the same text, {cube['verhouding_kaal']} × a "
        f"plain group-by |"
    )
    yield (
        f"| Cube of the country | {land['signalen']:,} signals of a year, {land['gemeenten']} gemeenten, "
        f"{land['cellen']:,} cells, two workers; PostgreSQL {land['seconden']} s with making the rows and writing "
        f"({land['eerste_keer']} s the first time), {land['alleen_seconden']} s the count alone; DuckDB for all "
        f"at once {land['duckdb_seconden']} s by the same text, {land['kaal_seconden']} s by a plain group-by; same "
        f"number of cells: {land['gelijk']} | ≤ 3 × DuckDB | **{land['alleen_tellen']} ×** for the same text alone; "
        f"the whole rebuild {land['verhouding']} × the same text, {land['verhouding_kaal']} × a plain group-by |"
    )
    yield (
        f"| Figures | {shown['gebruikers']} users, {shown['signalen']:,} signals in 36 months | p95 < 200 ms | "
        f"**{shown['p95_ms']} ms**, median {shown['mediaan_ms']} ms, {shown['alleen_ms']} ms alone, {shown['vragen']} "
        f"queries; with choices that combine {shown['keuze_p95_ms']} ms, {shown['keuze_alleen_ms']} ms alone, "
        f"{shown['keuze_vragen']} queries |"
    )
    yield (
        f"| Delivery to DDAS as files | {told['signalen'][1]:,} signals in {told['bestanden']} files, "
        f"{told['megabyte']} MB; {told['seconden']} s, {told['per_seconde']:,} signals a second | memory flat | "
        f"**{told['mib'][1]} MiB**, {told['mib'][0]} MiB at {told['signalen'][0]:,} |"
    )
    yield (
        f"| A page of the API of DDAS | {page['signalen'][1]:,} signals, {page['megabyte']} MB; {page['seconden']} s, "
        f"{page['per_seconde']:,} signals a second | memory flat | **{page['mib'][1]} MiB** in the web process, "
        f"{page['mib'][0]} MiB with {page['signalen'][0]:,}, {page['voor_de_vraag']} MiB before it was asked |"
    )
