"""Addresses of the pages of SMS and e-mail."""

from django.urls import path

from . import language_views, notify_views
from . import message_views as views

app_name = "berichten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw", views.nieuw, name="nieuw"),
    path("onderweg", views.onderweg, name="onderweg"),
    path("verstuurd", views.berichten_verstuurd, name="berichten_verstuurd"),
    path("teruggekomen", views.teruggekomen, name="teruggekomen"),
    path("<int:bericht_id>/verstuurd", views.bericht_verstuurd, name="bericht_verstuurd"),
    path("<int:bericht_id>/brief.pdf", views.bevestiging_pdf, name="bevestiging_pdf"),
    path("<int:bericht_id>/gezien", views.bericht_gezien, name="bericht_gezien"),
    path("brief/<int:brief_id>/niet-terug", views.brief_niet_retour, name="brief_niet_retour"),
    path("brief/<int:brief_id>/klaar", views.brief_retour_klaar, name="brief_retour_klaar"),
    path("stop/<int:zaak_id>", views.stopverzoek, name="stopverzoek"),
    path("stop/<int:zaak_id>/<int:stop_id>/einde", views.stopverzoek_einde, name="stopverzoek_einde"),
    path("taal/<int:zaak_id>", language_views.taal, name="taal"),
    path("melding/<str:code>", notify_views.notify_melding, name="notify_melding"),
]
