"""Addresses of the pages of `feedback`."""

from django.urls import path

from . import partner_views, views

app_name = "feedback"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("partner/<int:partner_id>/bestand", views.bestand_maken, name="bestand_maken"),
    path("partner/<int:partner_id>", partner_views.partner, name="partner"),
    path("partner/<int:partner_id>/webhook", partner_views.webhook, name="webhook"),
    path("partner/<int:partner_id>/webhook/stoppen", partner_views.webhook_stoppen, name="webhook_stoppen"),
    path("pauzes", partner_views.pauzes, name="pauzes"),
    path("bestanden/<uuid:bestand_id>/opnieuw", partner_views.opnieuw, name="opnieuw"),
    path("alle-bestanden", views.alle_maken, name="alle_maken"),
    path("bestanden/van/<slug:dag>", views.bestanden_van_dag, name="bestanden_van"),
    path("bestanden/van/<slug:dag>.zip", views.download_dag, name="bestanden_zip"),
    path("bestanden/", views.bestanden, name="bestanden"),
    path("bestanden/<uuid:bestand_id>", views.bestand, name="bestand"),
    path("bestanden/<uuid:bestand_id>.<slug:vorm>", views.download, name="download"),
]
