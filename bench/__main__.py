"""`make bench`: measure, and write docs/reference/measurements.md. Ratios within one run, never a pass or fail."""

import platform
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.utils import timezone

import tijdig.embedded  # noqa: F401 (prepares the environment before Django)

django.setup()

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "measurements.md"


def main() -> None:
    """All measurements; with names on the command line only those, printed and not written."""
    wanted = sys.argv[1:]
    results = {}
    for name in MEASUREMENTS:
        if wanted and name not in wanted:
            continue
        print(f"{name} ...", flush=True)
        results[name] = _measure(name)
        print(results[name], flush=True)
    if not wanted:
        TARGET.write_text(_page(results))


MEASUREMENTS = (
    "read_and_judge", "from_delivery_to_proposals", "match_again", "pages", "letters", "messages", "visits",
    "visits_best", "cube", "cube_country", "dashboard", "ddas", "ddas_api",
)  # fmt: skip


def _measure(name: str) -> dict[str, Any]:
    """Each is loaded when its turn has come: what another needs would count as memory of this one."""
    found: dict[str, Any] = import_module(f"bench.{name}").run()
    return found


def _page(results: dict[str, dict[str, Any]]) -> str:
    judged, chain = results["read_and_judge"], results["from_delivery_to_proposals"]
    again, seen = results["match_again"], results["pages"]
    lines = [
        "# Measurements",
        "",
        f"Made by `make bench` on {timezone.localdate():%Y-%m-%d}: {platform.machine()}, two cores, "
        f"Python {platform.python_version()}, the embedded PostgreSQL. Ratios are within one run.",
        "",
        "| what | work | bar | measured |",
        "|---|---|---|---|",
        f"| Read and judge a delivery | {_said(judged)} | ≤ 6 × DuckDB, < 500 MiB | "
        f"**{judged.get('verhouding', judged.get('ratio'))} ×** |",
        f"| From delivery to proposals | {chain['signalen']:,} signals, {chain['rijen']:,} rows; "
        f"{chain['seconden']} s against {chain['copy_seconden']} s for COPY | ≤ 3 × COPY, constant per signal | "
        f"**{chain['verhouding']} ×**; {chain['bij_10000']} µs a signal at 10⁴, "
        f"{chain['microseconden_per_signaal']} µs at 10⁵ |",
        f"| Match again the whole country | {again['signalen']:,} signals, {again['gemeenten']} gemeenten; "
        f"{again['seconden']} s against {again['venster_seconden']} s | ≤ 2 × a bare window query | "
        f"**{again['verhouding']} ×** |",
    ]
    for page, found in seen["paginas"].items():
        kind = {"/": "Start page", "/zaken/": "Work list"}.get(page, "Zaak page")
        lines.append(
            f"| {kind} | {seen['gebruikers']} users, {seen['signalen']:,} signals | p95 < 200 ms | "
            f"**{found['p95_ms']} ms**, median {found['mediaan_ms']} ms, {found['alleen_ms']} ms alone, "
            f"{found['vragen']} queries |"
        )
    printed, walked, best = results["letters"], results["visits"], results["visits_best"]
    sent = results["messages"]
    lines.append(
        f"| Letters | {printed['brieven']:,} PDF/UA letters; {printed['seconden']} s against "
        f"{printed['typst_seconden']} s | ≤ 1.5 × typst alone | **{printed['verhouding']} ×**, "
        f"{printed['per_seconde']} a second |"
    )
    for kind, way in (("sms", "SMS through NotifyNL"), ("email", "E-mail by SMTP with STARTTLS")):
        lines.append(
            f"| {way} | {sent['berichten']} messages, each written down before and after; "
            f"{sent[kind]['kaal_per_seconde']} a second without | no bar | "
            f"**{sent[kind]['per_seconde']} a second**, {sent[kind]['verhouding']} × the bare client |"
        )
    lines.append(
        f"| Routes of home visits | {walked['deuren']} doors, {walked['teams']} teams; {walked['seconden']} s: "
        f"{walked['minuten']} minutes on the way, {walked['past_niet']} left out; a minute: {walked['minuten_lang']} "
        f"and {walked['past_niet_lang']} | ≤ 1.05 × the answer of a minute | **{walked['verhouding']} ×** |"
    )
    lines.append(
        f"| Routes against the best there is | {best['beste']} of {best['rondes']} rounds of {best['deuren']} doors "
        f"with an hour each, {best['teams']} teams, as short as the exact answer; "
        f"Solomon's RC208: {best['afstand']} after "
        f"{best['seconden']:.0f} s, proven optimum {best['best_bekend']} | ≤ 1.02 × | **{best['verhouding']} ×** |"
    )
    cube = results["cube"]
    lines.append(
        f"| Cube, all indicators | {cube['signalen']:,} signals, {cube['maanden']} months, {cube['cellen']:,} cells; "
        f"PostgreSQL {cube['seconden']} s with making the rows and writing, {cube['alleen_seconden']} s the count alone; "
        f"DuckDB over the same rows {cube['duckdb_seconden']} s by the same text, {cube['kaal_seconden']} s by a plain "
        f"group-by; same cells: {cube['gelijk']} | ≤ 3 × DuckDB | **{cube['alleen_tellen']} ×** for the same text alone; "
        f"the whole rebuild {cube['verhouding']} × the same text, {cube['verhouding_kaal']} × a plain group-by |"
    )
    land = results["cube_country"]
    lines.append(
        f"| Cube of the whole country | {land['signalen']:,} signals of a year, {land['gemeenten']} gemeenten, two "
        f"workers; {land['seconden']} s with making the rows and writing ({land['eerste_keer']} s the first time), "
        f"{land['duckdb_seconden']} s in DuckDB for all at once; same number of cells: {land['gelijk']} | ≤ 3 × DuckDB | "
        f"**{land['verhouding']} ×** |"
    )
    shown = results["dashboard"]
    lines.append(
        f"| Figures | {shown['gebruikers']} users, {shown['signalen']:,} signals in 36 months | p95 < 200 ms | "
        f"**{shown['p95_ms']} ms**, median {shown['mediaan_ms']} ms, {shown['alleen_ms']} ms alone, {shown['vragen']} "
        f"queries; with choices that combine {shown['keuze_p95_ms']} ms, {shown['keuze_alleen_ms']} ms alone, "
        f"{shown['keuze_vragen']} queries |"
    )
    told = results["ddas"]
    lines.append(
        f"| Delivery to DDAS as files | {told['signalen'][1]:,} signals in {told['bestanden']} files, "
        f"{told['megabyte']} MB; {told['seconden']} s, {told['per_seconde']:,} signals a second | memory flat | "
        f"**{told['mib'][1]} MiB**, {told['mib'][0]} MiB at {told['signalen'][0]:,} |"
    )
    page = results["ddas_api"]
    lines.append(
        f"| A page of the API of DDAS | {page['signalen'][1]:,} signals, {page['megabyte']} MB; {page['seconden']} s, "
        f"{page['per_seconde']:,} signals a second | memory flat | **{page['mib'][1]} MiB** in the web process, "
        f"{page['mib'][0]} MiB with {page['signalen'][0]:,}, {page['voor_de_vraag']} MiB before it was asked |"
    )
    return "\n".join(lines) + "\n"


def _said(judged: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in judged.items() if not isinstance(value, dict))


if __name__ == "__main__":
    main()
