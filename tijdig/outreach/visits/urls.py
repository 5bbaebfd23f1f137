"""Addresses of planning rounds of home visits."""

from django.urls import path

from . import note_views, views

app_name = "visits"
urlpatterns = [
    path("", views.rondes, name="rondes"),
    path("nieuw", views.bezoekplan_nieuw, name="bezoekplan_nieuw"),
    path("<int:plan_id>", views.bezoekplan, name="bezoekplan"),
    path("<int:plan_id>/terug", views.bezoekplan_terug, name="bezoekplan_terug"),
    path("<int:plan_id>/opnieuw", views.bezoekplan_opnieuw, name="bezoekplan_opnieuw"),
    path("<int:plan_id>/vervallen", views.bezoekplan_vervallen, name="bezoekplan_vervallen"),
    path("lijst/<int:bezoekronde_id>", views.looplijst, name="looplijst"),
    path("lijst/<int:bezoekronde_id>.pdf", views.looplijst_pdf, name="looplijst_pdf"),
    path("lijst/<int:bezoekronde_id>/kaarten", views.kaarten, name="kaarten"),
    path("deur/<int:zaak_id>/notitie", note_views.deurnotitie, name="deurnotitie"),
    path("bezoek/<int:bezoek_id>/verplaatst", views.bezoek_verplaatst, name="bezoek_verplaatst"),
]
