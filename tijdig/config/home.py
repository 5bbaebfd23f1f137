"""Addresses of the start page and of what belongs to no room of its own."""

from django.urls import path

from . import language_page, policy_pages, safety_pages, stopped_pages, views

urlpatterns = [
    path("", views.vandaag, name="vandaag"),
    path("gezond", views.health, name="health"),
    path("gemeente", views.choose_gemeente, name="gemeente_wisselen"),
    path("taal", language_page.choose, name="taal_kiezen"),
    path("beheer/taken/", stopped_pages.lijst, name="gestopt"),
    path("beheer/taken/opnieuw", stopped_pages.opnieuw, name="gestopt_opnieuw"),
    path("beheer/taken/<int:job_id>/weg", stopped_pages.weg, name="gestopt_weg"),
    path("beleid/", policy_pages.beleid, name="beleid"),
    path("veiligheid/", safety_pages.lijst, name="veiligheid"),
    path("veiligheid/nieuw", safety_pages.nieuw, name="veiligheid_nieuw"),
    path("veiligheid/<int:melding_id>/einde", safety_pages.end, name="veiligheid_einde"),
]
