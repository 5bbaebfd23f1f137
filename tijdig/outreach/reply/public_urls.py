"""Addresses for residents; the only pages of the house without a log-in."""

from django.urls import path

from . import public_views as views

app_name = "reply"
urlpatterns = [
    path("", views.start, name="inwoner_start"),
    path("onbekend", views.onbekend, name="inwoner_onbekend"),
    path("wacht", views.te_vaak, name="inwoner_te_vaak"),
    path("antwoord", views.antwoord, name="inwoner_antwoord"),
    path("antwoord/<slug:soort>", views.kies, name="inwoner_kies"),
    path("klaar", views.klaar, name="inwoner_klaar"),
    path("sluit", views.sluit, name="inwoner_sluit"),
    path("<str:code>", views.by_code, name="inwoner_by_code"),
]
