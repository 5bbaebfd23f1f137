"""A BRP for the checks: the real fake over HTTP, with persons that each test gives it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from django.test import override_settings

from tests import make
from tijdig.accounts.models import Gemeente
from tijdig.connectors.brp_fake import FakeBrp

Start = Callable[..., FakeBrp]


@pytest.fixture
def brp(settings: Any) -> Iterator[Start]:
    """Call it with persons: from then on the gemeente has a link with a BRP in which only they stand."""
    with ExitStack() as running:

        def start(*persons: dict[str, Any], attempts: int = 1, **options: Any) -> FakeBrp:
            fake = running.enter_context(FakeBrp(persons, today=date(2026, 11, 22), **options))
            changed = settings.BRP | {
                "base_url": fake.base_url, "attempts": attempts, "pause_seconds": 0.0, "timeout_seconds": 2,
            }  # fmt: skip
            running.enter_context(override_settings(BRP=changed))
            make.gemeente()
            Gemeente.objects.filter(pk="0505").update(brp_koppeling=True)
            return fake

        yield start
