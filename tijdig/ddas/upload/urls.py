"""Addresses of figures that come in."""

from django.urls import path

from . import views

app_name = "inlezen"
urlpatterns = [
    path("", views.inlezen, name="inlezen"),
    path("<int:levering_id>/intrekken", views.intrekken, name="cijfers_intrekken"),
]
