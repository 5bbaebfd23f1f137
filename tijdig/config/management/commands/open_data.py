"""`tijdig open-data MAP`: the public figures as files that need no database afterwards (R-MON-6)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tijdig.accounts.clock import today
from tijdig.monitor.comparing.open_data import write_open_data

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Command(BaseCommand):
    help = "Schrijf de openbare cijfers als CSV met beschrijving, catalogus en een bladzijde om te lezen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("map", type=Path)
        parser.add_argument("--uitgever", default="Tijdig", help="wie de cijfers uitgeeft")
        parser.add_argument("--licentie", default=LICENCE, help="adres van de licentie")

    def handle(self, *args: Any, **options: Any) -> None:
        """Overwrites what is there; prints counts."""
        made = write_open_data(
            options["map"], uitgever=options["uitgever"], licentie=options["licentie"], today=today()
        )
        self.stdout.write(f"{made['regels']} regels over {made['kwartalen']} kwartalen in {options['map']}")
