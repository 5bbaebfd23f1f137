"""Addresses of the pages of `privacy`."""

from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("logboek", views.logboek, name="logboek"),
    path("logboek.csv", views.logboek_csv, name="logboek_csv"),
    path("gewist", views.gewist, name="gewist"),
]
