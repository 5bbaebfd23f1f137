"""Addresses of the log-in: of what allauth offers, only what we use (R-ROL-3).

Nobody signs up, and nobody changes their own e-mail address: by it a schuldhulpverlener finds own clients (R-SHV-1).
"""

from allauth.account import views as own
from django.urls import include, path, re_path

from . import views

urlpatterns = [
    path("login/", own.login, name="account_login"),
    path("logout/", own.logout, name="account_logout"),
    path("inactive/", own.account_inactive, name="account_inactive"),
    path("reauthenticate/", own.reauthenticate, name="account_reauthenticate"),
    path("password/change/", own.password_change, name="account_change_password"),
    path("password/reset/", views.wachtwoord_vergeten, name="account_reset_password"),
    # The one-time link that the beheerder gives.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        own.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        own.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
