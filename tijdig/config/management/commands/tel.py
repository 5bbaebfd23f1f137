"""`tijdig tel`: count the cube of the monitor again (R-MON-1). Runs by itself every day; safe to repeat."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.accounts.models import Gemeente
from tijdig.monitor.actions.hand_over import hand_over_rows
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.parquet import count_rows
from tijdig.monitor.permissions import refusal_to


def month(text: str) -> date:
    """`2026-03` as the first day of that month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise ArgumentTypeError(f"schrijf een maand als 2026-03, niet als {text}") from error


class Command(BaseCommand):
    help = "Tel de cijfers van de monitor opnieuw."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gemeente", help="alleen deze gemeente")
        parser.add_argument("--maand", type=month, nargs="+", help="alleen deze maanden, zoals 2026-03")
        parser.add_argument(
            "--rijen", type=Path, help="schrijf ook de rijen zonder personen als Parquet in deze map"
        )

        parser.add_argument("--ontvanger", default="", help="bij --rijen: wie ze krijgt; komt in het logboek")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints counts per gemeente, never a person."""
        if options["rijen"] and (reason := refusal_to(options["ontvanger"])):
            raise CommandError(reason)
        codes = (
            [options["gemeente"]] if options["gemeente"] else Gemeente.objects.values_list("code", flat=True)
        )
        for code in codes:
            cells = rebuild_kubus(gemeente_code=code, today=today(), maanden=options["maand"], by=SYSTEM)
            self.stdout.write(f"{code}: {cells} cijfers geteld")
            if options["rijen"]:
                folder = options["rijen"] / code
                written = hand_over_rows(
                    folder=folder,
                    gemeente_code=code,
                    ontvanger=options["ontvanger"],
                    today=today(),
                    by=SYSTEM,
                )
                rows = ", ".join(f"{count} in {name}" for name, count in written.items())
                self.stdout.write(f"{code}: {rows}; DuckDB telt er {len(count_rows(folder))} cijfers uit")
