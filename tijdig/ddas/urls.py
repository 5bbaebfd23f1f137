"""Addresses of the rehearsal and of deliveries as a file."""

from django.urls import path

from . import views

app_name = "ddas"
urlpatterns = [
    path("", views.proef, name="proef"),
    path("controleren", views.controleren, name="controleren"),
    path("maken", views.maken, name="maken"),
    path("zaken/<slug:controle>", views.zaken, name="ddas_zaken"),
    path("levering/<uuid:levering_id>/<int:pagina>", views.bestand, name="ddas_bestand"),
    path("afnemer/<int:afnemer_id>/machtigen", views.machtigen, name="ddas_machtigen"),
    path("afnemer/<int:afnemer_id>/intrekken", views.intrekken, name="ddas_intrekken"),
]
