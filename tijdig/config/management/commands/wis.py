"""`tijdig wis`: erase what has expired, in every gemeente (R-BEW-1). Runs by itself every day; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.accounts.models import Gemeente
from tijdig.privacy.actions.erase import erase_expired


class Command(BaseCommand):
    help = "Wis persoonsgegevens waarvan de bewaartermijn voorbij is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gemeente", help="alleen deze gemeente")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints counts per gemeente, never a person."""
        codes = (
            [options["gemeente"]] if options["gemeente"] else Gemeente.objects.values_list("code", flat=True)
        )
        for code in codes:
            counts = erase_expired(gemeente_code=code, today=today(), by=SYSTEM)
            self.stdout.write(
                f"{code}: {', '.join(f'{n} {name}' for name, n in counts.items()) or 'niets te wissen'}"
            )
