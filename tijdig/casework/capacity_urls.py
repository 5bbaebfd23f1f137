"""Addresses of the page of hours."""

from django.urls import path

from .views import capacity

app_name = "capaciteit"
urlpatterns = [
    path("", capacity.capaciteit, name="capaciteit"),
    path("uren", capacity.uren, name="uren"),
    path("afwezig", capacity.afwezig, name="afwezig"),
    path("afwezig/<int:afwezigheid_id>/weg", capacity.afwezig_weg, name="afwezig_weg"),
]
