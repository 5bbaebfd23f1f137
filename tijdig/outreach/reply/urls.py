"""Addresses of the pages of staff about answers."""

from django.urls import path

from . import desk_views, sms_views, views

app_name = "reacties"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<int:reactie_id>/afgehandeld", views.afgehandeld, name="afgehandeld"),
    path("sms", sms_views.onbekend, name="sms"),
    path("sms/<int:sms_id>/klaar", sms_views.onbekend_klaar, name="sms_onbekend_klaar"),
    path("sms/<int:sms_id>/afgehandeld", sms_views.sms_klaar, name="sms_klaar"),
    path("balie", desk_views.balie, name="balie"),
    path("balie/antwoord", desk_views.balie_antwoord, name="balie_antwoord"),
    path("balie/doorverbonden", desk_views.balie_doorverbonden, name="balie_doorverbonden"),
    path("balie/zaak/<int:zaak_id>", desk_views.balie_zaak, name="balie_zaak"),
    path("agenda", views.agenda, name="agenda"),
    path("agenda/<slug:soort>/<int:ding_id>/weg", views.agenda_weg, name="agenda_weg"),
]
