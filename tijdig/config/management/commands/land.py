"""`tijdig land`: write the invented Netherlands as counts, and as rows without a person (R-MON-1)."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tijdig.demo.country import YEARS, invent_country
from tijdig.demo.country_cells import cells_of
from tijdig.demo.country_rows import write_country_rows
from tijdig.monitor.comparing.layout import INVENTED
from tijdig.monitor.comparing.writing import write_lines

KNOWN = (2021, *YEARS)


def known_year(text: str) -> int:
    if not text.isdigit() or int(text) not in KNOWN:
        raise ArgumentTypeError(f"kies uit {', '.join(map(str, KNOWN))}")
    return int(text)


class Command(BaseCommand):
    help = "Schrijf een verzonnen Nederland: tellingen per gemeente en maand, en rijen zonder personen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("map", type=Path, help="de map voor de bestanden")
        parser.add_argument("--jaren", type=known_year, nargs="+", default=list(YEARS))
        parser.add_argument("--zaad", type=int, default=1, help="een ander getal geeft een ander land")
        parser.add_argument(
            "--alle", action="store_true", help="alle gemeenten doen mee vanaf de eerste maand"
        )
        parser.add_argument("--rijen", action="store_true", help="schrijf ook de rijen, als Parquet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how much there is."""
        folder: Path = options["map"]
        folder.mkdir(parents=True, exist_ok=True)
        land = invent_country(
            seed=options["zaad"], years=sorted(set(options["jaren"])), joining=not options["alle"]
        )
        regels = list(cells_of(land))
        write_lines(folder / "cijfers.csv", regels, bron=INVENTED)
        self.stdout.write(
            f"{len({t.code for t in land})} gemeenten, {len(land)} maanden van een gemeente, {len(regels)} cijfers"
        )
        if options["rijen"]:
            written = write_country_rows(folder, land, seed=options["zaad"])
            self.stdout.write(", ".join(f"{count} in {name}" for name, count in written.items()))
