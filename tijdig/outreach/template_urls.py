"""Addresses of the pages of the templates."""

from django.urls import path

from . import template_views as views

app_name = "sjablonen"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("versie/<int:sjabloon_id>/intrekken", views.sjabloon_intrekken, name="sjabloon_intrekken"),
    path("<slug:naam>", views.sjabloon, name="sjabloon"),
    path("<slug:naam>/wijzigen", views.sjabloon_wijzigen, name="sjabloon_wijzigen"),
    path("<slug:naam>/voorbeeld/<int:zaak_id>", views.sjabloon_voorbeeld, name="sjabloon_voorbeeld"),
]
