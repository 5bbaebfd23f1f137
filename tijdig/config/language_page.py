"""The switch between Dutch and English, for everybody; also at the log-in."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tijdig.accounts.actions.languages import choose_language
from tijdig.accounts.language import A_YEAR, COOKIE, known
from tijdig.accounts.staff import StaffRequest


@require_POST
def choose(request: StaffRequest) -> HttpResponse:
    """Back to the page one came from, in the language that was asked for.

    The cookie is for the log-in; who is logged in finds the choice in their own row, on every computer.
    """
    taal, back = known(request.POST.get("taal")), request.POST.get("terug", "")
    if request.user.is_authenticated:
        choose_language(taal, by=request.actor)
    here = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    answer = redirect(back if here else "vandaag")
    answer.set_cookie(
        COOKIE, str(taal), max_age=A_YEAR, samesite="Lax", secure=settings.BEHIND_TLS, httponly=True
    )
    return answer
