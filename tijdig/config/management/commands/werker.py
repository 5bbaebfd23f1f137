"""`tijdig werker`: the background process. Any number may run; one that died is taken over by the others."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from tijdig.jobs import pick_up_stalled


class Command(BaseCommand):
    help = "Doe het werk op de achtergrond: aanleveringen, controles, brieven, wissen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until it is stopped; SIGTERM lets running jobs finish."""
        connector: Any = app.connector
        with app.replace_connector(connector.get_worker_connector()) as working:
            asyncio.run(_work(working))


async def _work(working: Any) -> None:
    async with working.open_async():
        await pick_up_stalled(working)
        await working.run_worker_async()
