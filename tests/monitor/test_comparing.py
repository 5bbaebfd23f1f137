"""Gemeenten beside each other: what comes in, who is compared, what a page says of it (R-MON-5, R-MON-6, R-MON-7)."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.monitor.town import CODE, TODAY
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.demo.comparing import load_country
from tijdig.monitor.comparing.cells import quarters_known, read_land
from tijdig.monitor.models import GepubliceerdCijfer, Kubuscel, Vergelijkcel
from tijdig.rules.compared import CIJFERS
from tijdig.rules.suppression import Profiel
from tijdig.rules.terms import Rolsoort, Vergelijkgroep

pytestmark = pytest.mark.django_db
PAGE = "/cijfers/vergelijken/"


@pytest.fixture
def samira(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A teamleider in Dordrecht, with an invented year of all others."""
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente(CODE)
    load_country(CODE, years=(2024,))
    enter(CODE)
    return make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    enter(CODE)
    assert answer.status_code == status, address
    return answer.content.decode().replace("\u00a0", " ")


def test_every_figure_can_be_compared_with_every_group(samira: Client) -> None:  # R-MON-5, R-MON-7
    for cijfer in CIJFERS:
        page = read(samira, f"{PAGE}?cijfer={cijfer}&groep=nederland")
        assert "Verzonnen cijfers" in page
        assert page.count('class="m-chart m-funnel"') == 2, "as counted, and corrected for the population"
        assert "een ranglijst" in page
    for groep in Vergelijkgroep:
        page = read(samira, f"{PAGE}?groep={groep}&met=0363&met=0599&met=0344&met=0518&van=2024K2&tot=2024K4")
        assert "Dordrecht" in page
        assert re.search(r'class="m-answer">[^<]*Dordrecht', page), groep
