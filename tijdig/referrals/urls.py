"""Addresses of the pages of `referrals`."""

from django.urls import path

from . import views

app_name = "referrals"
urlpatterns = [
    path("", views.kaart, name="kaart"),
    path("nieuw", views.nieuw, name="organisatie_nieuw"),
    path("inlezen", views.inlezen, name="kaart_inlezen"),
    path("kaart.csv", views.downloaden, name="kaart_csv"),
    path("<int:organisatie_id>", views.wijzigen, name="organisatie_wijzigen"),
]
