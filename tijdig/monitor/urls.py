"""Addresses of the monitor."""

from django.urls import path

from . import views

app_name = "monitor"
urlpatterns = [
    path("", views.cijfers, name="cijfers"),
    path("registratie", views.registratie, name="registratie"),
    path("zaken/<slug:fout>", views.werklijst, name="werklijst"),
    path("<slug:slug>", views.vraag, name="vraag"),
    path("<slug:slug>/<slug:figuur>.csv", views.tabel, name="tabel"),
    path("<slug:slug>/<slug:figuur>.svg", views.tekening, name="tekening"),
]
