"""The request as a page gets it: with who acts, for which gemeente, on which day."""

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .actors import Actor
from .models import Gemeente


class StaffRequest(HttpRequest):
    """What the middleware puts on the request of somebody who is logged in. For annotations only."""

    actor: Actor
    gemeente: Gemeente
    gemeente_codes: list[str]
    teams: set[str]
    today: date
    htmx: HtmxDetails
