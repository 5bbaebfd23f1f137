"""The language of the pages: Dutch, until a person chooses otherwise (ADR 11).

Never taken from the browser: on a shared computer nobody gets a page in a language they did not ask for.
"""

from collections.abc import Callable
from enum import StrEnum

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "tijdig_taal"  # for the pages before the log-in
A_YEAR = 60 * 60 * 24 * 365


class Schermtaal(StrEnum):
    """Languages of the pages of the staff. Letters and the reply page have their own."""

    NEDERLANDS = "nl"
    ENGELS = "en"


class LanguageMiddleware:
    """Writes the whole answer in the language of this person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


def language_of(request: HttpRequest) -> Schermtaal:
    """What this person chose: in their own row, or in the cookie as long as they are not logged in."""
    chosen = request.user.taal if isinstance(request.user, AbstractUser) else request.COOKIES.get(COOKIE)
    return known(chosen)


def known(code: object) -> Schermtaal:
    """A language we have; Dutch for anything else."""
    return next((taal for taal in Schermtaal if taal == code), Schermtaal.NEDERLANDS)
