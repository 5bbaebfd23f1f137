"""`tijdig docs`: write the reference pages from the code; `--check`: say which are not current."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.config.reference import outdated, write_all


class Command(BaseCommand):
    help = "Schrijf docs/reference uit de code."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="schrijf niets; faal als iets niet bij is")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            changed = write_all()
            self.stdout.write(f"Geschreven: {', '.join(changed)}" if changed else "Alles was al bij.")
            return
        if names := outdated():
            raise CommandError(f"Niet bij: {', '.join(names)}. Draai `make docs` en leg het resultaat vast.")
        self.stdout.write("docs/reference is bij.")
