"""Addresses of the pages of `intake`."""

from django.urls import path

from . import views

app_name = "intake"
urlpatterns = [
    path("", views.lijst, name="aanleveringen"),
    path("nieuw", views.nieuw, name="nieuw"),
    path("indeling", views.indeling, name="indeling"),
    path("indeling/leeg.csv", views.voorbeeld, name="voorbeeld"),
    path("<uuid:pk>/", views.aanlevering, name="aanlevering"),
    path("<uuid:pk>/voortgang", views.voortgang, name="voortgang"),
    path("<uuid:pk>/geweigerd.csv", views.geweigerd, name="geweigerd"),
]
