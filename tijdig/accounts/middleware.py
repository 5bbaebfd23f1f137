"""Per request: a session that ends, a second factor, and one transaction in which only the chosen gemeente exists."""

import time
from collections.abc import Callable
from typing import cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from tijdig.rules.terms import Rolsoort

from .actors import Actor
from .clock import today
from .context import enter
from .models import Gemeente, Rol, User
from .rights import rights_of
from .staff import StaffRequest
from .terms_of_session import BEGUN, GEMEENTE_IN_SESSION, SEEN

GetResponse = Callable[[HttpRequest], HttpResponse]

WITHOUT_SECOND_FACTOR = (
    "account_logout",
    "mfa_activate_totp",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "taal_kiezen",
)


# Asked by a page that stands open, not by somebody who sits there.
BY_ITSELF = ("casework:hier", "intake:voortgang", "berichten:onderweg")
EVERY = 5 * 60  # seconds: so often at most is written down that somebody is there


class SessionEndMiddleware:
    """Ends a session after a time without an act, and after a working day however busy (R-ROL-3)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._look(request, int(time.time()))
        return self.get_response(request)

    def _look(self, request: HttpRequest, now: int) -> None:
        session = request.session
        begun = session.setdefault(BEGUN, now)
        seen = session.get(SEEN, begun)
        if now - begun > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
        elif now - seen > EVERY and not _by_itself(request):
            session[SEEN] = now


def _by_itself(request: HttpRequest) -> bool:
    if "voortgang" in request.GET:
        return True
    try:
        return resolve(request.path_info).view_name in BY_ITSELF
    except Resolver404:
        return True


class SecondFactorMiddleware:
    """Whoever has no second factor yet sets one up before anything else (R-ROL-3). After the log-out nothing stays."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not is_mfa_enabled(request.user):
            match = resolve(request.path_info) if not request.path_info.startswith("/static/") else None
            if match and match.view_name not in WITHOUT_SECOND_FACTOR:
                return redirect("mfa_activate_totp")
        response = self.get_response(request)
        if request.method == "POST" and request.path_info == reverse("account_logout"):
            response["Clear-Site-Data"] = '"storage"'  # also what a phone keeps to walk without a connection
        return response


class GemeenteMiddleware:
    """Opens the transaction, sets gemeente and user for row security, and puts the Actor on the request.

    An answer of 500 or higher rolls everything back.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staff = cast("StaffRequest", request)
        staff.today = today()
        if not isinstance(request.user, User):
            return self.get_response(request)
        with transaction.atomic():
            self._enter(staff, request.user)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def _enter(self, request: StaffRequest, user: User) -> None:
        enter("", user_id=user.pk)
        roles = list(Rol.objects.filter(user=user).values_list("gemeente_id", "soort", "team"))
        codes = sorted({code for code, _, _ in roles})
        chosen = request.session.get(GEMEENTE_IN_SESSION)
        code = chosen if chosen in codes else (codes[0] if codes else "")
        enter(code, user_id=user.pk)
        # None for somebody without any role, who then has no right either.
        request.gemeente = cast("Gemeente", Gemeente.objects.filter(pk=code).first())
        request.gemeente_codes = codes
        request.teams = {team for at, _, team in roles if at == code and team}
        request.actor = Actor(
            code=f"gebruiker:{user.pk}",
            rights=rights_of(Rolsoort(soort) for at, soort, _ in roles if at == code),
            user_id=user.pk,
            name=str(user),
        )
