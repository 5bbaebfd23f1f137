"""`tijdig vertaal`: bring the English catalogue up to the texts in the code; `--check`: say what is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.config.texts import catalogue


class Command(BaseCommand):
    help = "Zet nieuwe teksten in de Engelse vertaling (tijdig/config/locale)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="schrijf niets; faal als er iets ontbreekt")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            waiting = catalogue.complete()
            self.stdout.write(f"De vertaling is bij. Nog te vertalen: {waiting}.")
            return
        if wrong := catalogue.faults(catalogue.read()):
            raise CommandError("\n".join(wrong))
        self.stdout.write("Alles is vertaald.")
