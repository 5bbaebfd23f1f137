"""Addresses of the pages of staff about answers."""

from django.urls import path

from . import views

app_name = "reacties"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<int:reactie_id>/afgehandeld", views.afgehandeld, name="afgehandeld"),
    path("balie", views.balie, name="balie"),
    path("balie/antwoord", views.balie_antwoord, name="balie_antwoord"),
    path("agenda", views.agenda, name="agenda"),
    path("agenda/<slug:soort>/<int:ding_id>/weg", views.agenda_weg, name="agenda_weg"),
]
