"""Addresses of the pages of `outreach`."""

from django.urls import path

from . import decision_views, views

app_name = "outreach"
urlpatterns = [
    path("", views.printrondes, name="printrondes"),
    path("nieuw", views.printronde_nieuw, name="printronde_nieuw"),
    path("<int:ronde_id>", views.printronde, name="printronde"),
    path("<int:ronde_id>/afgedrukt", views.printronde_afgedrukt, name="printronde_afgedrukt"),
    path("<int:ronde_id>/niet-afgedrukt", views.printronde_niet_afgedrukt, name="printronde_niet_afgedrukt"),
    path("<int:ronde_id>/notify", views.printronde_notify, name="printronde_notify"),
    path("<int:ronde_id>/brieven.pdf", views.printronde_pdf, name="printronde_pdf"),
    path("<int:ronde_id>/lijst.csv", views.printronde_lijst, name="printronde_lijst"),
    path("voorbeeld/<int:zaak_id>", views.voorbeeld, name="voorbeeld"),
    path("besluit/<int:zaak_id>", decision_views.besluitbrief, name="besluitbrief"),
    path("curator/<int:zaak_id>", views.curator, name="curator"),
]
