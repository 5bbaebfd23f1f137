"""`tijdig cijfers-uitvoeren --gemeente 0505 BESTAND`: its anonymous cube, for whoever compares (R-MON-5)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.accounts.models import Gemeente
from tijdig.monitor.actions.hand_over import hand_over_cube
from tijdig.refusals import Refused


class Command(BaseCommand):
    help = "Schrijf de anonieme kubus van een gemeente als CSV of Parquet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path, help="eindigt op .csv of .parquet")
        parser.add_argument("--gemeente", required=True, help="code van vier cijfers")
        parser.add_argument(
            "--ontvanger", required=True, help="wie namens de gemeenten vergelijkt; komt in het logboek"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Whole months only; prints how many."""
        code = options["gemeente"]
        if not Gemeente.objects.filter(pk=code).exists():
            raise CommandError(f"Gemeente {code} staat niet in deze installatie.")
        try:
            months = hand_over_cube(
                path=options["bestand"],
                gemeente_code=code,
                ontvanger=options["ontvanger"],
                today=today(),
                by=SYSTEM,
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{code}: {months} maanden in {options['bestand'].name}")
