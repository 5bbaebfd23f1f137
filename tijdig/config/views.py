"""The start page, the switch between gemeenten, and the question whether we live."""

from django.contrib import messages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tijdig.accounts.gate import for_everybody_logged_in
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.accounts.terms_of_session import GEMEENTE_IN_SESSION
from tijdig.casework.visible import visible_zaken

from . import desk


@require_safe
@for_everybody_logged_in
def vandaag(request: StaffRequest) -> HttpResponse:
    """The desk: what must happen today, what came in, what is stuck. Only what the actor has a right for."""
    if request.actor.rights == {Right.REACTIES_VASTLEGGEN}:
        return redirect("reacties:balie")  # the desk has one page (R-OUT-7)
    shown = desk.lay_out(request.actor, request.gemeente, visible_zaken(request), request.today)
    return render(request, "config/vandaag.html", {"desk": shown, "today": request.today})


@require_POST
@for_everybody_logged_in
def choose_gemeente(request: StaffRequest) -> HttpResponse:
    """Work for another gemeente from here on, if the user has a role there (R-ROL-2)."""
    code = request.POST.get("gemeente", "")
    if code in request.gemeente_codes:
        request.session[GEMEENTE_IN_SESSION] = code
    else:
        messages.error(request, "U hebt geen rol in die gemeente. Er is niets veranderd.")
    return redirect("vandaag")  # the page one came from may show a thing of the other gemeente


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the site and its database answer, else 503. Says nothing more to a stranger."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return HttpResponse("geen database\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("gezond\n", content_type="text/plain; charset=utf-8")
