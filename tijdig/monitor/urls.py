"""Addresses of the monitor."""

from django.urls import path

from . import views
from .comparing import views as comparing
from .report import views as report

app_name = "monitor"
urlpatterns = [
    path("", views.cijfers, name="cijfers"),
    path("vergelijken/", comparing.vergelijken, name="vergelijken"),
    path("vergelijken/<slug:figuur>.csv", comparing.vergelijking_tabel, name="vergelijking_tabel"),
    path("vergelijken/<slug:figuur>.svg", comparing.vergelijking_tekening, name="vergelijking_tekening"),
    path("verslag/", report.verslag, name="verslag"),
    path("verslag/bestand.<slug:vorm>", report.bestand, name="verslag_bestand"),
    path("zaken/<slug:fout>", views.werklijst, name="werklijst"),
    path("<slug:slug>", views.vraag, name="vraag"),
    path("<slug:slug>/<slug:figuur>.csv", views.tabel, name="tabel"),
    path("<slug:slug>/<slug:figuur>.svg", views.tekening, name="tekening"),
]
