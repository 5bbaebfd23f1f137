"""`tijdig ddas BESTAND --gemeente 0505 --van 2026-01-01 --tot 2026-03-31`: write a delivery to DDAS (R-MON-9)."""

import os
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.accounts.models import Gemeente
from tijdig.ddas.actions.deliver import Vraag, plan_levering, write_page
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.terms import Leverkanaal


class Command(BaseCommand):
    help = "Schrijf de levering aan DDAS over een periode als bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path, help="waarheen; bij meer pagina's krijgt elk een nummer")
        parser.add_argument("--gemeente", required=True, help="code van vier cijfers")
        parser.add_argument("--van", type=date.fromisoformat, required=True, help="eerste dag van een maand")
        parser.add_argument("--tot", type=date.fromisoformat, required=True, help="laatste dag van een maand")
        parser.add_argument("--versie", default="", help="versie van DDAS; anders die van het beleid")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints counts and files, never a person."""
        code, day = options["gemeente"], today()
        if not Gemeente.objects.filter(pk=code).exists():
            raise CommandError(f"Gemeente {code} staat niet in deze installatie.", returncode=2)
        versie = options["versie"] or policy_on(day, code).uitwisseling.versie
        vraag = Vraag(van=options["van"], tot=options["tot"], versie=versie)
        try:
            levering = plan_levering(
                vraag=vraag, gemeente_code=code, kanaal=Leverkanaal.OPDRACHTREGEL, today=day, by=SYSTEM
            )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        pages = len(levering.grenzen)
        for page in range(1, pages + 1):
            path = _name(options["bestand"], page, pages)
            self._write(path, levering.pk, code, page)

    def _write(self, path: Path, levering_id: UUID, code: str, page: int) -> None:
        """The file appears whole or not at all, and only its owner may read it."""
        half = path.with_name(path.name + ".deel")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            written = write_page(levering_id, gemeente_code=code, pagina=page, write=file.write, by=SYSTEM)
        half.replace(path)
        self.stdout.write(f"{path}: {written.signalen[code]} signalen, {written.zaken[code]} zaken")


def _name(path: Path, page: int, pages: int) -> Path:
    if pages == 1:
        return path
    return path.with_name(f"{path.stem}-{page}-van-{pages}{path.suffix}")
