"""Addresses that CBS calls."""

from django.urls import path

from .api import views

urlpatterns = [
    path("token", views.token, name="ddas_token"),
    path("gegevens", views.gegevens, name="ddas_gegevens"),
    path("openapi.json", views.beschrijving, name="ddas_beschrijving"),
]
