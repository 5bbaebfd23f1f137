"""What is shown in place of a page that cannot be: for staff in the house, for a resident on the reply page.

A resident never meets a page of staff, and reads it in their own language (R-OUT-6). Neither needs the database.
"""

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults
from django.views.csrf import csrf_failure as refused_form

from tijdig.outreach.reply.texts import LANGUAGES, texts_in
from tijdig.outreach.reply.visitor import PATH, language_of

AWAY = (OperationalError, InterfaceError)  # the database does not answer, or not in time
TRY_AGAIN_SECONDS = "60"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _for_resident(request, 400) or defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _for_resident(request, 403) or defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _for_resident(request, 404) or defaults.page_not_found(request, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page stood open too long, or cookies are off. Named in the settings."""
    return _for_resident(request, 403) or refused_form(request, reason)


def fault(request: HttpRequest) -> HttpResponse:
    """We made a fault, or the database is away: then it is said that it passes, and when to come back."""
    away = isinstance(sys.exception(), AWAY)
    status = 503 if away else 500
    answer = _for_resident(request, status) or HttpResponse(render_to_string(f"{status}.html"), status=status)
    if away:
        answer["Retry-After"] = TRY_AGAIN_SECONDS
    answer["Cache-Control"] = "no-store"
    return answer


class NoPageMiddleware:
    """An address that only takes a form is no page. Who comes there by a log-in or by going back, reads what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code != HTTPStatus.METHOD_NOT_ALLOWED
            or request.method != "GET"
            or response.content
        ):
            return response
        shown = _for_resident(request, 405) or render(request, "405.html", status=405)
        shown["Allow"] = response["Allow"]
        return shown


def _for_resident(request: HttpRequest, status: int) -> HttpResponse | None:
    """The page for who came with a code, in their language; None when this was no page for residents."""
    if not request.path_info.startswith(PATH):
        return None
    language = language_of(request)
    texts = texts_in(language)
    shown = {
        "t": texts, "language": language, "richting": texts["richting"],
        "languages": [(key, texts_in(key)["taal"]) for key in LANGUAGES] if request.method == "GET" else [],
    }  # fmt: skip
    if status >= 500:  # without a request: nothing around the page may ask the database
        return HttpResponse(render_to_string("reply/fout.html", shown), status=status)
    return render(request, "reply/fout.html", shown, status=status)
