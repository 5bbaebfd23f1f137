"""`tijdig cijfers-inlezen BESTAND`: figures of other gemeenten, or published ones, to compare with (R-MON-5)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.ddas.counted import count_files
from tijdig.monitor.actions.deliver import take_cijfers
from tijdig.monitor.comparing.reading import Bestandsinhoud, read_file
from tijdig.refusals import Refused
from tijdig.rules.terms import Cijferbron


class Command(BaseCommand):
    help = "Lees cijfers van gemeenten in om mee te vergelijken: een anonieme kubus of gepubliceerde cijfers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "bestand",
            type=Path,
            nargs="+",
            help="CSV, Parquet of DDAS (JSON); zie docs/how-to/vergelijken.md",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """All of a file or nothing of it; prints counts. DDAS files in one call are the pages of one period."""
        pages = [path for path in options["bestand"] if path.suffix.lower() == ".json"]
        for path in options["bestand"]:
            if path not in pages:
                self._take([path], Cijferbron.KUBUSBESTAND)
        if pages:
            self._take(pages, Cijferbron.DDAS)

    def _take(self, paths: list[Path], bron: Cijferbron) -> None:
        names = ", ".join(path.name for path in paths)
        try:
            inhoud = self._read(paths, bron)
            count = take_cijfers(inhoud=inhoud, bron=bron, by=SYSTEM)
        except Refused as refused:
            raise CommandError(f"{names}: {refused}") from refused
        gemeenten = len({regel.gemeente for regel in inhoud.regels})
        what = f"{gemeenten} gemeenten" if gemeenten else "gepubliceerde cijfers"
        self.stdout.write(f"{names}: {count} cijfers ingelezen ({what})")

    def _read(self, paths: list[Path], bron: Cijferbron) -> Bestandsinhoud:
        if bron is Cijferbron.DDAS:
            return count_files(paths, today=today())
        return read_file(paths[0], today=today())
