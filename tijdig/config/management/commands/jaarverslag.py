"""`tijdig jaarverslag`: the yearly report as PDF/UA and HTML, of a gemeente or of the Netherlands (R-MON-8)."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.clock import today
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.demo.country import invent_country
from tijdig.demo.country_cells import cells_of
from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.comparing.reading import read_file
from tijdig.monitor.netherlands import published
from tijdig.monitor.report.making import gemeente_report, report_files
from tijdig.monitor.report.national import APRIL, country_report, stored_report
from tijdig.refusals import Refused


def year(text: str) -> int:
    """A year in which there can be figures."""
    if not text.isdigit() or not 2015 <= int(text) <= 2100:
        raise ArgumentTypeError(f"schrijf een jaar als 2025, niet als {text}")
    return int(text)


class Command(BaseCommand):
    help = "Maak het jaarverslag van een gemeente of van Nederland, als pdf en als webpagina."

    def add_arguments(self, parser: CommandParser) -> None:
        of = parser.add_mutually_exclusive_group(required=True)
        of.add_argument("--gemeente", help="de code van de gemeente, zoals 0505")
        of.add_argument("--landelijk", action="store_true", help="van Nederland")
        parser.add_argument(
            "--cijfers",
            type=Path,
            help="bij --landelijk: een bestand met kubussen van gemeenten; zonder: wat is ingelezen",
        )
        parser.add_argument(
            "--verzonnen", action="store_true", help="bij --landelijk: van een land dat niet bestaat"
        )
        parser.add_argument("--jaar", type=year, required=True, help="het jaar, zoals 2025")
        parser.add_argument("--raad", action="store_true", help="het korte verslag voor de raad")
        parser.add_argument(
            "--openbaar",
            action="store_true",
            help="afgerond, zodat iedereen het mag lezen; het raadsverslag is dat altijd",
        )
        parser.add_argument("map", type=Path, help="de map voor de bestanden")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes two files with the same text. Prints their names."""
        if options["landelijk"] and (options["raad"] or options["openbaar"]):
            raise CommandError("Het landelijke verslag is er in één vorm: heel, en altijd afgerond.")
        options["map"].mkdir(parents=True, exist_ok=True)
        if (options["cijfers"] or options["verzonnen"]) and not options["landelijk"]:
            raise CommandError("Een bestand met cijfers en een verzonnen land horen bij --landelijk.")
        try:
            found = self._country(options) if options["landelijk"] else self._gemeente(options)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for name, raw in found.items():
            (options["map"] / name).write_bytes(raw)
            self.stdout.write(str(options["map"] / name))

    def _gemeente(self, options: dict[str, Any]) -> dict[str, bytes]:
        code, jaar = options["gemeente"], options["jaar"]
        gemeente = Gemeente.objects.filter(code=code).first()
        if gemeente is None:
            raise CommandError(f"Gemeente {code} staat niet in deze installatie.")
        with working_for(code):
            verslag = gemeente_report(
                gemeente, jaar=jaar, today=today(), raad=options["raad"], openbaar=options["openbaar"]
            )
        kind = "raadsverslag" if options["raad"] else "jaarverslag"
        return report_files(verslag, name=f"{kind}-{code}-{jaar}", day=today())

    def _country(self, options: dict[str, Any]) -> dict[str, bytes]:
        jaar: int = options["jaar"]
        day = min(today(), date(jaar + 1, *APRIL))
        if options["verzonnen"]:
            verslag = country_report(_invented(jaar), jaar=jaar, day=day, verzonnen=True, ingelezen=False)
        elif options["cijfers"]:
            found = read_file(options["cijfers"], today=today())
            verslag = country_report(found.regels, jaar=jaar, day=today(), verzonnen=found.verzonnen)
        else:
            verslag = stored_report(jaar=jaar, today=today())
        return report_files(verslag, name=f"jaarverslag-nederland-{jaar}", day=day)


def _invented(jaar: int) -> Iterator[Kubusregel]:
    """Errors: Refused, for a year of which too little was published."""
    years = [y for y in (jaar - 1, jaar) if (str(y), "signalen_per_1000_per_maand") in published()]
    if jaar not in years:
        raise Refused(f"Over {jaar} is niet genoeg gepubliceerd om een land bij te verzinnen.")
    return cells_of(invent_country(years=years))
