"""Addresses of the monitor."""

from django.urls import path

from . import views

app_name = "monitor"
urlpatterns = [
    path("", views.cijfers, name="cijfers"),
    path("registratie", views.registratie, name="registratie"),
    path("zaken/<slug:slug>", views.werklijst, name="werklijst"),
    path("<slug:slug>", views.vraag, name="vraag"),
    path("<slug:slug>/<slug:naam>.csv", views.tabel, name="tabel"),
    path("<slug:slug>/<slug:naam>.svg", views.tekening, name="tekening"),
]
