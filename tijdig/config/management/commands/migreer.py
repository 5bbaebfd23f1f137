"""`tijdig migreer`: bring the database up to date, as the role that owns it."""

import os
import subprocess
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Werk de database bij (met de rol die de tabellen bezit)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Errors: CommandError when the owner's URL is missing or a migration fails."""
        if not os.environ.get("OWNER_DATABASE_URL"):
            raise CommandError("OWNER_DATABASE_URL ontbreekt: de rol die mag migreren.")
        # A process of its own: the running one is connected as the role that may not change tables.
        done = subprocess.run(
            [sys.executable, "-m", "tijdig", "migrate", "--verbosity", "0", "--skip-checks"],
            env=os.environ | {"TIJDIG_AS_OWNER": "1"},
            check=False,
        )
        if done.returncode:
            raise CommandError("De database is niet bijgewerkt; de melding staat hierboven.")
        self.stdout.write("De database is bijgewerkt.")
