"""Addresses for residents; the only pages of the house without a log-in."""

from django.urls import path

from . import public_views as views

app_name = "reply"
urlpatterns = [
    path("", views.start, name="start"),
    path("onbekend", views.onbekend, name="onbekend"),
    path("wacht", views.te_vaak, name="te_vaak"),
    path("antwoord", views.antwoord, name="antwoord"),
    path("antwoord/<slug:soort>", views.kies, name="kies"),
    path("klaar", views.klaar, name="klaar"),
    path("sluit", views.sluit, name="sluit"),
    path("<str:code>", views.by_code, name="by_code"),
]
