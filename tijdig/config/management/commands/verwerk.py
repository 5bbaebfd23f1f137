"""`tijdig verwerk BESTAND --gemeente 0505 --partner 12345678`: the whole line from the command line (R-INT-1)."""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.accounts.context import working_for
from tijdig.accounts.models import Gemeente
from tijdig.config.report import processed_as_json, report_table
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.partners.models import Signaalpartner
from tijdig.process import process_aanlevering
from tijdig.rules.terms import Aanleverstatus

STEPS = {"lezen": "Regels lezen en beoordelen", "controleren": "Controleren in de BRP"}


class Command(BaseCommand):
    help = "Verwerk een aanlevering: lezen, beoordelen, controleren, samenvoegen en wegen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--gemeente", required=True, help="CBS-code, vier cijfers")
        parser.add_argument("--partner", required=True, help="KvK-nummer, acht cijfers")
        parser.add_argument(
            "--dag", type=date.fromisoformat, default=None, help="dag van aanleveren (vandaag)"
        )
        parser.add_argument("--json", action="store_true", help="alleen één JSON-object op standaarduitvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 0: processed; 1: refused whole; 2: the call itself is wrong."""
        aanlevering_id = self._receive(options)
        status = self._process(aanlevering_id, options)
        if status == Aanleverstatus.GEWEIGERD:
            sys.exit(1)

    def _receive(self, options: dict[str, Any]) -> str:
        path, code, dag = options["bestand"], options["gemeente"], options["dag"] or today()
        if not path.is_file():
            raise CommandError(f"Het bestand {path} bestaat niet.", returncode=2)
        if not os.access(path, os.R_OK):
            raise CommandError(f"Het bestand {path} mag hier niet worden gelezen.", returncode=2)
        if not Gemeente.objects.filter(pk=code).exists():
            raise CommandError(f"Gemeente {code} staat niet in deze installatie.", returncode=2)
        partner = Signaalpartner.objects.filter(kvk_nummer=options["partner"]).first()
        if partner is None:
            raise CommandError(f"Er is geen partner met KvK-nummer {options['partner']}.", returncode=2)
        if dag > today():
            raise CommandError("De dag van aanleveren ligt in de toekomst.", returncode=2)
        with path.open("rb") as bestand, working_for(code):
            aanlevering = receive_aanlevering(
                gemeente_code=code, partner=partner, dag=dag, bestand=bestand, grootte=path.stat().st_size,
                bestandsnaam=path.name, kanaal="opdrachtregel", by=SYSTEM,
            )  # fmt: skip
        return str(aanlevering.pk)

    def _process(self, aanlevering_id: str, options: dict[str, Any]) -> str:
        console = Console(stderr=True)
        code = options["gemeente"]
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"),
                   TimeElapsedColumn())  # fmt: skip
        with Progress(*columns, console=console, disable=options["json"] or not console.is_terminal) as bar:
            tasks = {name: bar.add_task(text, total=None) for name, text in STEPS.items()}
            processed = process_aanlevering(
                aanlevering_id, gemeente_code=code, today=options["dag"] or today(), by=SYSTEM,
                progress=lambda name, done: bar.update(tasks[name], completed=done),
            )  # fmt: skip
        with working_for(code):
            answer = processed_as_json(processed)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            Console().print(report_table(answer))
        return str(processed.aanlevering.status)
