"""`tijdig ddasafnemer cbs --naam CBS --certificaat cbs.pem`: let somebody ask for deliveries to DDAS (R-MON-9)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.clock import today
from tijdig.ddas.actions.agree import add_afnemer, withdraw_afnemer
from tijdig.refusals import Refused


class Command(BaseCommand):
    help = "Leg vast wie leveringen aan DDAS kan ophalen, of geef een nieuw geheim. De gemeente geeft toestemming."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("klantcode", help="client id, zoals cbs")
        parser.add_argument("--naam", default="", help="naam op de pagina's; anders de klantcode")
        parser.add_argument("--certificaat", type=Path, help="PEM van wie de verzoeken ondertekent")
        parser.add_argument("--intrekken", action="store_true", help="deze afnemer mag niets meer ophalen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the secret once; it is not kept."""
        code = options["klantcode"]
        try:
            if options["intrekken"]:
                withdraw_afnemer(klantcode=code, by=SYSTEM)
                self.stdout.write(f"{code} kan niets meer ophalen.")
                return
            path = options["certificaat"]
            _, secret = add_afnemer(
                naam=options["naam"] or code, klantcode=code, certificaat=path.read_bytes() if path else b"",
                today=today(), by=SYSTEM,
            )  # fmt: skip
        except (Refused, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"client_id={code}\nclient_secret={secret}")
        self.stdout.write("Bewaar het geheim veilig: het is niet nog eens te zien.")
