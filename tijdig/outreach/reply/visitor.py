"""Who stands at the public door: no account, only a code, shown once and then a short signed cookie (R-OUT-6).

The code itself is in no cookie. The cookie says which code and which gemeente, is signed, is sent to /r/ alone, and
counts for twenty minutes. It has nothing to do with the session of staff.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from tijdig.accounts.context import enter
from tijdig.accounts.staff import StaffRequest
from tijdig.outreach.reply.models import Reactiecode
from tijdig.outreach.reply.standing import live_code
from tijdig.outreach.reply.texts import LANGUAGES

COOKIE, LANGUAGE_COOKIE, PATH = "reactie", "taal", "/r/"
SALT = "tijdig.outreach.reply"
SECONDS = 20 * 60
View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page for everybody: in one transaction, never stored, and of no gemeente afterwards."""

    @wraps(view)
    def opened(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponse:
        # The texts of these pages come from their own lists, whatever the staff of this computer chose.
        with transaction.atomic(), translation.override("nl"):
            answer = view(request, *args, **kwargs)
            enter("")
        answer["Cache-Control"] = "no-store"
        answer.setdefault("Referrer-Policy", "same-origin")
        if (asked := request.GET.get("taal")) in LANGUAGES:
            answer.set_cookie(
                LANGUAGE_COOKIE, asked, path=PATH, samesite="Lax", secure=settings.BEHIND_TLS, httponly=True
            )
        return answer

    return opened


def with_code(view: View) -> View:
    """A page behind a code: called with the code, inside its gemeente. Without one that counts, back to the door."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponse:
        code = _code_of(request)
        if code is None:
            answer = redirect("reply:inwoner_onbekend")
            answer.delete_cookie(COOKIE, path=PATH, samesite="Lax")
            return answer
        return remember(view(request, code, *args, **kwargs), code)

    return public(guarded)


def remember(answer: HttpResponse, code: Reactiecode) -> HttpResponse:
    """Put the cookie on the answer; each page starts its twenty minutes again."""
    if COOKIE not in answer.cookies:  # a page that takes it away says so itself
        value = signing.dumps([code.gemeente_id, code.pk], salt=SALT)
        answer.set_cookie(
            COOKIE, value, max_age=SECONDS, path=PATH, httponly=True, samesite="Lax",
            secure=settings.BEHIND_TLS,
        )  # fmt: skip
    return answer


def _code_of(request: StaffRequest) -> Reactiecode | None:
    try:
        gemeente, code_id = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    enter(gemeente)
    return live_code(code_id, today=request.today)


def language_of(request: HttpRequest) -> str:
    """The language in the address, else in the cookie, else the first the browser asks for that we have."""
    for asked in (request.GET.get("taal"), request.COOKIES.get(LANGUAGE_COOKIE), *_asked(request)):
        if asked in LANGUAGES:
            return asked
    return LANGUAGES[0]


def _asked(request: HttpRequest) -> list[str]:
    header = request.headers.get("Accept-Language", "")
    return [part.strip()[:2].lower() for part in header[:200].split(",")]
