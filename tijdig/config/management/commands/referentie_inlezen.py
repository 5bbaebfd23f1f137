"""`tijdig referentie-inlezen BESTAND…`: outlines and figures of CBS from files the user downloaded (R-MON-7)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.monitor.actions.load_reference import load_reference
from tijdig.monitor.reference_files import ReferenceFault, read_file


class Command(BaseCommand):
    help = "Lees omtrekken (GeoJSON) en cijfers (CSV) van gemeenten en wijken in. Haalt niets van internet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path, nargs="+", help="GeoJSON of CSV, zoals gedownload")
        parser.add_argument("--jaar", type=int, help="als het jaar niet in het bestand of de naam staat")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each file is all or nothing; one that cannot be used stops before anything of it is stored."""
        for path in options["bestand"]:
            try:
                places, figures = read_file(path, jaar=options["jaar"])
            except ReferenceFault as fault:
                raise CommandError(f"{path.name}: {fault}. Van dit bestand is niets bewaard.") from fault
            stored = load_reference(places=places, figures=figures, bron=path.name, by=SYSTEM)
            told = ", ".join(f"{count} × {name}" for name, count in sorted(stored.items()))
            years = sorted({place.jaar for place in places} | {figure.jaar for figure in figures})
            self.stdout.write(f"{path.name}: {told}; {', '.join(map(str, years))}")
