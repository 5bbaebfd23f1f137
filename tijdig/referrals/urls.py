"""Addresses of the pages of `referrals`."""

from django.urls import path

from . import views

app_name = "referrals"
urlpatterns = [
    path("", views.kaart, name="kaart"),
    path("nieuw", views.nieuw, name="nieuw"),
    path("inlezen", views.inlezen, name="inlezen"),
    path("kaart.csv", views.downloaden, name="downloaden"),
    path("<int:organisatie_id>", views.wijzigen, name="wijzigen"),
]
