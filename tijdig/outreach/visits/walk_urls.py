"""Addresses of the phone at the door: today's round of whoever walks it, and nothing else (R-ROL-1)."""

from django.urls import path

from . import walk_views

app_name = "walk"
urlpatterns = [
    path("", walk_views.ronde, name="ronde"),
    path("voorbij", walk_views.voorbij, name="voorbij"),
    path("<int:bezoekronde_id>/start", walk_views.start, name="start"),
    path("<int:bezoekronde_id>/teken", walk_views.teken, name="teken"),
    path("<int:bezoekronde_id>/einde", walk_views.einde, name="einde"),
    path("wacht.js", walk_views.wacht, name="wacht"),
    path("zonder-verbinding", walk_views.zonder_verbinding, name="zonder_verbinding"),
    path("verbeteren", walk_views.verbeteren, name="verbeteren"),
    path("deur/<int:bezoek_id>", walk_views.deur, name="deur"),
    path("deur/<int:bezoek_id>/verbeter", walk_views.verbeter, name="verbeter"),
    path("deur/<int:bezoek_id>/kaart", walk_views.kaart, name="kaart"),
    path("deur/<int:bezoek_id>/notitie", walk_views.notitie, name="notitie"),
]
