"""Pages of beheer: the users of this gemeente and its own details (R-ROL-1, R-ROL-3)."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tijdig.refusals import Refused

from .actions.gemeenten import change_gemeente
from .actions.users import (
    add_user,
    change_user,
    close_account,
    give_roles,
    reopen_account,
    reset_password,
    reset_second_factor,
)
from .forms import ROLE_HINTS, ColleagueForm, DetailsForm, GemeenteForm, NewUserForm, RolesForm
from .gate import needs
from .models import Gemeente, User
from .queries import users_of
from .rights import Right
from .staff import StaffRequest

page_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def wachtwoord_vergeten(request: HttpRequest) -> HttpResponse:
    """Who to ask for a new link. No mail leaves: who reads somebody's mail gets no password by it (R-ROL-3)."""
    return render(request, "account/password_reset.html")


@require_safe
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruikers(request: StaffRequest) -> HttpResponse:
    """Everybody with a role here."""
    users = list(users_of(request.gemeente.pk))
    return render(request, "accounts/gebruikers.html", {"users": users})


@page_methods
@never_cache
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker_nieuw(request: StaffRequest) -> HttpResponse:
    """A new account; its one-time link is shown once."""
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = add_user(
                username=form.cleaned_data["username"], gegevens=form.details(), gemeente_code=request.gemeente.pk,
                rollen=form.roles(), team=form.cleaned_data["team"], by=request.actor,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("username", str(refused))
        else:
            return _link_page(request, user)
    return _form_page(request, "accounts/gebruiker_nieuw.html", form)


@page_methods
@needs(Right.GEBRUIKERS_BEHEREN)
def collega(request: StaffRequest) -> HttpResponse:
    """Give a role to somebody who works for another gemeente already."""
    form = ColleagueForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _roles_given(form, form.cleaned_data["username"], request)
    ):
        messages.success(
            request, "De rollen zijn opgeslagen. Bij het volgende bezoek ziet uw collega deze gemeente."
        )
        return redirect("accounts:gebruikers")
    return _form_page(request, "accounts/collega.html", form)


@require_safe
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker(request: StaffRequest, user_id: int) -> HttpResponse:
    """One user: details, roles, and what can be done with the account."""
    user = _user_here(request, user_id)
    return _user_page(request, user, DetailsForm(instance=user), _roles_form(user))


@require_POST
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker_wijzigen(request: StaffRequest, user_id: int) -> HttpResponse:
    """Save name, e-mail and telephone."""
    user = _user_here(request, user_id)
    form = DetailsForm(request.POST, instance=User.objects.get(pk=user.pk))
    if form.is_valid():
        change_user(user.pk, gegevens=form.cleaned_data, gemeente_code=request.gemeente.pk, by=request.actor)
        messages.success(request, "De gegevens zijn opgeslagen.")
        return redirect("accounts:gebruiker", user.pk)
    return _user_page(request, user, form, _roles_form(user))


@require_POST
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker_rollen(request: StaffRequest, user_id: int) -> HttpResponse:
    """Save the roles in this gemeente."""
    user = _user_here(request, user_id)
    form = RolesForm(request.POST)
    if form.is_valid() and _roles_given(form, user, request):
        messages.success(request, "De rollen zijn opgeslagen. Ze gelden meteen.")
        return redirect("accounts:gebruiker", user.pk)
    return _user_page(request, user, DetailsForm(instance=user), form)


@require_POST
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker_sluiten(request: StaffRequest, user_id: int) -> HttpResponse:
    """Close the account."""
    user = _user_here(request, user_id)
    close_account(user.pk, gemeente_code=request.gemeente.pk, by=request.actor)
    messages.success(request, f"{user} kan niet meer bij deze gemeente. Wat vastgelegd is, blijft.")
    return redirect("accounts:gebruikers")


@require_POST
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker_heropenen(request: StaffRequest, user_id: int) -> HttpResponse:
    """Open a closed account again."""
    user = _user_here(request, user_id)
    reopen_account(user.pk, gemeente_code=request.gemeente.pk, by=request.actor)
    messages.success(request, f"{user} kan weer inloggen, met dezelfde rollen.")
    return redirect("accounts:gebruiker", user.pk)


@require_POST
@never_cache
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker_wachtwoord(request: StaffRequest, user_id: int) -> HttpResponse:
    """A new one-time link, shown once."""
    user = _user_here(request, user_id)
    return _link_page(request, reset_password(user.pk, gemeente_code=request.gemeente.pk, by=request.actor))


@require_POST
@needs(Right.GEBRUIKERS_BEHEREN)
def gebruiker_tweede_stap(request: StaffRequest, user_id: int) -> HttpResponse:
    """The telephone is lost."""
    user = _user_here(request, user_id)
    reset_second_factor(user.pk, gemeente_code=request.gemeente.pk, by=request.actor)
    messages.success(request, f"De tweede stap is gewist. {user} stelt bij het inloggen een nieuwe in.")
    return redirect("accounts:gebruiker", user.pk)


@page_methods
@needs(Right.GEBRUIKERS_BEHEREN)
def gemeente(request: StaffRequest) -> HttpResponse:
    """The gemeente's own details."""
    form = GemeenteForm(request.POST or None, instance=Gemeente.objects.get(pk=request.gemeente.pk))
    if request.method == "POST" and form.is_valid():
        change_gemeente(request.gemeente.pk, gegevens=form.cleaned_data, by=request.actor)
        messages.success(
            request, "De gegevens van de gemeente zijn opgeslagen. Nieuwe brieven gebruiken ze meteen."
        )
        return redirect("accounts:gemeente")
    return _form_page(request, "accounts/gemeente.html", form)


def _user_here(request: StaffRequest, user_id: int) -> User:
    """A user with a role in this gemeente; anybody else does not exist here."""
    return get_object_or_404(users_of(request.gemeente.pk), pk=user_id)


def _roles_form(user: User) -> RolesForm:
    rollen = user.rollen_hier  # type: ignore[attr-defined]  # put there by users_of
    return RolesForm(
        initial={
            "rollen": [rol.soort for rol in rollen],
            "team": next((r.team for r in rollen if r.team), ""),
        }
    )


def _roles_given(form: RolesForm, user: User, request: StaffRequest) -> bool:
    """False, with the sentence at the roles, when the act refuses."""
    try:
        give_roles(
            user.pk, gemeente_code=request.gemeente.pk, rollen=form.roles(), team=form.cleaned_data["team"],
            by=request.actor,
        )  # fmt: skip
    except Refused as refused:
        form.add_error("rollen", str(refused))
        return False
    return True


def _user_page(request: StaffRequest, user: User, details: DetailsForm, roles: RolesForm) -> HttpResponse:
    shown: dict[str, Any] = {
        "shown_user": user, "details": details, "roles": roles, "hints": ROLE_HINTS,
        "self": user.pk == request.actor.user_id,
    }  # fmt: skip
    return render(
        request, "accounts/gebruiker.html", shown, status=422 if details.errors or roles.errors else 200
    )


def _form_page(request: StaffRequest, template: str, form: Form | ModelForm) -> HttpResponse:
    return render(request, template, {"form": form, "hints": ROLE_HINTS}, status=422 if form.errors else 200)


def _link_page(request: StaffRequest, user: User) -> HttpResponse:
    """The link with which the owner of the account chooses a password: it works once, for three days.

    No password is ever known to the beheerder, so none has to be changed.
    """
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    link = get_adapter(request).get_reset_password_from_key_url(key)
    return render(request, "accounts/eenmalige_link.html", {"shown_user": user, "link": link})
