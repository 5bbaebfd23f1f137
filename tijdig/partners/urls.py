"""Addresses of the pages of `partners`."""

from django.urls import path

from . import views

app_name = "partners"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw", views.nieuw, name="nieuw"),
    path("<int:partner_id>", views.partner, name="partner"),
    path("<int:partner_id>/wijzigen", views.wijzigen, name="wijzigen"),
    path("<int:partner_id>/overeenkomst", views.overeenkomst_nieuw, name="overeenkomst_nieuw"),
    path("overeenkomst/<int:overeenkomst_id>/einde", views.overeenkomst_einde, name="overeenkomst_einde"),
]
