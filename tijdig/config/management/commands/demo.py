"""`tijdig demo`: a town, its partners, eight months of work, and today's work left to do. One command."""

import shutil
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tijdig.accounts.clock import today
from tijdig.accounts.context import working_for
from tijdig.alongside import Writers
from tijdig.demo import keeping, outcome
from tijdig.demo.asking import ask_partners
from tijdig.demo.capacity import plan_and_propose
from tijdig.demo.comparing import load_country
from tijdig.demo.counting import count_figures
from tijdig.demo.ddas import prepare_for_cbs
from tijdig.demo.letters import lay_letters_ready
from tijdig.demo.messages import send_messages
from tijdig.demo.persons_from_file import deliver_about, gemeente_of
from tijdig.demo.replies import codes_to_try
from tijdig.demo.serving import reply_url, serve, start_fake_brp
from tijdig.demo.stage import PLAYERS, set_gemeente, set_lists, set_partners, set_players
from tijdig.demo.story import Story, live_through
from tijdig.demo.together import work_together
from tijdig.demo.town import deliveries, make_town
from tijdig.demo.visits import plan_rounds
from tijdig.intake.models import Aanlevering

GEMEENTE, NAAM = "0505", "Dordrecht"
SEED = 1


class Command(BaseCommand):
    help = "Start Tijdig met een verzonnen stad: database, gegevens, logins en website, in één keer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--leeg", action="store_true", help="een lege installatie: alleen gemeente en logins"
        )
        parser.add_argument("--personen", type=Path, help="BRP-personen uit een JSON-bestand in API-vorm")
        parser.add_argument("--adres", default="127.0.0.1:8000", help="waar de website luistert")
        parser.add_argument("--huishoudens", type=int, default=4050)
        parser.add_argument(
            "--alleen-maken", action="store_true", help="maak de gegevens, start geen website"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is not there yet, print the logins, serve until Ctrl-C."""
        self.console, began = Console(), time.monotonic()
        # Invented data that can be made again: not every act needs to wait for the disk.
        connection.settings_dict["OPTIONS"]["options"] += " -c synchronous_commit=off"
        persons = options["personen"] or keeping.folder() / "persons.json"
        with self.console.status("Database bijwerken"), ThreadPoolExecutor(max_workers=1) as beside:
            migrated = beside.submit(call_command, "migreer", stdout=self.stdout)  # waits for another process
            if not persons.exists() and not options["leeg"]:
                self._draw_town(options["huishoudens"])
            migrated.result()
        brp, brp_url = None, ""
        if persons.exists():
            brp, brp_url = start_fake_brp(persons)
            settings.BRP["base_url"] = brp_url
        settings.REPLY_URL = reply_url(options["adres"])  # the letters that are made now lead to this site
        try:
            code = self._fill(options, persons)
            self.console.print(f"Klaar in {time.monotonic() - began:.0f} seconden.")
            if not options["alleen_maken"]:
                self._serve(options["adres"], brp_url, code)
        finally:
            if brp is not None:
                brp.terminate()

    def _draw_town(self, households: int) -> None:
        self.town = make_town(seed=SEED, today=today(), households=households)
        shutil.rmtree(keeping.folder() / "stad", ignore_errors=True)
        self.town.write(keeping.folder() / "stad")
        (keeping.folder() / "stad" / "persons.json").rename(keeping.folder() / "persons.json")

    def _fill(self, options: dict[str, Any], persons: Path) -> str:
        kept = keeping.logins()
        code, naam = gemeente_of(persons) if options["personen"] else (GEMEENTE, NAAM)
        set_gemeente(code, naam, brp=persons.exists())
        team = set_players(code, password=kept.password, totp_secret=kept.totp_secret)
        with working_for(code):
            filled = Aanlevering.objects.exists()
        if filled and not options["personen"]:
            plan_rounds(code, planner=team["samira"], walkers=(team["meryem"], team["hugo"]), today=today())
        if options["leeg"] or filled:
            return code
        partners = set_partners(code)
        if options["personen"]:
            deliver_about(persons, gemeente=code, partners=partners, today=today())
            return code
        stad = keeping.folder() / "stad"
        set_lists(code, bag=(stad / "bag.csv").read_bytes(), shv=(stad / "shv.csv").read_bytes())
        story = Story(
            gemeente=code, partners=partners, team=[team[name] for name in ("samira", "joost", "meryem")],
            today=today(),
        )  # fmt: skip
        with Writers[int](1) as beside:  # another country, beside what this town lives through
            beside.ask(partial(load_country, code, whole=True))
            self._live(story, today())
            list(beside.results(all_of_them=True))
        plan_and_propose(code, team=team, today=today())
        work_together(code, team, today())
        ask_partners(code, by=story.team[0], today=today())
        outcome.live_on(code, team=story.team, today=today())
        send_messages(code, team=team, today=today())
        plan_rounds(code, planner=team["samira"], walkers=(team["meryem"], team["hugo"]), today=today())
        lay_letters_ready(code, by=team["joost"], today=today())
        count_figures(code, today())
        prepare_for_cbs(code, by=team["samira"], today=today())
        return code

    def _live(self, story: Story, day: date) -> None:
        town = getattr(self, "town", None) or make_town(seed=SEED, today=day)
        columns = (TextColumn("Acht maanden werk"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
                   TimeElapsedColumn())  # fmt: skip
        with Progress(*columns, console=self.console) as bar:
            task = bar.add_task("", total=None)
            live_through(
                story,
                deliveries(town, day),
                lambda when, done, total: bar.update(task, description=when, completed=done, total=total),
            )

    def _serve(self, address: str, brp_url: str, code: str) -> None:
        kept = keeping.logins()

        def announce() -> None:
            table = Table(
                "gebruikersnaam", "wachtwoord", "is", title=f"Open http://{address} (gemeente {code})"
            )
            for player in PLAYERS:
                table.add_row(
                    player.username, kept.password, f"{player.voornaam} {player.achternaam}, {player.doet}"
                )
            self.console.print(table)
            if codes := codes_to_try(code, today=today()):
                self.console.print(
                    f"Codes van brieven, voor de balie en voor {reply_url(address)}: {', '.join(codes)}"
                )
            self.console.print(
                "Na het wachtwoord vraagt Tijdig een code. Die staat hieronder en wisselt elke 30 tellen."
            )

        serve(
            address, code=code, brp_url=brp_url, announce=announce, totp_secret=kept.totp_secret,
            each_code=lambda shown: self.console.print(f"Code: {shown[:3]} {shown[3:]}   (stoppen: Ctrl-C)", end="\r"),
        )  # fmt: skip
