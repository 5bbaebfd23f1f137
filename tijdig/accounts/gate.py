"""Every page names the right it needs (R-ROL-1). An architecture test reads the mark.

A refusal of an act is shown as a sentence on the page the user came from; nothing was changed then.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tijdig.refusals import Refused

from .rights import Right
from .staff import StaffRequest

View = Callable[..., HttpResponse]
NEVER_SHOWN = ("csrfmiddlewaretoken", "password")


def needs(*rights: Right) -> Callable[[View], View]:
    """The view is for logged-in staff with one of these rights in the chosen gemeente. Errors: 403."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(right in request.actor.rights for right in rights):
                raise PermissionDenied
            try:
                return view(request, *args, **kwargs)
            except Refused as refused:
                messages.error(request, str(refused))
                return redirect(where_from(request))  # the refusal is shown there

        guarded.needs_rights = rights  # type: ignore[attr-defined]  # read by the architecture test
        return _for_who_is_in(guarded)

    return mark


def _for_who_is_in(view: View) -> View:
    """Whoever is out logs in first; what they had typed they get back, for it was not kept."""
    ordinary = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated or request.method != "POST":
            return ordinary(request, *args, **kwargs)
        typed = [
            str(text)
            for name, text in request.POST.items()
            if name not in NEVER_SHOWN and _is_prose(str(text))
        ]
        if not typed:
            return ordinary(request, *args, **kwargs)
        shown = {
            "typed": typed,
            "inloggen": f"{reverse('account_login')}?{urlencode({'next': _page_of(request)})}",
        }
        page = render(request, "accounts/uitgelogd.html", shown, status=403)
        page["Cache-Control"] = "no-store"
        return page

    return guarded


def _is_prose(text: str) -> bool:
    """Did somebody write this, more than they chose it?"""
    return len(text.split()) > 1


def _page_of(request: HttpRequest) -> str:
    """The path of the page with the form; never a whole address."""
    before = urlsplit(where_from(request))
    return f"{before.path}?{before.query}" if before.query else before.path


def where_from(request: HttpRequest, *, otherwise: str = "/") -> str:
    """Where the user came from, with the filters that stood there, when that is a page of ours."""
    before = str(request.META.get("HTTP_REFERER", ""))
    if url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return before
    return otherwise


def for_everybody_logged_in(view: View) -> View:
    """The view shows nothing of a gemeente beyond what the user's own account is."""
    view.needs_rights = ()  # type: ignore[attr-defined]  # read by the architecture test
    return login_required(view)
