"""Addresses of the pages of `feedback`."""

from django.urls import path

from . import views

app_name = "feedback"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("partner/<int:partner_id>/bestand", views.bestand_maken, name="bestand_maken"),
    path("bestanden/", views.bestanden, name="bestanden"),
    path("bestanden/<uuid:bestand_id>", views.bestand, name="bestand"),
    path("bestanden/<uuid:bestand_id>.<slug:vorm>", views.download, name="download"),
]
