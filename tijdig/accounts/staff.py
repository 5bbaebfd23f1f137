"""The request as a page gets it: with who acts, for which gemeente, on which day."""

from datetime import date

from django.http import HttpRequest

from .actors import Actor
from .models import Gemeente


class StaffRequest(HttpRequest):
    """What `GemeenteMiddleware` puts on the request of somebody who is logged in. For annotations only."""

    actor: Actor
    gemeente: Gemeente
    gemeente_codes: list[str]
    teams: set[str]
    today: date
