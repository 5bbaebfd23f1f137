"""`tijdig cijfers-inlezen BESTAND`: figures of other gemeenten, or published ones, to compare with (R-MON-5)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.monitor.actions.deliver import take_cijfers
from tijdig.monitor.comparing.reading import read_file
from tijdig.refusals import Refused
from tijdig.rules.terms import Cijferbron


class Command(BaseCommand):
    help = "Lees cijfers van gemeenten in om mee te vergelijken: een anonieme kubus of gepubliceerde cijfers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "bestand", type=Path, nargs="+", help="CSV of Parquet; zie docs/how-to/vergelijken.md"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """All of a file or nothing of it; prints counts."""
        for path in options["bestand"]:
            try:
                inhoud = read_file(path, today=today())
                count = take_cijfers(inhoud=inhoud, bron=Cijferbron.KUBUSBESTAND, by=SYSTEM)
            except Refused as refused:
                raise CommandError(f"{path.name}: {refused}") from refused
            gemeenten = len({cel.code for cel in inhoud.cellen})
            what = f"{gemeenten} gemeenten" if gemeenten else "gepubliceerde cijfers"
            self.stdout.write(f"{path.name}: {count} cijfers ingelezen ({what})")
